"""The same rules on the pages that only show on the way into an account: refused forms, links from mails, codes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Page

from accounts.models import User
from tests.browser import axe

pytestmark = pytest.mark.browser
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "nine green kettles in a row"


def test_the_ways_into_an_account_and_a_second_factor(
    open_page: Callable[..., Page], live_server, frameworks: None, remi: User
) -> None:
    page = open_page(live_server.url, bypass_csp=True, reduced_motion="reduce")
    found = [*sign_in_badly(page), *sign_up(page), *reset_a_password(page, remi)]
    RecoveryCodes.activate(remi)
    TOTP.activate(remi, SECRET)
    assert [*found, *with_a_code(page)] == []


def fill(page: Page, button: str, **boxes: str) -> list[str]:
    """Fills boxes by their labels, presses, and looks at what comes."""
    for label, value in boxes.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    with page.expect_response(lambda response: response.request.method == "POST") as caught:
        page.get_by_role("button", name=button, exact=True).click()
    assert caught.value.status in {200, 302}, f"{page.url}: {caught.value.status}"
    page.wait_for_load_state()
    return axe.wrong(page)


def sign_in_badly(page: Page) -> list[str]:
    page.goto("/accounts/login/?next=/studio/")
    return fill(page, "Sign in", **{"E-mail_address": "nobody@example.org", "Password": "not the right one"})


def sign_up(page: Page) -> list[str]:
    page.goto("/accounts/signup/")
    found = fill(page, "Create account", **{"E-mail_address": "new@example.org", "Password": "too short"})
    found += fill(page, "Create account", Password=NEW)
    page.goto(link_of_mail())
    found += axe.wrong(page)
    found += fill(page, "Confirm address")
    page.goto("/accounts/logout/")
    return [*found, *fill(page, "Sign out")]


def reset_a_password(page: Page, user: User) -> list[str]:
    page.goto("/accounts/password/reset/")
    found = fill(page, "Send link", **{"E-mail_address": user.email})
    page.goto(link_of_mail())
    found += axe.wrong(page)
    found += fill(page, "Set password", New_password="too short")
    return [*found, *fill(page, "Set password", New_password=NEW)]


def with_a_code(page: Page) -> list[str]:
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    found = fill(page, "Sign in", **{"E-mail_address": "remi@example.org", "Password": NEW})
    code = format_hotp_value(hotp_value(SECRET, int(time.time() // 30)))
    found += fill(page, "Sign in", Code=code)
    for name in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        page.goto(f"/accounts/2fa/{name}")
        found += axe.wrong(page)
    return found


def link_of_mail() -> str:
    """The path of the link in the last mail."""
    link = re.search(r"https?://\S+", mail.outbox[-1].body)
    assert link
    return urlsplit(link.group()).path
