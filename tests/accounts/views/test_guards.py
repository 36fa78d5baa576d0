"""Doors of pages for admins."""

from collections.abc import Callable

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.models import User
from accounts.views.guards import admins_only


@admins_only
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for admins")


@pytest.fixture
def open_as() -> Callable[[User], HttpResponse]:
    def opened(user: User) -> HttpResponse:
        request = RequestFactory().get("/manage/")
        request.user, request.htmx, request.session = user, False, {}
        request._messages = FallbackStorage(request)
        return page(request)

    return opened


def test_who_is_no_admin_does_not_learn_of_it(ada: User, open_as: Callable[[User], HttpResponse]) -> None:
    with pytest.raises(Http404):
        open_as(ada)


def test_r_au_09_an_admin_without_a_second_factor_sets_one_up(
    max: User, open_as: Callable[[User], HttpResponse]
) -> None:
    assert open_as(max)["Location"] == "/accounts/2fa/"


def test_an_admin_with_a_second_factor_gets_in(
    max: User, open_as: Callable[[User], HttpResponse], give_app: Callable[[User], list[str]]
) -> None:
    give_app(max)
    assert open_as(max).content == b"for admins"
