"""The content-security policy in a real browser: htmx works under it, and what it is there to stop is stopped."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from config.urls import *  # noqa: F403  # the handlers of the site, with a few pages of our own
from config.urls import urlpatterns as of_the_site

FRAME = "<!doctype html><html lang=en><head><title>t</title>{head}</head><body>{body}</body></html>"
BUTTON = '<button hx-get="/part/" hx-target="#place">Load</button><p id="place">empty</p>'
HOSTILE = (
    "<b>loaded</b><script>window.ran = 'script'</script><img src=x onerror=\"window.ran = 'handler'\">"
    '<a id="link" href="javascript:window.ran=1">a</a><p style="color:red" id="styled">s</p>'
)


@login_not_required
def studio(request):
    return HttpResponse(FRAME.format(head=render_to_string("components/studio_scripts.html"), body=BUTTON))


@login_not_required
def public(request):
    return HttpResponse(FRAME.format(head="", body=f'<p id="place">empty</p>{HOSTILE}'))


@login_not_required
def part(request):
    return HttpResponse(HOSTILE)


urlpatterns = [path("studio-page/", studio), path("public-page/", public), path("part/", part), *of_the_site]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.browser]


@pytest.fixture
def page(loose_page):
    """These pages are hostile on purpose; each test says what it expects."""
    return loose_page


def test_htmx_swaps_parts_in_under_trusted_types(page):
    page.goto("/studio-page/")
    page.click("button")
    page.wait_for_selector("#place b")
    assert page.inner_text("#place b") == "loaded"
    assert "require-trusted-types-for script" not in page.evaluate("violations").__str__()


def test_what_comes_with_a_part_does_not_run(page):
    """R-XSS-09: neither scripts nor handlers nor addresses of scripts, and no inline style."""
    page.goto("/studio-page/")
    page.click("button")
    page.wait_for_selector("#place b")
    page.evaluate("document.getElementById('link').click()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") == "rgb(0, 0, 0)"


def test_the_studio_s_policy_lets_html_through_and_nothing_else(page):
    page.goto("/studio-page/")
    page.wait_for_function("window.htmx")
    refused = "(() => { try { %s; return 'allowed' } catch (error) { return error.name } })()"
    assert page.evaluate(refused % "document.getElementById('place').innerHTML = '<i>x</i>'") == "allowed"
    assert page.evaluate(refused % "document.createElement('script').text = 'window.ran = 1'") == "TypeError"
    assert page.evaluate(refused % "document.createElement('script').src = '/x.js'") == "TypeError"
    assert page.evaluate(refused % "trustedTypes.createPolicy('other', {createHTML: (h) => h})") == "TypeError"
    assert page.evaluate(refused % "trustedTypes.createPolicy('default', {createHTML: (h) => h})") == "TypeError"


def test_public_pages_have_no_policy_so_no_text_becomes_html(page):
    page.goto("/public-page/")
    refused = "(() => { try { %s; return 'allowed' } catch (error) { return error.name } })()"
    assert page.evaluate(refused % "document.getElementById('place').innerHTML = '<i>x</i>'") == "TypeError"
    assert page.evaluate("window.ran") is None
    stopped = " ".join(page.evaluate("violations"))
    assert "script-src-elem inline" in stopped
    assert "script-src-attr inline" in stopped
    assert "style-src-attr inline" in stopped


def test_pages_of_the_site_break_nothing_of_their_own_policy(page):
    for address in ["/accounts/login/", "/accounts/signup/", "/nowhere/"]:
        page.goto(address)
        assert page.evaluate("violations") == []
    assert page.watch.faults == {}
