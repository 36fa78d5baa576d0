"""What must always hold of a snapshot, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from hiring.models import Snapshot
from tests.factories import hiring
from tests.factories import portfolio as made
from tests.factories.hiring import AT

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def given(ada: User, hana: User) -> dict[str, Any]:
    brief = hiring.brief(hana, ("level", "l1", "must"))
    person = made.practitioner(ada)
    return {"brief": brief, "practitioner": person, "title": "T", "sent_at": AT, "ends_on": AT.date()}


def refused(name: str, act: Any) -> None:
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        act()


def test_one_is_open_per_person_and_brief(given: dict[str, Any]) -> None:
    Snapshot.objects.create(content={"a": 1}, **given)
    refused(
        "hiring_snapshot_is_one_open_per_person_and_brief", lambda: Snapshot.objects.create(content={"a": 1}, **given)
    )
    Snapshot.objects.update(content=None, closed_at=AT, closed_because="withdrawn")
    Snapshot.objects.create(content={"a": 1}, **given)


@pytest.mark.parametrize(
    "fields",
    [
        {"content": {"a": 1}, "closed_at": AT, "closed_because": "withdrawn"},
        {"content": None, "closed_at": None, "closed_because": ""},
        {"content": None, "closed_at": AT, "closed_because": ""},
        {"content": None, "closed_at": AT, "closed_because": "forgotten"},
        {"content": {"a": 1}, "closed_at": None, "closed_because": "ended"},
    ],
)
def test_a_closed_one_holds_nothing_and_says_why(given: dict[str, Any], fields: dict[str, Any]) -> None:
    refused("hiring_snapshot_that_is_closed_is_empty", lambda: Snapshot.objects.create(**given, **fields))
