"""Pages of suggestions: for whoever makes them, and for those who decide."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.actions import suggestions
from competence.models import Draft, Skill, Suggestion
from competence.views import suggestions as views
from tests.factories import portfolio as made
from tests.factories import retired

SPLIT = "s1.basics.split"
NEW = f"/frameworks/small/skills/{SPLIT}/suggest/"
INBOX = "/manage/suggestions/"
SENT = {"kind": "wording", "text": "Say with what <b>.", "field": "can_do", "wording": "Can split by a seed."}


@pytest.fixture(autouse=True)
def small(no_frameworks: None) -> None:
    retired.first()


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def suggest(by: User, words: str = "Say with what.") -> Suggestion:
    skill = Skill.objects.get(key=SPLIT)
    return suggestions.make(
        skill, kind="wording", text=words, field="can_do", wording="Can split by a seed.", by=by, at=made.AT
    )


def test_anybody_who_is_signed_in_suggests_and_sees_what_became_of_it(remi: User, client_of: Any):
    client = client_of(remi)
    assert "Suggest a change to this skill" in text(Client().get(f"/frameworks/small/skills/{SPLIT}/"))
    assert "Suggest a change to “Split data”" in text(client.get(NEW))
    done = client.post(NEW, SENT, follow=True)
    assert "Thank you." in text(done)
    assert "Say with what &lt;b&gt;." in done.content.decode()
    suggestion = Suggestion.objects.get()
    assert (suggestion.made_by, suggestion.edition.version, suggestion.state) == (remi, "1.0.0", "open")
    assert "Withdrawn" in text(client.post(f"/suggestions/{suggestion.uuid}/withdraw/", follow=True))


def test_nobody_sees_or_withdraws_what_others_suggested(remi: User, ada: User, client_of: Any):
    suggestion = suggest(remi)
    client = client_of(ada)
    assert "Say with what" not in text(client.get("/suggestions/"))
    assert client.post(f"/suggestions/{suggestion.uuid}/withdraw/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": " "}, "Fill this in."),
        ({"field": ""}, "Choose which text should say this."),
        ({"wording": ""}, "Say what the text should say instead"),
        ({"kind": "praise"}, "Choose one of those that are offered."),
    ],
)
def test_what_is_missing_is_said_and_everything_typed_stays(
    remi: User, client_of: Any, changed: dict[str, str], words: str
):
    refused = client_of(remi).post(NEW, {**SENT, **changed})
    assert refused.status_code == 422
    assert words in text(refused)
    assert Suggestion.objects.count() == 0


def test_a_day_has_its_limit(remi: User, client_of: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "A_DAY", 1)
    client = client_of(remi)
    assert client.post(NEW, SENT).status_code == 302
    assert client.post(NEW, SENT).status_code == 429


def test_a_skill_that_is_not_there_takes_no_suggestion(remi: User, client_of: Any):
    for path in ("/frameworks/small/skills/no/suggest/", "/frameworks/no/skills/no/suggest/"):
        assert client_of(remi).get(path).status_code == 404


def test_accepted_it_stands_in_the_draft(remi: User, max: User, client_of: Any):
    suggestion, client = suggest(remi), client_of(max)
    assert "Say with what." in text(client.get(INBOX))
    page = f"{INBOX}{suggestion.uuid}/"
    assert "Can split data." in text(client.get(page))
    done = client.post(page, {"wording": "Can split by one seed.", "verdict": "accepted"}, follow=True)
    assert "Accepted, and the person is told." in text(done)
    assert done.redirect_chain == [(f"/manage/frameworks/small/items/skills/{SPLIT}/", 302)]
    assert "Can split by one seed." in text(done)
    assert f'href="/manage/frameworks/small/items/skills/{SPLIT}/"' in client.get(page).content.decode()
    assert "Say with what." not in text(client.get(INBOX))
    assert "Say with what." in text(client.get(f"{INBOX}?all=1"))
    assert Draft.objects.open().get().items.get(key=SPLIT).data["can_do"] == "Can split by one seed."
    assert "Accepted" in text(client_of(remi).get("/suggestions/"))


def test_accepted_without_words_it_leads_to_where_a_draft_is_begun(remi: User, max: User, client_of: Any):
    skill, client = Skill.objects.get(key=SPLIT), client_of(max)
    suggestion = suggestions.make(skill, kind="missing", text="Where is tuning?", by=remi, at=made.AT)
    page = f"{INBOX}{suggestion.uuid}/"
    assert client.post(page, {"verdict": "accepted"})["Location"] == "/manage/frameworks/small/"
    assert "Begin a draft of" in text(client.get(page))
    assert not Draft.objects.exists()


def test_declining_needs_a_reason_that_the_person_reads(remi: User, max: User, client_of: Any):
    suggestion, client = suggest(remi), client_of(max)
    page = f"{INBOX}{suggestion.uuid}/"
    for sent in ({"verdict": "declined"}, {"verdict": "praised"}, {}):
        assert client.post(page, sent).status_code == 422
    assert client.post(page, {"verdict": "declined", "answer": "It is meant so."}).status_code == 302
    assert "It is meant so." in text(client_of(remi).get("/suggestions/"))
    assert client.post(page, {"verdict": "declined", "answer": "Twice."}).status_code == 409


def test_the_lists_cost_the_same_for_one_and_three(
    remi: User, max: User, client_of: Any, django_assert_num_queries: Any
):
    mine, all_ = client_of(remi), client_of(max)
    suggest(remi)
    mine.get("/suggestions/"), all_.get(INBOX)
    for _ in range(2):
        with django_assert_num_queries(7):
            mine.get("/suggestions/")
        with django_assert_num_queries(9):
            all_.get(INBOX)
        suggest(remi, "Another."), suggest(remi, "And another.")
