"""R-AU-05: another e-mail address, from the question for the password to the undoing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import EmailChange, User

PAGE = "/accounts/email/"
NEW = "o'neil+ada@example.org"


def ask(browser: Client, confirm_password: Any, email: str = NEW) -> None:
    """Asks for the change; the password is asked for in between."""
    response = browser.post(PAGE, {"email": email, "action_add": ""})
    if response["Location"].startswith("/accounts/reauthenticate/"):
        response = confirm_password(browser, next=PAGE)
    assert response["Location"] == PAGE


def change(browser: Client, confirm_password: Any, link: Any, email: str = NEW) -> None:
    ask(browser, confirm_password, email)
    browser.post(link(email, "/confirm-email/"))


def test_r_au_05_it_asks_for_the_password(ada: User, sign_in: Any, confirm_password: Any) -> None:
    browser = sign_in(ada)
    response = browser.post(PAGE, {"email": NEW, "action_add": ""})
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email=NEW).exists()
    assert "That is not your password." in confirm_password(browser, "not the right one", next=PAGE).content.decode()
    assert not EmailAddress.objects.filter(email=NEW).exists()
    assert not mail.outbox
    confirm_password(browser, next=PAGE)
    assert EmailAddress.objects.filter(email=NEW, verified=False).exists()
    assert [message.to for message in mail.outbox] == [[NEW]]


def test_r_au_05_until_the_link_is_followed_nothing_changes(
    ada: User, sign_in: Any, confirm_password: Any, password: str
) -> None:
    browser = sign_in(ada)
    ask(browser, confirm_password)
    page = browser.get(PAGE).content.decode()
    assert "You sign in with <b>ada@example.org</b>" in page
    assert "the mail that went to <b>o&#x27;neil+ada@example.org</b>" in page
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    refused = Client().post("/accounts/login/", {"login": NEW, "password": password})
    assert "Address and password do not belong together" in refused.content.decode()
    mail.outbox.clear()
    Client().post("/accounts/password/reset/", {"email": NEW})
    assert "No open account here uses it." in mail.outbox[0].body, "whoever holds the mailbox gets no way in"


def test_a_waiting_address_does_not_keep_its_owner_from_signing_up(
    ada: User, sign_in: Any, confirm_password: Any, link: Any
) -> None:
    ask(sign_in(ada), confirm_password)
    owner = Client()
    owner.post("/accounts/signup/", {"email": NEW, "password1": "correct horse battery"})
    owner.post(link(NEW, "/confirm-email/"))
    assert owner.get("/accounts/").status_code == 200


def test_r_au_05_following_the_link_changes_it_and_ends_the_other_sessions(
    ada: User, sign_in: Any, confirm_password: Any, link: Any, is_signed_in: Any
) -> None:
    """R-AU-04: e-mail change."""
    here, elsewhere = sign_in(ada), sign_in(ada)
    key = here.session.session_key
    change(here, confirm_password, link)
    ada.refresh_from_db()
    assert ada.email == NEW
    assert is_signed_in(here)
    assert here.session.session_key != key
    assert not is_signed_in(elsewhere)
    assert is_signed_in(sign_in(ada))


def test_r_au_05_the_link_holds_a_day(ada: User, sign_in: Any, confirm_password: Any, link: Any) -> None:
    ask(sign_in(ada), confirm_password)
    confirm = link(NEW, "/confirm-email/")
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert Client().post(confirm).status_code == 404
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_r_au_05_the_old_address_is_told_and_can_undo_it(
    ada: User, sign_in: Any, confirm_password: Any, link: Any, is_signed_in: Any, password: str
) -> None:
    thief = sign_in(ada)
    change(thief, confirm_password, link)
    told = mail.outbox[-1]
    assert told.to == ["ada@example.org"]
    assert f"from ada@example.org\nto {NEW}." in told.body, "nothing is escaped in plain text"
    undo = link("ada@example.org", "/email/undo/")
    page = Client().get(undo).content.decode()
    assert "Undo the change of address?" in page
    assert EmailChange.objects.get().undone_at is None, "looking is not undoing"
    assert is_signed_in(thief)
    page = Client().post(undo).content.decode()
    assert "The account has the address <b>ada@example.org</b> again." in page
    assert not is_signed_in(thief)
    for email in (NEW, "ada@example.org"):
        refused = Client().post("/accounts/login/", {"login": email, "password": password})
        assert "do not belong together" in refused.content.decode()
    visitor = Client()
    form = visitor.get(link("ada@example.org", "/password/reset/key/"), follow=True)
    visitor.post(form.request["PATH_INFO"], {"password1": "a passphrase nobody knows"})
    ada.refresh_from_db()
    assert is_signed_in(sign_in(ada, "a passphrase nobody knows"))


def test_r_au_05_undo_works_once_and_for_seven_days(ada: User, sign_in: Any, confirm_password: Any, link: Any) -> None:
    change(sign_in(ada), confirm_password, link)
    undo = link("ada@example.org", "/email/undo/")
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        late = Client().post(undo)
        assert (late.status_code, "for 7 days" in late.content.decode()) == (404, True)
    assert Client().post(undo).status_code == 200
    again = Client().post(undo)
    assert (again.status_code, "undone already" in again.content.decode()) == (404, True)


def test_an_undo_link_cannot_be_made_up(ada: User, sign_in: Any, confirm_password: Any, link: Any) -> None:
    change(sign_in(ada), confirm_password, link)
    assert Client().get(f"/accounts/email/undo/{EmailChange.objects.get().uuid}/").status_code == 404
    response = Client().get(link("ada@example.org", "/email/undo/"))
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_r_au_05_older_reset_links_die(ada: User, sign_in: Any, confirm_password: Any, link: Any) -> None:
    Client().post("/accounts/password/reset/", {"email": ada.email})
    reset = link("ada@example.org", "/password/reset/key/")
    browser = sign_in(ada)
    Client().post("/accounts/password/reset/", {"email": ada.email})
    reset = link("ada@example.org", "/password/reset/key/")  # younger than the sign-in, so only the change can end it
    assert "Choose a new password" in Client().get(reset, follow=True).content.decode()
    change(browser, confirm_password, link)
    assert "This link does not work" in Client().get(reset, follow=True).content.decode()


def test_an_address_of_somebody_else_is_refused_only_at_the_link(
    ada: User, sam: User, sign_in: Any, confirm_password: Any, link: Any
) -> None:
    """Asking does not tell whether Sam has an account; the mailbox decides."""
    browser = sign_in(ada)
    ask(browser, confirm_password, sam.email)
    page = browser.get(link(sam.email, "/confirm-email/")).content.decode()
    assert "sam@example.org belongs to another account by now" in page
    browser.post(link(sam.email, "/confirm-email/"))
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_keeping_the_old_address_drops_the_new_one(ada: User, sign_in: Any, confirm_password: Any) -> None:
    browser = sign_in(ada)
    ask(browser, confirm_password)
    page = browser.post(PAGE, {"email": NEW, "action_remove": ""}, follow=True).content.decode()
    assert f"Address kept. {NEW} is forgotten." in page.replace("&#x27;", "'")
    assert not EmailAddress.objects.filter(email=NEW).exists()
    assert mail.outbox[-1].to == ["ada@example.org"]


def test_with_a_second_factor_it_changes_just_as_well(
    ada: User, sign_in: Any, confirm_password: Any, link: Any, give_app: Any, code: Callable[[], str]
) -> None:
    give_app(ada)
    browser = sign_in(ada)
    browser.post("/accounts/2fa/authenticate/", {"code": code()})
    change(browser, confirm_password, link)
    ada.refresh_from_db()
    assert ada.email == NEW


def test_the_present_address_is_no_change_and_a_waiting_one_may_be_asked_for_again(
    ada: User, sign_in: Any, confirm_password: Any
) -> None:
    browser = sign_in(ada)
    ask(browser, confirm_password)
    ask(browser, confirm_password)
    assert [message.to for message in mail.outbox] == [[NEW], [NEW]]
    page = browser.post(PAGE, {"email": "ADA@example.org", "action_add": ""}).content.decode()
    assert "This is your address already." in page


def test_forms_on_secret_pages_say_where_they_come_from(
    ada: User, sign_in: Any, confirm_password: Any, link: Any
) -> None:
    """Under no-referrer browsers send `Origin: null` with a form, which is refused; so the page says strict-origin."""
    policy = '<meta name="referrer" content="strict-origin">'
    browser = sign_in(ada)
    ask(browser, confirm_password)
    confirm = link(NEW, "/confirm-email/")
    assert policy in browser.get(confirm).content.decode()
    browser.post(confirm)
    assert policy in browser.get(link("ada@example.org", "/email/undo/")).content.decode()
    Client().post("/accounts/password/reset/", {"email": NEW})
    assert policy in Client().get(link(NEW, "/password/reset/key/"), follow=True).content.decode()
