"""What holds for every kind of part: added, changed, moved and removed in place or by full pages."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from accounts.models import User
from portfolio.models import Project
from portfolio.models.parts import Part
from tests.factories import naughty
from tests.factories import portfolio as make

HTMX = {"HX-Request": "true"}
LINES = {"ref-TOTAL_FORMS": "0", "ref-INITIAL_FORMS": "0"}
# noun → relation, factory, a valid form, its first text field
NOUNS: dict[str, tuple[str, Callable[..., Part], dict[str, str], str]] = {
    "sections": ("sections", make.section, {"title": "Before", "body": "Loss rises."}, "body"),
    "datasets": ("datasets", make.dataset, {"name": "Telco", "origin": "standard-dataset"}, "note"),
    "results": (
        "results",
        make.result,
        {"label": "MLP", "metric": "AUC", "value": "0.940", "better": "higher", **LINES},
        "note",
    ),
    "comparisons": (
        "comparisons",
        make.comparison,
        {"technique": "Dropout", "metric": "AUC", "better": "higher", "before": "0.8", "before_repeats": "5",
         "after": "0.9", "after_repeats": "5"},
        "conclusion",
    ),
    "decisions": ("decisions", make.decision, {"choice": "F1", "reason": "One in four leaves."}, "reason"),
    "contributors": ("contributors", make.contributor, {"name": "Jo", "did": "Labels"}, "did"),
    "artefacts": (
        "artefacts",
        make.link,
        {"title": "train.py", "link_kind": "code", "url": "https://e.org/a.py"},
        "caption",
    ),
}  # fmt: skip
each = pytest.mark.parametrize("noun", NOUNS)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def parts_of(project: Project, noun: str) -> Any:
    return getattr(project, NOUNS[noun][0])


@each
def test_an_empty_list_says_so_and_offers_one_step(client: Client, base: str, noun: str) -> None:
    page = client.get(f"{base}/{noun}/")
    assert page.status_code == 200 and f'href="{base}/{noun}/new/"' in text(page)
    assert "no-store" in page["Cache-Control"]


@each
def test_adding_by_a_full_page(client: Client, project: Project, base: str, noun: str) -> None:
    _, _, valid, _ = NOUNS[noun]
    assert "<!DOCTYPE html>" in text(client.get(f"{base}/{noun}/new/"))
    answer = client.post(f"{base}/{noun}/new/", valid)
    assert (answer.status_code, answer["Location"]) == (302, f"{base}/{noun}/")
    assert parts_of(project, noun).count() == 1
    assert next(iter(valid.values())) in text(client.get(f"{base}/{noun}/"))


@each
def test_adding_in_place_answers_the_part_read_anew(client: Client, project: Project, base: str, noun: str) -> None:
    _, _, valid, _ = NOUNS[noun]
    answer = client.post(f"{base}/{noun}/new/", valid, headers=HTMX)
    assert answer.status_code == 200 and answer["HX-Replace-Url"] == f"{base}/{noun}/"
    assert text(answer).startswith(f'<div id="{noun}-index"') and "<!DOCTYPE" not in text(answer)
    assert next(iter(valid.values())) in text(answer) and "added." in text(answer)
    assert "HX-Request" in answer["Vary"]


@each
def test_an_invalid_form_comes_back_with_everything_typed(
    client: Client, project: Project, base: str, noun: str
) -> None:
    _, _, valid, field = NOUNS[noun]
    required = next(iter(valid))
    for headers in ({}, HTMX):
        answer = client.post(f"{base}/{noun}/new/", {**valid, field: "Kept <b>", required: ""}, headers=headers)
        assert answer.status_code == 422 and "Kept <b>" in text(answer) and "Fill this in." in text(answer)
    assert not parts_of(project, noun).exists()


@each
def test_two_tabs_do_not_overwrite_each_other(client: Client, project: Project, base: str, noun: str) -> None:
    """R-RL-03"""
    _, factory, valid, field = NOUNS[noun]
    part = factory(project)
    address = f"{base}/{noun}/{part.uuid}/edit/"
    assert client.post(address, {**valid, field: "First tab", "revision": 1}).status_code == 302
    clash = client.post(address, {**valid, field: "Second tab", "revision": 1})
    assert clash.status_code == 409
    assert "Second tab" in text(clash) and "First tab" in text(clash) and "saved in the meantime" in text(clash)
    assert 'name="revision" value="2"' in text(clash) and "Save mine instead" in text(clash)
    assert getattr(parts_of(project, noun).get(), field) == "First tab"
    assert client.post(address, {**valid, field: "Second tab", "revision": 2}).status_code == 302
    assert getattr(parts_of(project, noun).get(), field) == "Second tab"


@each
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_was_removed_in_another_tab_can_be_added_anew(
    client: Client, project: Project, base: str, noun: str, headers: Any
) -> None:
    _, factory, valid, field = NOUNS[noun]
    part = factory(project)
    address = f"{base}/{noun}/{part.uuid}/edit/"
    client.post(f"{base}/{noun}/{part.uuid}/remove/")
    answer = client.post(address, {**valid, field: "Kept <b>", "revision": 1}, headers=headers)
    assert answer.status_code == 409 and "removed in the meantime" in text(answer) and "Kept <b>" in text(answer)
    assert f'action="{base}/{noun}/new/"' in text(answer) and 'name="revision"' not in text(answer)
    assert not parts_of(project, noun).exists() and client.get(address).status_code == 404
    assert client.post(f"{base}/{noun}/new/", {**valid, field: "Kept <b>"}).status_code == 302
    assert getattr(parts_of(project, noun).get(), field) == "Kept <b>"


@each
def test_a_form_without_its_revision_does_not_save(client: Client, project: Project, base: str, noun: str) -> None:
    _, factory, valid, field = NOUNS[noun]
    part = factory(project)
    answer = client.post(f"{base}/{noun}/{part.uuid}/edit/", {**valid, field: "Lost?"})
    assert answer.status_code == 422 and "Lost?" in text(answer)


@each
def test_fields_that_are_not_in_the_form_are_ignored(client: Client, project: Project, base: str, noun: str) -> None:
    """R-AZ-04"""
    _, factory, valid, _ = NOUNS[noun]
    part = factory(project)
    other = make.project(make.practitioner())
    extra = {
        "project": other.pk, "id": 99, "uuid": "0" * 32, "position": 7, "created_at": "2020-01-01", "fingerprint": "x",
        "visibility": "public", "is_staff": "1", "kind": "image", "renditions": "[1]", "practitioner": 1, "owner": 1,
    }  # fmt: skip
    assert client.post(f"{base}/{noun}/{part.uuid}/edit/", {**valid, **extra, "revision": 1}).status_code == 302
    after = parts_of(project, noun).get()
    assert (after.pk, after.uuid, after.project_id, after.position) == (part.pk, part.uuid, project.pk, part.position)
    assert after.created_at == part.created_at and getattr(after, "kind", "link") == "link"
    assert client.post(f"{base}/{noun}/new/", {**valid, **extra}).status_code == 302
    assert parts_of(project, noun).count() == 2


@each
def test_moving_and_removing(client: Client, project: Project, base: str, noun: str) -> None:
    _, factory, _, _ = NOUNS[noun]
    more = {"name": "second"} if noun == "artefacts" else {}
    first, second = factory(project), factory(project, **more)
    answer = client.post(f"{base}/{noun}/{second.uuid}/move/", {"to": "up"}, headers=HTMX)
    assert answer.status_code == 200
    assert list(parts_of(project, noun).order_by("position")) == [second, first]
    asked = text(client.get(f"{base}/{noun}/{second.uuid}/remove/"))
    assert "Nothing else goes with it." in asked and parts_of(project, noun).count() == 2
    assert client.post(f"{base}/{noun}/{second.uuid}/remove/").status_code == 302
    assert list(parts_of(project, noun).all()) == [first]


@each
def test_moving_is_never_a_get(client: Client, project: Project, base: str, noun: str) -> None:
    part = NOUNS[noun][1](project)
    assert client.get(f"{base}/{noun}/{part.uuid}/move/").status_code == 405


@each
def test_strangers_find_nothing(
    client_of: Callable[[User | None], Client], project: Project, base: str, sam: User, noun: str
) -> None:
    """R-AZ-02"""
    part = NOUNS[noun][1](project)
    own = make.project(make.practitioner(sam), "Churn")
    browser = client_of(sam)
    assert own.slug == project.slug
    for verb in ("edit", "remove", "move"):
        assert browser.post(f"{base}/{noun}/{part.uuid}/{verb}/").status_code == 404
    assert parts_of(project, noun).get().revision == 1
    assert client_of(None).get(f"{base}/{noun}/")["Location"].startswith("/accounts/login/")


@each
def test_the_list_costs_the_same_for_one_and_three(
    client: Client, project: Project, base: str, noun: str, django_assert_num_queries: Any
) -> None:
    counts = {"artefacts": 17, "sections": 16, "results": 17, "comparisons": 16}
    for n in range(3):
        NOUNS[noun][1](project, **({"name": f"n{n}"} if noun == "artefacts" else {}))
        if n in (0, 2):
            client.get(f"{base}/{noun}/")
            with django_assert_num_queries(counts.get(noun, 15)):
                client.get(f"{base}/{noun}/")


@each
def test_naughty_strings_save_or_are_refused_and_read_back(
    client: Client, project: Project, base: str, noun: str
) -> None:
    """R-IN-04"""
    _, _, valid, field = NOUNS[noun]
    for string in naughty.sample(40):
        answer = client.post(f"{base}/{noun}/new/", {**valid, field: string})
        assert answer.status_code in (302, 422), string
    assert client.get(f"{base}/{noun}/").status_code == 200
    assert client.get(f"{base}/preview/").status_code == 200
    refused = client.post(f"{base}/{noun}/new/", {**valid, field: "a\x00b"})
    assert refused.status_code == 422 and "Take out the characters that cannot be seen." in text(refused)


@each
def test_a_database_that_does_not_write_gives_the_text_back(
    client: Client, project: Project, base: str, noun: str
) -> None:
    """R-RL-05, in spirit"""
    _, factory, valid, field = NOUNS[noun]
    part = factory(project)
    with patch("portfolio.actions.portfolios.lock", side_effect=OperationalError("disk full")):
        answer = client.post(f"{base}/{noun}/{part.uuid}/edit/", {**valid, field: "Do not lose me", "revision": 1})
    assert answer.status_code == 503 and "Do not lose me" in text(answer) and "Not saved" in text(answer)
    assert parts_of(project, noun).get().revision == 1


def test_the_write_up_is_listed_in_plain_words(client: Client, project: Project, base: str) -> None:
    make.section(
        project, "Before", "## What was *asked*\n\nCan **churn** be told from `tenure`? See [the data](https://e.org)."
    )
    page = text(client.get(f"{base}/sections/"))
    assert '<p class="small">What was asked Can churn be told from tenure? See the data.</p>' in page


def test_tables_and_formulas_are_not_flattened_into_the_list(client: Client, project: Project, base: str) -> None:
    make.section(
        project, "Loss", "It is $\\frac{a}{b}$ here.\n\n| a | b |\n|---|---|\n| 17th | 18 |\n\n$$\n\\sum x\n$$\n"
    )
    make.section(project, "Only", "| a | b |\n|---|---|\n| 17th | 18 |\n")
    page = text(client.get(f"{base}/sections/"))
    assert "It is … here." in page and "17th" not in page and "frac" not in page and "\\sum" not in page
    assert '<p class="small">Tables, code or formulas.</p>' in page


def test_removing_speaks_of_one_and_of_several(client: Client, project: Project, base: str) -> None:
    section = make.section(project)
    make.evidence(project, "l1.modeling.target-binary", section)
    address = f"{base}/sections/{section.uuid}/remove/"
    assert "Verdicts on it then hold" in text(client.get(address))
    make.evidence(project, "l1.modeling.target-multiclass", section)
    assert "Verdicts on them then hold" in text(client.get(address))


def test_two_tabs_show_what_a_result_is_read_against_in_both(client: Client, project: Project, base: str) -> None:
    """R-RL-03: the lines of the other tab are named before they can be replaced."""
    made = make.result(project, "0.843", baseline="0.5")
    address, valid = f"{base}/results/{made.uuid}/edit/", {**NOUNS["results"][2], "revision": "1"}
    line = {"ref-TOTAL_FORMS": "1", "ref-0-role": "naive", "ref-0-value": "0.55", "ref-0-source": "Majority"}
    assert client.post(address, {**valid, **line}).status_code == 302
    clash = client.post(address, {**valid, **line, "ref-0-value": "0.60"})
    assert clash.status_code == 409 and "Both texts are the same" not in text(clash)
    told = [t.rpartition("Value: ")[2] for t in re.findall(r'<pre class="told">(.*?)</pre>', text(clash), re.DOTALL)]
    assert told == ["0.60, Source: Majority", "0.55, Source: Majority"]
    assert "<h4>What it is read against: saved in the meantime</h4>" in text(clash)
