"""The editor as a whole: opening, the tree, undo and redo, history, difference, discarding, two people at once."""

import pytest
from django.urls import reverse

from competence.actions import drafts as actions
from competence.drafting import edits
from competence.models import Draft
from competence.queries import drafts as queries
from tests.conftest import NOW
from tests.factories.editing import HTMX, text_of, url

pytestmark = pytest.mark.django_db


def renamed(draft, key, name, by, seen=None):
    seen = Draft.objects.get(pk=draft.pk).revision if seen is None else seen
    return actions.edit(draft, lambda s: edits.reword(s, "skills", key, {"name": name}), seen=seen, by=by, at=NOW)


def test_the_list_names_everything_that_can_be_edited_and_a_draft_begins_from_it(editor):
    page = text_of(editor.get(reverse("competence:drafts-index")))
    for name in ("Three Levels of Deep Learning Competence", "Process templates", "Crosswalk", "Project ideas"):
        assert name in page
    assert "No draft is open" in text_of(editor.get(url("drafts-show")))
    answer = editor.post(url("drafts-begin"))
    assert (answer.status_code, answer["Location"]) == (302, url("drafts-show"))
    assert "Draft with 0 changes" in text_of(editor.get(reverse("competence:drafts-index")))


def test_only_whoever_has_the_permission_gets_in(client, ada, draft):
    client.force_login(ada)
    assert client.get(url("drafts-show")).status_code == 403
    assert client.post(url("drafts-begin")).status_code == 403
    assert client.get(reverse("competence:drafts-index")).status_code == 403


def test_what_is_not_there_is_404(editor, draft):
    assert editor.get(url("drafts-show", key="nothing")).status_code == 404
    assert editor.get(url("drafts-history", key="field-guide")).status_code == 404
    assert editor.post(url("drafts-begin", key="nothing")).status_code == 404


def test_a_page_that_stood_open_while_the_draft_ended_says_so_and_leads_on(editor, frameworks):
    answer = editor.post(url("drafts-undo"), {"seen": 3})
    assert answer.status_code == 404
    assert "published or discarded since you opened the page" in text_of(answer)
    assert f'href="{url("drafts-show")}"' in answer.content.decode()
    assert "published or discarded" not in text_of(editor.post(url("drafts-undo", key="nothing")))


def test_without_a_draft_the_editor_calls_the_framework_by_its_title(editor, frameworks):
    answer = editor.get(url("drafts-show"))
    assert f'<h1 class="h-l">{answer.context["head"].title}</h1>' in answer.content.decode()
    assert reverse("competence:frameworks-show", args=[answer.context["key"]]) in answer.content.decode()


def test_branches_are_loaded_when_they_are_opened(editor, draft):
    page = editor.get(url("drafts-show"))
    assert "Generalization competence" in text_of(page)
    assert "Weight constraints" not in text_of(page)
    opened = text_of(editor.get(url("drafts-show") + "?open=l2.generalization"))
    assert "Weight constraints" in opened
    assert "Batch normalization" not in opened
    assert "Weight constraints" in text_of(editor.get(url("drafts-show") + "?open=l2.generalization.modern"))


def test_the_tree_costs_the_same_whatever_is_open(editor, draft, django_assert_num_queries):
    editor.get(url("drafts-show"))
    with django_assert_num_queries(19):
        editor.get(url("drafts-show"))
    with django_assert_num_queries(20):
        editor.get(url("drafts-show") + "?open=l2.generalization")


def test_undo_and_redo_and_the_history_say_what_happened(editor, draft, max):
    renamed(draft, "l2.generalization.dropout", "Dropping", max)
    page = text_of(editor.post(url("drafts-undo"), {"seen": 1, "tab": "levels"}, **HTMX))
    assert "Undone: Renamed “Dropout” to “Dropping”." in page
    assert queries.row(draft, "skills", "l2.generalization.dropout").data["name"] == "Dropout"
    assert editor.post(url("drafts-redo"), {"seen": 2}).status_code == 302
    history = text_of(editor.get(url("drafts-history")))
    assert "Renamed “Dropout” to “Dropping” Max Berger 1 June 2026" in history
    refused = editor.post(url("drafts-redo"), {"seen": 3})
    assert (refused.status_code, "There is nothing to do again" in text_of(refused)) == (422, True)


