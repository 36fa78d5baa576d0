"""What hiring has in the demo world."""

from typing import Any

import pytest

from competence.queries import editions
from hiring import sheets
from hiring.demo import world
from hiring.models import Brief, Membership, Shortlist, Snapshot
from portfolio.demo import cast
from portfolio.models import Practitioner
from tests.factories import portfolio as made
from tests.factories.hiring import AT


@pytest.mark.django_db
def test_a_team_of_two_with_three_briefs(frameworks: None, settings: Any, mailoutbox: list[Any]) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people = cast.make([], password="a-long-passphrase", at=AT)
    for handle in ("tomas", "ada"):
        made.practitioner(name=handle.title(), handle=handle, visibility="public")
    tomas = Practitioner.objects.get(handle="tomas")
    work = made.project(tomas, visibility="public")
    made.evidence(work, "l1.modeling.test-harness", made.decision(work))
    world.build(people, at=AT)
    halden = people["halden"]
    assert (halden.name, halden.email) == ("Halden Grid", "halden@example.org")
    roles = dict(Membership.objects.values_list("user__email", "role"))
    assert roles == {"halden@example.org": "owner", "berit@example.org": "member"}
    found = {brief.title: brief for brief in Brief.objects.held_by(halden)}
    assert [title for title, brief in found.items() if brief.is_published] == ["Forecasting engineer, grid operations"]
    tables = found["First hire, customers and meters"]
    assert (tables.owner, tables.needs.get(key="l3").weight) == (halden, "not-needed")
    assert Brief.objects.held_by(people["berit"]).count() == 2
    [held] = Shortlist.objects.held_by(people["berit"])
    assert held.brief == found["Forecasting engineer, grid operations"]
    assert {(e.practitioner.handle, e.state, e.notes.get().written_by.name) for e in held.entries.all()} == {
        ("tomas", "talk", "Halden Grid"),
        ("ada", "talk", "Berit Solheim"),
    }, "somebody who is not listed is left out"
    [sent] = Snapshot.objects.readable_by(people["berit"], AT.date())
    assert (sent.practitioner, sent.content["message"]) == (tomas, world.MESSAGE)
    assert mailoutbox == [], "nobody is written to by a transaction that has not ended"


def test_the_brief_of_the_design_fits_the_shipped_framework(frameworks: None) -> None:
    yardstick = editions.of("three-levels")
    assert all(sheets.is_known(line, yardstick) for line in world.GRID.needs)
    assert [line.weight for line in world.GRID.needs] == ["must"] * 8 + ["useful"] * 3
