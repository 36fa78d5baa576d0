"""The policy that every answer carries, and what is refused at the door."""

import gzip
import json
import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import *  # noqa: F403  # the handlers of the site, with a few addresses of our own
from config.urls import urlpatterns as of_the_site
from core import logs, ratelimit


@login_not_required
@require_safe
def public(request):
    return HttpResponse("hello")


def private(request):
    return HttpResponse(f"hello {request.user.email}")


@login_not_required
def away(request):
    return HttpResponseRedirect("/public/")


@login_not_required
def fail(request):
    raise RuntimeError


@login_not_required
def slow_down(request):
    raise ratelimit.TooMany("try", 42)


@login_not_required
def sets_a_cookie(request):
    response = HttpResponse("hello")
    response.set_cookie("a", "b")
    return response


@login_not_required
def long(request):
    return HttpResponse("hello " * 1000)


@login_not_required
def picture(request):
    return HttpResponse(b"hello " * 1000, content_type="image/webp")


@login_not_required
def reads_a_form(request):
    return HttpResponse(f"{len(request.POST)} {len(request.FILES)}")


urlpatterns = [
    path("public/", public),
    path("private/", private),
    path("away/", away),
    path("fail/", fail),
    path("slow-down/", slow_down),
    path("cookie/", sets_a_cookie),
    path("form/", reads_a_form),
    path("long/", long),
    path("picture/", picture),
    *of_the_site,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
POLICY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
DIRECTIVES = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "media-src": "'self'",
    "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "base-uri": "'none'",
    "form-action": "'self'", "frame-ancestors": "'none'", "frame-src": "'none'", "object-src": "'none'",
    "worker-src": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "default",
}  # fmt: skip


def directives_of(response):
    parts = (part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return {part[0]: part[1] if len(part) > 1 else "" for part in parts}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/public/", 200),
        ("head", "/public/", 200),
        ("get", "/away/", 302),
        ("get", "/private/", 302),
        ("get", "/nowhere/", 404),
        ("post", "/public/", 405),
        ("get", "/slow-down/", 429),
        ("get", "/fail/", 500),
        ("get", "/healthz", 200),
        ("get", "/accounts/login/", 200),
    ],
)
def test_r_hd_02_every_answer_carries_the_whole_policy(method, address, status):
    response = getattr(Client(raise_request_exception=False), method)(address)
    assert response.status_code == status
    assert {name: response.get(name) for name in POLICY} == POLICY
    assert directives_of(response) == DIRECTIVES
    assert len(response["X-Request-ID"]) == 32
    assert response["Cache-Control"]


def test_r_hd_02_what_is_refused_at_the_door_carries_it_too(client, settings):
    too_large = client.post("/form/", data=b"", content_type="text/plain", CONTENT_LENGTH=str(settings.BODY_LIMIT + 1))
    wrong_host = client.get("/public/", headers={"Host": "evil.example"})
    assert (too_large.status_code, wrong_host.status_code) == (413, 400)
    assert "21 MB" in too_large.content.decode()
    for response in (too_large, wrong_host):
        assert {name: response.get(name) for name in POLICY} == POLICY
        assert directives_of(response) == DIRECTIVES


