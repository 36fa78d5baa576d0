"""People without who they are: nothing of it in the markup, and the same markup whoever they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from hiring.models import Brief
from hiring.pages import veils
from portfolio.actions import practitioners
from portfolio.models import BackgroundEntry, Practitioner
from tests.factories import choosing, disguises
from tests.factories import portfolio as made
from tests.factories.disguises import DROPOUT, HARNESS, TRACES

pytestmark = pytest.mark.django_db
Open = Callable[[User | None], Client]
IDENTITY = ("name", "handle", "headline", "location", "open_to", "about", "links", "seeking", "workplaces")


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    needs = (("skill", HARNESS, "must"), ("skill", DROPOUT, "useful"), ("level", "l2", "must"))
    return choosing.brief(hana, *needs, title="Tables", is_blind=True)


def pages(brief: Brief, person: Practitioner) -> tuple[str, str]:
    """The addresses of the blind page and of the blind kit."""
    veil = veils.of(brief.uuid)
    return veil.href(person.pk), veil.kit(person.pk)


def told(client: Client, address: str) -> str:
    """The page as it went out, without what is new in each answer."""
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r'(nonce-|name="csrfmiddlewaretoken" value=")[\w-]+', r"\1", response.content.decode())


def test_nothing_of_the_person_is_in_the_markup(brief: Brief, hana: User, client_of: Open) -> None:
    person = disguises.zelda()
    for address in pages(brief, person):
        text = unescape(told(client_of(hana), address)).casefold()
        found = [trace for trace in TRACES if trace in text]
        assert found == [], f"{address}: {found}"
        assert person.get_absolute_url() not in text
        assert str(person.uuid) not in text
        assert "[hidden]" in text


def test_what_they_have_shown_is_there(brief: Brief, hana: User, client_of: Open) -> None:
    person = disguises.zelda()
    page, kit = (unescape(told(client_of(hana), address)) for address in pages(brief, person))
    name = veils.of(brief.uuid).name(person.pk)
    for shown in (name, "Objective test harness", "Dropout", "F1 by [hidden]", "ROC AUC", "print('by [hidden]')"):
        assert shown in page, shown
    assert "A picture" not in page
    assert "A link, left out here." in page
    assert "Interview with" in kit
    assert name in kit
    assert "F1 by [hidden]" in kit


def test_anchors_are_counted_and_lead_to_something(brief: Brief, hana: User, client_of: Open) -> None:
    person = disguises.zelda()
    page, kit = (told(client_of(hana), address) for address in pages(brief, person))
    ids = set(re.findall(r'id="([^"]+)"', page))
    for decision in person.projects.get().decisions.all():
        assert decision.anchor not in page + kit
    within = set(re.findall(r'href="#([^"]+)"', page)) - {"main"}
    from_kit = set(re.findall(rf'href="{re.escape(pages(brief, person)[0])}#([^"]+)"', kit))
    assert "p1-decision-1" in from_kit
    assert within | from_kit <= ids


def test_what_the_brief_asks_for_comes_first_with_its_evidence_and_projects_are_folded(
    brief: Brief, hana: User, client_of: Open
) -> None:
    person = disguises.zelda()
    page = unescape(told(client_of(hana), pages(brief, person)[0]))
    asked, rest = page.split('id="asked"')[1].split("</section>", 1)
    assert (
        asked.index("Objective test harness") < asked.index("Level 2") < asked.index("Useful") < asked.index("Dropout")
    )
    assert "One function by [hidden]" in asked, "the evidence of a must"
    assert "Measured by [hidden]" in asked and "partly for a reviewer" in asked
    project = rest.split('class="sec blind"')[1]
    shown, folded = project.split("<details>")
    assert "churn model" in shown and "Design decisions" not in shown
    assert "3 pieces of evidence, 1 decision, all of it" in folded and "Design decisions" in folded
    contents = page.split('aria-label="On this page"')[1].split("</nav>")[0]
    assert [f'href="#{anchor}"' in contents for anchor in ("asked", "map-h", "standing", "p1")] == [True] * 4


def test_the_same_page_whoever_it_is(brief: Brief, hana: User, client_of: Open) -> None:
    """Swap names, handles, places, schools, employers and links of two people: not one sign of the pages changes."""
    people = [made.practitioner(made.user(name), visibility="public") for name in ("Ida Quist", "Bo Lindahl")]
    for person, place, school in zip(people, ("Oslo", "Lima, Peru"), ("NTNU", "University of Piura"), strict=True):
        project = made.project(person, "Churn in a telecom table", visibility="public")
        made.evidence(project, HARNESS, made.decision(project, "F1, not accuracy", options="Accuracy"))
        made.evidence(project, DROPOUT, made.comparison(project))
        Practitioner.objects.filter(pk=person.pk).update(location=place, headline=f"{person.name}, {place}")
        BackgroundEntry.objects.create(practitioner=person, kind="study", text=f"MSc, {school}")
    addresses = [address for person in people for address in pages(brief, person)]
    before = [told(client_of(hana), address) for address in addresses]
    swap(*people)
    after = [told(client_of(hana), address) for address in addresses]
    assert before == after
    assert before[0] != before[2], "two people are two people"


def swap(one: Practitioner, other: Practitioner) -> None:
    """Everything that says who they are."""
    rows = list(Practitioner.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk").values(*IDENTITY))
    one, other = sorted((one, other), key=lambda person: person.pk)
    Practitioner.objects.filter(pk=one.pk).update(handle="in-between")
    Practitioner.objects.filter(pk=other.pk).update(**rows[0])
    Practitioner.objects.filter(pk=one.pk).update(**rows[1])
    backgrounds = [list(person.background.all()) for person in (one, other)]
    for person, entries in zip((other, one), backgrounds, strict=True):
        BackgroundEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(practitioner=person)


def test_names_differ_from_brief_to_brief(brief: Brief, hana: User, client_of: Open) -> None:
    person = disguises.zelda()
    other = choosing.brief(hana, title="Another", is_blind=True)
    one, two = (veils.of(each.uuid) for each in (brief, other))
    assert one.token(person.pk) != two.token(person.pk)
    crossed = one.href(person.pk).replace(str(brief.uuid), str(other.uuid))
    assert client_of(hana).get(crossed).status_code == 404


def test_nobody_else_knows_of_it(brief: Brief, cast: dict[str, User], client_of: Open) -> None:
    person = disguises.zelda()
    for address in pages(brief, person):
        for name in ("ada", "sam", "remi", "max"):
            assert client_of(cast[name]).get(address).status_code == 404
        assert client_of(None).get(address).status_code == 302


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_whoever_is_not_listed_is_not_there(brief: Brief, hana: User, client_of: Open, visibility: str) -> None:
    person = disguises.zelda()
    practitioners.set_visibility(person, visibility=visibility, by=person.user, at=made.AT)
    for address in pages(brief, person):
        assert client_of(hana).get(address).status_code == 404


def test_the_page_with_the_name_does_not_exist_until_a_list_is_settled(
    brief: Brief, hana: User, client_of: Open
) -> None:
    person, client = disguises.zelda(), client_of(hana)
    named = f"/briefs/{brief.uuid}/interview/{person.handle}/"
    page, kit = pages(brief, person)
    assert client.get(named).status_code == 404
    shortlist = choosing.shortlist(hana, person, brief=brief)
    assert client.get(named).status_code == 404
    shortlist.settled_at = made.AT
    shortlist.save(update_fields=["settled_at"])
    assert client.get(named).status_code == 200
    assert client.get(page)["Location"] == person.get_absolute_url()
    assert client.get(kit)["Location"] == named


def test_as_many_queries_for_three_projects_as_for_one(
    brief: Brief, hana: User, client_of: Open, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = disguises.zelda()
    client, (page, kit) = client_of(hana), pages(brief, person)
    client.get(page)
    with django_assert_num_queries(25):
        client.get(page)
    with django_assert_num_queries(24):
        client.get(kit)
    disguises.signed(person)
    disguises.signed(person)
    with django_assert_num_queries(25):
        client.get(page)
    with django_assert_num_queries(24):
        client.get(kit)