def test_what_was_published_before_stands_with_its_note_in_the_editor(editor, draft, max):
    renamed(draft, "l2.generalization.dropout", "Dropping", max)
    actions.publish(draft, note="Said plainly.", by=max, at=NOW)
    said = "Published before Said plainly. 1 June 2026 , Max Berger"
    assert said in text_of(editor.get(url("drafts-show")))
    actions.open_current("three-levels", by=max, at=NOW)
    assert said in text_of(editor.get(url("drafts-history")))


def test_undoing_what_somebody_else_did_is_refused_until_it_was_seen(editor, draft, remi):
    renamed(draft, "l2.generalization.dropout", "Dropping", remi)
    refused = editor.post(url("drafts-undo"), {"seen": 0})
    assert refused.status_code == 409
    assert "Somebody else worked at this meanwhile: Renamed “Dropout” to “Dropping”" in text_of(refused)


def test_others_are_told_of_while_a_page_is_open(editor, draft, remi, max):
    renamed(draft, "l2.generalization.dropout", "Dropping", remi)
    part = editor.get(url("drafts-others") + "?seen=0", **HTMX)
    assert "Remi Fontaine: Renamed “Dropout” to “Dropping”" in text_of(part)
    assert "?seen=0" in part.content.decode(), "it goes on asking from where the page began"
    assert "Renamed" not in text_of(editor.get(url("drafts-others") + "?seen=9", **HTMX))


def test_the_difference_says_the_version_why_and_what(editor, draft, max):
    assert "Nothing differs yet" in text_of(editor.get(url("drafts-difference")))
    renamed(draft, "l2.generalization.dropout", "Dropping", max)
    page = text_of(editor.get(url("drafts-difference"), **HTMX))
    assert "Version 1.1.1 , because “Dropping” is worded otherwise." in page
    assert "Name: Dropout Dropping" in page


def test_what_stands_in_the_way_leads_to_its_item(editor, draft, max):
    actions.edit(draft, lambda s: edits.reword(s, "rules", "l1.rule.library", {"at_least": 99}), seen=0, by=max, at=NOW)
    page = editor.get(url("drafts-difference"))
    assert "at_least = 99, but the choice has only 7" in text_of(page)
    assert url("items-edit", "rules", "l1.rule.library") in page.content.decode()


def test_a_draft_is_discarded_after_a_question_and_only_as_it_was_seen(editor, draft, remi):
    assert "Discard the draft of Three Levels" in text_of(editor.get(url("drafts-discard")))
    assert editor.post(url("drafts-discard"), {"seen": 0}).status_code == 422
    renamed(draft, "l2.generalization.dropout", "Dropping", remi)
    assert editor.post(url("drafts-discard"), {"seen": 0, "sure": "on"}).status_code == 409
    assert editor.post(url("drafts-discard"), {"seen": 1, "sure": "on"}).status_code == 302
    assert not Draft.objects.open().exists()


def test_a_new_framework_begins_with_a_level_or_with_a_copy(editor):
    new = reverse("competence:drafts-new")
    answer = editor.post(new, {"title": "My own", "key": "my-own", "copy_of": ""})
    assert answer["Location"] == url("drafts-show", key="my-own")
    assert "First level" in text_of(editor.get(url("drafts-show", key="my-own")))
    editor.post(new, {"title": "A copy", "key": "copy", "copy_of": "field-guide"})
    assert "93 skills" in text_of(editor.get(url("drafts-show", key="copy")))
    for key, message in (
        ("my-own", "There is a framework “my-own” already"),
        ("three-levels", "already"),
        ("crosswalk", "has another meaning"),
        ("No Id", "Lower case letters"),
    ):
        refused = editor.post(new, {"title": "x", "key": key, "copy_of": ""})
        assert (refused.status_code, message in text_of(refused)) == (422, True), key
