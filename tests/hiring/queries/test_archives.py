"""What a hirer takes along: everything of theirs, and of others what they may know."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from hiring.actions import snapshots
from hiring.models import Brief, EntryChange, Need, Shortlist
from hiring.pages import veils
from hiring.queries import archives
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import disguises
from tests.factories import portfolio as make
from tests.factories import snapshots as sent


@pytest.fixture
def listed(ada: User) -> Practitioner:
    return make.practitioner(ada, visibility="public")


def taken(browser: Client) -> dict[str, Any]:
    file = zipfile.ZipFile(BytesIO(b"".join(browser.post("/accounts/archive/"))))
    return json.loads(file.read("portfolio.json"))["hiring"]


def test_briefs_lists_notes_searches_and_conversations_are_inside(
    frameworks: None, listed: Practitioner, hana: User, client_of: Callable[[User], Client]
) -> None:
    framework = make.skill("l1.modeling.target-binary").framework
    brief = Brief.objects.create(
        owner=hana, framework=framework, title="Grid", text="Hourly.", created_at=chosen.AT, changed_at=chosen.AT
    )
    Need.objects.create(brief=brief, kind="level", key="l2", weight="must")
    held = chosen.shortlist(hana, listed, title="Grid people", brief=brief)
    entry = held.entries.get()
    chosen.note(entry, hana, "Call on Monday.")
    EntryChange.objects.create(shortlist=held, entry=entry, kind="state", was="look", became="talk", made_at=chosen.AT)
    chosen.search(hana, "q=hourly", "Hourly demand")
    chosen.conversation(listed, hana, "Would you?", "I would.")
    found = taken(client_of(hana))
    assert found["briefs"][0]["needs"][0]["key"] == "l2"
    (given,) = found["shortlists"]
    assert (given["title"], given["brief"]) == ("Grid people", str(brief.uuid))
    assert given["entries"][0]["person"]["name"] == "Ada Lindqvist"
    assert given["entries"][0]["person"]["address"].endswith("/@ada/")
    assert [note["text"] for note in given["entries"][0]["notes"]] == ["Call on Monday."]
    assert (given["changes"][0]["became"], given["changes"][0]["entry"]) == ("talk", str(entry.uuid))
    assert [(row["title"], row["query"]) for row in found["saved_searches"]] == [("Hourly demand", "q=hourly")]
    assert "token_hash" not in json.dumps(found)
    (talk,) = found["conversations"]
    assert (talk["with"], talk["started_by_you"]) == ("Ada Lindqvist", True)
    assert [(m["text"], m["by_you"]) for m in talk["messages"]] == [("Would you?", True), ("I would.", False)]


def test_the_other_side_has_the_same_conversation(
    listed: Practitioner, ada: User, hana: User, client_of: Callable[[User], Client]
) -> None:
    chosen.conversation(listed, hana, "Would you?", "I would.")
    chosen.block(listed, hana)
    found = taken(client_of(ada))
    assert (found["conversations"][0]["with"], found["conversations"][0]["started_by_you"]) == ("Hana Sato", False)
    assert [m["by_you"] for m in found["conversations"][0]["messages"]] == [False, True]
    assert [row["name"] for row in found["blocked"]] == ["Hana Sato"]
    assert "hana@example.org" not in json.dumps(found)


def test_who_is_not_public_any_more_is_not_named(ada: User, hana: User, client_of: Callable[[User], Client]) -> None:
    hidden = make.practitioner(ada, visibility="unlisted")
    chosen.note(chosen.shortlist(hana, hidden).entries.get(), hana, "Mine.")
    chosen.conversation(hidden, hana)
    found = taken(client_of(hana))
    assert (found["shortlists"][0]["entries"][0]["person"], found["conversations"][0]["with"]) == (None, None)
    assert found["shortlists"][0]["entries"][0]["notes"][0]["text"] == "Mine."
    assert "Lindqvist" not in json.dumps(found) and "@ada" not in json.dumps(found)


def test_a_list_that_hides_names_leaves_without_them(
    frameworks: None, hana: User, client_of: Callable[[User], Client]
) -> None:
    person = disguises.zelda()
    brief = chosen.brief(hana, title="Tables", is_blind=True)
    held = chosen.shortlist(hana, person, brief=brief)
    found = taken(client_of(hana))
    veil = veils.of(brief.uuid)
    given = found["shortlists"][0]["entries"][0]["person"]
    assert (given["name"], given["address"].endswith(veil.href(person.pk))) == (veil.name(person.pk), True)
    told = json.dumps(found).casefold()
    assert [trace for trace in disguises.TRACES if trace in told] == []
    Shortlist.objects.filter(pk=held.pk).update(settled_at=chosen.AT)
    assert taken(client_of(hana))["shortlists"][0]["entries"][0]["person"]["name"] == "Zelda Quixborough"


def test_of_a_team_there_are_ones_own_words(
    listed: Practitioner, hana: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    entry = chosen.shortlist(chosen.team(hana, remi), listed).entries.get()
    chosen.note(entry, hana, "Hana says.")
    chosen.note(entry, remi, "Remi says.")
    found = taken(client_of(remi))
    assert (found["shortlists"], [note["text"] for note in found["notes_in_teams"]]) == ([], ["Remi says."])
    assert (found["teams"][0]["name"], found["teams"][0]["role"]) == ("Example hiring", "member")


def test_what_one_sent_is_inside_and_what_one_received_is_not(
    frameworks: None, listed: Practitioner, ada: User, hana: User, client_of: Callable[[User], Client]
) -> None:
    work = make.project(listed, "In private")
    make.contributor(work, "Jo Berg")
    make.evidence(work, "l1.modeling.target-binary", make.result(work, baseline="0.5"))
    brief = chosen.brief(hana, ("skill", "l1.modeling.target-binary", "must"), published_at=chosen.AT)
    first = sent.send(brief, listed, message="Good day.")
    (given,) = taken(client_of(ada))["snapshots"]
    assert (given["title"], given["content"]["message"]) == ("Tuning specialist", "Good day.")
    assert given["content"]["pieces"][0]["project"] == "In private"
    assert "identity" not in given["content"], "it is kept to hide who somebody is, and names others"
    assert taken(client_of(hana))["snapshots"] == []
    snapshots.withdraw(first, by=ada, at=chosen.AT)
    (given,) = taken(client_of(ada))["snapshots"]
    assert (given["content"], given["closed_because"]) == (None, "withdrawn")


def test_ten_lists_cost_as_many_queries_as_one(frameworks: None, listed: Practitioner, sam: User, hana: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            archives.kept(hana)
        return len(context)

    def blind() -> Brief:
        return chosen.brief(hana, is_blind=True)

    chosen.note(chosen.shortlist(hana, listed, brief=blind()).entries.get(), hana)
    chosen.conversation(listed, hana)
    few = queries()
    for _ in range(3):
        held = chosen.shortlist(hana, listed, make.practitioner(sam, visibility="public"), brief=blind())
        chosen.note(held.entries.first(), hana)
        chosen.conversation(listed, hana)
    assert few == queries() == 15
