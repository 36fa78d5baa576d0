"""The demo world, read after it was made: what visitors would find, as plain values."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Max
from PIL import Image

from competence.queries import editions
from portfolio import shape
from portfolio.checks.values import HOLDS, IMPOSSIBLE, OPEN
from portfolio.demo import drawing
from portfolio.models import Practitioner, Project
from portfolio.pages import reviews
from portfolio.queries import checks, records, standings
from tests.portfolio.demo.places import Visited

FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LETTERS = {HOLDS: "h", OPEN: "o", IMPOSSIBLE: "-"}
OF_FILES = ("order", "errors", "seeds", "split", "figure")
State = tuple[str, int, int, int]
"""State of a level; skills shown (the verified ones among them), verified, and only claimed."""


@dataclass(frozen=True)
class Seen:
    """What a visitor of a profile finds: the sentence, Levels 1 to 3, and who checked how many skills."""

    shape: str
    l1: State
    l2: State
    l3: State
    reviewers: int
    checked: int
    earlier: int = 0
    """Pieces of evidence that read "verified for an earlier version"."""


@dataclass(frozen=True)
class Shown:
    """What a visitor of a project finds of its files."""

    checks: str
    """A letter for each outcome: run in order, no errors, seeds, a part held out, and every claimed figure."""
    behind: int = 0
    """Pieces of evidence that point at an earlier version of a file."""
    carried: tuple[str, ...] = ()
    """Skills of other frameworks whose evidence follows other evidence."""


@dataclass(frozen=True)
class World:
    """The demo world, read after it was made; nothing of it is left in the database."""

    people: dict[str, Seen]
    printed: str
    made_at: datetime
    latest: dict[str, date]
    """The latest moment in every column of the portfolio that holds one."""
    files: dict[str, Shown]
    """By the title of the project, of those that have files."""
    visited: Visited


def small(picture: Mapping[str, Any], draw: Callable[[Mapping[str, Any]], bytes] = drawing.draw) -> bytes:
    """The picture as it is drawn, but small: storing thirty large ones is a quarter of the time that all takes."""
    small = io.BytesIO()
    Image.open(io.BytesIO(draw(picture))).resize((140, 80)).save(small, "PNG")
    return small.getvalue()


def seen(person: Practitioner) -> Seen:
    record, yardstick = records.read(person).on_profile(), editions.current()
    levels = standings.standing(record, yardstick).by_key
    one, two, three = (
        (level.state.word, level.shown, level.verified, level.claimed)
        for level in (levels["l1"], levels["l2"], levels["l3"])
    )
    tally, sentence = (
        reviews.tally(record.evidence),
        shape.of_record(record, yardstick, standings.standing(record, yardstick)).sentence,
    )
    earlier = sum(item.reading.is_earlier for item in record.evidence)
    return Seen(sentence, one, two, three, tally.reviewers, tally.skills, earlier)


def latest() -> Iterator[tuple[str, date]]:
    for model in apps.get_app_config("portfolio").get_models():
        for field in model._meta.fields:
            if isinstance(field, models.DateField):
                latest = model._default_manager.aggregate(latest=Max(field.name))["latest"]
                if latest is not None:
                    yield f"{model.__name__}.{field.name}", latest


def shown() -> Iterator[tuple[str, Shown]]:
    """Of every project that has files."""
    for project in Project.objects.filter(artefacts__versions__isnull=False).distinct():
        record = records.read_project(project, "artefacts", "results")
        outcomes = [check.outcome for check in checks.of_project(record).all if check.key in OF_FILES]
        carried = [item.skill_key for item in record.evidence if item.evidence.follows_id is not None]
        behind = sum(item.is_behind for item in record.evidence)
        yield project.title, Shown("".join(LETTERS[outcome] for outcome in outcomes), behind, tuple(carried))
