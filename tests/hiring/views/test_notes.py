"""Notes about people on shortlists in a browser: who changes and deletes which."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Note
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make
from tests.hiring.views.test_shortlists import text


@pytest.fixture
def ida() -> Practitioner:
    return make.practitioner(make.user("Ida Quist"), visibility="public")


def test_only_who_wrote_a_note_changes_it(
    frameworks: None, ida: Practitioner, hana: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    entry = chosen.shortlist(chosen.team(hana, remi), ida).entries.get()
    note, orphan = chosen.note(entry, hana, "Hers."), chosen.note(entry, None, "Nobody's.")
    for address in (f"/shortlists/notes/{note.uuid}/edit/", f"/shortlists/notes/{note.uuid}/remove/"):
        assert client_of(remi).post(address, {"text": "His."}).status_code == 403
    assert client_of(remi).post(f"/shortlists/notes/{orphan.uuid}/remove/").status_code == 302
    browser = client_of(hana)
    seen = note.changed_at.isoformat()
    assert browser.post(f"/shortlists/notes/{note.uuid}/edit/", {"text": "Mine.", "seen": seen}).status_code == 302
    late = browser.post(f"/shortlists/notes/{note.uuid}/edit/", {"text": "Typed late.", "seen": seen})
    assert (late.status_code, "Typed late." in text(late), "Mine." in text(late)) == (409, True, True)
    assert browser.post(f"/shortlists/notes/{note.uuid}/edit/", {"text": "", "seen": seen}).status_code == 422
    assert Note.objects.get().text == "Mine."


def test_a_note_of_who_left_the_team_is_deleted_by_an_owner(
    frameworks: None, ida: Practitioner, hana: User, remi: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    team = chosen.team(hana, remi, sam)
    held = chosen.shortlist(team, ida)
    entry = held.entries.get()
    left, there = chosen.note(entry, sam, "Sam says."), chosen.note(entry, remi, "Remi says.")
    team.memberships.get(user=sam).delete()
    addresses = [f"/shortlists/notes/{note.uuid}/remove/" for note in (left, there)]
    for user, may in ((remi, False), (hana, True)):
        history = text(client_of(user).get(f"/shortlists/people/{entry.uuid}/history/"))
        for seen in (text(client_of(user).get(held.get_absolute_url())), history):
            assert [f'action="{address}"' in seen for address in addresses] == [may, False]
    assert client_of(remi).post(addresses[0]).status_code == 403
    assert [client_of(hana).post(address).status_code for address in addresses] == [302, 403]
    assert Note.objects.get() == there


def test_a_note_is_kept_by_the_same_word_when_it_is_written_and_when_it_is_changed(
    frameworks: None, ida: Practitioner, hana: User, client_of: Callable[[User], Client]
) -> None:
    entry, browser = chosen.shortlist(hana, ida).entries.get(), client_of(hana)
    part = {"HX-Request": "true"}
    new = text(browser.post(f"/shortlists/people/{entry.uuid}/notes/", {"text": "First."}, headers=part))
    assert "Note kept." in new and "<summary autofocus>Add a note" in new
    address = f"/shortlists/notes/{Note.objects.get().uuid}/edit/"
    page = text(browser.get(address))
    changed = {"text": "Second.", "seen": Note.objects.get().changed_at.isoformat()}
    assert "Keep note</button>" in page and "Note kept." in text(browser.post(address, changed, follow=True))


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true", "HX-Target": "shortlists-show"}])
def test_a_note_about_somebody_who_was_taken_off_meanwhile_is_shown_where_it_is(
    frameworks: None, ida: Practitioner, hana: User, client_of: Callable[[User], Client], htmx: dict[str, str]
) -> None:
    held = chosen.shortlist(hana, ida)
    entry, browser = held.entries.get(), client_of(hana)
    browser.post(f"/shortlists/people/{entry.uuid}/remove/")
    answer = browser.post(f"/shortlists/people/{entry.uuid}/notes/", {"text": "Typed late."}, headers=htmx)
    seen = text(answer if htmx else browser.get(answer["Location"]))
    assert "Ida Quist was taken off meanwhile; your note is under “Taken off”." in seen
    assert "Typed late." in seen.partition('id="off" open>')[2]
    assert 'id="off" open>' not in text(browser.get(held.get_absolute_url()))
