"""Briefs are saved whole, never over somebody else's words; publishing, copies and moves."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from competence.queries import editions
from core.errors import DomainError, StaleVersion
from hiring.actions import briefs as actions
from hiring.models import Brief, Need
from hiring.queries import briefs
from hiring.sheets import MOST, Line, Sheet
from tests.factories import choosing, hiring
from tests.factories.hiring import AT

LATER = AT + timedelta(hours=1)
SHEET = Sheet(
    "Tuning specialist",
    "A model runs already.",
    "three-levels",
    3,
    (
        Line("level", "l3", "not-needed"),
        Line("skill", "l2.generalization.dropout", "must"),
        Line("group", "l2.prediction.ensembles", "useful", 2, 2),
    ),
)
pytestmark = pytest.mark.usefixtures("frameworks")


def test_what_is_made_reads_back_as_it_was_written(hana: User) -> None:
    brief = actions.create(SHEET, holder=hana, by=hana, at=AT)
    assert briefs.sheet(brief) == SHEET
    assert (brief.owner, brief.team, brief.published_at) == (hana, None, None)


def test_a_team_holds_a_brief(hana: User, remi: User) -> None:
    brief = actions.create(SHEET, holder=hiring.team(hana, remi), by=hana, at=AT)
    assert list(Brief.objects.held_by(remi)) == [brief]


def test_holders_have_a_limit(hana: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "BRIEFS_AT_MOST", 1)
    actions.create(SHEET, holder=hana, by=hana, at=AT)
    with pytest.raises(DomainError, match="put away"):
        actions.create(SHEET, holder=hana, by=hana, at=AT)
    assert actions.create(SHEET, holder=hiring.team(hana), by=hana, at=AT)


def test_changing_replaces_all_of_it(hana: User) -> None:
    brief = actions.create(SHEET, holder=hana, by=hana, at=AT)
    other = replace(SHEET, title="Another", strength=1, needs=(Line("domain", "time-series", "must"),))
    changed = actions.change(brief, other, revision=1, by=hana, at=LATER)
    assert briefs.sheet(changed) == other
    assert (changed.revision, changed.changed_at) == (2, LATER)


def test_nobody_saves_over_another(hana: User) -> None:
    brief = actions.create(SHEET, holder=hana, by=hana, at=AT)
    actions.change(brief, replace(SHEET, title="First"), revision=1, by=hana, at=AT)
    with pytest.raises(StaleVersion):
        actions.change(brief, replace(SHEET, title="Second"), revision=1, by=hana, at=AT)
    assert Brief.objects.get().title == "First"
    assert Need.objects.count() == 3


def test_a_brief_asks_for_no_more_than_one_person_can(hana: User) -> None:
    many = tuple(Line("skill", f"made.up.{n}") for n in range(MOST + 1))
    with pytest.raises(DomainError, match="two people"):
        actions.create(replace(SHEET, needs=many), holder=hana, by=hana, at=AT)
    assert not Brief.objects.exists(), "all or nothing"


def test_a_published_brief_asks_for_something(hana: User) -> None:
    empty = actions.create(replace(SHEET, needs=SHEET.needs[:1]), holder=hana, by=hana, at=AT)
    with pytest.raises(DomainError, match="at least one thing"):
        actions.publish(empty, by=hana, at=AT)
    brief = actions.publish(actions.create(SHEET, holder=hana, by=hana, at=AT), by=hana, at=LATER)
    with pytest.raises(DomainError, match="at least one thing"):
        actions.change(brief, replace(SHEET, needs=()), revision=1, by=hana, at=LATER)
    assert list(Brief.objects.published()) == [brief]


def test_publishing_again_keeps_the_day(hana: User) -> None:
    brief = actions.publish(actions.create(SHEET, holder=hana, by=hana, at=AT), by=hana, at=AT)
    assert actions.publish(brief, by=hana, at=LATER).published_at == AT
    assert actions.withdraw(brief, by=hana, at=LATER).published_at is None
    assert not Brief.objects.published().exists()


def test_putting_away_ends_the_public_page(hana: User) -> None:
    brief = actions.publish(actions.create(SHEET, holder=hana, by=hana, at=AT), by=hana, at=AT)
    actions.archive(brief, by=hana, at=LATER)
    assert not Brief.objects.published().exists()
    with pytest.raises(DomainError, match="put away"):
        actions.publish(brief, by=hana, at=LATER)
    restored = actions.restore(brief, by=hana, at=LATER)
    assert (restored.archived_at, restored.published_at) == (None, None)


def test_a_copy_asks_for_the_same_and_is_not_published(hana: User, remi: User) -> None:
    team = hiring.team(hana, remi)
    brief = actions.publish(actions.create(SHEET, holder=team, by=hana, at=AT), by=hana, at=AT)
    Brief.objects.update(is_blind=True)
    made = actions.copy(brief, by=remi, at=LATER)
    assert briefs.sheet(made) == replace(SHEET, title="Copy of Tuning specialist")
    assert (made.team, made.published_at, made.is_blind) == (team, None, True)
    long = actions.create(replace(SHEET, title="x" * 120), holder=hana, by=hana, at=AT)
    assert len(actions.copy(long, by=hana, at=LATER).title) == 120


def test_a_brief_moves_between_a_person_and_a_team(hana: User, remi: User) -> None:
    brief = actions.create(SHEET, holder=hana, by=hana, at=AT)
    actions.move(brief, to=hiring.team(hana, remi), by=hana, at=AT)
    assert Brief.objects.held_by(remi).exists()
    actions.move(brief, to=hana, by=hana, at=AT)
    assert not Brief.objects.held_by(remi).exists()


def test_removing_takes_its_needs_along(hana: User) -> None:
    brief = actions.create(SHEET, holder=hana, by=hana, at=AT)
    actions.remove(brief, by=hana, at=AT)
    assert (Brief.objects.count(), Need.objects.count()) == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_briefs_is_four_queries(hana: User, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        team = hiring.team(hana, name=f"Team {number}")
        hiring.brief(team, ("skill", "l2.generalization.dropout", "must"), ("level", "l3", "not-needed"))
        hiring.brief(hana, title=f"Old {number}", archived_at=AT)
    editions.all_current()
    with django_assert_num_queries(4):
        found = briefs.index(hana)
    assert (len(found.live), len(found.archived)) == (count, count)
    assert (found.live[0].holder, found.live[0].not_needed) == (f"Team {count - 1}", ("Level 3",))
    assert len(found.live[0].asked.musts) == 1


def test_a_brief_that_moves_leaves_the_lists_of_those_who_may_not_know_of_it(hana: User, remi: User) -> None:
    team = hiring.team(hana, remi)
    brief = actions.create(SHEET, holder=team, by=hana, at=AT)
    shared, hers, his = (choosing.shortlist(holder, brief=brief) for holder in (team, hana, remi))
    actions.move(brief, to=hana, by=hana, at=AT)
    for each in (shared, hers, his):
        each.refresh_from_db()
    assert [each.brief for each in (shared, hers, his)] == [None, brief, None]
    assert (shared.revision, hers.revision) == (2, 1), "an open form of the list is behind"
    actions.move(brief, to=team, by=hana, at=AT)
    hers.refresh_from_db()
    assert hers.brief == brief, "she is in the team"
