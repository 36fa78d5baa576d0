"""Addresses of a person."""

import uuid
from datetime import UTC, datetime

from allauth.account.models import EmailAddress

from accounts.models import EmailChange, User
from accounts.queries import emails


def test_the_pending_address_is_the_one_not_confirmed(ada: User, sam: User) -> None:
    assert emails.pending(ada) == ""
    EmailAddress.objects.create(user=ada, email="lovelace@example.org")
    assert emails.pending(ada) == "lovelace@example.org"
    assert emails.pending(sam) == ""


def test_a_change_by_its_identity(ada: User) -> None:
    made = EmailChange.objects.create(
        user=ada, old_email="a@x.org", new_email="b@x.org", changed_at=datetime(2026, 6, 1, tzinfo=UTC)
    )
    assert emails.change(made.uuid) == made
    assert emails.change(uuid.uuid4()) is None
