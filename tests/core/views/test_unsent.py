"""Forms that come too late: after signing out, or with a token of before. What was typed comes back."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_http_methods

from config.urls import *  # noqa: F403  # the handlers of the site, with one address of our own
from config.urls import urlpatterns as of_the_site
from tests.core.test_components import check_html

TYPED = {"body": "Line one\nline <two> & “three”", "choice": ["a", "b"], "revision": "3", "ref-0-source": "Zoph, 2017"}
HERE = {"Origin": "http://testserver"}


@require_http_methods(["GET", "POST"])
def take(request):
    """Says what came."""
    return HttpResponse(
        repr(sorted((name, many) for name, many in request.POST.lists() if name != "csrfmiddlewaretoken"))
    )


urlpatterns = [path("take/", take), path("accounts/take/", take), *of_the_site]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def fields(response) -> dict[str, list[str]]:
    """The hidden fields of the form that sends it once more."""
    form = response.content.decode().partition('<form class="stack half"')[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def test_who_sends_a_form_while_signed_out_gets_all_of_it_back(client, client_of, ada):
    answer = client.post("/take/?tab=2", TYPED)
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (401, "private, no-store")
    assert "You were signed out" in page and 'action="/take/?tab=2"' in page and 'href="/accounts/login/"' in page
    assert '<pre class="told">Line one\nline &lt;two&gt; &amp; “three”</pre>' in page and "Ref 0 source" in page
    check_html(page)
    again = fields(answer)
    del again["csrfmiddlewaretoken"]
    assert client_of(ada).post("/take/", again).content == client_of(ada).post("/take/", TYPED).content


def test_a_token_of_before_signing_in_costs_one_press_more(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    answer = browser.post("/take/", {**TYPED, "csrfmiddlewaretoken": "old"}, headers=HERE)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    assert "What you typed is below" in answer.content.decode()
    check_html(answer.content.decode())
    assert browser.post("/take/", fields(answer), headers=HERE).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://evil.example"}])
def test_what_another_site_filled_in_is_not_offered_again(ada, headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    page = browser.post("/take/", TYPED, headers=headers).content.decode()
    assert "This form cannot be accepted" in page and "Line one" not in page and "Send it again" not in page


@pytest.mark.parametrize(
    "address, sent, headers",
    [
        ("/take/", {}, {}),
        ("/take/", {"csrfmiddlewaretoken": "x", "revision": "1"}, {}),
        ("/accounts/take/", {"email": "a@example.org", "password": "hush"}, {}),
        ("/take/", TYPED, {"Accept": "application/json"}),
    ],
    ids=["nothing", "nothing typed", "of the account", "no page wanted"],
)
def test_otherwise_the_way_leads_to_signing_in_as_ever(client, address, sent, headers):
    answer = client.post(address, sent, headers=headers)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")


def test_passwords_never_come_back_and_files_are_named(client):
    file = SimpleUploadedFile("<curve>.png", b"...")
    page = client.post("/take/", {"name": "Ada", "new_password1": "hush-hush", "files": file}).content.decode()
    assert "hush" not in page and "choose “&lt;curve&gt;.png” again" in page and 'enctype="multipart/form-data"' in page


def test_nothing_is_kept_on_the_server(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the edition, for the foot of the page
        answer = client.post("/take/", TYPED)
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
