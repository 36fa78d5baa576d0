import json
import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.test import Client
from django.urls import path

from config.urls import *  # noqa: F403  # the handlers of the site, with two addresses of our own
from config.urls import urlpatterns as of_the_site
from core import logs


@login_not_required
def fail(request):
    raise RuntimeError("the secret is 4711")


@login_not_required
def take(request):
    raise AssertionError("a form without a token must not get here")


@login_not_required
def unreachable(request):
    raise OperationalError("connection to db.internal failed")


urlpatterns = [path("fail/", fail), path("unreachable/", unreachable), path("take/", take), *of_the_site]


@pytest.fixture
def written(monkeypatch):
    lines: list[str] = []
    handler = logging.getLogger().handlers[0]
    for known in logging.getLogger().handlers:
        if isinstance(known.formatter, logs.JsonFormatter):
            handler = known
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(handler.format(record)))
    return lines


@pytest.mark.urls(__name__)
def test_r_op_03_a_failure_says_nothing_but_the_id_that_finds_it_in_the_log(written):
    response = Client(raise_request_exception=False).get("/fail/", headers={"X-Request-ID": "not-from-a-proxy"})
    assert response.status_code == 500
    identity = response["X-Request-ID"]
    assert identity != "not-from-a-proxy"
    page = response.content.decode()
    assert identity in page
    for word in ["4711", "Traceback", "RuntimeError", "Django", "Python"]:
        assert word not in page
    traces = [entry for entry in map(json.loads, written) if "trace" in entry]
    assert [entry["request_id"] for entry in traces] == [identity]
    assert "the secret is 4711" in traces[0]["trace"]


@pytest.mark.urls(__name__)
def test_r_op_03_the_page_of_failures_needs_no_template(monkeypatch, settings, tmp_path, written):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path], "APP_DIRS": False}]
    response = Client(raise_request_exception=False).get("/fail/")
    assert response.status_code == 500
    assert f"Request {response['X-Request-ID']}" in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_database_that_cannot_be_reached_is_503_and_worth_another_try():
    response = Client(raise_request_exception=False).get("/unreachable/")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "db.internal" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_r_au_06_a_form_without_a_token_is_refused_with_a_way_out():
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/take/", {"a": "b"})
    assert response.status_code == 403
    assert "reload the page" in response.content.decode().lower()


@pytest.mark.urls(__name__)
def test_r_au_06_a_form_from_another_site_is_refused():
    browser = Client(enforce_csrf_checks=True)
    token = "t" * 32
    browser.cookies["csrf"] = token
    response = browser.post("/take/", {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
