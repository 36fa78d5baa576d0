"""Shortlists in a browser: what is shown to whom, what is kept, and that nothing leaks of who withdrew."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from hiring.actions import people
from hiring.models import Entry, Note, Shortlist
from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make

CANARIES = {"name": "Zanzibar Canary", "headline": "Quokka headline", "location": "Xanadu", "about": "Ocelot"}


@pytest.fixture
def ida() -> Practitioner:
    return make.practitioner(make.user("Zanzibar Canary"), visibility="public", handle="quetzal", **CANARIES)


@pytest.fixture
def browser(hana: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(hana)


def text(response: Any) -> str:
    """The page without what differs each time."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", " ".join(response.content.decode().split()))


def page(browser: Client, held: Shortlist, query: str = "") -> str:
    response = browser.get(held.get_absolute_url() + query)
    assert response.status_code == 200
    return text(response)


def test_an_empty_index_leads_on_and_a_list_is_made(frameworks: None, browser: Client, hana: User) -> None:
    assert "No list yet" in text(browser.get("/shortlists/"))
    assert browser.post("/shortlists/new/", {"title": " "}).status_code == 422
    response = browser.post("/shortlists/new/", {"title": "Grid, autumn"})
    made = Shortlist.objects.get()
    assert (response["Location"], made.owner, made.team) == (made.get_absolute_url(), hana, None)
    assert "Nobody on this list yet" in page(browser, made)
    assert "Grid, autumn" in text(browser.get("/shortlists/"))


