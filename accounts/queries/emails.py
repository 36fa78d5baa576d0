"""Addresses of a person and the changes of them."""

import uuid

from allauth.account.models import EmailAddress

from accounts.models import EmailChange, User


def pending(user: User) -> str:
    """The address that the person wants to change to and has not confirmed yet; empty when there is none."""
    waiting = EmailAddress.objects.filter(user=user, verified=False).exclude(email=user.email).order_by("pk").last()
    return waiting.email if waiting else ""


def change(identity: uuid.UUID) -> EmailChange | None:
    """The change of address with this identity, and its user."""
    return EmailChange.objects.select_related("user").filter(uuid=identity).first()
