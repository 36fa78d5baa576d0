"""Suggestions of readers: made, decided, told."""

from typing import Any

import pytest

from accounts.models import User
from competence.actions import drafts, suggestions
from competence.drafting.edits import reword
from competence.models import Draft, Skill, Suggestion
from core.errors import DomainError, StaleVersion
from tests.factories import portfolio as made
from tests.factories import retired

SPLIT = "s1.basics.split"


@pytest.fixture
def small(no_frameworks: None) -> None:
    retired.first()


def suggest(by: User, **fields: Any) -> Suggestion:
    words = {"kind": "wording", "text": "Say with what.", "field": "can_do", "wording": "Can split data by a seed."}
    return suggestions.make(Skill.objects.get(key=SPLIT), **{**words, **fields}, by=by, at=made.AT)


def text_in_draft() -> str:
    return Draft.objects.open().get().items.get(kind="skills", key=SPLIT).data["can_do"]


def test_accepting_puts_the_words_into_the_draft_and_tells_the_person(
    small: None, ada: User, max: User, mailoutbox: Any, django_capture_on_commit_callbacks: Any
):
    suggestion = suggest(ada)
    with django_capture_on_commit_callbacks(execute=True):
        suggestions.accept(suggestion, wording=suggestion.wording, answer="Thanks!", by=max, at=made.AT)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.answer, suggestion.decided_by) == ("accepted", "Thanks!", max)
    assert text_in_draft() == "Can split data by a seed."
    assert Draft.objects.get().changes.get().made_by == max
    (mail,) = mailoutbox
    assert mail.to == [ada.email]
    assert mail.subject == "Your suggestion: accepted"
    assert "Say with what." in mail.body
    assert "Thanks!" in mail.body
    assert "/suggestions/" in mail.body


def test_accepting_without_words_leaves_the_draft_alone(small: None, ada: User, max: User):
    suggestions.accept(suggest(ada, field="", wording=""), by=max, at=made.AT)
    assert not Draft.objects.exists()


def test_what_somebody_else_changed_in_the_draft_is_not_overwritten(small: None, ada: User, max: User):
    suggestion = suggest(ada)
    draft = drafts.open_current("small", by=max, at=made.AT)
    drafts.edit(draft, lambda s: reword(s, "skills", SPLIT, {"can_do": "Can cut."}), seen=0, by=ada, at=made.AT)
    with pytest.raises(drafts.Conflict):
        suggestions.accept(suggestion, wording=suggestion.wording, seen=0, by=max, at=made.AT)
    with pytest.raises(drafts.Conflict):  # the draft was begun, and changed, since the page was opened
        suggestions.accept(suggestion, wording=suggestion.wording, seen=None, by=max, at=made.AT)
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    assert text_in_draft() == "Can cut."
    suggestions.accept(suggestion, wording=suggestion.wording, seen=1, by=max, at=made.AT)
    assert text_in_draft() == "Can split data by a seed."


def test_declining_and_answering_need_words_and_answering_leaves_it_open(small: None, ada: User, max: User):
    suggestion = suggest(ada)
    for act in (suggestions.decline, suggestions.respond):
        with pytest.raises(DomainError, match="Say something"):
            act(suggestion, answer=" ", by=max, at=made.AT)
    suggestions.respond(suggestion, answer="Which seed?", by=max, at=made.AT)
    declined = suggestions.decline(suggestion, answer="Stays as it is.", by=max, at=made.AT)
    assert (declined.state, declined.answer) == ("declined", "Stays as it is.")


@pytest.mark.parametrize("act", ["accept", "decline", "withdraw"])
def test_decided_once_is_decided(small: None, ada: User, max: User, act: str):
    suggestion = suggest(ada)
    suggestions.withdraw(suggestion, by=ada, at=made.AT)
    words = {"decline": {"answer": "No."}}.get(act, {})
    with pytest.raises(StaleVersion):
        getattr(suggestions, act)(suggestion, by=max, at=made.AT, **words)


def test_too_many_that_wait_are_refused(small: None, ada: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(suggestions, "OPEN_AT_MOST", 1)
    first = suggest(ada)
    with pytest.raises(DomainError, match="wait for an answer"):
        suggest(ada)
    suggestions.withdraw(first, by=ada, at=made.AT)
    suggest(ada)


def test_it_stays_without_a_name_when_the_person_leaves(
    small: None, remi: User, max: User, mailoutbox: Any, django_capture_on_commit_callbacks: Any
):
    suggestion = suggest(remi)
    remi.delete()
    with django_capture_on_commit_callbacks(execute=True):
        suggestions.decline(suggestion, answer="No.", by=max, at=made.AT)
    suggestion.refresh_from_db()
    assert suggestion.made_by is None
    assert mailoutbox == []
