"""The effect of a rule while its form is open."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.actions import drafts
from competence.models import Draft
from tests.factories import portfolio as made
from tests.factories import retired

URL = "/manage/frameworks/small/effects/"
SPLIT, LOAD, RULE = "s1.basics.split", "s1.basics.load", "s1.rule.basics"
FORM = {
    "seen": "0", "text": "One of the two basics.", "required": "on", "basis": "editorial", "competence": "s1.basics",
    "at_least": "1", "must_include": [SPLIT],
}  # fmt: skip


@pytest.fixture
def client(no_frameworks: None, max: User, client_of: Any) -> Client:
    retired.first()
    drafts.open_current("small", by=max, at=made.AT)
    for keys, name in (((SPLIT,), "Ada Lindqvist"), ((SPLIT, LOAD), "Bea Both")):
        project = made.project(made.practitioner(name=name, visibility="public"), visibility="public")
        for key in keys:
            made.evidence(project, key, made.link(project, key[-4:]), lines="1")
    return client_of(max)


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def test_what_a_stricter_rule_would_do_is_told_and_nothing_is_saved(client: Client):
    response = client.post(f"{URL}?item={RULE}", {**FORM, "at_least": "2"})
    assert response.status_code == 200
    assert "1 of 2 people would lose Stage 1. Ada Lindqvist" in text(response)
    assert "Bea Both" not in text(response)
    draft = Draft.objects.get()
    assert (draft.revision, draft.items.get(key=RULE).data["at_least"]) == (0, 1)


def test_the_part_alone_goes_to_the_form(client: Client):
    part = client.post(f"{URL}?item={RULE}", {**FORM, "at_least": "2"}, headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<section class="flash stack" id="effects-new"')


def test_a_rule_that_changes_nothing_says_so(client: Client):
    assert "By this rule alone, nobody stands differently." in text(client.post(f"{URL}?item={RULE}", FORM))


def test_a_new_rule_is_held_against_people_as_well(client: Client):
    sent = {"seen": "0", "rule": "skills", "under": "s1", "text": "Both.", "required": "on", "competence": "s1.basics",
            "at_least": "2"}  # fmt: skip
    assert "1 of 2 people would lose Stage 1." in text(client.post(URL, sent))


@pytest.mark.parametrize(
    ("query", "changed", "words"),
    [
        (f"?item={RULE}", {"text": ""}, "The form is not complete yet: The rule in words."),
        ("?item=gone", {}, "This rule is no longer in the draft."),
        (f"?item={RULE}", {"at_least": "9"}, "Not known yet."),
    ],
)
def test_what_cannot_be_told_says_why(client: Client, query: str, changed: dict[str, str], words: str):
    response = client.post(URL + query, {**FORM, **changed})
    assert response.status_code == 422
    assert words in text(response)


def test_the_form_of_a_rule_offers_it(client: Client):
    html = client.get(f"/manage/frameworks/small/items/rules/{RULE}/").content.decode()
    assert "See whom it touches" in html
    assert f'formaction="{URL}?item={RULE}"' in html
