"""Carrying evidence over to other frameworks."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from portfolio.actions import evidence as actions
from portfolio.models import Dismissal, Evidence, Project
from tests.factories import portfolio as make

HTMX = {"HX-Request": "true"}
IMAGES, SAME, WIDER = "ck.entry.data-handling.images", "fg.entry.data-handling.images", "gc.applied.data-types.images"


def text(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def piece(project: Project) -> Evidence:
    return make.evidence(project, IMAGES, make.section(project), statement="Both are read.")


def value(piece: Evidence, key: str) -> str:
    return f"{piece.uuid}:{key}"


def test_proposals_stand_by_piece_in_two_groups(client: Client, piece: Evidence, base: str) -> None:
    page = text(client.get(f"{base}/carried/"))
    near, _, other = page.partition("Wider or narrower")
    assert "The same, or close to it" in near and value(piece, SAME) in near and value(piece, SAME) not in other
    assert value(piece, WIDER) in other and "Is wider, and holds what you showed." in other
    assert "Verdicts are not carried over." in page and page.count('type="checkbox" name="choice"') == 6


def test_a_project_without_matches_says_so(client: Client, base: str) -> None:
    assert "Nothing to carry over" in text(client.get(f"{base}/carried/"))


def test_accepting_several_at_once(client: Client, piece: Evidence, base: str) -> None:
    sent = {"choice": [value(piece, SAME), value(piece, WIDER)]}
    answer = client.post(f"{base}/carried/accept/", sent, headers=HTMX)
    page = text(answer)
    assert answer.status_code == 200 and page.startswith('<div id="carried-index"')
    assert "2 pieces of evidence carried over." in page and value(piece, SAME) not in page
    assert answer["HX-Replace-Url"] == f"{base}/carried/"
    assert {e.skill.key for e in piece.followers.all()} == {SAME, WIDER}
    assert {e.statement for e in piece.followers.all()} == {"Both are read."}


def test_accepting_without_javascript(client: Client, piece: Evidence, base: str) -> None:
    answer = client.post(f"{base}/carried/accept/", {"choice": value(piece, SAME)}, follow=True)
    assert answer.redirect_chain == [(f"{base}/carried/", 302)] and "Evidence carried over." in text(answer)


def test_choosing_nothing_is_said(client: Client, piece: Evidence, base: str) -> None:
    for verb in ("accept", "dismiss"):
        answer = client.post(f"{base}/carried/{verb}/")
        assert answer.status_code == 422 and "Choose at least one skill." in text(answer)


def test_what_is_not_proposed_any_more_is_refused_and_the_rest_stays_ticked(
    client: Client, project: Project, piece: Evidence, base: str
) -> None:
    make.evidence(project, SAME)
    for verb in ("accept", "dismiss"):
        answer = client.post(f"{base}/carried/{verb}/", {"choice": [value(piece, SAME), value(piece, WIDER)]})
        page = text(answer)
        assert answer.status_code == 409 and "not proposed any more" in page
        assert f'value="{value(piece, WIDER)}" checked' in page
    assert not piece.followers.exists() and not Dismissal.objects.exists()


def test_putting_aside_and_taking_up_after_all(client: Client, piece: Evidence, base: str) -> None:
    page = text(client.post(f"{base}/carried/dismiss/", {"choice": [value(piece, WIDER)]}, headers=HTMX))
    assert "Put aside." in page and "1 skill put aside" in page
    assert [row.skill.key for row in Dismissal.objects.all()] == [WIDER]
    assert value(piece, WIDER) in page.partition("<details><summary>1 skill")[2], "it can still be chosen, folded away"
    client.post(f"{base}/carried/accept/", {"choice": value(piece, WIDER)})
    assert piece.followers.get().skill.key == WIDER


def test_other_peoples_evidence_cannot_be_carried_over(
    client: Client, project: Project, piece: Evidence, base: str
) -> None:
    """R-AZ-02"""
    foreign = make.evidence(make.project(make.practitioner()), IMAGES)
    answer = client.post(f"{base}/carried/accept/", {"choice": value(foreign, SAME)})
    assert answer.status_code == 409 and Evidence.objects.count() == 2


def test_a_stranger_finds_nothing(
    piece: Evidence, base: str, client_of: Callable[[User | None], Client], sam: User
) -> None:
    """R-AZ-01"""
    stranger = client_of(sam)
    assert stranger.get(f"{base}/carried/").status_code == 404
    assert stranger.post(f"{base}/carried/accept/", {"choice": value(piece, SAME)}).status_code == 404
    assert stranger.post(f"{base}/carried/{piece.uuid}/part-ways/").status_code == 404


def test_parting_ways(client: Client, piece: Evidence, base: str) -> None:
    follower = actions.follow(piece, skill=make.skill(SAME), by=None, at=make.AT)
    page = text(client.post(f"{base}/carried/{follower.uuid}/part-ways/", headers=HTMX))
    assert "It stands by itself now, and stays linked." in page
    follower.refresh_from_db()
    assert follower.follows is None
    assert client.post(f"{base}/carried/{make.AT:%Y}0000-0000-4000-8000-000000000000/part-ways/").status_code == 404


def test_the_form_of_what_follows_is_refused_with_a_reason(client: Client, piece: Evidence, base: str) -> None:
    follower = actions.follow(piece, skill=make.skill(SAME), by=None, at=make.AT)
    answer = client.post(f"{base}/evidence/{follower.uuid}/edit/", {"statement": "Mine", "revision": "1"})
    assert answer.status_code == 422 and "To change this one alone, let it stop following." in text(answer)
    follower.refresh_from_db()
    assert follower.statement == "Both are read."


def test_in_the_place_of_its_form_stands_what_it_follows(client: Client, piece: Evidence, base: str) -> None:
    follower = actions.follow(piece, skill=make.skill(SAME), by=None, at=make.AT)
    page = text(client.get(f"{base}/evidence/{follower.uuid}/edit/"))
    assert "Carried over from “Small image data” (Machine Learning Progress Checklist)." in page
    assert f'action="{base}/carried/{follower.uuid}/part-ways/"' in page and "Save evidence" not in page
    assert f'href="{base}/evidence/{piece.uuid}/edit/"' in page and "carried over</span>" in page
    assert "Save evidence" in text(client.get(f"{base}/evidence/{piece.uuid}/edit/"))
    actions.part_ways(follower, by=None, at=make.AT)
    assert "Save evidence" in text(client.get(f"{base}/evidence/{follower.uuid}/edit/"))


def test_removing_says_what_goes_along(client: Client, piece: Evidence, base: str) -> None:
    assert "Nothing else goes with it." in text(client.get(f"{base}/evidence/{piece.uuid}/remove/"))
    for key in (SAME, WIDER):
        actions.follow(piece, skill=make.skill(key), by=None, at=make.AT)
    page = text(client.get(f"{base}/evidence/{piece.uuid}/remove/"))
    assert "2 pieces of evidence for other frameworks follow it and go with it" in page
    assert "Nothing else goes with it." not in page


@pytest.mark.parametrize(
    ("number", "words"), [(4, "4 skills of other frameworks match"), (1, "1 skill of other frameworks matches")]
)
def test_the_hint_on_the_evidence_tab(project: Project, number: int, words: str) -> None:
    hint = render_to_string("portfolio/carried/_hint.html", {"carried": number, "project": project})
    assert words in hint and f'href="/studio/projects/{project.slug}/carried/"' in hint
    assert render_to_string("portfolio/carried/_hint.html", {"carried": 0, "project": project}).strip() == ""


def test_the_page_costs_the_same_for_one_piece_and_for_three(
    client: Client, project: Project, piece: Evidence, base: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"{base}/carried/")
    with django_assert_num_queries(20):
        client.get(f"{base}/carried/")
    for key in ("ck.entry.data-handling.text", "ck.intermediate.theory.regularization"):
        make.evidence(project, key, make.section(project))
    with django_assert_num_queries(20):
        client.get(f"{base}/carried/")


def test_a_journey(client: Client, project: Project, base: str) -> None:
    """One place shown in one framework, carried over, improved once, and seen in both."""
    section = make.section(project, "Images")
    client.post(
        f"{base}/evidence/new/",
        {"framework": "ml-progress-checklist", "skill": IMAGES, "places": f"section:{section.uuid}"},
    )
    source = Evidence.objects.get()
    page = text(client.get(f"{base}/carried/"))
    chosen = re.findall(r'name="choice" value="([^"]+)"', page)
    client.post(f"{base}/carried/accept/", {"choice": chosen})
    assert Evidence.objects.count() == 1 + len(chosen) == 7
    client.post(
        f"{base}/evidence/{source.uuid}/edit/",
        {"statement": "See the table.", "revision": source.revision, "places": f"section:{section.uuid}"},
    )
    assert set(Evidence.objects.values_list("statement", flat=True)) == {"See the table."}
    assert "Nothing to carry over" in text(client.get(f"{base}/carried/"))
