import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from core import htmx


@pytest.fixture
def request_with(settings, tmp_path):
    (tmp_path / "page.html").write_text("<html>{% include 'part.html' %}</html>")
    (tmp_path / "part.html").write_text("<p>{{ word }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    def make(**headers):
        request = RequestFactory().get("/", headers=headers)
        HtmxMiddleware(lambda request: HttpResponse())(request)
        return request

    return make


def render(request, **options):
    return htmx.render(request, "page.html", {"word": "here"}, **options)


def test_a_browser_gets_the_page_and_htmx_the_part(request_with):
    assert render(request_with(), part="part.html").content == b"<html><p>here</p></html>"
    assert render(request_with(HX_Request="true"), part="part.html").content == b"<p>here</p>"


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_boosted_links_and_restored_history_get_the_page(request_with, header):
    response = render(request_with(**{"HX-Request": "true", header: "true"}), part="part.html")
    assert response.content == b"<html><p>here</p></html>"
    assert header in response["Vary"]


def test_without_a_part_everybody_gets_the_page(request_with):
    response = render(request_with(HX_Request="true"), status=422)
    assert response.content == b"<html><p>here</p></html>"
    assert (response.status_code, response["Vary"]) == (422, "HX-Request")


def test_a_redirect_is_no_302_for_htmx_which_would_swap_its_target_in(request_with):
    plain = htmx.redirect(request_with(), "/there/")
    assert (plain.status_code, plain["Location"], plain["Vary"]) == (302, "/there/", "HX-Request")
    told = htmx.redirect(request_with(HX_Request="true"), "/there/")
    assert (told.status_code, told["HX-Redirect"], told["Vary"]) == (200, "/there/", "HX-Request")
    boosted = htmx.redirect(request_with(HX_Request="true", HX_Boosted="true"), "/there/")
    assert boosted.status_code == 302
