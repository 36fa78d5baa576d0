"""Sections of the write-up."""

from __future__ import annotations

from typing import Any

from django import forms

from competence.models import ProcessStep
from portfolio.forms.texts import MarkdownText, PartForm
from portfolio.models import Section

BODY_HELP = (
    "Markdown: **bold**, lists, tables, ``` for code, $x^2$ for mathematics, "
    "![what it shows](image:name) for an image of this project."
)


class SectionForm(PartForm):
    """Title and text. A new section may take up a step of the template that has none."""

    body = MarkdownText(label="Text", rows=16, max_length=65536, help_text=BODY_HELP)

    class Meta:
        model = Section
        fields = ("step", "title", "body")
        labels = {"step": "Step of the template", "title": "Title"}
        help_texts = {"step": "Leave open for a section of your own."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = self.fields["step"]
        assert isinstance(step, forms.ModelChoiceField)
        step.required = False
        step.empty_label = "None, a section of my own"
        step.queryset = free_steps(self.project) if self.instance.pk is None else ProcessStep.objects.none()
        if self.instance.pk is not None or not step.queryset.exists():
            del self.fields["step"]


def free_steps(project: Any) -> Any:
    """Steps of the project's template that no section covers."""
    if project.template_id is None:
        return ProcessStep.objects.none()
    taken = project.sections.exclude(step=None).values("step")
    steps = ProcessStep.objects.filter(template=project.template_id, retired=False)
    return steps.exclude(pk__in=taken).order_by("position")
