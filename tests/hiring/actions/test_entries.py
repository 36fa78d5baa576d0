"""People on a list: put on, judged, put in order, taken off, back. Everything leaves a line of history."""

from datetime import timedelta

import pytest

from accounts.models import User
from core.errors import DomainError, StaleVersion
from hiring.actions import entries, notes, shortlists
from hiring.models import Brief, Entry, EntryChange, Note, Shortlist
from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make

LATER = chosen.AT + timedelta(days=1)


def person(handle: str, visibility: str = "public") -> Practitioner:
    return make.practitioner(make.user(handle.title()), visibility=visibility, handle=handle)


@pytest.fixture
def held(hana: User) -> Shortlist:
    return chosen.shortlist(hana, person("ida"), person("jo"), person("kim"))


def order(held: Shortlist) -> list[str]:
    rows = Entry.objects.live().filter(shortlist=held).order_by("position", "pk")
    return [handle or "" for handle in rows.values_list("practitioner__handle", flat=True)]


def of(held: Shortlist, handle: str) -> Entry:
    return held.entries.get(practitioner__handle=handle)


def kinds(held: Shortlist) -> list[tuple[str, str, str]]:
    return list(held.changes.order_by("pk").values_list("kind", "was", "became"))


def test_people_are_put_at_the_end_in_the_order_asked_for(held: Shortlist, hana: User) -> None:
    person("lea"), person("mo")
    added = entries.add(held, handles=["mo", "lea", "mo", "ida"], by=hana, at=LATER)
    assert (added.names, added.already, added.missing) == (("Mo", "Lea"), 1, 0)
    assert order(held) == ["ida", "jo", "kim", "mo", "lea"]
    assert kinds(held) == [("added", "", ""), ("added", "", "")]
    held.refresh_from_db()
    assert held.changed_at == LATER


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_who_is_not_listed_cannot_be_put_on_a_list(held: Shortlist, hana: User, visibility: str) -> None:
    person("lea", visibility)
    for handle in ("lea", "nobody"):
        with pytest.raises(DomainError, match="None of these people can be found"):
            entries.add(held, handles=[handle], by=hana, at=LATER)
    added = entries.add(held, handles=["lea", person("mo").handle], by=hana, at=LATER)
    assert (added.names, added.missing) == (("Mo",), 1)


