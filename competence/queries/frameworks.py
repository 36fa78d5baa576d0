"""What the public pages of frameworks show."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from competence.models import Edition
from competence.queries import editions
from competence.vocabulary import MatrixKind, NoteKind
from competence.wording import counted
from competence.yardstick import Axis, AxisValue, Competence, Group, Level, Matrix, Rule, Skill, Yardstick

RECOMMENDED = re.compile(r"^Recommended(?:, (\w+))?: ")


@dataclass(frozen=True)
class Head:
    """An edition without its content: what a list or a foot of a page says about it."""

    key: str
    version: str
    title: str
    published_on: datetime
    is_current: bool
    content_hash: str
    note: str = ""
    """What its editors say about it."""
    by: str = ""
    """Who published it; empty for what came with the software and for people who left."""


@dataclass(frozen=True)
class Stamp:
    """Changes whenever a page does, for `core.conditional.answer`."""

    version: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Card:
    """A framework on the index page."""

    head: Head
    yardstick: Yardstick
    counts: tuple[str, ...]
    """ "4 levels", "9 competences", "96 skills": in the framework's own words."""


@dataclass(frozen=True)
class Section:
    """Skills of one group, or (group None) those of a competence that stand in no group."""

    group: Group | None
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class CompetenceView:
    competence: Competence
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Note:
    label: str
    text: str


@dataclass(frozen=True)
class MatrixRow:
    value: AxisValue
    columns: tuple[AxisValue, ...]


@dataclass(frozen=True)
class MatrixView:
    """Two axes crossed; `rows` name the columns that exist in each."""

    matrix: Matrix
    row_axis: Axis
    column_axis: Axis
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class LevelView:
    level: Level
    skills: str
    """ "30 skills", in the framework's own words."""
    after: tuple[str, ...]
    """Names of the levels that come first."""
    competences: tuple[CompetenceView, ...]
    required: tuple[str, ...]
    recommended: tuple[str, ...]
    matrices: tuple[MatrixView, ...]
    problems: tuple[Any, ...]
    """Blocks of the file that say how a problem shows and what makes it visible."""
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class FrameworkPage:
    head: Head
    yardstick: Yardstick
    counts: tuple[str, ...]
    levels: tuple[LevelView, ...]
    notes: tuple[Note, ...]
    source: str
    """Title and author of what the framework goes back to."""
    editions: tuple[Head, ...]
    """All published editions, the newest first."""

    @property
    def current(self) -> Head | None:
        """The edition in use."""
        return next((head for head in self.editions if head.is_current), None)


def stamp(framework_key: str, version: str = "") -> Stamp:
    """What the page of an edition (the current one without a version) is made of. One query.

    `Edition.DoesNotExist` when there is no such framework or edition.
    """
    heads = [head_of(row) for row in heads_of(framework_key).order_by("pk")]
    if not any(head.version == version if version else head.is_current for head in heads):
        raise Edition.DoesNotExist(f"There is no edition {version or 'in use'} of {framework_key}.")
    return _stamped(heads)


def index_stamp() -> Stamp:
    """What the page of all frameworks is made of. One query."""
    return _stamped([head_of(row) for row in heads_of().filter(is_current=True).order_by("pk")])


def default_head() -> Head:
    """The current edition of the default framework. One query. `Edition.DoesNotExist` when none is loaded."""
    return head_of(heads_of().filter(is_current=True, framework__is_default=True).get())


def index() -> tuple[Card, ...]:
    """All frameworks, the default first. Two queries when warm."""
    heads = {row["framework__key"]: head_of(row) for row in heads_of().filter(is_current=True)}
    cards = ((heads.get(yardstick.key), yardstick) for yardstick in editions.all_current())
    return tuple(Card(head, yardstick, counts(yardstick)) for head, yardstick in cards if head is not None)


def page(framework_key: str, version: str = "") -> FrameworkPage:
    """One edition as its page shows it: the current one, or the published version named. Two queries when warm.

    `Edition.DoesNotExist` when there is no such framework or edition.
    """
    published = tuple(head_of(row) for row in heads_of(framework_key).order_by("-published_at", "-pk"))
    shown = next((h for h in published if (h.version == version if version else h.is_current)), None)
    if shown is None:
        raise Edition.DoesNotExist(f"There is no edition {version or 'in use'} of {framework_key}.")
    yardstick = editions.edition(framework_key, shown.version)
    return FrameworkPage(
        head=shown,
        yardstick=yardstick,
        counts=counts(yardstick),
        levels=tuple(_level(level, yardstick) for level in yardstick.levels),
        notes=_notes(yardstick, "framework"),
        source=", ".join(_source(yardstick)),
        editions=published,
    )


