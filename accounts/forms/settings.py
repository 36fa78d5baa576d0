"""Forms of a person's own settings."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms

from accounts.forms.entrance import HELP_FOR_NEW, plain
from accounts.models import User


class DescriptionForm(forms.Form):
    """Name and affiliation, as they stand beside the verdicts and messages of the person; the name in teams, too."""

    name = forms.CharField(
        label="Name",
        required=False,
        max_length=User._meta.get_field("name").max_length,
        help_text="Shown with the verdicts that you give, with messages that you begin, and in your teams.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    affiliation = forms.CharField(
        label="Affiliation",
        required=False,
        max_length=User._meta.get_field("affiliation").max_length,
        help_text="Where you work or study, if readers of verdicts or messages should know. It counts for nothing.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class AddressForm(allauth_forms.AddEmailForm):
    """The address to change to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(
            self.fields["email"],
            label="New e-mail address",
            help_text="A link goes there. Until you follow it, within 24 hours, nothing changes.",
        )

    def clean_email(self) -> str:
        """Any address but the present one. Whether somebody has it is decided at the link, so asking tells nothing."""
        email: str = self.cleaned_data["email"].lower()
        if email == self.user.email.lower():
            raise get_adapter().validation_error("duplicate_email")
        return email


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The password so far and the new one, each once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], label="Password so far")
        plain(self.fields["password1"], label="New password", help_text=HELP_FOR_NEW)
        del self.fields["password2"]


class SetPasswordForm(allauth_forms.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password1"], label="New password", help_text=HELP_FOR_NEW)
        del self.fields["password2"]


class DeletionForm(forms.Form):
    """Password and a typed word: deleting cannot be undone."""

    WORD: ClassVar[str] = "delete my account"

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), label="Password"
    )
    confirmation = forms.CharField(
        label=f"Type “{WORD}”", widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if typed.strip().lower() != self.WORD:
            raise forms.ValidationError(f"Type the words “{self.WORD}”. Nothing has been deleted.")
        return typed
