"""Pages by version: 304 before anything is built, and nothing of the visitor for who is not signed in."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core import conditional

CHANGED = datetime(2026, 5, 4, 3, 2, 1, 999, tzinfo=UTC)


class Untouchable:
    """A user or session that must not be looked at."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} was read")


def anonymous(**headers: str):
    request = RequestFactory().get("/page/", headers=headers)
    request.user = request.session = Untouchable()
    return request


def answer(request, version: str = "1", status: int = 200) -> tuple[HttpResponse, list[int]]:
    built: list[int] = []

    def build() -> HttpResponse:
        built.append(1)
        return HttpResponse("page", status=status)

    return conditional.answer(request, version=version, changed_at=CHANGED, build=build), built


def test_an_anonymous_visitor_is_not_looked_at():
    response, built = answer(anonymous())
    assert (response.status_code, built) == (200, [1])
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Last-Modified"] == "Mon, 04 May 2026 03:02:01 GMT"
    assert response["ETag"].startswith('W/"')


def test_the_same_version_is_304_and_not_built():
    tag = answer(anonymous())[0]["ETag"]
    response, built = answer(anonymous(**{"If-None-Match": tag}))
    assert (response.status_code, response.content, built) == (304, b"", [])
    assert response["ETag"] == tag


@pytest.mark.parametrize("change", ["version", "address", "release"])
def test_another_version_address_or_release_is_another_page(change, monkeypatch):
    tag = answer(anonymous())[0]["ETag"]
    request = anonymous(**{"If-None-Match": tag})
    if change == "address":
        request = RequestFactory().get("/page/?framework=other", headers={"If-None-Match": tag})
    if change == "release":
        monkeypatch.setattr(conditional.release, "mark", lambda: "another")
    assert answer(request, version="2" if change == "version" else "1")[0].status_code == 200


def test_a_date_alone_is_not_trusted():
    """Two changes can fall into one second."""
    request = anonymous(**{"If-Modified-Since": "Mon, 04 May 2026 03:02:01 GMT"})
    assert answer(request)[0].status_code == 200


def test_who_is_signed_in_gets_a_page_of_their_own(settings, remi):
    tag = answer(anonymous())[0]["ETag"]
    request = RequestFactory().get("/page/", headers={"If-None-Match": tag})
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = remi
    response, built = answer(request)
    assert (response.status_code, built) == (200, [1])
    assert "ETag" not in response


def test_a_failure_is_not_kept():
    assert "ETag" not in answer(anonymous(), status=404)[0]
