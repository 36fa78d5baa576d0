"""Messages: both sides, no address, limits, blocking without a word, and nothing of who withdrew."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from core.errors import DomainError
from hiring.actions import conversations as actions
from hiring.models import Block, Conversation, Message
from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make

SENT = {"subject": "Grid work", "text": "Would you talk to us?\n\nhttps://evil.example.org <b>Hana</b>"}
REFUSED = "Ada Lindqvist does not take messages through the site at the moment."
LATER = chosen.AT + timedelta(days=1)


@pytest.fixture
def listed(ada: User, frameworks: None) -> Practitioner:
    return make.practitioner(ada, visibility="public")


@pytest.fixture
def hirer(hana: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(hana)


@pytest.fixture
def person(ada: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(ada)


def shown(browser: Client, conversation: Conversation) -> dict[str, str]:
    """What the page of a conversation sends when it is marked as read."""
    page = text(browser.get(address(conversation)))
    return {"last": page.partition('name="last" value="')[2].partition('"')[0]}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def address(conversation: Conversation, verb: str = "") -> str:
    return f"{conversation.get_absolute_url()}{verb + '/' if verb else ''}"


def test_a_profile_leads_to_writing_for_who_is_signed_in(
    listed: Practitioner, hirer: Client, person: Client, client: Client
) -> None:
    link = '<a href="/messages/new/ada/">Write to Ada Lindqvist</a>'
    assert link in text(hirer.get("/@ada/"))
    assert "/shortlists/add/?people=ada" in text(hirer.get("/@ada/"))
    for other in (person, client):
        assert "/messages/new/ada/" not in text(other.get("/@ada/"))
        assert "/shortlists/add/" not in text(other.get("/@ada/"))
    assert person.get("/messages/new/ada/")["Location"] == "/messages/"


def test_both_sides_read_and_answer_and_neither_sees_an_address(
    listed: Practitioner, hirer: Client, person: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = hirer.post("/messages/new/ada/", SENT)
    made = Conversation.objects.get()
    assert response["Location"] == address(made)
    (told,) = mail.outbox
    assert (told.to, told.reply_to, told.subject) == (["ada@example.org"], [], "Hana Sato has written to you")
    assert "Hana Sato (Example Ltd) has written to you" in told.body and address(made) in told.body
    assert "hana@example.org" not in str(told.message()) and "Would you talk" not in told.body
    seen = text(person.get(address(made)))
    assert "With Hana Sato, Example Ltd" in seen and "&lt;b&gt;Hana&lt;/b&gt;" in seen
    assert 'href="https://evil' not in seen and "hana@example.org" not in seen
    assert "unread</span>" in text(person.get("/messages/"))
    with django_capture_on_commit_callbacks(execute=True):
        assert person.post(address(made, "reply"), {"text": "Gladly."})["Location"] == address(made)
    assert mail.outbox[1].to == ["hana@example.org"]
    assert "Ada Lindqvist has written to you" in mail.outbox[1].body and "ada@example.org" not in mail.outbox[1].body
    assert "switch" in told.body and "switch" not in mail.outbox[1].body
    answered = text(hirer.get(address(made)))
    assert "Gladly." in answered and "ada@example.org" not in answered and 'href="/@ada/"' in answered
    assert "Block" not in answered


def test_one_mail_until_they_look(
    listed: Practitioner, hirer: Client, person: Client, django_capture_on_commit_callbacks: Any
) -> None:
    made = chosen.conversation(listed, User.objects.get(name="Hana Sato"))
    for sent in ("Still there?", "Hello?"):
        with django_capture_on_commit_callbacks(execute=True):
            hirer.post(address(made, "reply"), {"text": sent})
    assert mail.outbox == [], "the first message was not read"
    person.post(address(made, "look"), shown(person, made))
    with django_capture_on_commit_callbacks(execute=True):
        hirer.post(address(made, "reply"), {"text": "Once more."})
    assert len(mail.outbox) == 1


def test_reading_is_said_by_a_button_or_by_the_page_itself(
    listed: Practitioner, hana: User, person: Client, hirer: Client
) -> None:
    made = chosen.conversation(listed, hana)
    opened = text(person.get(address(made)))
    assert 'hx-trigger="load, submit"' in opened and "Mark as read" in opened
    assert '1<span class="vh"> unread' in text(person.get("/messages/"))
    assert "Mark as read" in text(person.get(address(made))), "a GET changes nothing"
    assert "conversations-seen" in text(
        person.post(address(made, "look"), shown(person, made), headers={"HX-Request": "true"})
    )
    assert "Mark as read" not in text(person.get(address(made)))
    assert "unread" not in text(person.get("/messages/"))
    assert "unread" not in text(hirer.get("/messages/")), "one's own message is read"


def test_what_came_after_the_page_was_shown_stays_unread(listed: Practitioner, hana: User, person: Client) -> None:
    made = chosen.conversation(listed, hana)
    sent = shown(person, made)
    made.messages.create(text="One more thing.", sent_at=LATER)
    person.post(address(made, "look"), sent)
    assert "unread</span>" in text(person.get("/messages/"))
    person.post(address(made, "look"), shown(person, made))
    assert "unread" not in text(person.get("/messages/"))
    person.post(address(made, "look"), sent)
    assert "unread" not in text(person.get("/messages/")), "an older page takes nothing back"


@pytest.mark.parametrize("last", [None, "", "x", "\x00", "655b2f8d-5043-4978-917b-98c9c07321fb"])
def test_whoever_does_not_say_what_was_shown_has_read_nothing(
    listed: Practitioner, hana: User, person: Client, last: str | None
) -> None:
    made = chosen.conversation(listed, hana)
    assert person.post(address(made, "look"), {} if last is None else {"last": last}).status_code == 302
    assert "unread</span>" in text(person.get("/messages/"))


def test_a_message_of_another_conversation_says_nothing(listed: Practitioner, hana: User, person: Client) -> None:
    made, other = chosen.conversation(listed, hana), chosen.conversation(listed, hana, at=LATER)
    person.post(address(made, "look"), shown(person, other))
    assert text(person.get("/messages/")).count('<span class="tag prf">unread</span>') == 2


def test_every_page_says_that_there_is_something_to_read(
    listed: Practitioner, hana: User, person: Client, hirer: Client, client: Client
) -> None:
    """Whoever never opens the pages of hiring sees it beside their name."""
    chosen.conversation(listed, hana)
    for page in ("/dashboard/", "/studio/", "/explore/", "/accounts/settings/"):
        summary = text(person.get(page, follow=True)).partition("<summary>")[2].partition("</summary>")[0]
        assert '1<span class="vh"> unread</span>' in summary and summary.endswith("Ada Lindqvist"), page
    for other in (hirer, client):
        assert "unread" not in text(other.get("/explore/"))


def test_whoever_answers_needs_no_name_of_the_account(
    listed: Practitioner, hana: User, ada: User, person: Client, hirer: Client
) -> None:
    """The profile has one, and it is what the other side sees."""
    made = chosen.conversation(listed, hana)
    User.objects.update(name="")
    assert person.post(address(made, "reply"), {"text": "Gladly."}).status_code == 302
    assert "<b>Ada Lindqvist</b>" in text(hirer.get(address(made)))
    refused = hirer.post(address(made, "reply"), {"text": "Tomorrow?"})
    assert (refused.status_code, "Say who you are first" in text(refused)) == (422, True)


def test_what_was_typed_comes_back_when_it_is_refused(listed: Practitioner, hirer: Client, hana: User) -> None:
    for wrong in ({"subject": ""}, {"text": "  "}, {"text": "x" * 4001}, {"subject": "x" * 121}):
        response = hirer.post("/messages/new/ada/", {**SENT, **wrong})
        kept = [value for name, value in SENT.items() if name not in wrong and name == "subject"]
        assert (response.status_code, all(word in text(response) for word in kept)) == (422, True)
    User.objects.filter(pk=hana.pk).update(name=" ")
    refused = hirer.post("/messages/new/ada/", SENT)
    assert (refused.status_code, "Say who you are first" in text(refused)) == (422, True)
    assert "Would you talk to us?" in text(refused)
    assert not Conversation.objects.exists()


def test_contact_off_and_blocked_are_refused_with_the_same_words(
    listed: Practitioner, hana: User, remi: User, client_of: Callable[[User], Client], person: Client
) -> None:
    theirs, other = chosen.conversation(listed, hana), chosen.conversation(listed, remi)

    def answers(user: User, conversation: Conversation) -> list[str]:
        browser, names = client_of(user), (user.name, user.affiliation, str(conversation.uuid))
        responses = [
            browser.get("/messages/new/ada/"),
            browser.post("/messages/new/ada/", SENT),
            browser.get(address(conversation)),
            browser.post(address(conversation, "reply"), {"text": "Typed text"}),
        ]
        assert [r.status_code for r in responses] == [200, 422, 200, 422]
        pages = [text(response) for response in responses]
        assert all(REFUSED in page for page in pages)
        assert "Would you talk to us?" in pages[1] and "Typed text" in pages[3]
        return [scrubbed(page, names) for page in pages]

    person.post(address(theirs, "block"))
    blocked = answers(hana, theirs)
    assert "/messages/new/ada/" in text(client_of(remi).get("/@ada/")), "control"
    assert "/messages/new/ada/" not in text(client_of(hana).get("/@ada/"))
    practitioners.set_contact(listed, accepts_messages=False, by=listed.user, at=LATER)
    assert answers(remi, other) == blocked
    assert "/messages/new/ada/" not in text(client_of(remi).get("/@ada/"))
    assert Message.objects.count() == 2


def scrubbed(page: str, names: tuple[str, ...]) -> str:
    """A page without who reads it and without tokens."""
    for name in names:
        page = page.replace(name, "X")
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def test_blocking_is_for_who_was_written_to_and_can_be_undone(
    listed: Practitioner, hana: User, hirer: Client, person: Client
) -> None:
    made = chosen.conversation(listed, hana)
    assert hirer.post(address(made, "block")).status_code == 403
    person.post(address(made, "block"))
    person.post(address(made, "block"))
    assert Block.objects.get().user == hana
    shown = text(person.get(address(made)))
    assert "You have blocked this person. Unblock them to answer." in shown and "Unblock</button>" in shown
    assert person.post(address(made, "reply"), {"text": "After all"}).status_code == 422
    assert "blocked" not in text(hirer.get("/messages/")) + text(hirer.get(address(made)))
    person.post(address(made, "unblock"))
    assert hirer.post(address(made, "reply"), {"text": "Thank you."}).status_code == 302


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_nothing_of_who_withdrew_is_told_to_who_wrote(
    listed: Practitioner,
    hana: User,
    hirer: Client,
    person: Client,
    visibility: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    made = chosen.conversation(listed, hana, "Hello", "Good day")
    assert "Ada Lindqvist" in text(hirer.get("/messages/")), "control"
    practitioners.set_visibility(listed, visibility=visibility, by=None, at=LATER)
    assert hirer.get("/messages/new/ada/").status_code == 404
    pages = text(hirer.get("/messages/")) + text(hirer.get(address(made)))
    refused = hirer.post(address(made, "reply"), {"text": "Typed text"})
    assert (refused.status_code, "Typed text" in text(refused)) == (422, True)
    assert "A person whose profile is not public" in pages and "Good day" in pages
    assert "This person does not take messages" in pages
    with django_capture_on_commit_callbacks(execute=True):
        assert person.post(address(made, "reply"), {"text": "I am off."}).status_code == 302
    told = "".join(str(message.message()) for message in mail.outbox)
    assert not [word for word in ("Lindqvist", "@ada", "/ada/") if word in pages + text(refused) + told]


def test_who_has_no_account_cannot_be_written_to(frameworks: None, hirer: Client, hana: User) -> None:
    Practitioner.objects.create(
        handle="lone", name="Lone", visibility="public", created_at=chosen.AT, changed_at=chosen.AT
    )
    assert "/messages/new/lone/" not in text(hirer.get("/@lone/"))
    assert "Lone does not take messages" in text(hirer.get("/messages/new/lone/"))
    assert hirer.post("/messages/new/lone/", SENT).status_code == 422


def test_the_switch_is_on_the_profile(listed: Practitioner, person: Client) -> None:
    page = text(person.get("/studio/profile/visibility/"))
    assert "write to me through the site" in page
    person.post("/studio/profile/visibility/", {"visibility": "public"})
    listed.refresh_from_db()
    assert (listed.accepts_messages, listed.visibility) == (False, "public")
    person.post("/studio/profile/visibility/", {"visibility": "public", "accepts_messages": "on"})
    listed.refresh_from_db()
    assert listed.accepts_messages


def test_so_many_conversations_a_day(listed: Practitioner, hana: User) -> None:
    for number in range(actions.NEW_A_DAY):
        actions.start(listed, subject=f"No {number}", text="Hello", by=hana, at=chosen.AT)
    with pytest.raises(DomainError, match="10 conversations within a day"):
        actions.start(listed, subject="One more", text="Hello", by=hana, at=chosen.AT + timedelta(hours=23))
    actions.start(listed, subject="One more", text="Hello", by=hana, at=LATER + timedelta(minutes=1))


def test_so_many_messages_an_hour_on_both_sides(
    listed: Practitioner, hana: User, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MESSAGES_AN_HOUR", 2)
    made = actions.start(listed, subject="Hello", text="One", by=hana, at=chosen.AT)
    actions.reply(made, text="Two", by=hana, at=chosen.AT)
    for user in (hana, ada):
        if user == ada:
            for _ in range(2):
                actions.reply(made, text="Mine", by=ada, at=chosen.AT)
        with pytest.raises(DomainError, match="2 messages within an hour"):
            actions.reply(made, text="Too much", by=user, at=chosen.AT + timedelta(minutes=59))
        actions.reply(made, text="Later", by=user, at=chosen.AT + timedelta(minutes=61))


def test_nobody_answers_a_closed_account(listed: Practitioner, hana: User, ada: User, person: Client) -> None:
    made = chosen.conversation(listed, hana)
    User.objects.filter(pk=hana.pk).update(is_active=False)
    assert "Their account is closed" in text(person.get(address(made)))
    assert person.post(address(made, "reply"), {"text": "Hello"}).status_code == 422


def test_strangers_find_nothing(
    listed: Practitioner, hana: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    made = chosen.conversation(listed, hana)
    browser = client_of(sam)
    assert browser.get(address(made)).status_code == 404
    for verb in ("reply", "look", "block", "unblock"):
        assert browser.post(address(made, verb), {"text": "x"}).status_code == 404
    assert "No messages yet" in text(browser.get("/messages/"))


def test_one_row_costs_as_many_queries_as_three(
    listed: Practitioner, hana: User, hirer: Client, django_assert_num_queries: Any
) -> None:
    made = chosen.conversation(listed, hana, "One")
    hirer.get("/messages/")
    for count in (1, 3):
        with django_assert_num_queries(6):
            hirer.get("/messages/")
        with django_assert_num_queries(6):
            hirer.get(address(made))
        if count == 1:
            chosen.conversation(listed, hana), chosen.conversation(listed, hana)
            made.messages.create(text="Two", sent_at=LATER), made.messages.create(text="Three", sent_at=LATER)
