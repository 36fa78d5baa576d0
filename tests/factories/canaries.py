"""A whole portfolio with a word of its own in every column, to look for afterwards (R-AZ-03, R-AZ-08)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from PIL import Image

from accounts.models import EmailChange, User
from competence.actions import suggestions
from competence.models import ProcessStep, Suggestion
from core.fields import FigureField, figure_text
from portfolio.actions import artefacts, checklists, items
from portfolio.models import (
    Artefact,
    AxisChoice,
    BackgroundEntry,
    Checklist,
    ChecklistChange,
    ChecklistItem,
    Comparison,
    Contributor,
    DataSet,
    Decision,
    Dismissal,
    Evidence,
    FeaturedProof,
    FileVersion,
    Library,
    Pointer,
    Practitioner,
    Project,
    Reference,
    Result,
    Section,
    Verdict,
)
from tests.factories import files
from tests.factories import portfolio as make

OWNED: dict[type[models.Model], str] = {
    User: "pk",
    EmailAddress: "user",
    EmailChange: "user",
    Practitioner: "user",
    BackgroundEntry: "practitioner__user",
    FeaturedProof: "practitioner__user",
    **dict.fromkeys(
        (Section, Contributor, DataSet, Result, Comparison, Decision, Artefact, Evidence, AxisChoice, Library),
        "project__practitioner__user",
    ),
    Project: "practitioner__user",
    FileVersion: "artefact__project__practitioner__user",
    Dismissal: "project__practitioner__user",
    Reference: "result__project__practitioner__user",
    Pointer: "evidence__project__practitioner__user",
    Verdict: "evidence__project__practitioner__user",
    Checklist: "practitioner__user",
    ChecklistItem: "checklist__practitioner__user",
    ChecklistChange: "checklist__practitioner__user",
    Suggestion: "made_by",
}
"""Every model whose rows belong to somebody, and how they are found by their user."""
BLANK_ELSEWHERE = {
    (Artefact, "content_hash"): "image",
    (Artefact, "url"): "link",
    (Artefact, "asked_at"): "link",
    (Pointer, "lines"): "link",
}
"""Columns that only rows of one kind may fill."""
OF_THE_STORE = {(FileVersion, "path")}
"""Columns that name a file of the store: with another word in it there would be none."""


def picture(project: Project, name: str, width: int = 900) -> Artefact:
    """An image that went through the door, with its files."""
    drawn = BytesIO()
    Image.linear_gradient("L").resize((width, width // 2)).save(drawn, "PNG")
    file = SimpleUploadedFile(f"{name}.png", drawn.getvalue(), "image/png")
    return artefacts.add_image(project, file=file, alt="A gradient", by=project.practitioner.user, at=make.AT)


def portfolio(user: User, *, skill: str = "l1.modeling.target-binary") -> Project:
    """One project of `user` with something of every kind in it, and everything beside projects."""
    practitioner = make.practitioner(user, visibility="public")
    project = make.project(practitioner, f"Work of {user.email}", visibility="public")
    data = make.dataset(project, url="https://data.example.org")
    result = make.result(project, baseline="0.5", best="0.9", dataset=data)
    comparison = make.comparison(project, dataset=data)
    section = make.section(project, step=ProcessStep.objects.order_by("pk").first())
    link, image, decision = make.link(project), picture(project, "curves"), make.decision(project)
    Comparison.objects.filter(pk=comparison.pk).update(before_log=link, after_log=image)  # any artefact will do here
    Artefact.objects.filter(pk=link.pk).update(answer="answers", asked_at=make.AT)
    places = (section, decision, result, comparison, image, link)
    evidence = make.evidence(project, skill, *places, lines="40-88")
    files.point(evidence, files.notebook(project).cells.get(number=2))
    make.verdict(evidence)
    Dismissal.objects.create(
        project=project, skill=make.skill("l2.generalization.early-stopping"), dismissed_at=make.AT
    )
    make.contributor(project)
    AxisChoice.objects.create(project=project, axis="domain", value="time-series")
    Library.objects.create(project=project, name="Keras", key="keras")
    BackgroundEntry.objects.create(practitioner=practitioner, text="Somewhere")
    FeaturedProof.objects.create(practitioner=practitioner, evidence=evidence, position=2)
    checklist = checklists.take(practitioner, framework="ml-progress-checklist", by=user, at=make.AT)
    items.tick(checklist, key="ck.entry.general.ide", on=make.AT.date(), by=user, at=make.AT)
    words = {"kind": "wording", "text": "Say it shorter.", "field": "name", "wording": "Short"}
    suggested = suggestions.make(make.skill(skill), **words, by=user, at=make.AT)
    suggestions.decline(suggested, answer="It is short.", by=user, at=make.AT)
    EmailChange.objects.create(user=user, old_email="old@example.org", new_email=user.email, changed_at=make.AT)
    return project


def plant(user: User, word: str) -> dict[str, str]:
    """Write a canary that begins with `word` (three letters) into every column of `user` that takes one.

    Says which canary stands where: `{"ada017x": "Project.question"}`. Straight into the tables: no action is asked.
    """
    planted: dict[str, str] = {}
    numbers = count(1)
    for model, owner in OWNED.items():
        for row in model._default_manager.filter(**{owner: user.pk}).order_by("pk"):
            values = dict(_values(row, word, numbers))
            model._default_manager.filter(pk=row.pk).update(**{name: value for name, (value, _) in values.items()})
            planted |= {shown: f"{model.__name__}.{name}" for name, (_, shown) in values.items()}
    return planted


def _values(row: models.Model, word: str, numbers: Iterator[int]) -> Iterator[tuple[str, tuple[Any, str]]]:
    for field in row._meta.concrete_fields:
        only = BLANK_ELSEWHERE.get((type(row), field.name))
        if field.choices or field.primary_key or (only and getattr(row, "kind", "") != only):
            continue
        if (type(row), field.name) in OF_THE_STORE:
            continue
        make_one = next((maker for kind, maker in MAKERS if isinstance(field, kind)), None)
        if make_one is not None:
            yield field.name, make_one(word, next(numbers))


def _address(word: str, number: int) -> tuple[str, str]:
    return f"https://{word}{number:03}x.example", f"{word}{number:03}x"


def _mail(word: str, number: int) -> tuple[str, str]:
    return f"{word}{number:03}x@example.org", f"{word}{number:03}x"


def _text(word: str, number: int) -> tuple[str, str]:
    return f"{word}{number:03}x", f"{word}{number:03}x"


def _figure(word: str, number: int) -> tuple[Decimal, str]:
    """Ends in a zero, which must not get lost."""
    value = Decimal(f"{sum(map(ord, word))}{number:03}.940")
    return value, f'"{figure_text(value)}"'


def _moment(word: str, number: int) -> tuple[datetime, str]:
    value = datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=sum(map(ord, word)) * 1000 + number)
    return value, value.isoformat()


def _day(word: str, number: int) -> tuple[date, str]:
    value = date(2030, 1, 1) + timedelta(days=sum(map(ord, word)) * 1000 + number)
    return value, f'"{value.isoformat()}"'


MAKERS: tuple[tuple[type[models.Field], Callable[[str, int], tuple[Any, str]]], ...] = (
    (FigureField, _figure),
    (models.URLField, _address),
    (models.EmailField, _mail),
    (models.CharField, _text),
    (models.TextField, _text),
    (models.DateTimeField, _moment),
    (models.DateField, _day),
)
