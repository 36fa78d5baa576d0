"""Where allauth asks the house: links in mails, where to redirect to, what a change of password or address does."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import qr, tokens
from accounts.actions import emails, users
from accounts.models import EmailChange, User
from core.ratelimit import TooMany

LOGIN_WINDOW = 15 * 60
"""Seconds after which a throttled sign-in may be tried again; as long as `login_failed` of `ACCOUNT_RATE_LIMITS`."""


def absolute(path: str) -> str:
    """The path as a link in a mail: always under the configured address, never under what a request called the host."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in, password and address."""

    error_messages = {  # the attribute of the base class
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Address and password do not belong together, or the account is closed.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your password.",
        "duplicate_email": "This is your address already.",
        "incorrect_code": "That is not the code. A code holds for half a minute, and works once.",
        "invalid_password_reset": "This link has been used or is too old.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: no second door that answers JSON."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of this site may be redirected to (R-AU-07)."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The user of a sign-up."""
        user.email = form.cleaned_data["email"]
        user.set_password(form.cleaned_data["password1"])
        user.joined_at = timezone.now()
        user.save()
        return user

    # Signing in ------------------------------------------------------------------------------------------------------

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count for a person at one place, so that nobody locks another person out (R-AU-02)."""
        return f"{credentials.get('email', '').lower()}|{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """429 instead of a form that looks as if the password was wrong."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise TooMany("sign-in", LOGIN_WINDOW) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, or None: also for a closed account and an address that is not confirmed (R-AU-01, R-AU-05)."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or not user.is_active or user.email.lower() != credentials.get("email", "").lower():
            return None
        return user

    def set_password(self, user: User, password: str) -> None:
        users.set_password(user, password=password, by=user, at=timezone.now())

    # Addresses -------------------------------------------------------------------------------------------------------

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirms the address; keeps this session alive when it is the person's own, and tells the old address."""
        is_mine = request.user.pk == email_address.user_id  # asked before the change ends the session
        try:
            change = emails.confirm(email_address, at=timezone.now())
        except emails.AddressTaken as error:
            self.add_message(request, messages.ERROR, message=error.message)
            return False
        email_address.refresh_from_db()
        self.add_message(
            request, messages.SUCCESS, "account/messages/email_confirmed.txt", {"email": email_address.email}
        )
        if change is not None:
            self._tell_old_address(change)
            if is_mine:
                update_session_auth_hash(request, change.user)
        return True

    def _tell_old_address(self, change: EmailChange) -> None:
        link = reverse("accounts:emails-undo", args=[tokens.undo_token(change.uuid)])
        facts = {"change": change, "undo_url": absolute(link), "days": emails.UNDO_DAYS}
        self.send_notification_mail("account/email/email_changed", change.user, facts, email=change.old_email)

    # Mails -----------------------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail in plain text. Its templates build links from `site_url`."""
        facts = {"email": email, **context, "site_url": absolute(""), "site_name": settings.SITE_NAME}
        self.render_mail(template_prefix, email, facts).send()

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, secret = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret}))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps and recovery codes."""

    error_messages = {  # the attribute of the base class
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": "First confirm your new e-mail address, or keep the old one. Then add the second factor.",
        "cannot_generate_recovery_codes": "Recovery codes go with an authenticator app. Set up the app first.",
    }

    def get_totp_issuer(self) -> str:
        """What the app shows beside the code."""
        host = str(settings.SITE.hostname)
        return settings.SITE_NAME if host in settings.SITE_NAME else f"{settings.SITE_NAME} ({host})"

    def build_totp_svg(self, url: str) -> str:
        """The QR code, as the `d` of an SVG path for `templates/mfa/totp/activate_form.html`."""
        return qr.path(url)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


def too_many(request: HttpRequest) -> None:
    """allauth's own limits answer as all the others do: 429 with `Retry-After`."""
    raise TooMany("accounts", 60 * 60)
