"""Forms that ask for a code."""

from typing import Any

from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms

from accounts.forms.entrance import plain


def _code(field: forms.Field, help_text: str) -> None:
    plain(field, label="Code", help_text=help_text)
    field.widget.attrs["autocapitalize"] = "none"


class CodeForm(allauth_forms.AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "Six figures from your authenticator app, or one of your recovery codes.")


class CodeAgainForm(allauth_forms.ReauthenticateForm):
    """A code before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "Six figures from your authenticator app, or one of your recovery codes.")


class SetUpAppForm(totp_forms.ActivateTOTPForm):
    """The first code of an authenticator app: it proves that the app has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "The six figures that your app shows now.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
