"""Saved searches: kept as the address says, what is new in them, and a feed that tells nothing of who is not listed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from hiring.actions import searches as actions
from hiring.models import SavedSearch
from portfolio.actions import practitioners, projects
from portfolio.models import Practitioner, Project
from tests.factories import choosing as chosen
from tests.factories import portfolio as make

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def ida(frameworks: None) -> Practitioner:
    made = make.practitioner(make.user("Zanzibar Canary"), visibility="public", handle="quetzal", headline="Quokkas")
    proven(made, date(2026, 6, 10), at=chosen.AT + timedelta(days=9))
    return made


def proven(person: Practitioner, on: date, *, at: datetime) -> None:
    Practitioner.objects.filter(pk=person.pk).update(last_proof_on=on, changed_at=at)


@pytest.fixture
def browser(hana: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(hana)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def feed_of(search: SavedSearch, hana: User) -> str:
    return f"/searches/{search.uuid}/feed/{actions.renew(search, by=hana, at=chosen.AT)}/"


def told(response: Any) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(response.content)
    return [(e.findtext(f"{ATOM}id", ""), e.findtext(f"{ATOM}title", "")) for e in root.iter(f"{ATOM}entry")]


def test_a_search_is_kept_as_the_address_says_it(ida: Practitioner, browser: Client, hana: User) -> None:
    asked = text(browser.get("/searches/new/?kind=projects&query=level%3Dl2%26q%3Dchurn%26page%3D3"))
    assert 'value="level=l2&amp;q=churn"' in asked and "“churn”" in asked
    sent = {"kind": "projects", "query": "level=l2&q=churn", "title": "Churn"}
    assert browser.post("/searches/new/", {**sent, "title": " "}).status_code == 422
    assert browser.post("/searches/new/", sent)["Location"] == "/searches/"
    assert "Search saved." in text(browser.get("/searches/"))
    made = SavedSearch.objects.get()
    assert (made.owner, made.kind, made.query, made.title) == (hana, "projects", "level=l2&q=churn", "Churn")
    assert browser.get(f"/searches/{made.uuid}/")["Location"] == "/explore/projects/?level=l2&q=churn"
    twice = browser.post("/searches/new/", {**sent, "title": "Again"})
    assert (twice.status_code, "saved already, as “Churn”" in text(twice), "Again" in text(twice)) == (422, True, True)


def test_only_a_team_of_ones_own_holds_it(
    frameworks: None, hana: User, remi: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    team = chosen.team(hana, remi)
    sent = {"kind": "people", "query": "", "title": "All", "team": str(team.uuid)}
    assert client_of(sam).post("/searches/new/", sent).status_code == 422
    client_of(hana).post("/searches/new/", sent)
    assert "Held by Example hiring." in text(client_of(remi).get("/searches/"))
    assert "No search saved yet" in text(client_of(sam).get("/searches/"))


def test_what_is_new_is_counted_until_somebody_looks(ida: Practitioner, browser: Client, hana: User) -> None:
    search = chosen.search(hana, "", "Everybody")
    assert "See 1 new" in text(browser.get("/searches/"))
    assert browser.post(f"/searches/{search.uuid}/look/")["Location"] == "/explore/"
    assert "nothing new" in text(browser.get("/searches/"))
    search.refresh_from_db()
    now = timezone.now()
    assert now - search.seen_at < timedelta(minutes=1)
    proven(ida, now.date(), at=now + timedelta(seconds=1))
    assert "See 1 new" in text(browser.get("/searches/")), "a proof of the very day, after the look"
    practitioners.set_visibility(ida, visibility="unlisted", by=None, at=now)
    assert "nothing new" in text(browser.get("/searches/"))


def test_a_proof_of_the_day_of_the_look_that_was_seen_is_not_new(
    ida: Practitioner, browser: Client, hana: User
) -> None:
    chosen.search(hana, "", seen_at=datetime(2026, 6, 10, 12, tzinfo=chosen.AT.tzinfo))
    proven(ida, date(2026, 6, 10), at=datetime(2026, 6, 10, 11, tzinfo=chosen.AT.tzinfo))
    assert "nothing new" in text(browser.get("/searches/"))


def test_whoever_publishes_an_old_proof_is_new(frameworks: None, browser: Client, hana: User) -> None:
    """The proof is of June; what counts is since when it can be seen."""
    person = make.practitioner(make.user("Ida Quist"), handle="ida")
    project = make.project(person)
    make.evidence(project, "l1.modeling.test-harness", make.decision(project), at=chosen.AT)
    search = chosen.search(hana, "", "Everybody", seen_at=chosen.AT + timedelta(days=9))
    later = chosen.AT + timedelta(days=10)

    def look() -> None:
        SavedSearch.objects.filter(pk=search.pk).update(seen_at=later + timedelta(days=1))

    assert "nothing new" in text(browser.get("/searches/")), "control: nobody can see them"
    practitioners.set_visibility(person, visibility="public", by=None, at=later)
    assert "See 1 new" in text(browser.get("/searches/"))
    look()
    assert "nothing new" in text(browser.get("/searches/"))
    shown = make.project(person, "Churn", visibility="public", at=later + timedelta(days=2))
    assert "See 1 new" in text(browser.get("/searches/")), "a project that was finished before"
    look()
    Project.objects.filter(pk=shown.pk).update(visibility="private")
    assert "nothing new" in text(browser.get("/searches/")), "what is not listed makes nobody new"


def test_whoever_comes_back_is_not_new(ida: Practitioner, browser: Client, hana: User) -> None:
    at = chosen.AT + timedelta(days=30)
    chosen.search(hana, "", "Everybody", seen_at=at)
    for visibility in ("unlisted", "private", "public"):
        practitioners.set_visibility(ida, visibility=visibility, by=None, at=at + timedelta(days=1))
    assert "nothing new" in text(browser.get("/searches/"))


def test_a_profile_that_is_shown_with_its_first_project_is_new(frameworks: None, browser: Client, hana: User) -> None:
    person = make.practitioner(make.user("Ida Quist"), handle="ida")
    make.project(person, at=chosen.AT - timedelta(days=30))
    project = make.project(person, "Ready", at=chosen.AT - timedelta(days=30), summary="A small network.")
    make.section(project, at=chosen.AT - timedelta(days=30))
    chosen.search(hana, "", "Everybody", seen_at=chosen.AT)
    at = chosen.AT + timedelta(days=1)
    projects.publish(project, visibility="public", show_profile=True, by=person.user, at=at)
    assert "See 1 new" in text(browser.get("/searches/"))
    person.refresh_from_db()
    assert person.published_at == at


def test_opening_a_search_by_its_title_is_looking(ida: Practitioner, browser: Client, hana: User) -> None:
    search = chosen.search(hana, "", "Everybody")
    page = text(browser.get("/searches/"))
    form = f'<form method="post" action="/searches/{search.uuid}/look/">'
    assert page.count(form) == 2
    assert ">Everybody</button></h2></form>" in page
    browser.get(f"/searches/{search.uuid}/")
    assert "See 1 new" in text(browser.get("/searches/")), "an address that is opened changes nothing"


def test_projects_are_new_when_they_were_published_since(ida: Practitioner, browser: Client, hana: User) -> None:
    make.project(ida, "Churn early", visibility="public", at=chosen.AT - timedelta(days=1))
    make.project(ida, "Churn late", visibility="public", at=chosen.AT + timedelta(days=1))
    make.project(ida, "Churn unlisted", visibility="unlisted", at=chosen.AT + timedelta(days=1))
    search = chosen.search(hana, "q=churn", kind="projects")
    assert "See 1 new" in text(browser.get("/searches/"))
    assert [title for _, title in told(Client().get(feed_of(search, hana)))] == [
        "Churn late (Zanzibar Canary)",
        "Churn early (Zanzibar Canary)",
    ]


def test_the_feed_is_for_whoever_has_its_address(ida: Practitioner, browser: Client, hana: User) -> None:
    search = chosen.search(hana, "", "Everybody")
    shown = text(browser.post(f"/searches/{search.uuid}/address/"))
    address = shown.partition("<code>http")[2].partition("</code>")[0].partition("/searches/")[2]
    first = Client().get(f"/searches/{address}")
    assert first["Content-Type"].startswith("application/atom+xml")
    assert (first["Cache-Control"], first["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert (first.cookies, "Zanzibar Canary" in text(first)) == ({}, True)
    search.refresh_from_db()
    assert search.token_hash not in address and len(search.token_hash) == 64
    assert address.rstrip("/").rpartition("/")[2] not in text(browser.get(f"/searches/{search.uuid}/edit/"))
    again = Client().get(f"/searches/{address}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    signed_in = browser.get(f"/searches/{address}")
    assert (signed_in.status_code, signed_in["Cache-Control"]) == (200, "private, no-store")
    browser.post(f"/searches/{search.uuid}/address/")
    assert Client().get(f"/searches/{address}").status_code == 404


def test_a_feed_ends_with_its_search_and_its_holder(ida: Practitioner, hana: User) -> None:
    search, other = chosen.search(hana, ""), chosen.search(hana, "q=x")
    address = feed_of(search, hana)
    assert Client().get(address.replace(str(search.uuid), str(other.uuid))).status_code == 404
    User.objects.filter(pk=hana.pk).update(is_active=False)
    assert Client().get(address).status_code == 404
    User.objects.filter(pk=hana.pk).update(is_active=True)
    assert Client().get(address).status_code == 200
    actions.remove(search, by=hana, at=chosen.AT)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_the_feed_says_nothing_of_who_is_not_listed(ida: Practitioner, hana: User, visibility: str) -> None:
    make.project(ida, "Churn of quokkas", visibility="public")
    proven(ida, date(2026, 6, 10), at=chosen.AT)
    addresses = [feed_of(chosen.search(hana, "", kind=kind), hana) for kind in ("people", "projects")]
    before = [Client().get(address) for address in addresses]
    assert all("Zanzibar Canary" in text(response) for response in before), "control"
    practitioners.set_visibility(ida, visibility=visibility, by=None, at=chosen.AT)
    for address, response in zip(addresses, before, strict=True):
        after = Client().get(address, headers={"If-None-Match": response["ETag"]})
        assert (after.status_code, told(after)) == (200, [])
        assert not [word for word in ("Zanzibar", "quetzal", "uokka", str(ida.uuid)) if word in text(after)]


def test_ids_stay_for_the_same_news_and_differ_for_other(ida: Practitioner, hana: User) -> None:
    address = feed_of(chosen.search(hana, ""), hana)
    first = told(Client().get(address))
    Practitioner.objects.filter(pk=ida.pk).update(name="Another name")
    assert [id for id, _ in told(Client().get(address))] == [id for id, _ in first]
    proven(ida, date(2026, 7, 1), at=chosen.AT)
    assert {id for id, _ in told(Client().get(address))}.isdisjoint({id for id, _ in first})


@pytest.mark.parametrize("character", ["\x01", "\x0b"])
def test_a_control_character_spoils_no_feed(ida: Practitioner, hana: User, character: str) -> None:
    make.project(ida, f"Churn{character}", visibility="public", summary=f"A small{character} network.")
    Practitioner.objects.filter(pk=ida.pk).update(name=f"Zan{character}zibar", headline=f"Quo{character}kkas")
    proven(ida, date(2026, 6, 10), at=chosen.AT)
    for kind, title in (("people", "Zanzibar"), ("projects", "Churn (Zanzibar)")):
        search = chosen.search(hana, f"sort={character}", f"Every{character}body", kind=kind)
        response = Client().get(feed_of(search, hana))
        assert [name for _, name in told(response)] == [title]
        assert "<title>Everybody</title>" in text(response)


def test_what_frameworks_do_not_know_any_more_is_passed_over(ida: Practitioner, browser: Client, hana: User) -> None:
    search = chosen.search(hana, "level=l9&skill=gone&framework=none&%ff=%zz", "Odd")
    assert "See 1 new" in text(browser.get("/searches/"))
    assert Client().get(feed_of(search, hana)).status_code == 200


def test_renaming_and_removing(frameworks: None, browser: Client, hana: User) -> None:
    search = chosen.search(hana)
    assert browser.post(f"/searches/{search.uuid}/edit/", {"title": ""}).status_code == 422
    browser.post(f"/searches/{search.uuid}/edit/", {"title": "Better", "revision": "1"})
    assert "Better" in text(browser.get("/searches/"))
    late = browser.post(f"/searches/{search.uuid}/edit/", {"title": "Typed late", "revision": "1"})
    assert (late.status_code, "Typed late" in text(late), "Save mine instead" in text(late)) == (409, True, True)
    search.refresh_from_db()
    assert search.title == "Better"
    assert "its feed ends" in text(browser.get(f"/searches/{search.uuid}/remove/"))
    browser.post(f"/searches/{search.uuid}/remove/")
    assert not SavedSearch.objects.exists()


def test_so_many_searches(frameworks: None, browser: Client, hana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_SEARCHES", 1)
    chosen.search(hana)
    refused = browser.post("/searches/new/", {"kind": "people", "query": "", "title": "One more"})
    assert (refused.status_code, "There are 1 searches already." in text(refused)) == (422, True)


def test_one_row_costs_as_many_queries_as_three(
    ida: Practitioner, browser: Client, hana: User, django_assert_num_queries: Any
) -> None:
    chosen.search(hana, "q=x")
    browser.get("/searches/")
    for count in (1, 3):
        with django_assert_num_queries(8):
            browser.get("/searches/")
        if count == 1:
            chosen.search(hana, "q=y", kind="projects")
            chosen.search(hana, "level=l1")


def test_the_feed_costs_the_same_for_one_and_three(
    ida: Practitioner, hana: User, django_assert_num_queries: Any
) -> None:
    address = feed_of(chosen.search(hana, "", kind="projects"), hana)
    make.project(ida, "One", visibility="public")
    Client().get(address)
    for count in (1, 3):
        with django_assert_num_queries(3):
            assert len(told(Client().get(address))) == count
        if count == 1:
            make.project(ida, "Two", visibility="public"), make.project(ida, "Three", visibility="public")
    assert Project.objects.count() == 3