def test_r_hd_02_static_files_carry_it_and_are_kept_for_ever(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    hashed = names["css/threefold.css"]
    response = Client().get(f"/static/{hashed}", headers={"Accept-Encoding": "br, gzip"})
    assert response.status_code == 200
    assert {name: response.get(name) for name in POLICY} == POLICY
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response["Content-Encoding"] == "br"
    assert "Set-Cookie" not in response
    plain = Client().get("/static/css/threefold.css")
    assert "immutable" not in plain["Cache-Control"]
    response.close()
    plain.close()


def test_the_policy_names_no_exception(settings):
    """R-XSS-09, the server's half: nothing `unsafe-…`, no nonce, no other host."""
    text = json.dumps(settings.CONTENT_SECURITY_POLICY)
    for word in ["unsafe", "nonce", "http:", "https:", "data:", "*"]:
        assert word not in text


@pytest.mark.parametrize(
    "address",
    ["/accounts/password/reset/key/1-hush/", "/accounts/confirm-email/MQ:key/", "/accounts/email/undo/secret/"],
)
def test_where_the_address_is_a_secret_no_referer_is_sent(client, address):
    assert client.get(address)["Referrer-Policy"] == "no-referrer"


def test_a_visitor_gets_no_cookie_and_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/public/")
    assert not response.cookies
    assert response["Cache-Control"] == "no-cache"


def test_an_answer_that_sets_a_cookie_is_not_kept(client):
    assert client.get("/cookie/")["Cache-Control"] == "private, no-store"


def test_text_is_compressed_for_whoever_takes_it_and_pictures_are_not(client):
    accept = {"Accept-Encoding": "gzip"}
    long = client.get("/long/", headers=accept)
    assert (long["Content-Encoding"], long["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(long.content) == b"hello " * 1000
    assert "Content-Encoding" not in client.get("/long/")
    assert "Content-Encoding" not in client.get("/picture/", headers=accept)


def test_what_is_made_for_a_person_stays_with_them(client_of, ada):
    """R-HD-03, R-AZ-07: no cache keeps it."""
    response = client_of(ada).get("/private/")
    assert response.content == b"hello ada@example.org"
    assert response["Cache-Control"] == "private, no-store"


def test_nobody_gets_in_without_signing_in(client):
    response = client.get("/private/?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/private/%3Fa%3D1"


def test_htmx_is_sent_to_sign_in_and_back_to_the_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/studio/?tab=2"}
    response = client.post("/private/part/", headers=headers)
    assert response.status_code == 404
    response = client.post("/private/", headers=headers)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Fstudio%2F%3Ftab%3D2"


@pytest.mark.parametrize("current", ["https://evil.example/x", "//evil.example", "javascript:alert(1)", ""])
def test_htmx_is_never_sent_back_to_another_site(client, current):
    response = client.get("/private/", headers={"HX-Request": "true", "HX-Current-URL": current})
    back = parse_qs(urlsplit(response["HX-Redirect"]).query).get("next", ["/"])[0]
    assert urlsplit(response["HX-Redirect"]).path == "/accounts/login/"
    assert "evil" not in back
    assert "javascript" not in back


def test_too_many_is_429_with_the_time_to_wait(client):
    response = client.get("/slow-down/")
    assert (response.status_code, response["Retry-After"]) == (429, "42")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GET2"])
def test_r_az_01_a_method_that_no_address_takes_is_405(client, method):
    response = client.generic(method, "/public/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "9" * 30, "٣"])
def test_r_up_02_a_length_that_cannot_be_is_refused(client, length):
    assert client.post("/form/", b"", content_type="text/plain", CONTENT_LENGTH=length).status_code == 400


def test_r_up_02_too_many_fields_and_files_are_refused(client):
    assert client.post("/form/", {f"f{n}": "" for n in range(499)}).content == b"499 0"
    assert client.post("/form/", {f"f{n}": "" for n in range(10_000)}).status_code == 400
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="f{n}"; filename="a"\r\n\r\nx\r\n' for n in range(1000)
    )
    response = client.post("/form/", f"{body}--b--\r\n".encode(), content_type="multipart/form-data; boundary=b")
    assert response.status_code == 400


def test_r_up_02_a_large_text_is_refused(client):
    assert client.post("/form/", {"a": "x" * (2**20 + 1)}).status_code == 400


@pytest.fixture
def written(monkeypatch):
    entries: list[dict[str, object]] = []
    handler = next(known for known in logging.getLogger().handlers if isinstance(known.formatter, logs.JsonFormatter))
    monkeypatch.setattr(handler, "emit", lambda record: entries.append(json.loads(handler.format(record))))
    return entries


def test_each_request_is_one_line_with_its_id(client, written, settings):
    settings.TRUSTED_PROXIES = 1
    headers = {"X-Request-ID": "from-the-proxy-1", "X-Forwarded-For": "1.2.3.4"}
    response = client.get("/public/?token=hush", headers=headers)
    assert response["X-Request-ID"] == "from-the-proxy-1"
    assert len(written) == 1
    entry = written[0]
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/public/", 200)
    assert (entry["ip"], entry["request_id"]) == ("1.2.3.4", "from-the-proxy-1")
    assert "hush" not in json.dumps(entry)


@pytest.mark.parametrize("given", ["a b c d e f", "x" * 65, "short", "a\x1b[31mbcdefgh", "12345678;"])
def test_r_in_03_an_id_that_could_disturb_the_log_is_replaced(client, settings, given):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/public/", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_r_in_03_a_path_with_line_breaks_is_still_one_line(client, written):
    client.get("/%0d%0a%1b[31m" + "a" * 10_000)
    assert len(written) == 1
    assert written[0]["path"].startswith("/\r\n\x1b[31m")
    assert len(written[0]["path"]) == logs.LONGEST + 1


def test_secrets_in_addresses_do_not_reach_the_log(client, written):
    client.get("/accounts/password/reset/key/1-hush-hush/")
    assert "hush" not in json.dumps(written)


def test_machines_that_ask_for_health_are_not_logged(client, written):
    client.get("/healthz")
    assert written == []
