"""Changes of address: what must hold whoever writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import EmailChange, User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_a_change_is_between_two_addresses(ada: User) -> None:
    with pytest.raises(IntegrityError, match="accounts_email_change_is_between_two_addresses"), transaction.atomic():
        EmailChange.objects.create(user=ada, old_email=ada.email, new_email=ada.email, changed_at=NOW)


def test_a_change_is_undone_after_it_was_made(ada: User) -> None:
    with pytest.raises(IntegrityError, match="accounts_email_change_is_undone_after_it_was_made"), transaction.atomic():
        EmailChange.objects.create(
            user=ada, old_email="a@x.org", new_email="b@x.org", changed_at=NOW, undone_at=NOW - timedelta(seconds=1)
        )


def test_a_change_says_from_where_to_where() -> None:
    assert str(EmailChange(old_email="a@x.org", new_email="b@x.org")) == "a@x.org to b@x.org"
