"""Forms of signing up, signing in and getting in again, on top of allauth's."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from accounts.models import User

STAFF_SESSION = 12 * 60 * 60
"""Seconds after which an admin signs in again; everybody else after `SESSION_COOKIE_AGE`."""
WHO_SEES_IT = "For signing in. Nobody sees it, but members of a team that you join, and whom you invite to one."
HELP_FOR_NEW = "At least 12 characters. A sentence works well; spaces and signs of any script count."


def plain(field: forms.Field, *, label: str, help_text: str = "") -> None:
    """Our words instead of allauth's, and no placeholder that repeats the label."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], label="E-mail address")
        plain(self.fields["password"], label="Password")
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Signs in, or goes on to the second factor. The session of an admin is short."""
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if self.user.is_staff:
            request.session.set_expiry(STAFF_SESSION)
        return response


class SignUpForm(allauth_forms.SignupForm):
    """Address and password, each once. The handle and the name come later, in the studio."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], label="E-mail address", help_text=WHO_SEES_IT)
        plain(self.fields["password1"], label="Password", help_text=HELP_FOR_NEW)

    def validate_unique_email(self, value: str) -> str:
        """An address that somebody merely wants to change to is still free; a taken one is not told here (R-AU-01)."""
        confirmed = EmailAddress.objects.filter(email=value, verified=True).exists()
        self.account_already_exists = User.objects.filter(email__iexact=value).exists() or confirmed
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Takes as long for a taken address, which gets a mail, as for a free one, whose password is hashed."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        made: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return made


class ResetForm(allauth_forms.ResetPasswordForm):
    """The address that a link for choosing a new password goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], label="E-mail address")

    def clean_email(self) -> str:
        """Only an account whose address it is already: one that waits to be confirmed opens nothing (R-AU-05)."""
        email: str = super().clean_email()
        self.users: list[User] = [user for user in self.users if user.email.lower() == email.lower()]
        return email


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """The new password, after the link from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password1"], label="New password", help_text=HELP_FOR_NEW)
        del self.fields["password2"]


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], label="Password")
