"""How a person's e-mail address becomes another one, and how that is undone (R-AU-05)."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions import users
from accounts.models import EmailChange, User
from core.errors import DomainError

UNDO_DAYS = 7


class AddressTaken(DomainError):
    """Another account has this address already."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} belongs to another account by now.")


class CannotUndo(DomainError):
    """The change was undone before, or is too long ago."""


@transaction.atomic
def confirm(address: EmailAddress, *, at: datetime) -> EmailChange | None:
    """Makes `address` the one confirmed address of its user, after the link that went there was followed.

    None when it only confirms the address from sign-up. Otherwise the change, kept so that it can be undone: every
    session and every link for choosing a password has ended then. `AddressTaken` when somebody else confirmed it first.
    """
    user = User.objects.select_for_update().get(pk=address.user_id)
    old = user.email
    _free(address.email, of=user)
    _only_address(user, address.email)
    if old == address.email:
        return None
    user.email = address.email
    user.save(update_fields=["email"])
    users.end_sessions(user, by=user, at=at)
    return EmailChange.objects.create(user=user, old_email=old, new_email=user.email, changed_at=at)


@transaction.atomic
def undo(change: EmailChange, *, at: datetime) -> User:
    """Gives the account back to the old address: the later changes of it are undone with it.

    Whoever changed it knew the password, so the password stops working (the caller sends a link for a new one), all
    sessions end, and second factors added since are removed. `CannotUndo` after 7 days or the second time,
    `AddressTaken` when the old address belongs to another account by now.
    """
    user = User.objects.select_for_update().get(pk=change.user_id)
    change.refresh_from_db()
    if change.undone_at is not None:
        raise CannotUndo("This change is undone already.")
    if at - change.changed_at > timedelta(days=UNDO_DAYS):
        raise CannotUndo(f"A change of address can be undone for {UNDO_DAYS} days. That time is over.")
    _free(change.old_email, of=user)
    _only_address(user, change.old_email)
    user.email = change.old_email
    user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    users.end_sessions(user, by=user, at=at)
    Authenticator.objects.filter(user=user, created_at__gte=change.changed_at).delete()
    EmailChange.objects.filter(user=user, changed_at__gte=change.changed_at, undone_at=None).update(undone_at=at)
    return user


def _free(email: str, *, of: User) -> None:
    """Removes a sign-up under this address that was never confirmed: who holds the mailbox comes first."""
    for other in User.objects.select_for_update().filter(email__iexact=email).exclude(pk=of.pk):
        confirmed = EmailAddress.objects.filter(user=other, verified=True).exists()
        if confirmed or other.last_login is not None:
            raise AddressTaken(email)
        other.delete()
    if EmailAddress.objects.filter(email=email, verified=True).exclude(user=of).exists():
        raise AddressTaken(email)


def _only_address(user: User, email: str) -> None:
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
