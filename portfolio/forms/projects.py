"""Starting a project, its own fields, and showing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import slugify

from competence.models import ProcessTemplate
from competence.vocabulary import TemplateKind
from competence.yardstick import Axis
from portfolio.forms.texts import Address, MarkdownText, Text
from portfolio.models import Project, Visibility

DERIVED_AXES = frozenset({"dataset-source", "technique"})
"""Axes that follow from the data sets and comparisons; nobody types them in."""
FOLDED = {
    "again": ["dependencies", "commands", "seeds", "hardware", "run_time"],
    "origin": ["originality", "originality_source", "built_on", "text_licence", "code_licence"],
}
MOST_LIBRARIES = 30
ADDRESS_WRONG = "Use up to 60 small letters, digits and hyphens, with a letter or digit at both ends."
TITLE_HELP = "You can change it at any time. The address is made from it now; you can choose another until you publish."


class NewProjectForm(forms.Form):
    """A title, and the outline to write under."""

    title = forms.CharField(label="What is it called?", max_length=140, help_text=TITLE_HELP)
    template = forms.ModelChoiceField(
        queryset=ProcessTemplate.objects.none(),
        to_field_name="key",
        required=False,
        widget=forms.RadioSelect,
        label="Outline",
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = outlines()  # type: ignore[attr-defined]


def outlines() -> Any:
    """The templates that a project can be written under, the default first."""
    found = ProcessTemplate.objects.filter(kind=TemplateKind.PROCESS, retired=False)
    return found.order_by("-is_default", "position").prefetch_related("steps")


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """The project's own fields, its values on the framework's axes and the libraries it uses. Never saves."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    summary = Text(
        label="Summary", max_length=400, rows=2, strip=True, help_text="One or two sentences; **bold** is allowed."
    )
    question = Text(label="Question", max_length=2000, rows=3, help_text="What was asked, and for whom it matters.")
    harness = MarkdownText(
        label="Harness",
        max_length=8000,
        rows=5,
        help_text="How the data was split and every candidate judged, and why nothing leaks.",
    )
    lessons = MarkdownText(label="Lessons", max_length=8000, rows=4, help_text="What you would do in another way.")
    limits = MarkdownText(
        label="Limits and risks", max_length=8000, rows=4, help_text="What this project does not show."
    )
    dependencies = Text(label="Dependencies", max_length=4000, rows=3, help_text="Versions, one a line.")
    commands = Text(label="Commands", max_length=4000, rows=3, help_text="From a clone to the figures, one a line.")
    address = Address(
        label="Address",
        max_length=60,
        required=False,
        validators=[RegexValidator(r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", ADDRESS_WRONG)],
        help_text="Small letters, digits and hyphens. You can change it until you publish; after that it stays, so "
        "that links keep working.",
    )
    libraries = forms.CharField(
        label="Libraries", max_length=1000, required=False, help_text="With commas between: Keras, scikit-learn."
    )

    class Meta:
        model = Project
        fields = (
            "title", "summary", "question", "harness", "lessons", "limits", "dependencies", "commands", "seeds",
            "hardware", "run_time", "originality", "originality_source", "built_on", "text_licence", "code_licence",
        )  # fmt: skip
        labels = {
            "title": "Title",
            "seeds": "Seeds",
            "hardware": "Hardware",
            "run_time": "Run time",
            "originality": "Whose idea it was",
            "originality_source": "Adapted from",
            "built_on": "Built on",
            "text_licence": "Licence of the text",
            "code_licence": "Licence of the code",
        }
        help_texts = {
            "originality_source": "Name and address of the tutorial or project.",
            "built_on": "An earlier project of yours that this one goes on from.",
            "text_licence": "For example CC BY 4.0.",
            "code_licence": "For example MIT.",
        }

    def __init__(self, *args: Any, axes: Sequence[Axis] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        self.fields["summary"].when_needed = "needed to publish"  # type: ignore[attr-defined]
        if self.instance.published_at is None:
            self.fields["address"].initial = self.instance.slug
        else:
            del self.fields["address"]
        others = Project.objects.filter(practitioner=self.instance.practitioner_id).exclude(pk=self.instance.pk)
        built_on = self.fields["built_on"]
        assert isinstance(built_on, forms.ModelChoiceField)
        built_on.queryset = others.order_by("position", "pk")
        built_on.empty_label = "Nothing earlier"
        self.axes = [axis for axis in axes if axis.key not in DERIVED_AXES]
        for axis in self.axes:
            self.fields[f"axis-{axis.key}"] = _axis_field(axis)

    @property
    def axis_fields(self) -> list[Any]:
        """The boxes of the axes, in the order of the framework."""
        return [self[f"axis-{axis.key}"] for axis in self.axes]

    @property
    def fields_given(self) -> dict[str, Any]:
        """The project's own fields with the values given."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    @property
    def axes_given(self) -> dict[str, list[str]]:
        """Axis → values, for every axis that the form shows."""
        given = {axis.key: self.cleaned_data[f"axis-{axis.key}"] for axis in self.axes}
        return {key: [value] if isinstance(value, str) and value else list(value) for key, value in given.items()}

    @property
    def unfolded(self) -> dict[str, bool]:
        """The parts that may stay empty, and whether each stands open: where something is filled in or wrong."""
        parts = {"kind": [*(f"axis-{axis.key}" for axis in self.axes), "libraries"], **FOLDED}
        return {part: any(map(self._is_told, names)) for part, names in parts.items()}

    def _is_told(self, name: str) -> bool:
        value = self[name].value()
        return name in self.errors or value not in (None, "", [], Project.Originality.OWN)

    @property
    def address_given(self) -> str | None:
        """The last part of the address, while it may be chosen; None to keep what it is."""
        return self.cleaned_data.get("address") or None

    def clean_libraries(self) -> str:
        """Names with a letter or digit in them, at most 60 characters each."""
        text: str = self.cleaned_data["libraries"]
        names = split_libraries(text)
        if len(names) > MOST_LIBRARIES:
            raise forms.ValidationError(f"Name at most {MOST_LIBRARIES} libraries.")
        for name in names:
            if len(name) > 60 or not slugify(name) or len(slugify(name)) > 60:
                raise forms.ValidationError(f"“{name[:60]}” cannot be the name of a library. Use letters and digits.")
        return text


def split_libraries(text: str) -> list[str]:
    """`"Keras, scikit-learn"` as a list."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _axis_field(axis: Axis) -> forms.Field:
    choices = [(value.key, value.name) for value in axis.values]
    if axis.multiple:
        return forms.MultipleChoiceField(
            label=axis.name,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=axis.summary,
        )
    return forms.ChoiceField(
        label=axis.name,
        choices=[("", "Not said"), *choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=axis.summary,
    )


class PublishForm(forms.Form):
    """Who will see the project; and the profile with it, when nobody sees that yet."""

    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=[choice for choice in Visibility.choices if choice[0] != Visibility.PRIVATE],
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )
    show_profile = forms.BooleanField(label="Show my profile too", required=False, initial=True)
    accepts_messages = forms.BooleanField(
        label="Signed-in people may write to me through the site",
        required=False,
        help_text="Once your profile is public. They do not see your e-mail address; you can block anybody. It can be "
        "changed at any time, where your profile says who can see it.",
    )

    def __init__(self, *args: Any, profile_is_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not profile_is_private:
            del self.fields["show_profile"], self.fields["accepts_messages"]
