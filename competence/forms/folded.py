"""Many choices that do not push the rest of the form out of sight."""

from __future__ import annotations

from typing import Any

from django import forms

FOLDED_FROM = 13
"""Fewer choices than this lie open."""


class Folded(forms.CheckboxSelectMultiple):
    """Checkboxes under a summary that names those that are ticked."""

    template_name = "django/forms/widgets/folded_choices.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        context["widget"]["chosen"] = [option["label"] for option in options if option["selected"]]
        return context
