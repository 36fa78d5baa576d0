"""What the pages of a framework show, made of its frozen value. No queries here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from competence.pages import nesting
from competence.pages.nesting import Section
from competence.vocabulary import MatrixKind, NoteKind
from competence.wording import counted
from competence.yardstick import Axis, AxisValue, Competence, Level, Matrix, Rule, Yardstick

WHOLE_UP_TO = 250
"""Skills of a framework that one page shows whole."""
RECOMMENDED = re.compile(r"^Recommended(?:, (\w+))?: ")

Place = tuple[Level, Competence | None]


@dataclass(frozen=True)
class CompetenceView:
    competence: Competence
    skills: str
    """ "12 skills", in the framework's own words."""
    sections: tuple[Section, ...]
    """None of them where the framework is read by branch."""
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
class BranchView:
    """A competence on a page of its own, or opened in place."""

    level: Level
    view: CompetenceView
    previous: Competence | None
    following: Competence | None

    @property
    def beside(self) -> tuple[Competence | None, Competence | None]:
        """What comes before it and what follows."""
        return (self.previous, self.following)

    @property
    def size(self) -> int:
        """How many skills there are, retired ones included."""
        return sum(len(section.rows) for section in self.view.sections)


def is_large(yardstick: Yardstick) -> bool:
    """Whether the framework is too large for one page, and is read by branch."""
    return len(yardstick.skills) > WHOLE_UP_TO


def levels(yardstick: Yardstick) -> tuple[LevelView, ...]:
    """Every level with everything in it."""
    return tuple(
        _level(v, tuple(_competence(c, yardstick) for c in v.competences), yardstick) for v in yardstick.levels
    )


def places(yardstick: Yardstick) -> list[Place]:
    """The competences of a framework that is read by branch, in order; a level without any is a place as well."""
    found: list[Place] = []
    for level in yardstick.levels:
        found += [(level, competence) for competence in level.competences] or [(level, None)]
    return found


def outline(some: Sequence[Place], yardstick: Yardstick) -> tuple[LevelView, ...]:
    """The levels in which `some` places stand, with those competences alone, and of these no more than their size."""
    views = []
    for _, run in groupby(some, key=lambda place: place[0].key):
        own = list(run)
        views.append(_level(own[0][0], tuple(_brief(c, yardstick) for _, c in own if c is not None), yardstick))
    return tuple(views)


def branch(competence: Competence, yardstick: Yardstick) -> BranchView:
    """One competence with all its skills, and the competences beside it."""
    keys = list(yardstick.competences)
    place = keys.index(competence.key)
    beside = [yardstick.competences[keys[n]] if 0 <= n < len(keys) else None for n in (place - 1, place + 1)]
    return BranchView(
        level=yardstick.levels_by_key[competence.level],
        view=_competence(competence, yardstick),
        previous=beside[0],
        following=beside[1],
    )


def _level(level: Level, competences: tuple[CompetenceView, ...], yardstick: Yardstick) -> LevelView:
    rules = yardstick.rules_of(level.key)
    in_use = sum(1 for skill in level.skills if not skill.retired)
    own = {competence.key for competence in level.competences}
    return LevelView(
        level=level,
        skills=counted(in_use, yardstick.tiers.skill),
        after=tuple(yardstick.levels_by_key[key].name for key in level.prerequisites),
        competences=competences,
        required=tuple(rule.text for rule in rules if rule.required),
        recommended=tuple(advice(rule) for rule in rules if not rule.required),
        matrices=tuple(matrix_view(m, yardstick) for m in yardstick.matrices if m.level == level.key),
        problems=tuple(p for p in yardstick.extra.get("problems", ()) if p.get("competence") in own),
        notes=notes_of(yardstick, level.key),
    )


def advice(rule: Rule) -> str:
    """A recommended rule in a list that says so itself: "Recommended, depth: every …" → "Depth: every …"."""
    text = RECOMMENDED.sub(lambda found: f"{found[1]}: " if found[1] else "", rule.text)
    return text[:1].upper() + text[1:]


def _competence(competence: Competence, yardstick: Yardstick) -> CompetenceView:
    scopes = (competence.key, *(group.key for group in competence.groups))
    notes = tuple(note for scope in scopes for note in notes_of(yardstick, scope))
    return CompetenceView(competence, _size(competence, yardstick), nesting.sections(competence), notes)


def _brief(competence: Competence, yardstick: Yardstick) -> CompetenceView:
    return CompetenceView(competence, _size(competence, yardstick), (), ())


def _size(competence: Competence, yardstick: Yardstick) -> str:
    return counted(sum(not skill.retired for skill in competence.skills), yardstick.tiers.skill)


def matrix_view(matrix: Matrix, yardstick: Yardstick) -> MatrixView:
    """A matrix with its rows, each with the columns that it is crossed with."""
    rows, columns = yardstick.axes_by_key[matrix.rows], yardstick.axes_by_key[matrix.columns]
    nested = matrix.kind == MatrixKind.NESTED
    crossed = (
        MatrixRow(row, tuple(column for column in columns.values if not nested or column.parent == row.key))
        for row in rows.values
    )
    return MatrixView(matrix, rows, columns, tuple(crossed))


def notes_of(yardstick: Yardstick, scope: str) -> tuple[Note, ...]:
    """What the framework notes about itself (scope "framework") or one of its parts."""
    found = (note for note in yardstick.extra.get("notes", ()) if note.get("scope") == scope)
    return tuple(Note(str(NoteKind(note["kind"]).label), note["text"]) for note in found)