def test_a_list_holds_so_many_people(held: Shortlist, hana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_PEOPLE", 4)
    person("lea"), person("mo")
    with pytest.raises(DomainError, match="at most 4 people"):
        entries.add(held, handles=["lea", "mo"], by=hana, at=LATER)
    assert order(held) == ["ida", "jo", "kim"]
    entries.add(held, handles=["lea"], by=hana, at=LATER)


def test_a_new_list_begins_with_people_or_not_at_all(hana: User) -> None:
    with pytest.raises(DomainError):
        entries.begin(hana, title="Grid", brief=None, handles=["nobody"], by=hana, at=LATER)
    made, added = entries.begin(hana, title="Grid", brief=None, handles=[person("ida").handle], by=hana, at=LATER)
    assert (made.title, made.owner, added.names) == ("Grid", hana, ("Ida",))


def test_a_list_of_a_team_is_for_a_brief_of_that_team_or_for_none(frameworks: None, hana: User, remi: User) -> None:
    team, handles = chosen.team(hana, remi), [person("ida").handle]
    for brief in (chosen.brief(hana), chosen.brief(chosen.team(hana, name="Another"))):
        with pytest.raises(DomainError, match="only be for a brief of that team"):
            entries.begin(team, title="Grid", brief=brief, handles=handles, by=hana, at=LATER)
    ours = chosen.brief(team)
    for holder in (team, remi):
        made, _ = entries.begin(holder, title="Grid", brief=ours, handles=handles, by=hana, at=LATER)
        assert made.brief == ours
    with pytest.raises(DomainError, match="only be for a brief of that team"):
        shortlists.change(
            Shortlist.objects.get(team=team), title="X", brief=chosen.brief(hana), revision=1, by=hana, at=LATER
        )
    ours.delete()
    with pytest.raises(DomainError, match="removed in the meantime"):
        entries.begin(team, title="Grid", brief=Brief(pk=10**6), handles=handles, by=hana, at=LATER)


def test_a_state_is_changed_by_whoever_saw_the_last_one(held: Shortlist, hana: User) -> None:
    entry = of(held, "jo")
    entries.judge(entry, state="talk", revision=1, by=hana, at=LATER)
    entry.refresh_from_db()
    assert (entry.state, entry.revision) == ("talk", 2)
    with pytest.raises(StaleVersion):
        entries.judge(entry, state="no", revision=1, by=hana, at=LATER)
    entries.judge(entry, state="talk", revision=2, by=hana, at=LATER)
    with pytest.raises(ValueError, match="maybe"):
        entries.judge(entry, state="maybe", revision=2, by=hana, at=LATER)
    assert kinds(held) == [("state", "look", "talk")]


def test_moving_goes_among_the_people_who_are_shown(held: Shortlist, hana: User) -> None:
    jo = Practitioner.objects.get(handle="jo")
    practitioners.set_visibility(jo, visibility="unlisted", by=None, at=LATER)
    entries.move(of(held, "kim"), to="up", within_state=False, by=hana, at=LATER)
    assert order(held) == ["kim", "ida", "jo"]
    entries.move(of(held, "kim"), to="up", within_state=False, by=hana, at=LATER)
    entries.move(of(held, "ida"), to="down", within_state=False, by=hana, at=LATER)
    assert order(held) == ["kim", "ida", "jo"]
    entries.move(of(held, "kim"), to="down", within_state=False, by=hana, at=LATER)
    assert order(held) == ["ida", "kim", "jo"]
    assert kinds(held) == []


def test_moving_within_a_state_passes_over_the_others(held: Shortlist, hana: User) -> None:
    entries.judge(of(held, "jo"), state="talk", revision=1, by=hana, at=LATER)
    entries.move(of(held, "kim"), to="up", within_state=True, by=hana, at=LATER)
    assert order(held) == ["kim", "ida", "jo"]


def test_taking_off_keeps_notes_and_is_undone_where_they_stood(held: Shortlist, hana: User) -> None:
    entry = of(held, "jo")
    chosen.note(entry, hana)
    entries.remove(entry, by=hana, at=LATER)
    entries.remove(entry, by=hana, at=LATER)
    assert order(held) == ["ida", "kim"]
    entries.restore(entry, by=hana, at=LATER)
    assert (order(held), entry.notes.count()) == (["ida", "jo", "kim"], 1)
    assert [kind for kind, _, _ in kinds(held)] == ["removed", "restored"]
    entries.remove(entry, by=hana, at=LATER)
    assert entries.add(held, handles=["jo"], by=hana, at=LATER).names == ("Jo",)


def test_only_who_was_taken_off_is_deleted_with_the_notes(held: Shortlist, hana: User) -> None:
    entry = of(held, "jo")
    chosen.note(entry, hana)
    with pytest.raises(DomainError, match="Take the person off"):
        entries.discard(entry, by=hana, at=LATER)
    entries.remove(entry, by=hana, at=LATER)
    entries.discard(entry, by=hana, at=LATER)
    assert not Note.objects.exists()
    assert EntryChange.objects.get().entry is None
    with pytest.raises(DomainError, match="deleted from the list"):
        entries.restore(entry, by=hana, at=LATER)


def test_a_settled_list_takes_notes_only(held: Shortlist, hana: User) -> None:
    entry = of(held, "jo")
    shortlists.settle(held, by=hana, at=LATER)
    shortlists.settle(held, by=hana, at=LATER)
    lea = person("lea").handle
    for act in (
        lambda: entries.add(held, handles=[lea], by=hana, at=LATER),
        lambda: entries.judge(entry, state="no", revision=1, by=hana, at=LATER),
        lambda: entries.move(entry, to="up", within_state=False, by=hana, at=LATER),
        lambda: entries.remove(entry, by=hana, at=LATER),
        lambda: shortlists.change(held, title="Other", brief=None, revision=1, by=hana, at=LATER),
    ):
        with pytest.raises(DomainError, match="settled"):
            act()
    notes.write(entry, text="She said yes.", by=hana, at=LATER)
    shortlists.reopen(held, by=hana, at=LATER)
    shortlists.reopen(held, by=hana, at=LATER)
    entries.remove(entry, by=hana, at=LATER)
    assert [kind for kind, _, _ in kinds(held)] == ["settled", "reopened", "removed"]


def test_notes_have_a_limit_and_two_tabs_lose_nothing(
    held: Shortlist, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "MOST_NOTES", 1)
    entry = of(held, "jo")
    note = notes.write(entry, text="First.", by=hana, at=chosen.AT)
    with pytest.raises(DomainError, match="1 notes"):
        notes.write(entry, text="Second.", by=hana, at=LATER)
    notes.change(note, text="Better.", seen_at=chosen.AT, by=hana, at=LATER)
    with pytest.raises(StaleVersion):
        notes.change(note, text="Other tab.", seen_at=chosen.AT, by=hana, at=LATER)
    note.refresh_from_db()
    assert (note.text, note.written_at, note.changed_at) == ("Better.", chosen.AT, LATER)
    notes.remove(note, by=hana, at=LATER)
    with pytest.raises(DomainError, match="deleted in the meantime"):
        notes.change(note, text="Gone.", seen_at=LATER, by=hana, at=LATER)


def test_what_is_gone_says_so(held: Shortlist, hana: User) -> None:
    entry = of(held, "jo")
    shortlists.remove(held, by=hana, at=LATER)
    for act in (
        lambda: shortlists.remove(held, by=hana, at=LATER),
        lambda: entries.remove(entry, by=hana, at=LATER),
        lambda: notes.write(entry, text="Lost?", by=hana, at=LATER),
    ):
        with pytest.raises(DomainError, match="removed in the meantime"):
            act()


def test_so_many_lists(hana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlists, "MOST_LISTS", 1)
    shortlists.create(hana, title="One", by=hana, at=LATER)
    with pytest.raises(DomainError, match="1 lists"):
        shortlists.create(hana, title="Two", by=hana, at=LATER)
    shortlists.create(chosen.team(hana), title="Of a team", by=hana, at=LATER)


def test_nobody_renames_over_another(held: Shortlist, hana: User) -> None:
    shortlists.change(held, title="First", brief=None, revision=1, by=hana, at=LATER)
    with pytest.raises(StaleVersion):
        shortlists.change(held, title="Second", brief=None, revision=1, by=hana, at=LATER)
    held.refresh_from_db()
    assert (held.title, held.revision) == ("First", 2)
