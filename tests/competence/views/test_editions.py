"""Earlier editions stay readable, and what changed between two of them is open to everybody."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.models import Edition
from tests.factories import retired
from tests.factories.competence import SMALL, load_text

CHANGES = "/frameworks/small/editions/{}/changes/"


@pytest.fixture
def three(no_frameworks: None) -> None:
    """Three editions of the small framework; the second retires a skill, the third takes its successor away."""
    load_text(SMALL)
    retired.edition()
    retired.edition("1.2.0", successor="", at=retired.RETIRED_AT.replace(month=8))


def text(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_what_an_edition_changed_is_told_item_by_item(three: None):
    html = text(CHANGES.format("1.1.0"))
    assert "Held against edition 1.0.0" in html
    assert "<del>Load data</del>" in html
    assert "continued as “Split data”" in html
    assert "“Load data” is retired." in html


def test_any_two_editions_can_be_held_against_each_other(three: None):
    html = text(CHANGES.format("1.2.0") + "?since=1.0.0")
    assert "Held against edition 1.0.0" in html
    assert '<option value="1.0.0" selected>' in html
    assert "Why 1.2.0 follows" not in html
    assert "first edition on this site" in text(CHANGES.format("1.0.0"))


@pytest.mark.parametrize(
    "path", [CHANGES.format("9.9.9"), CHANGES.format("1.1.0") + "?since=x", "/frameworks/no/editions/1/changes/"]
)
def test_what_is_not_there_is_not_found(three: None, path: str):
    text(path, 404)


def test_an_earlier_edition_says_so_and_leads_to_the_current_one(three: None):
    html = text("/frameworks/small/editions/1.0.0/")
    assert "This is edition 1.0.0, an earlier one" in html
    assert "The current edition is 1.2.0" in html
    assert "/frameworks/small/editions/1.2.0/changes/?since=1.0.0" in html


def test_the_history_says_when_by_whom_and_why(three: None, make_user: Any):
    editor: User = make_user("edda", name="Edda Editor")
    Edition.objects.filter(version="1.1.0").update(note="Loading goes on as splitting.", published_by=editor)
    html = text("/frameworks/small/")
    assert "by Edda Editor" in html
    assert "Loading goes on as splitting." in html
    editor.delete()
    assert "Edda" not in text("/frameworks/small/")


@pytest.mark.parametrize("version", ["1.1.0", "1.2.0"])
def test_the_page_costs_the_same_whatever_changed(three: None, version: str, django_assert_num_queries: Any):
    text(CHANGES.format(version))
    with django_assert_num_queries(4):
        text(CHANGES.format(version))