def test_a_list_of_a_team_is_everybodys_in_it(
    frameworks: None, ida: Practitioner, hana: User, remi: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    team = chosen.team(hana, remi)
    response = client_of(hana).post("/shortlists/new/", {"title": "Ours", "team": str(team.uuid)})
    made = Shortlist.objects.get()
    assert (made.team, made.owner) == (team, None)
    entry = chosen.entry(made, ida)
    chosen.note(entry, hana, "Hana says so.")
    chosen.note(entry, remi, "Remi says so.")
    seen = page(client_of(remi), made)
    assert "Held by Example hiring" in seen
    assert "Hana says so." in seen and "Hana Sato, " in seen and "You, " in seen
    assert seen.count(">Change</a>") == 2, "of the list, and of one's own note"
    assert "hana@example.org" not in seen
    assert client_of(sam).get(response["Location"]).status_code == 404
    assert client_of(sam).post("/shortlists/new/", {"title": "X", "team": str(team.uuid)}).status_code == 422


def test_people_are_added_to_a_list_or_to_a_new_one(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    address = "/shortlists/add/?people=quetzal,nobody"
    seen = text(browser.get(address))
    assert "Zanzibar Canary" in seen and "Title of a new list" in seen and "nobody" not in seen
    assert browser.post("/shortlists/add/", {"people": "quetzal", "title": ""}).status_code == 422
    response = browser.post("/shortlists/add/", {"people": ["quetzal"], "title": "Grid"})
    made = Shortlist.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert "Zanzibar Canary added to “Grid”." in page(browser, made)
    assert "Grid (on it already)" in text(browser.get(address))
    browser.post("/shortlists/add/", {"people": "quetzal", "shortlist": str(made.uuid)})
    assert "Already on “Grid”." in page(browser, made)
    assert Entry.objects.count() == 1


def test_ticked_people_are_asked_for_their_list(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    brief = chosen.brief(hana, title="Tuning specialist")
    response = browser.post("/shortlists/add/", {"people": "quetzal", "brief": str(brief.uuid)})
    assert (response.status_code, 'value="Tuning specialist"' in text(response)) == (200, True)
    browser.post("/shortlists/add/", {"people": "quetzal", "brief": str(brief.uuid), "title": "T", "shortlist": "new"})
    assert Shortlist.objects.get().brief == brief


@pytest.mark.parametrize(("people", "says"), [("", "Tick somebody first"), ("people=quetzal&", ">Cancel</a>")])
def test_adding_from_a_brief_leads_back_to_it(
    frameworks: None, ida: Practitioner, browser: Client, hana: User, people: str, says: str
) -> None:
    brief = chosen.brief(hana)
    seen = text(browser.get(f"/shortlists/add/?{people}brief={brief.uuid}"))
    assert says in seen
    assert f'href="{brief.get_absolute_url()}"' in seen


def test_nobody_is_added_to_or_from_what_belongs_to_others(
    frameworks: None, ida: Practitioner, browser: Client, remi: User
) -> None:
    theirs, brief = chosen.shortlist(remi), chosen.brief(remi)
    assert browser.post("/shortlists/add/", {"people": "quetzal", "shortlist": str(theirs.uuid)}).status_code == 404
    assert browser.post("/shortlists/add/", {"people": "quetzal", "brief": str(brief.uuid)}).status_code == 404
    assert browser.get("/shortlists/add/?people=quetzal&brief=nonsense").status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_who_is_not_public_looks_like_nobody(
    frameworks: None, ida: Practitioner, browser: Client, visibility: str
) -> None:
    practitioners.set_visibility(ida, visibility=visibility, by=None, at=make.AT)
    hidden = text(browser.get("/shortlists/add/?people=quetzal")).replace("quetzal", "nobody")
    assert hidden == text(browser.get("/shortlists/add/?people=nobody"))
    assert "Nobody to add" in hidden


def test_states_order_and_taking_off_work_without_scripts(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    held = chosen.shortlist(hana, ida, make.practitioner(make.user("Jo"), visibility="public", handle="jo"))
    first, second = held.entries.order_by("position")
    base = "/shortlists/people/"
    response = browser.post(f"{base}{first.uuid}/state/", {"state": "talk", "revision": "1", "group": "state"})
    assert response["Location"] == f"{held.get_absolute_url()}?group=state#e-{first.uuid}"
    grouped = page(browser, held, "?group=state")
    assert "Zanzibar Canary: Talk." in grouped
    assert grouped.index('id="g-look"') < grouped.index('id="g-talk"')
    late = browser.post(f"{base}{first.uuid}/state/", {"state": "no", "revision": "1"})
    assert (late.status_code, "Somebody else, or you in another tab, changed this" in text(late)) == (422, True)
    assert browser.post(f"{base}{first.uuid}/state/", {"state": "maybe"}).status_code == 422
    browser.post(f"{base}{second.uuid}/move/", {"to": "up"})
    assert list(held.entries.order_by("position")) == [second, first]
    browser.post(f"{base}{first.uuid}/remove/")
    assert "Taken off, 1" in page(browser, held)
    browser.post(f"{base}{first.uuid}/restore/")
    assert "Taken off" not in page(browser, held)
    chosen.note(first, hana, "To be lost.")
    refused = browser.post(f"{base}{first.uuid}/discard/")
    assert (refused.status_code, "Take the person off the list first." in text(refused)) == (422, True)
    browser.post(f"{base}{first.uuid}/remove/")
    asked = text(browser.get(f"{base}{first.uuid}/discard/"))
    assert "Zanzibar Canary, on “Tables”: 1 note." in asked and "To be lost." in asked
    browser.post(f"{base}{first.uuid}/discard/")
    assert (held.entries.count(), Note.objects.count()) == (1, 0)
    assert "A person who was deleted from the list" in text(browser.get(f"{held.get_absolute_url()}history/"))


def test_with_htmx_the_part_comes_back_with_the_way_back(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    held = chosen.shortlist(hana, ida)
    entry = held.entries.get()
    response = browser.post(f"/shortlists/people/{entry.uuid}/remove/", headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="shortlists-show"')
    assert f'action="/shortlists/people/{entry.uuid}/restore/"' in text(response)
    refused = browser.post(f"/shortlists/people/{entry.uuid}/notes/", {"text": "  "}, headers={"HX-Request": "true"})
    assert (refused.status_code, "Write something first." in text(refused)) == (422, False)
    browser.post(f"/shortlists/people/{entry.uuid}/restore/")
    refused = browser.post(f"/shortlists/people/{entry.uuid}/notes/", {"text": "  "}, headers={"HX-Request": "true"})
    assert (refused.status_code, "Write something first." in text(refused)) == (422, True)


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_nothing_of_who_withdrew_is_left_but_the_notes(
    frameworks: None, ida: Practitioner, browser: Client, hana: User, visibility: str
) -> None:
    held = chosen.shortlist(hana, ida, make.practitioner(make.user("Jo"), visibility="public", handle="jo"))
    entry = held.entries.get(practitioner=ida)
    chosen.note(entry, hana, "Call on Monday.")
    browser.post(f"/shortlists/people/{entry.uuid}/state/", {"state": "talk", "revision": "1"})
    addresses = [
        held.get_absolute_url(), f"{held.get_absolute_url()}?group=state", f"{held.get_absolute_url()}history/",
        f"{held.get_absolute_url()}export/", f"/shortlists/people/{entry.uuid}/history/", "/shortlists/",
        f"{held.get_absolute_url()}remove/", f"{held.get_absolute_url()}edit/",
    ]  # fmt: skip
    words = [*CANARIES.values(), "quetzal", str(ida.uuid)]
    shown = "".join(text(browser.get(address)) for address in addresses)
    assert all(word in shown for word in ("Zanzibar Canary", "quetzal", "Quokka headline")), "control"
    practitioners.set_visibility(ida, visibility=visibility, by=None, at=make.AT)
    hidden = "".join(text(browser.get(address)) for address in addresses)
    assert [word for word in words if word in hidden] == []
    assert "One person is no longer public; your notes are kept." in hidden
    assert "Call on Monday." in text(browser.get(held.get_absolute_url()))
    assert "Call on Monday." in text(browser.get(f"{held.get_absolute_url()}export/"))
    assert "1 person" in text(browser.get("/shortlists/"))
    browser.post(f"/shortlists/people/{entry.uuid}/remove/")
    hidden = "".join(text(browser.get(address)) for address in addresses)
    assert [word for word in words if word in hidden] == []
    browser.post(f"/shortlists/people/{entry.uuid}/restore/")
    practitioners.set_visibility(ida, visibility="public", by=None, at=make.AT)
    back = page(browser, held)
    assert "your notes are kept" not in back and "Zanzibar Canary" in back and "Call on Monday." in back


def test_the_table_is_guarded_against_formulas(frameworks: None, browser: Client, hana: User) -> None:
    evil = make.practitioner(make.user("Eve"), visibility="public", handle="eve", name="=HYPERLINK(1)", headline="@x")
    held = chosen.shortlist(hana, evil, title="=Grid team")
    chosen.note(held.entries.get(), hana, "Fine.")
    response = browser.get(f"{held.get_absolute_url()}export/")
    assert response["Content-Disposition"] == 'attachment; filename="grid-team.csv"'
    assert response["Cache-Control"] == "private, no-store"
    (row,) = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    assert (row["name"], row["headline"], row["state"]) == ("'=HYPERLINK(1)", "'@x", "To look at")
    assert row["profile"].endswith("/@eve/")
    assert row["notes"] == "You, 2026-06-01: Fine."


def test_each_person_stands_against_the_brief(frameworks: None, ida: Practitioner, browser: Client, hana: User) -> None:
    brief = chosen.brief(hana, ("skill", "l1.modeling.target-binary", "must"))
    held = chosen.shortlist(hana, ida, brief=brief)
    assert "<b>The one must is not met.</b>" in page(browser, held)
    project = make.project(ida, visibility="public")
    make.evidence(project, "l1.modeling.target-binary", make.result(project))
    assert "<b>The one must, not verified.</b>" in page(browser, held)
    (row,) = csv.DictReader(StringIO(browser.get(f"{held.get_absolute_url()}export/").content.decode("utf-8-sig")))
    assert row["brief"].startswith("The one must, not verified.")
    practitioners.set_visibility(ida, visibility="unlisted", by=None, at=make.AT)
    assert "The one must" not in page(browser, held)


def test_a_list_leads_to_comparing_and_writing(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    held = chosen.shortlist(hana, ida)
    seen = page(browser, held)
    assert 'href="/messages/new/quetzal/"' in seen and "/compare/" not in seen
    chosen.entry(held, make.practitioner(make.user("Jo"), visibility="public", handle="jo"), position=1)
    assert 'href="/compare/?people=quetzal,jo"' in page(browser, held)


def test_people_are_named_by_uuid_as_well(frameworks: None, ida: Practitioner, browser: Client) -> None:
    assert "Zanzibar Canary" in text(browser.get(f"/shortlists/add/?people={ida.uuid}"))
    browser.post("/shortlists/add/", {"people": [str(ida.uuid), "quetzal"], "title": "Grid"})
    assert Entry.objects.get().practitioner == ida


def test_renaming_and_the_brief_of_a_list(frameworks: None, browser: Client, hana: User, remi: User) -> None:
    held, team = chosen.shortlist(hana), chosen.team(hana, remi)
    brief, theirs = chosen.brief(hana), chosen.brief(remi, title="Remi's own")
    asked = text(browser.get(f"{held.get_absolute_url()}edit/"))
    assert "Remi&#x27;s own" not in asked
    assert "Tuning specialist (yours, made " in asked, "another one may have the same title"
    assert browser.post(f"{held.get_absolute_url()}edit/", {"title": "T", "brief": str(theirs.uuid)}).status_code == 422
    given = {"title": "New title", "brief": str(brief.uuid), "revision": "1"}
    browser.post(f"{held.get_absolute_url()}edit/", given)
    assert "For “Tuning specialist”" in text(browser.get("/shortlists/"))
    shared = chosen.shortlist(team, title="Shared", brief=brief)
    assert "Tuning specialist" in page(browser, shared), "it is hers"
    assert browser.post(f"{shared.get_absolute_url()}edit/", {**given, "brief": str(theirs.uuid)}).status_code == 422
    late = browser.post(f"{held.get_absolute_url()}edit/", {**given, "title": "Typed late"})
    assert late.status_code == 409
    assert "Title: yours" in text(late) and "Typed late" in text(late) and "New title" in text(late)
    assert 'name="revision" value="2"' in text(late), "saving again is a choice"
    last = {**given, "title": "Typed late", "revision": "2"}
    assert "List saved." in text(browser.post(f"{held.get_absolute_url()}edit/", last, follow=True))
    held.refresh_from_db()
    assert held.title == "Typed late"


def test_a_new_list_is_offered_to_whoever_may_know_of_the_brief(
    frameworks: None, ida: Practitioner, browser: Client, hana: User, remi: User
) -> None:
    team, other = chosen.team(hana, remi), chosen.team(hana, name="Another team")
    for brief, offered in ((chosen.brief(hana), []), (chosen.brief(team), [team])):
        data = {"people": "quetzal", "brief": str(brief.uuid)}
        asked = text(browser.post("/shortlists/add/", data))
        assert [each for each in (team, other) if f'value="{each.uuid}"' in asked] == offered
        refused = browser.post("/shortlists/add/", {**data, "title": "Grid", "team": str(other.uuid)})
        assert refused.status_code == 422 or Shortlist.objects.get().owner == hana
    assert not Shortlist.objects.filter(team=other).exists()


def test_a_brief_of_one_member_is_not_told_to_the_team(
    frameworks: None, hana: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    shared = chosen.shortlist(chosen.team(hana, remi), brief=chosen.brief(hana, title="Secret brief"))
    browser = client_of(remi)
    assert "Secret brief" not in page(browser, shared) + text(browser.get("/shortlists/"))


def test_deleting_says_what_goes(
    frameworks: None, ida: Practitioner, hana: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    held = chosen.shortlist(chosen.team(hana, remi), ida)
    chosen.note(held.entries.get(), hana)
    chosen.note(held.entries.get(), remi)
    browser = client_of(hana)
    asked = text(browser.get(f"{held.get_absolute_url()}remove/"))
    assert "1 person on it, 2 notes, 1 of them by others. It goes for the whole team." in asked
    assert Shortlist.objects.exists()
    assert browser.post(f"{held.get_absolute_url()}remove/")["Location"] == "/shortlists/"
    assert not Shortlist.objects.exists()


def test_settled_lists_are_read_only(frameworks: None, ida: Practitioner, browser: Client, hana: User) -> None:
    held = chosen.shortlist(hana, ida)
    browser.post(f"{held.get_absolute_url()}settle/")
    settled = page(browser, held)
    assert "Settled on" in settled and "Open again" in settled and 'name="state"' not in settled
    entry = held.entries.get()
    refused = browser.post(f"/shortlists/people/{entry.uuid}/state/", {"state": "no", "revision": "1"})
    assert (refused.status_code, "This list is settled." in text(refused)) == (422, True)
    browser.post(f"{held.get_absolute_url()}reopen/")
    assert 'name="state"' in page(browser, held)


def test_what_was_written_is_text(frameworks: None, ida: Practitioner, browser: Client, hana: User) -> None:
    held = chosen.shortlist(hana, ida, title="<b>Bold</b>")
    chosen.note(held.entries.get(), hana, "<script>alert(1)</script> https://evil.example.org")
    seen = page(browser, held)
    assert "<script>alert" not in seen and "&lt;script&gt;alert(1)" in seen and "<b>Bold</b>" not in seen
    assert 'href="https://evil' not in seen


def test_who_has_blocked_somebody_looks_like_who_takes_no_messages(
    frameworks: None, browser: Client, hana: User
) -> None:
    people = [
        make.practitioner(make.user(name), visibility="public", handle=name.lower()) for name in ("Ida", "Jo", "Kim")
    ]
    held = chosen.shortlist(hana, *people)
    chosen.block(people[0], hana)
    practitioners.set_contact(people[1], accepts_messages=False, by=None, at=chosen.AT)
    seen = page(browser, held)
    assert [name for name in ("ida", "jo", "kim") if f"/messages/new/{name}/" in seen] == ["kim"]


def test_one_row_costs_as_many_queries_as_three(
    frameworks: None, browser: Client, hana: User, django_assert_num_queries: Any
) -> None:
    def another(number: int) -> Practitioner:
        return make.practitioner(make.user(f"P{number}"), visibility="public", handle=f"p{number}")

    brief = chosen.brief(hana, ("skill", "l1.modeling.target-binary", "must"))
    held = chosen.shortlist(hana, another(1), brief=brief)
    chosen.note(held.entries.get(), hana)
    held.changes.create(entry=held.entries.get(), kind="added", made_by=hana, made_at=chosen.AT)
    browser.get(held.get_absolute_url())  # yardsticks and cards are kept then
    for count in (1, 3):
        with django_assert_num_queries(15):
            browser.get(held.get_absolute_url())
        with django_assert_num_queries(7):
            browser.get("/shortlists/")
        with django_assert_num_queries(9):
            browser.get(f"{held.get_absolute_url()}history/")
        if count == 1:
            for number in (2, 3):
                entry = chosen.entry(held, another(number), position=number)
                chosen.note(entry, hana)
                held.changes.create(entry=entry, kind="added", made_by=hana, made_at=chosen.AT)
                chosen.shortlist(hana, title=f"List {number}")
            browser.get(held.get_absolute_url())


def test_whoever_is_no_longer_public_can_be_taken_off_without_a_note(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    held = chosen.shortlist(hana, ida)
    entry = held.entries.get()
    practitioners.set_visibility(ida, visibility="private", by=None, at=make.AT)
    seen = page(browser, held)
    assert "One person is no longer public. Whoever becomes public again is back on the list." in seen
    assert f'action="/shortlists/people/{entry.uuid}/remove/"' in seen
    assert "notes are kept" not in seen and "What you wrote down" not in seen
    browser.post(f"/shortlists/people/{entry.uuid}/remove/")
    assert "no longer public." not in page(browser, held)
    browser.post(f"/shortlists/people/{entry.uuid}/discard/")
    assert held.entries.count() == 0


def test_whoever_deleted_their_portfolio_is_not_said_to_come_back(
    frameworks: None, ida: Practitioner, browser: Client, hana: User
) -> None:
    held = chosen.shortlist(hana, ida)
    chosen.note(held.entries.get(), hana, "Call on Monday.")
    people.forget(ida, by=None, at=make.AT)
    seen = page(browser, held)
    assert "One person is no longer public; your notes are kept." in seen and "Call on Monday." in seen
    assert "back on the list" not in seen
