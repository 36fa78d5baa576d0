"""R-AU-07: nothing leads away from here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User

SLASHES = [
    "//",
    "///",
    "////",
    "/\\",
    "\\/",
    "\\\\",
    "/\\/",
    "//\\",
    "\\//",
    "/\t/",
    "/\n/",
    "/\r\n/",
    "/ /",
    "\t//",
    " //",
    "/%09/",
]
HOSTS = [
    "evil.example",
    "evil.example/accounts/",
    "evil.example%2f..",
    "testserver@evil.example",
    "testserver:80@evil.example",
    "testserver.evil.example",
    "evil.example#testserver",
    "evil.example?testserver",
    "evil.example\\testserver",
    "evil%E3%80%82example",
    "evil。example",
    "①②⑦.⓪.⓪.①",
    "0x7f000001",
    "2130706433",
    "[::1]",
    "[::ffff:127.0.0.1]",
]
SCHEMES = [
    "http:",
    "https:",
    "HTTPS:",
    "http://",
    "https://",
    "hTTp://",
    "http:/",
    "https:/",
    "http:///",
    "http:\\\\",
    "https:\\/",
    "ftp://",
    "ws://",
    "gopher://",
    "\x00https://",
    "\x01https://",
    " https://",
    "ht\ttps://",
    "https:%2f%2f",
    "x-anything://",
]
SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://testserver/%0aalert(1)",
    "javascript:\\u0061lert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "view-source:https://evil.example",
    "blob:https://evil.example/1",
    "about:blank",
    "file:///etc/passwd",
    "mailto:evil@evil.example",
]
OTHERS = [
    "evil.example",
    "evil.example/dashboard/",
    "@evil.example",
    ":80",
    "?next=//evil.example",
    "#//evil.example",
    ".evil.example",
    "./evil.example",
    "../evil.example",
    ";//evil.example",
    "%2f%2fevil.example",
    "%5cevil.example",
    "/\x00/evil.example",
    "/\x0b/evil.example",
    "https://127.0.0.1/",
    "http://localhost:1234/",
    "http://testserver/dashboard/",
    "https://testserver.:80/",
]
PAYLOADS = [start + host for start in [*SLASHES, *SCHEMES] for host in HOSTS] + SCRIPTS + OTHERS
OWN = ["/studio/projects/", "/explore/?q=a%20b&page=2", "/@ada/#proof", "/frameworks/three-levels/"]


def test_r_au_07_there_are_many_payloads() -> None:
    assert len(set(PAYLOADS)) >= 324


def is_own(location: str) -> bool:
    """Would every browser stay here? A path from the root, whose second character starts no host."""
    parts = urlsplit(location)
    return location.startswith("/") and location[1:2] not in {"/", "\\"} and not parts.scheme and not parts.netloc


@pytest.fixture
def no_limits(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.slow
@pytest.mark.usefixtures("no_limits")
def test_r_au_07_signing_in_never_leads_away(ada: User, password: str) -> None:
    for payload in PAYLOADS:
        response = Client().post("/accounts/login/", {"login": ada.email, "password": password, "next": payload})
        assert is_own(response["Location"]), (payload, response["Location"])


@pytest.mark.slow
@pytest.mark.usefixtures("no_limits")
def test_r_au_07_nothing_else_leads_away_either(ada: User, client_of: Callable[[User | None], Client]) -> None:
    """For who is signed in already, at signing out, at asking for the password, at asking for a new one."""
    browser, visitor = client_of(ada), client_of(None)
    for payload in PAYLOADS:
        query = quote(payload)
        for response in (
            browser.get(f"/accounts/login/?next={query}"),
            browser.get(f"/accounts/signup/?next={query}"),
            visitor.post("/accounts/logout/", {"next": payload}),
            visitor.get(f"/accounts/logout/?next={query}"),
        ):
            assert is_own(response["Location"]), (payload, response["Location"])


@pytest.mark.usefixtures("no_limits")
@pytest.mark.parametrize("path", OWN)
def test_r_au_07_control_own_paths_are_followed(path: str, ada: User, client_of: Callable[[User], Client]) -> None:
    assert client_of(ada).get(f"/accounts/login/?next={quote(path)}")["Location"] == path


def test_r_au_07_a_foreign_host_is_refused(ada: User, client: Client) -> None:
    for host in ["evil.example", "testserver.evil.example", "evil.example:80", "testserver@evil.example"]:
        response = client.post("/accounts/password/reset/", {"email": ada.email}, headers={"host": host})
        assert response.status_code == 400, host
    response = client.post(
        "/accounts/password/reset/", {"email": ada.email}, headers={"x-forwarded-host": "evil.example"}
    )
    assert response.status_code == 302
    assert len(mail.outbox) == 1
    assert "evil" not in mail.outbox[0].body


def test_r_au_07_links_in_mails_come_from_the_settings(ada: User, client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://threefold.example"
    client.post("/accounts/password/reset/", {"email": ada.email}, headers={"host": "localhost"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, headers={"host": "localhost"})
    client.post("/accounts/signup/", {"email": ada.email, "password1": "correct horse battery"})
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "correct horse battery"})
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        links = [word for word in message.body.split() if "://" in word]
        assert links
        assert all(link.startswith("https://threefold.example") for link in links), message.body
