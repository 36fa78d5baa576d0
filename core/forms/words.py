"""What forms say of a field that is not right: Django's messages in the words of this site, in one place for all forms.

A field that says it better has its own `error_messages`. Fields of models are not spoken of: forms come before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet


class Counted:
    """A message whose numbers are written as people write them. Django fills messages in by `%`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __mod__(self, params: Mapping[str, Any]) -> str:
        return self.text.format(**params)

    def __str__(self) -> str:
        return self.text


CHOOSE = "Choose one."
OFFERED = "Choose one of those that are offered."
NUMBER = "Give a number."
ADDRESS = "Give a whole address, such as https://example.org/page."
MESSAGES: dict[type, dict[str, Any]] = {
    forms.Field: {"required": "Fill this in."},
    forms.CharField: {
        "max_length": Counted("At most {limit_value:,} characters; this has {show_value:,}."),
        "min_length": Counted("At least {limit_value:,} characters; this has {show_value:,}."),
        "null_characters_not_allowed": "Take out the characters that cannot be seen.",
    },
    forms.IntegerField: {
        "invalid": "Give a whole number.",
        "min_value": Counted("Give {limit_value:,} or more."),
        "max_value": Counted("Give {limit_value:,} or less."),
    },
    forms.FloatField: {"invalid": NUMBER},
    forms.DecimalField: {"invalid": NUMBER},
    forms.DateField: {"invalid": "Give a day as year, month and day: 2026-10-12."},
    forms.EmailField: {"invalid": "Give an e-mail address, such as name@example.org."},
    forms.URLField: {"invalid": ADDRESS},
    forms.BooleanField: {"required": "Tick this to go on."},
    forms.ChoiceField: {"required": CHOOSE, "invalid_choice": OFFERED},
    forms.MultipleChoiceField: {"required": "Choose at least one.", "invalid_choice": OFFERED, "invalid_list": OFFERED},
    forms.ModelChoiceField: {"required": CHOOSE, "invalid_choice": OFFERED},
    forms.ModelMultipleChoiceField: {
        "required": "Choose at least one.",
        "invalid_choice": OFFERED,
        "invalid_list": OFFERED,
        "invalid_pk_value": OFFERED,
    },
    forms.FileField: {
        "required": "Choose a file.",
        "invalid": "Choose a file.",
        "missing": "Choose a file.",
        "empty": "This file is empty.",
        "max_length": "The name of this file is too long. Name it shorter, then choose it again.",
    },
    BaseFormSet: {
        "missing_management_form": "The form did not arrive whole. Reload the page in a second tab and type it there.",
        "too_many_forms": "At most %(num)d lines.",
        "too_few_forms": "At least %(num)d lines.",
    },
}


def speak() -> None:
    """Put them in place of Django's own. Called once, when the site starts and before any form is made."""
    for kind, messages in MESSAGES.items():
        own = vars(kind).get("default_error_messages", {})
        kind.default_error_messages = {**own, **messages}  # type: ignore[attr-defined]  # each of them has it
