"""Whoever leaves is let go of, and what others wrote stays theirs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from dashboard.actions import accounts
from hiring.actions import people
from hiring.models import Block, Brief, Conversation, Entry, EntryChange, Membership, Note, SavedSearch, Shortlist, Team
from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make

LATER = chosen.AT + timedelta(days=1)


@pytest.fixture
def listed(ada: User) -> Practitioner:
    return make.practitioner(ada, visibility="public")


def test_entries_keep_notes_and_history_without_the_person(listed: Practitioner, hana: User) -> None:
    held = chosen.shortlist(hana, listed)
    entry = held.entries.get()
    note = chosen.note(entry, hana)
    EntryChange.objects.create(shortlist=held, entry=entry, kind="added", made_by=hana, made_at=chosen.AT)
    people.forget(listed, by=listed.user, at=LATER)
    entry.refresh_from_db()
    assert (entry.practitioner, entry.state) == (None, "look")
    assert list(entry.notes.all()) == [note]
    assert entry.changes.get().kind == "added"


def test_conversations_and_blocks_go(listed: Practitioner, hana: User, sam: User) -> None:
    chosen.conversation(listed, hana, "Hello", "Good day")
    other = chosen.conversation(make.practitioner(sam, visibility="public"), hana)
    chosen.block(listed, hana)
    people.forget(listed, by=listed.user, at=LATER)
    assert list(Conversation.objects.all()) == [other]
    assert not Block.objects.exists()


def test_without_forgetting_a_portfolio_on_a_list_is_protected(listed: Practitioner, hana: User) -> None:
    chosen.shortlist(hana, listed)
    with pytest.raises(ProtectedError):
        practitioners.remove(listed, by=listed.user, at=LATER)


def test_two_on_one_list_may_both_be_forgotten(listed: Practitioner, sam: User, hana: User) -> None:
    other = make.practitioner(sam, visibility="public")
    held = chosen.shortlist(hana, listed, other)
    people.forget(listed, by=None, at=LATER)
    people.forget(other, by=None, at=LATER)
    assert list(held.entries.values_list("practitioner", flat=True)) == [None, None]


def test_a_deleted_practitioner_is_gone_from_lists_and_conversations(
    listed: Practitioner, ada: User, hana: User
) -> None:
    entry = chosen.shortlist(hana, listed).entries.get()
    chosen.note(entry, hana)
    chosen.conversation(listed, hana)
    chosen.block(listed, hana)
    accounts.delete(ada, at=LATER)
    assert not Practitioner.objects.filter(handle="ada").exists()
    assert Entry.objects.get().practitioner is None
    assert Note.objects.get().text == "Asks good questions."
    assert not Conversation.objects.exists()


def test_a_deleted_hirer_takes_what_is_theirs_and_leaves_the_team_its_own(
    listed: Practitioner, frameworks: None, hana: User, remi: User
) -> None:
    own = chosen.shortlist(hana, listed)
    chosen.note(own.entries.get(), hana)
    framework = make.skill("l1.modeling.target-binary").framework
    Brief.objects.create(owner=hana, framework=framework, title="A role", created_at=LATER, changed_at=LATER)
    chosen.search(hana)
    chosen.conversation(listed, hana)
    chosen.block(listed, hana)
    shared = chosen.shortlist(chosen.team(hana, remi), listed)
    note = chosen.note(shared.entries.get(), hana, "Hers, and the team's.")
    EntryChange.objects.create(shortlist=shared, kind="settled", made_by=hana, made_at=LATER)
    accounts.delete(hana, at=LATER)
    assert not (Brief.objects.exists() or SavedSearch.objects.exists() or Conversation.objects.exists())
    assert not Block.objects.exists()
    assert list(Shortlist.objects.all()) == [shared]
    note.refresh_from_db()
    assert (note.text, note.written_by) == ("Hers, and the team's.", None)
    assert EntryChange.objects.get().made_by is None
    assert Practitioner.objects.filter(pk=listed.pk).exists()


def test_the_longest_member_inherits_a_team(hana: User, remi: User, sam: User) -> None:
    made = chosen.team(hana, remi, sam)
    made.memberships.filter(user=remi).update(joined_at=LATER)
    people.leave_teams(hana, at=LATER)
    assert dict(made.memberships.values_list("user__name", "role")) == {"Sam Okoro": "owner", "Remi Fontaine": "member"}


def test_a_team_with_another_owner_stays_as_it_is(hana: User, remi: User, sam: User) -> None:
    made = chosen.team(hana, remi, sam)
    made.memberships.filter(user=sam).update(role=Membership.Role.OWNER)
    people.leave_teams(hana, at=LATER)
    assert dict(made.memberships.values_list("user__name", "role")) == {"Sam Okoro": "owner", "Remi Fontaine": "member"}


def test_a_team_of_one_goes_with_what_it_holds(listed: Practitioner, hana: User, remi: User) -> None:
    chosen.shortlist(chosen.team(hana), listed)
    other = chosen.team(remi, name="Another")
    people.leave_teams(hana, at=LATER)
    assert list(Team.objects.all()) == [other]
    assert not Shortlist.objects.exists()


def test_a_list_names_a_person_once(listed: Practitioner, hana: User) -> None:
    held = chosen.shortlist(hana, listed)
    with pytest.raises(IntegrityError, match=r"hiring_entry_is_one_a_person|UNIQUE"), transaction.atomic():
        chosen.entry(held, listed)


def test_the_page_says_that_lists_and_conversations_go(
    listed: Practitioner, ada: User, hana: User, client_of: Callable[[User], object]
) -> None:
    chosen.shortlist(hana, listed)
    chosen.conversation(listed, hana)
    page = client_of(hana).get("/accounts/delete/").content.decode()
    assert "0 briefs, 1 shortlist with their notes, 0 saved searches" in page
    assert "1 conversation, for both sides." in page
    page = client_of(ada).get("/accounts/delete/").content.decode()
    assert "What you keep for choosing people" not in page
    assert "1 conversation, for both sides." in page
