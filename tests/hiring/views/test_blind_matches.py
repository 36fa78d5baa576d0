"""Choosing blind from the order of a brief to a shortlist: no page says who anybody is, and the order is the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Brief, Shortlist
from hiring.pages import veils
from hiring.pages.veils import Veil
from portfolio.actions import projects
from portfolio.models import Practitioner
from tests.factories import choosing, disguises
from tests.factories import portfolio as made
from tests.factories.disguises import DROPOUT, HARNESS, TRACES
from tests.hiring.views.test_blind_people import swap, told

pytestmark = pytest.mark.django_db
Open = Callable[[User | None], Client]


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    needs = (("skill", HARNESS, "must"), ("skill", DROPOUT, "must"), ("level", "l2", "useful"))
    return choosing.brief(hana, *needs, title="Tables", is_blind=True)


@pytest.fixture
def people(frameworks: None) -> list[Practitioner]:
    """Zelda, who signs everything, and two whose texts say nothing of them."""
    plain = [made.practitioner(made.user(name), visibility="public") for name in ("Ida Quist", "Bo Lindahl")]
    for number, person in enumerate(plain):
        project = made.project(person, f"Churn, table {number}", visibility="public")
        made.evidence(project, HARNESS, made.decision(project))
        made.result(project, baseline="0.5")
        if number:
            made.evidence(project, DROPOUT, made.comparison(project))
    return [disguises.zelda(), *plain]


def veil(brief: Brief) -> Veil:
    return veils.of(brief.uuid)


def addresses(brief: Brief, people: list[Practitioner]) -> list[str]:
    tokens = [veil(brief).token(person.pk) for person in people]
    compare = f"/compare/?people={','.join(tokens)}&brief={brief.uuid}"
    add = f"/shortlists/add/?people={','.join(tokens)}&brief={brief.uuid}"
    return [f"/briefs/{brief.uuid}/", f"/briefs/{brief.uuid}/?others=yes", compare, f"{compare}&only=differences", add]


def order(brief: Brief, text: str) -> list[str]:
    """The people of the page, top down."""
    return re.findall(r'<article class="match" id="person-([^"]+)"', text)


def test_no_page_says_who_anybody_is(brief: Brief, people: list[Practitioner], hana: User, client_of: Open) -> None:
    for address in addresses(brief, people):
        text = unescape(told(client_of(hana), address)).casefold()
        assert [trace for trace in TRACES if trace in text] == [], address
        assert "ida quist" not in text
        assert not any(f"/@{person.handle}/" in text or str(person.uuid) in text for person in people), address


def test_names_and_links_are_those_of_the_brief(
    brief: Brief, people: list[Practitioner], hana: User, client_of: Open
) -> None:
    page = told(client_of(hana), f"/briefs/{brief.uuid}/")
    compared = told(client_of(hana), addresses(brief, people)[2])
    for person in people:
        assert veil(brief).name(person.pk) in page
        assert veil(brief).kit(person.pk) in page
        assert veil(brief).place(person.pk, HARNESS) in compared
    for address in set(re.findall(r'href="(/briefs/[^"]*/people/[^"#]*)', page + compared)):
        assert client_of(hana).get(address).status_code == 200
    assert "Ask in the interview" in compared


def test_the_order_is_the_same_as_with_names(
    brief: Brief, people: list[Practitioner], hana: User, client_of: Open
) -> None:
    blind = order(brief, told(client_of(hana), f"/briefs/{brief.uuid}/"))
    brief.is_blind = False
    brief.save(update_fields=["is_blind"])
    named = order(brief, told(client_of(hana), f"/briefs/{brief.uuid}/"))
    tokens = {person.handle: veil(brief).token(person.pk) for person in people}
    assert blind == [tokens[handle] for handle in named]
    assert len(blind) == 3


def test_swapping_who_they_are_changes_nothing(
    brief: Brief, people: list[Practitioner], hana: User, client_of: Open
) -> None:
    """The same order, the same scores, the same markup (PRODUCT.md, "What must always hold" 4)."""
    _, ida, bo = people
    before = [told(client_of(hana), address) for address in addresses(brief, [ida, bo])]
    swap(ida, bo)
    assert [told(client_of(hana), address) for address in addresses(brief, [ida, bo])] == before


def test_words_and_places_find_nobody(brief: Brief, people: list[Practitioner], hana: User, client_of: Open) -> None:
    whole = order(brief, told(client_of(hana), f"/briefs/{brief.uuid}/"))
    for query in ("q=quixborough", "q=ida", "place=llanfair", "seeking=contract"):
        page = told(client_of(hana), f"/briefs/{brief.uuid}/?{query}")
        assert order(brief, page) == whole, query
        assert 'name="q"' not in page


def test_names_of_libraries_find_nobody(brief: Brief, people: list[Practitioner], hana: User, client_of: Open) -> None:
    zelda, address = people[0], f"/briefs/{brief.uuid}/"
    whole = order(brief, told(client_of(hana), address))
    projects.classify(zelda.projects.get(), axes={}, libraries=["zquix-utils", "PyTorch"], by=zelda.user, at=made.AT)
    for query in ("", "?library=zquix-utils"):
        page = told(client_of(hana), address + query)
        assert order(brief, page) == whole
        assert "zquix" not in page and "PyTorch" not in page
    Brief.objects.update(is_blind=False)
    page = told(client_of(hana), f"{address}?library=zquix-utils")
    assert ("zquix-utils ×" in page, order(brief, page)) == (True, ["zquix"])


def test_handles_mean_nobody_in_a_blind_comparison(
    brief: Brief, people: list[Practitioner], hana: User, client_of: Open
) -> None:
    handles = ",".join(person.handle for person in people)
    page = told(client_of(hana), f"/compare/?people={handles}&brief={brief.uuid}")
    assert "are no longer listed" in page
    assert "zquix" not in page
    assert "Person" not in re.sub(r"<option.*?</option>", "", page)


def test_putting_people_on_a_list_of_the_brief(
    brief: Brief, people: list[Practitioner], hana: User, client_of: Open
) -> None:
    client, person = client_of(hana), people[0]
    open_list = choosing.shortlist(hana, title="With names")
    token = veil(brief).token(person.pk)
    asking = told(client, f"/shortlists/add/?people={token}&brief={brief.uuid}")
    assert "With names" not in asking, "a list without the brief would show the name"
    data = {"people": token, "brief": str(brief.uuid), "title": "Blind list"}
    made_ = client.post("/shortlists/add/", data, follow=True).content.decode()
    assert "One person added to “Blind list”." in unescape(made_)
    assert [trace for trace in TRACES if trace in unescape(made_).casefold()] == []
    shortlist = Shortlist.objects.get(title="Blind list")
    assert shortlist.brief == brief
    assert shortlist.entries.get().practitioner == person
    refused = client.post("/shortlists/add/", {**data, "shortlist": str(open_list.uuid), "title": ""})
    assert refused.status_code == 422
    assert open_list.entries.count() == 0
