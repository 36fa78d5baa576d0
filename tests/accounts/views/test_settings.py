"""A person's own settings."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from tests.factories import portfolio as made


def test_everything_about_the_account_is_one_step_away(ada: User, client_of: Callable[[User], Client]) -> None:
    page = client_of(ada).get("/accounts/").content.decode()
    for href in ("edit/", "email/", "password/change/", "2fa/", "delete/"):
        assert f'href="/accounts/{href}"' in page
    assert 'action="/accounts/sessions/end/"' in page
    assert "Ada Lindqvist. Shown with your verdicts and messages, and in your teams." in page
    assert "ada@example.org. Nobody sees it, but members of your teams, and whom you invite to one." in page
    assert "Not set up. The password alone opens your account." in page


def test_it_is_for_who_is_signed_in(client: Client, db: None) -> None:
    for path in ("/accounts/", "/accounts/edit/"):
        assert client.get(path)["Location"] == f"/accounts/login/?next={path}"


def test_nobody_reads_of_another_person(ada: User, sam: User, client_of: Callable[[User], Client]) -> None:
    """R-AZ-03: the page is about the one who looks."""
    page = client_of(sam).get("/accounts/").content.decode()
    assert "sam@example.org" in page
    assert "ada@example.org" not in page
    assert "Lindqvist" not in page


def test_an_admin_is_told_of_the_second_factor(max: User, ada: User, client_of: Callable[[User], Client]) -> None:
    assert "Admins need a second factor" in client_of(max).get("/accounts/").content.decode()
    assert "Admins need a second factor" not in client_of(ada).get("/accounts/").content.decode()


def test_name_and_affiliation_are_saved(ada: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(ada)
    sent = {"name": "Ada <b>L.</b>", "affiliation": "Institute & Co", "is_staff": "on", "email": "x@example.org"}
    page = browser.post("/accounts/edit/", sent, follow=True).content.decode()
    assert "Name saved." in page
    assert "Ada &lt;b&gt;L.&lt;/b&gt;, Institute &amp; Co." in page
    ada.refresh_from_db()
    assert (ada.is_staff, ada.email) == (False, "ada@example.org")


def test_whoever_has_a_profile_is_not_told_that_they_have_no_name(
    remi: User, client_of: Callable[[User], Client]
) -> None:
    """The name of the profile is offered, and nothing is saved by following the link."""
    User.objects.filter(pk=remi.pk).update(name="")
    browser = client_of(remi)
    assert "No name yet." in browser.get("/accounts/").content.decode()
    made.practitioner(remi, handle="remi", name="Sam O’Neill & Co")
    page = browser.get("/accounts/").content.decode()
    assert "Your profile says Sam O’Neill &amp; Co." in page and "No name yet" not in page
    link = "/accounts/edit/?name=Sam%20O%E2%80%99Neill%20%26%20Co"
    assert f'<a href="{link}">Use Sam O’Neill &amp; Co here, too</a>' in page
    assert 'value="Sam O’Neill &amp; Co"' in browser.get(link).content.decode()
    remi.refresh_from_db()
    assert remi.name == ""
    browser.post(link, {"name": "Sam O’Neill", "affiliation": ""})
    assert "here, too" not in browser.get("/accounts/").content.decode()


def test_a_name_that_is_too_long_is_kept_in_the_form(ada: User, client_of: Callable[[User], Client]) -> None:
    response = client_of(ada).post("/accounts/edit/", {"name": "a" * 121, "affiliation": "Kept"})
    assert response.status_code == 422
    assert "At most 120 characters" in response.content.decode()
    assert "a" * 121 in response.content.decode()
    assert 'value="Kept"' in response.content.decode()
