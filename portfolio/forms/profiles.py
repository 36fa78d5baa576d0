"""The profile: name and address first, everything else when there is time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import EmailValidator

from portfolio.forms.rows import RowForm
from portfolio.forms.texts import Address, Text, WebAddress
from portfolio.models import BackgroundEntry, Practitioner, Seeking, Visibility, Workplace
from portfolio.models.practitioners import HANDLE

LINK_SCHEMES = ("https://", "http://", "mailto:")


class NewProfileForm(forms.Form):
    """What a portfolio cannot do without."""

    name = forms.CharField(
        label="Your name", max_length=120, help_text="As it should stand above your work. A pseudonym is fine."
    )
    handle = Address(
        label="Your address",
        max_length=39,
        validators=[HANDLE],
        help_text="Small letters, digits and hyphens; capitals become small. It cannot be changed later.",
    )

    def clean_handle(self) -> str:
        """Taken addresses are refused here already; the action has the last word."""
        handle: str = self.cleaned_data["handle"]
        if Practitioner.objects.filter(handle=handle).exists():
            raise forms.ValidationError(f"The address “{handle}” is taken. Choose another.")
        return handle


def _choices(label: str, choices: list[tuple[str, str]], help_text: str) -> forms.MultipleChoiceField:
    """Any number of boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """The profile's own fields. Never saves."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    about = Text(label="About", max_length=4000, rows=5, help_text="A few plain sentences.")
    seeking = _choices("Open to", Seeking.choices, "What you can be found by. Nothing chosen: you are not found by it.")
    workplaces = _choices("Where you would work", Workplace.choices, "You can be found by it.")
    order_reason = Text(
        label="Why a higher level comes first",
        max_length=600,
        rows=3,
        help_text="Only shown when a level stands without those below it: beside the notice, and the notice stays.",
    )

    class Meta:
        model = Practitioner
        fields = ("name", "headline", "location", "open_to", "seeking", "workplaces", "about", "order_reason")
        labels = {"name": "Name", "headline": "Headline", "location": "Place", "open_to": "Open to, in your own words"}
        help_texts = {
            "headline": "For example: Forecasting for energy and logistics.",
            "location": "For example: Lyon, France. You can be found by its last part, the country.",
            "open_to": "For example: contract work from autumn.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision

    @property
    def fields_given(self) -> dict[str, Any]:
        """The profile's own fields with the values given."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class LinkRow(RowForm):
    """A link beside the name."""

    needed = {"label": "Give the link a name.", "url": "Give the address."}
    label = forms.CharField(label="Label", max_length=60, required=False)
    url = forms.CharField(label="Address", max_length=300, required=False)

    def clean_url(self) -> str:
        """A web address or `mailto:`; a bare e-mail address or host gets its scheme."""
        url: str = self.cleaned_data["url"]
        if not url:
            return url
        if "@" in url and "/" not in url and ":" not in url:
            url = f"mailto:{url}"
        elif ":" not in url:
            url = f"https://{url}"
        if not url.startswith(LINK_SCHEMES):
            raise forms.ValidationError("Give an address that begins with https:// or mailto:")
        if url.startswith("mailto:"):
            EmailValidator("This is not an e-mail address.")(url.removeprefix("mailto:"))
            return url
        return str(WebAddress(max_length=300).clean(url))


class BackgroundRow(RowForm):
    """One line of background. It enters no standing and no order."""

    needed = {"text": "Say what it was, or clear the line."}
    presets = frozenset({"kind"})
    kind = forms.ChoiceField(label="Kind", choices=BackgroundEntry.Kind.choices, required=False)
    period = forms.CharField(label="When", max_length=40, required=False)
    text = forms.CharField(label="What", max_length=200, required=False)

    def clean_kind(self) -> str:
        """Without a choice it is work."""
        return self.cleaned_data["kind"] or BackgroundEntry.Kind.WORK


class VisibilityForm(forms.Form):
    """Who may see the profile."""

    visibility = forms.ChoiceField(
        label="Who may see your profile?", choices=Visibility.choices, widget=forms.RadioSelect
    )
    accepts_messages = forms.BooleanField(
        label="Signed-in people may write to me through the site",
        required=False,
        help_text="While your profile is public. They do not see your e-mail address; you can block anybody.",
    )


class FeaturedForm(forms.Form):
    """Up to three proofs that stand first. `proofs` are (uuid, label)."""

    def __init__(self, *args: Any, proofs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, word in enumerate(("First", "Second", "Third"), 1):
            self.fields[f"proof{place}"] = forms.ChoiceField(
                label=f"{word} proof", choices=[("", "None"), *proofs], required=False
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in self.fields:
            value = values.get(name)
            if value and value in seen:
                self.add_error(name, "This proof is chosen already.")
            seen.add(value or "")
        return values

    @property
    def chosen(self) -> list[str]:
        """The UUIDs in their order."""
        return [value for name in self.fields if (value := self.cleaned_data.get(name))]
