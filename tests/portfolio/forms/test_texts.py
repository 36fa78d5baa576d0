"""What people type reads back as they typed it (R-IN-04)."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms

from portfolio.forms.artefacts import ImageRow, ImageWordsForm, LinkForm
from portfolio.forms.comparisons import ComparisonForm
from portfolio.forms.contributors import ContributorForm
from portfolio.forms.datasets import DataSetForm
from portfolio.forms.decisions import DecisionForm
from portfolio.forms.evidence import EvidenceForm
from portfolio.forms.profiles import BackgroundRow, LinkRow, NewProfileForm, ProfileForm
from portfolio.forms.projects import NewProjectForm, ProjectForm
from portfolio.forms.results import ReferenceForm, ResultForm
from portfolio.forms.sections import SectionForm
from portfolio.forms.texts import Text
from portfolio.models import Decision, Project
from tests.factories import naughty
from tests.factories import portfolio as make

FIXED: dict[str, Any] = {
    "origin": "standard-dataset", "better": "higher", "value": "0.9", "before": "0.8", "after": "0.9", "url": "https://e.org/a",
    "before_repeats": 5, "after_repeats": 5, "link_kind": "code", "originality": "own", "revision": 1, "handle": "ida",
    "libraries": "Keras", "address": "churn", "role": "naive", "kind": "work", "skill": "",
}  # fmt: skip
FORMS: dict[str, Callable[[Project, Any], forms.BaseForm]] = {
    "sections": lambda p, d: SectionForm(d, project=p),
    "datasets": lambda p, d: DataSetForm(d, project=p),
    "results": lambda p, d: ResultForm(d, project=p),
    "references": lambda p, d: ReferenceForm(d),
    "comparisons": lambda p, d: ComparisonForm(d, project=p),
    "decisions": lambda p, d: DecisionForm(d, project=p),
    "contributors": lambda p, d: ContributorForm(d, project=p),
    "links": lambda p, d: LinkForm(d, project=p),
    "image-words": lambda p, d: ImageWordsForm(d, project=p),
    "image-rows": lambda p, d: ImageRow(d),
    "evidence": lambda p, d: EvidenceForm(d, skills=None, places={}, groups=()),
    "projects": lambda p, d: ProjectForm(d, instance=p),
    "new-projects": lambda p, d: NewProjectForm(d),
    "profiles": lambda p, d: ProfileForm(d, instance=p.practitioner),
    "new-profiles": lambda p, d: NewProfileForm(d),
    "link-rows": lambda p, d: LinkRow(d),
    "background-rows": lambda p, d: BackgroundRow(d),
}


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def text_fields(form: forms.BaseForm) -> dict[str, forms.CharField]:
    """The boxes for free text."""
    plain = {n: f for n, f in form.fields.items() if isinstance(f, forms.CharField) and n not in FIXED}
    return {n: f for n, f in plain.items() if not isinstance(f, forms.URLField)}


def test_there_are_five_hundred_strings() -> None:
    assert len(naughty.strings()) >= 500 and not any("\x00" in text for text in naughty.strings())


@pytest.mark.parametrize("noun", FORMS)
def test_every_string_is_taken_as_it_is_in_every_field(project: Project, noun: str) -> None:
    """R-IN-04"""
    fields = text_fields(FORMS[noun](project, None))
    assert fields
    for text in naughty.strings():
        given = {name: text[: field.max_length or 500] for name, field in fields.items()}
        form = FORMS[noun](project, {**FIXED, **given})
        form.is_valid()
        for name, field in fields.items():
            kept = given[name] if isinstance(field, Text) and not field.strip else given[name].strip()
            if field.required and not kept.strip():
                assert name in form.errors
            elif not (name in form.errors and "KiB" in str(form.errors[name])):
                assert form.cleaned_data.get(name) == kept, (name, text, form.errors)


@pytest.mark.parametrize("noun", FORMS)
def test_nul_is_refused_with_a_sentence(project: Project, noun: str) -> None:
    """R-IN-04"""
    for name in text_fields(FORMS[noun](project, None)):
        form = FORMS[noun](project, {**FIXED, name: "a\x00b"})
        assert not form.is_valid() and "Take out the characters that cannot be seen." in form.errors[name], name


def test_the_tables_give_back_every_string(project: Project) -> None:
    """R-IN-04"""
    Decision.objects.bulk_create(
        Decision(
            project=project, choice=text[:160] or "x", reason=text, position=n, created_at=make.AT, changed_at=make.AT
        )
        for n, text in enumerate(naughty.strings())
    )
    assert tuple(Decision.objects.order_by("position").values_list("reason", flat=True)) == naughty.strings()


def test_line_ends_of_browsers_become_plain_ones() -> None:
    assert Text().clean("a\r\nb\rc\n  d ") == "a\nb\nc\n  d "


def test_a_text_over_the_limit_is_refused_with_its_size(project: Project) -> None:
    form = SectionForm({"title": "Long", "body": "é" * 40_000}, project=project)
    assert not form.is_valid() and "KiB" in str(form.errors["body"])
