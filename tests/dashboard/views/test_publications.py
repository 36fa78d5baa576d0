"""The page before publishing, and what happens after it."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from competence.actions import drafts
from competence.drafting import beginnings, edits
from competence.models import Draft, Edition
from tests.factories import portfolio as made
from tests.factories import retired

PAGE = "/manage/frameworks/small/publish/"
SPLIT, LOAD, RULE = "s1.basics.split", "s1.basics.load", "s1.rule.basics"


@pytest.fixture
def draft(no_frameworks: None, max: User) -> Draft:
    retired.first()
    return drafts.open_current("small", by=max, at=made.AT)


@pytest.fixture
def client(max: User, client_of: Any) -> Client:
    return client_of(max)


def reword(draft: Draft, kind: str, key: str, by: User | None = None, **fields: Any) -> Draft:
    drafts.edit(draft, lambda s: edits.reword(s, kind, key, fields), seen=draft.revision, by=by, at=made.AT)
    draft.refresh_from_db()
    return draft


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def shows(*keys: str, name: str = "Ada Lindqvist", visibility: str = "public") -> None:
    project = made.project(made.practitioner(name=name, visibility=visibility), visibility=visibility)
    for key in keys:
        made.evidence(project, key, made.link(project, key[-4:]), lines="1")


def test_who_is_touched_is_said_before_publishing(draft: Draft, client: Client):
    shows(SPLIT)
    shows(SPLIT, LOAD, name="Bea Both")
    shows(SPLIT, name="Pia Private", visibility="private")
    reword(draft, "rules", RULE, at_least=2)
    page = client.get(PAGE)
    said = text(page)
    assert "This will be edition 2.0.0." in said
    assert "2 of 3 people would lose Stage 1." in said
    assert "Ada Lindqvist, and 1 other who is not named" in said
    assert "Pia Private" not in said
    assert "Bea Both" not in said
    assert "Held by 3 now, by 1 afterwards." in said
    assert "At least: 1 2" in said
    assert "Publish edition 2.0.0" in said
    assert 'href="/@' in page.content.decode()


def test_published_it_leads_to_the_edition_and_the_old_one_stays(draft: Draft, client: Client):
    shows(SPLIT)
    reword(draft, "skills", SPLIT, comparison=True)
    assert "1 piece of evidence is read again" in text(client.get(PAGE))
    done = client.post(PAGE, {"note": "Measured now.", "seen": draft.revision}, follow=True)
    assert done.redirect_chain == [("/frameworks/small/editions/2.0.0/", 302)]
    assert "Edition 2.0.0 is published. Evidence of 1 person was read again by it." in text(done)
    assert "Measured now." in text(Client().get("/frameworks/small/"))
    assert "The current edition is 2.0.0" in text(Client().get("/frameworks/small/editions/1.0.0/"))
    assert client.get(PAGE).status_code == 404


def test_without_a_note_it_is_refused_in_the_form(draft: Draft, client: Client):
    reword(draft, "skills", SPLIT, can_do="Can split.")
    refused = client.post(PAGE, {"note": " ", "seen": draft.revision})
    assert refused.status_code == 422
    assert "Say in a note what changes and why" in text(refused)
    assert Edition.objects.count() == 1


def test_what_somebody_else_changed_meanwhile_has_to_be_looked_at_first(draft: Draft, client: Client, ada: User):
    seen = reword(draft, "skills", SPLIT, can_do="Can split.").revision
    reword(draft, "skills", LOAD, by=ada, can_do="Can load anything.")
    refused = client.post(PAGE, {"note": "Words.", "seen": seen})
    assert refused.status_code == 409
    assert "The draft was changed since you opened this page" in text(refused)
    assert "anything." in text(refused)
    assert "Words." in text(refused)
    assert f'value="{draft.revision}"' in refused.content.decode()
    assert client.post(PAGE, {"note": "Words.", "seen": draft.revision}).status_code == 302


def test_problems_are_told_with_the_way_to_them_and_nothing_can_be_published(draft: Draft, client: Client):
    reword(draft, "skills", SPLIT, can_do="")
    page = client.get(PAGE)
    assert "1 thing has to be put right first" in text(page)
    assert f'href="/manage/frameworks/small/items/skills/{SPLIT}/"' in page.content.decode()
    assert "Publish edition" not in text(page)
    assert client.post(PAGE, {"note": "Words.", "seen": draft.revision}).status_code == 422


def test_a_new_framework_goes_by_its_title_and_is_told_what_it_lacks(draft: Draft, client: Client):
    drafts.open_new(beginnings.blank("mine", "My own"), by=None, at=made.AT)
    said = text(client.get("/manage/frameworks/mine/publish/"))
    assert "Publish My own" in said
    assert "There are no skills yet. Add at least one." in said and "[[" not in said
    assert "Nothing is published yet, so everything is new." in said


def test_nothing_to_publish_is_said(draft: Draft, client: Client):
    said = text(client.get(PAGE))
    assert "Nothing differs from what is published." in said
    assert "Publish edition" not in said


def test_only_words_touch_nobody(draft: Draft, client: Client):
    shows(SPLIT)
    reword(draft, "skills", SPLIT, can_do="Can split well.")
    said = text(client.get(PAGE))
    assert "Only descriptions differ: nobody stands differently." in said
    assert "1 piece of 1 person" in said


@pytest.mark.parametrize("who", ["ada", "remi"])
def test_who_may_not_edit_frameworks_may_not_publish(draft: Draft, who: str, cast: dict[str, User], client_of: Any):
    assert client_of(cast[who]).get(PAGE).status_code == 403
    assert client_of(cast[who]).post(PAGE).status_code == 403


def test_without_a_draft_there_is_no_page(client: Client):
    assert client.get("/manage/frameworks/nothing/publish/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_person_and_three(
    draft: Draft, client: Client, number: int, django_assert_num_queries: Any
):
    for _ in range(number):
        shows(SPLIT)
    reword(draft, "rules", RULE, at_least=2)
    client.get(PAGE)
    with django_assert_num_queries(21):
        client.get(PAGE)


def test_the_command_says_the_same_for_everybody_and_publishes_with_a_note(draft: Draft, capsys: Any, max: User):
    shows(SPLIT)
    reword(draft, "rules", RULE, at_least=2)
    call_command("publish_framework", "small")
    said = capsys.readouterr().out
    assert "Next edition: 2.0.0 (major)" in said
    assert "1 of 1 people" in said
    assert "1 of 1 person would lose Stage 1." in said
    call_command("publish_framework", "small", note="Both, now.", by=max.email)
    assert "Published edition 2.0.0." in capsys.readouterr().out
    assert Edition.objects.current().get().published_by == max
    with pytest.raises(CommandError, match="no open draft"):
        call_command("publish_framework", "small")
