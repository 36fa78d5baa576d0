"""Sending, withdrawing, ending: what is frozen stays, what is closed holds nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError, StaleVersion
from dashboard.actions import accounts
from hiring.actions import briefs, people, snapshots, teams
from hiring.models import Brief, Snapshot
from portfolio.actions import practitioners
from portfolio.models import Evidence, Practitioner
from tests.factories import choosing, hiring
from tests.factories import portfolio as made
from tests.factories import snapshots as sent
from tests.factories.hiring import AT

pytestmark = pytest.mark.usefixtures("frameworks")
BINARY, SCALING = "l1.modeling.target-binary", "l1.modeling.scaling"
NOW = timezone.now()


@pytest.fixture
def brief(hana: User) -> Brief:
    return hiring.brief(hana, ("skill", BINARY, "must"), title="Grid engineer", published_at=AT)


@pytest.fixture
def proof(ada: User) -> Evidence:
    project = made.project(made.practitioner(ada), "In private")
    return made.evidence(project, BINARY, made.result(project, baseline="0.5"))


@pytest.fixture
def person(proof: Evidence, ada: User) -> Practitioner:
    return Practitioner.objects.get(user=ada)


def refused(words: str, brief: Brief, person: Practitioner, **fields: Any) -> None:
    with pytest.raises(DomainError, match=words):
        sent.send(brief, person, **fields)


def test_a_withdrawn_one_holds_nothing_at_once(brief: Brief, person: Practitioner) -> None:
    made_ = sent.send(brief, person)
    assert made_.content is not None
    snapshots.withdraw(made_, by=person.user, at=NOW)
    made_.refresh_from_db()
    assert (made_.content, made_.closed_at, made_.closed_because) == (None, NOW, "withdrawn")


def test_withdrawing_twice_is_withdrawing_once(brief: Brief, person: Practitioner) -> None:
    made_ = sent.send(brief, person)
    snapshots.withdraw(made_, by=person.user, at=NOW)
    snapshots.withdraw(made_, by=person.user, at=NOW + timedelta(days=1))
    made_.refresh_from_db()
    assert made_.closed_at == NOW


def test_a_second_is_sent_once_the_first_is_closed_or_over(brief: Brief, person: Practitioner) -> None:
    first = sent.send(brief, person, at=NOW - timedelta(days=9), ends_on=NOW.date() - timedelta(days=2))
    second = sent.send(brief, person)
    refused("it is open", brief, person)
    snapshots.withdraw(second, by=person.user, at=NOW)
    sent.send(brief, person)
    first.refresh_from_db()
    assert (first.content, first.closed_because) == (None, "ended")


@pytest.mark.parametrize(("days", "words"), [(0, "after today"), (-1, "after today"), (181, "within 180 days")])
def test_the_last_day_is_within_half_a_year(brief: Brief, person: Practitioner, days: int, words: str) -> None:
    refused(words, brief, person, at=NOW, ends_on=NOW.date() + timedelta(days=days))


def test_the_last_day_may_be_the_hundred_and_eightieth(brief: Brief, person: Practitioner) -> None:
    sent.send(brief, person, at=NOW, ends_on=NOW.date() + timedelta(days=180))


def test_only_a_published_brief_takes_them(brief: Brief, person: Practitioner) -> None:
    briefs.withdraw(brief, by=brief.owner, at=NOW)
    refused("not published any more", brief, person)
    briefs.publish(brief, by=brief.owner, at=NOW)
    briefs.archive(brief, by=brief.owner, at=NOW)
    refused("not published any more", brief, person)


def test_blocked_off_and_unread_are_one_answer(brief: Brief, person: Practitioner, hana: User, ada: User) -> None:
    answers = set()

    def ask() -> None:
        with pytest.raises(DomainError) as caught:
            sent.send(brief, person)
        answers.add(caught.value.message)

    snapshots.take(brief, takes=False, by=hana, at=NOW)
    ask()
    snapshots.take(brief, takes=True, by=hana, at=NOW)
    block = choosing.block(made.practitioner(hana), ada)
    ask()
    block.delete()
    User.objects.filter(pk=hana.pk).update(is_active=False)
    ask()
    assert answers == {"This brief does not take snapshots at the moment."}
    User.objects.filter(pk=hana.pk).update(is_active=True)
    choosing.block(made.practitioner(), ada)
    sent.send(brief, person)  # a block by somebody else is no matter


def test_whoever_in_the_team_blocked_somebody_is_heard(person: Practitioner, hana: User, sam: User, ada: User) -> None:
    brief = hiring.brief(hiring.team(hana, sam), ("skill", BINARY, "must"), published_at=AT)
    choosing.block(made.practitioner(sam), ada)
    refused("does not take snapshots", brief, person)


def test_nobody_sends_to_themselves(person: Practitioner, ada: User, hana: User) -> None:
    brief = hiring.brief(hiring.team(hana, ada), ("skill", BINARY, "must"), published_at=AT)
    refused("briefs of others", brief, person)


def test_ten_are_sent_a_day(brief: Brief, person: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "SNAPSHOTS_A_DAY", 2)
    for _ in range(2):
        snapshots.withdraw(sent.send(brief, person, at=NOW), by=person.user, at=NOW)
    refused("within a day", brief, person, at=NOW)
    sent.send(brief, person, at=NOW + timedelta(hours=25))


def test_what_was_not_looked_at_is_not_sent(brief: Brief, person: Practitioner, proof: Evidence) -> None:
    with pytest.raises(StaleVersion):
        sent.send(brief, person, seal="of another time")
    assert not Snapshot.objects.exists()


def test_moving_the_brief_ends_what_was_sent_to_those_who_held_it(
    brief: Brief, person: Practitioner, hana: User
) -> None:
    made_ = sent.send(brief, person)
    briefs.move(brief, to=hana, by=hana, at=NOW)
    made_.refresh_from_db()
    assert made_.content is not None, "it stays where it is"
    briefs.move(brief, to=hiring.team(hana), by=hana, at=NOW)
    made_.refresh_from_db()
    assert (made_.content, made_.closed_because) == (None, "moved")


def test_removing_the_brief_ends_what_was_sent_for_it(brief: Brief, person: Practitioner, hana: User) -> None:
    made_ = sent.send(brief, person)
    briefs.remove(brief, by=hana, at=NOW)
    made_.refresh_from_db()
    assert (made_.content, made_.closed_because, made_.brief, made_.title) == (None, "removed", None, "Grid engineer")


def test_a_team_that_goes_ends_what_was_sent_to_it(person: Practitioner, hana: User, remi: User) -> None:
    asked = ("skill", BINARY, "must")
    left, deleted, own = hiring.team(hana), hiring.team(remi), hiring.brief(remi, asked, published_at=AT)
    for holder in (left, deleted):
        sent.send(hiring.brief(holder, asked, published_at=AT), person)
    sent.send(own, person)
    teams.leave(left, by=hana, with_everything=True, at=NOW)
    accounts.delete(remi, at=NOW)
    assert set(Snapshot.objects.values_list("content", "closed_because", "brief")) == {(None, "removed", None)}


def test_with_the_portfolio_every_snapshot_goes(brief: Brief, person: Practitioner, ada: User) -> None:
    snapshots.withdraw(sent.send(brief, person), by=ada, at=NOW)
    sent.send(brief, person)
    people.forget(person, by=ada, at=NOW)
    practitioners.remove(person, by=ada, at=NOW)
    assert not Snapshot.objects.exists()


def test_the_page_for_deleting_says_so(brief: Brief, person: Practitioner, ada: User, client_of: Any) -> None:
    assert "that you sent for briefs" not in client_of(ada).get("/accounts/delete/").content.decode()
    sent.send(brief, person)
    assert "1 snapshot that you sent for briefs of others." in client_of(ada).get("/accounts/delete/").content.decode()


def test_with_the_account_every_snapshot_goes(brief: Brief, person: Practitioner, ada: User) -> None:
    sent.send(brief, person)
    accounts.delete(ada, at=NOW)
    assert not Snapshot.objects.exists()


def test_the_command_empties_what_is_over_and_nothing_else(
    brief: Brief, person: Practitioner, hana: User, capsys: pytest.CaptureFixture[str]
) -> None:
    old = sent.send(brief, person, at=NOW - timedelta(days=9), ends_on=NOW.date() - timedelta(days=1))
    other = hiring.brief(hana, ("skill", BINARY, "must"), published_at=AT)
    today = sent.send(other, person, at=NOW - timedelta(days=9), ends_on=NOW.date())
    call_command("end_snapshots")
    assert capsys.readouterr().out == "1 snapshot ended.\n"
    old.refresh_from_db()
    today.refresh_from_db()
    assert (old.content, old.closed_because) == (None, "ended")
    assert today.content is not None, "the last day counts"


def test_a_copy_of_a_brief_takes_snapshots_as_the_first_does(brief: Brief, hana: User) -> None:
    snapshots.take(brief, takes=False, by=hana, at=NOW)
    assert briefs.copy(brief, by=hana, at=NOW).takes_snapshots is False