def counts(yardstick: Yardstick) -> tuple[str, ...]:
    """How many of each tier, retired skills left out, in the framework's own words."""
    tiers = yardstick.tiers
    return (
        counted(len(yardstick.levels), tiers.level),
        counted(len(yardstick.competences), tiers.competence),
        counted(sum(1 for skill in yardstick.skills.values() if not skill.retired), tiers.skill),
    )


def _stamped(heads: list[Head]) -> Stamp:
    version = hashlib.sha256(repr(heads).encode()).hexdigest()[:24]
    return Stamp(version, max((head.published_on for head in heads), default=None))


def heads_of(framework_key: str = "") -> QuerySet[Edition, Any]:
    """The published editions of one framework, or of all, as rows for `head_of`."""
    rows = Edition.objects.published()
    rows = rows.filter(framework__key=framework_key) if framework_key else rows
    fields = ("framework__key", "version", "title", "published_at", "is_current", "content_hash", "note")
    return rows.values(*fields, "published_by__name")


def head_of(row: dict[str, Any]) -> Head:
    """One row of `heads_of` as a value."""
    return Head(
        key=row["framework__key"],
        version=row["version"],
        title=row["title"],
        published_on=row["published_at"],
        is_current=row["is_current"],
        content_hash=row["content_hash"],
        note=row["note"],
        by=row["published_by__name"] or "",
    )


def _source(yardstick: Yardstick) -> list[str]:
    stated = (str(yardstick.source.get(field, "")) for field in ("title", "author", "year"))
    return [text for text in stated if text and text != "not stated"]


def _level(level: Level, yardstick: Yardstick) -> LevelView:
    rules = yardstick.rules_of(level.key)
    in_use = sum(1 for skill in level.skills if not skill.retired)
    own = {competence.key for competence in level.competences}
    return LevelView(
        level=level,
        skills=counted(in_use, yardstick.tiers.skill),
        after=tuple(yardstick.levels_by_key[key].name for key in level.prerequisites),
        competences=tuple(_competence(competence, yardstick) for competence in level.competences),
        required=tuple(rule.text for rule in rules if rule.required),
        recommended=tuple(advice(rule) for rule in rules if not rule.required),
        matrices=tuple(matrix_view(m, yardstick) for m in yardstick.matrices if m.level == level.key),
        problems=tuple(p for p in yardstick.extra.get("problems", ()) if p.get("competence") in own),
        notes=_notes(yardstick, level.key),
    )


def advice(rule: Rule) -> str:
    """A recommended rule in a list that says so itself: "Recommended, depth: every …" → "Depth: every …"."""
    text = RECOMMENDED.sub(lambda found: f"{found[1]}: " if found[1] else "", rule.text)
    return text[:1].upper() + text[1:]


def _competence(competence: Competence, yardstick: Yardstick) -> CompetenceView:
    groups: tuple[Group | None, ...] = (None, *competence.groups)
    sections = tuple(
        Section(group, tuple(skill for skill in competence.skills if skill.group == (group.key if group else "")))
        for group in groups
    )
    scopes = (competence.key, *(group.key for group in competence.groups))
    notes = tuple(note for scope in scopes for note in _notes(yardstick, scope))
    return CompetenceView(competence, tuple(section for section in sections if section.skills), notes)


def matrix_view(matrix: Matrix, yardstick: Yardstick) -> MatrixView:
    """A matrix with its rows, each with the columns that it is crossed with."""
    rows, columns = yardstick.axes_by_key[matrix.rows], yardstick.axes_by_key[matrix.columns]
    nested = matrix.kind == MatrixKind.NESTED
    crossed = (
        MatrixRow(row, tuple(column for column in columns.values if not nested or column.parent == row.key))
        for row in rows.values
    )
    return MatrixView(matrix, rows, columns, tuple(crossed))


def _notes(yardstick: Yardstick, scope: str) -> tuple[Note, ...]:
    found = (note for note in yardstick.extra.get("notes", ()) if note.get("scope") == scope)
    return tuple(Note(str(NoteKind(note["kind"]).label), note["text"]) for note in found)
