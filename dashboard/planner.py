"""The next project: of the ideas of the catalogue the few that close most gaps at one level. Pure.

A gap is a skill in use of the level that is not shown (nothing, or a claim alone). An idea closes the gaps among the
skills that its project would exercise, and covers the cells of the level's matrices that lie on its kind of data and
target. Which idea comes first is told by `_worth`, and on the page in words. Each further one is chosen by what those
before it leave open, so that the list is no row of twins. Source: PRODUCT.md, part 3, "Next project".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from competence.catalogues import Idea
from competence.standing import LevelReading, Standing, State
from competence.strengths import Strength
from competence.yardstick import Level, Skill, Yardstick
from portfolio import english

MOST = 3
"""More are not compared, they are scrolled past."""
NAMED = 8
"""Skills of one idea that are named at once."""
Cell = tuple[str, str, str]
"""Key of a matrix, of a row and of a column."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One idea with what it would show of the goal, in framework order."""

    idea: Idea
    closes: tuple[Skill, ...]
    states: tuple[str, ...]
    """Of each of them the classes of its mark: a gap or a claim, ringed."""
    beyond: int
    """How many gaps of other levels the project would close on the way."""
    asked: int
    """How many of `closes` the open rules of the level ask for."""
    cells: int
    """Cells of the level's matrices that would be covered for the first time."""
    known_from: str = ""
    """A project of one's own on the same data."""

    @property
    def first(self) -> str:
        """The names of the skills that are named at once."""
        return ", ".join(english.small(skill.name) for skill in self.closes[:NAMED])

    @property
    def further(self) -> tuple[str, ...]:
        """The names of the others."""
        return tuple(english.small(skill.name) for skill in self.closes[NAMED:])


@dataclass(frozen=True)
class Plan:
    """Towards one level: how many gaps it has, and the projects that close most of them."""

    goal: Level
    gaps: int
    suggestions: tuple[Suggestion, ...]
    goals: tuple[Level, ...]
    """The levels that can be chosen: those with gaps that an idea closes."""
    reason: str = ""
    """Why this level, in a sentence; empty where it was chosen."""

    @cached_property
    def skills(self) -> frozenset[str]:
        """Keys of everything that the suggestions would show: the rings on the map."""
        return frozenset(skill.key for suggestion in self.suggestions for skill in suggestion.closes)


def plan(
    yardstick: Yardstick,
    standing: Standing,
    strengths: Mapping[str, Strength],
    ideas: Iterable[Idea],
    *,
    goal: str = "",
    datasets: Mapping[str, str] | None = None,
) -> Plan | None:
    """The plan towards the level with the key `goal`; None where no idea closes a gap of any level.

    `strengths`: the best strength by skill key. `datasets`: the title of a project of one's own by the identity of its
    data (`DataSet.identity`). Without a `goal`, or one that no idea helps, it is the lowest level that is not
    demonstrated: a reader asks about that one first.
    """
    catalogue = [idea for idea in ideas if any(key in yardstick.skills for key in idea.skills)]
    gaps = {reading.level.key: _gaps(reading.level, strengths) for reading in standing.levels}
    helped = {key for idea in catalogue for key in idea.skills}
    open_levels = [r for r in standing.levels if helped & gaps[r.level.key].keys()]
    chosen = _goal(open_levels, goal)
    if chosen is None:
        return None
    ground = _Ground(chosen, standing, gaps, strengths, datasets or {})
    return Plan(
        goal=chosen.level,
        gaps=len(ground.own),
        suggestions=tuple(ground.best(catalogue)),
        goals=tuple(reading.level for reading in open_levels),
        reason="" if chosen.level.key == goal else _reason(chosen),
    )


def _reason(chosen: LevelReading) -> str:
    if chosen.level.optional:
        return "Everything else is shown as far as these ideas reach."
    if chosen.state >= State.DEMONSTRATED:
        return "All levels are demonstrated; of this one least is shown."
    return "This level is the lowest that is not demonstrated: a reader asks about it first."


def reaching(ideas: Iterable[Idea], counts_for: Mapping[str, Collection[str]]) -> Iterator[Idea]:
    """The ideas with the skills of other frameworks besides for which evidence for theirs counts as well.

    `counts_for`: keys of such skills, by the key of the skill that is exercised.
    """
    for idea in ideas:
        further = [other for key in idea.skills for other in counts_for.get(key, ())]
        yield replace(idea, skills=tuple(dict.fromkeys([*idea.skills, *further])))


def identity(title: str) -> str:
    """The name of a data set as `DataSet.identity` compares it."""
    return " ".join(title.casefold().split())


def _gaps(level: Level, strengths: Mapping[str, Strength]) -> dict[str, Skill]:
    return {
        skill.key: skill
        for skill in level.skills
        if not skill.retired and strengths.get(skill.key, 0) < Strength.EVIDENCED
    }


def _goal(levels: list[LevelReading], wanted: str) -> LevelReading | None:
    """The level that was asked for; else the lowest that is not demonstrated; else the one with least shown of it.
    Optional levels come last: they hold nothing back."""
    named = [reading for reading in levels if reading.level.key == wanted]

    def urgency(reading: LevelReading) -> tuple[bool, bool, float]:
        done = reading.state >= State.DEMONSTRATED
        return reading.level.optional, done, reading.shown / reading.total if done else reading.level.number

    return named[0] if named else min(levels, key=urgency, default=None)


class _Ground:
    """What is open at one level, and what an idea would do about it."""

    def __init__(
        self,
        reading: LevelReading,
        standing: Standing,
        gaps: Mapping[str, Mapping[str, Skill]],
        strengths: Mapping[str, Strength],
        datasets: Mapping[str, str],
    ) -> None:
        self.strengths = strengths
        self.own = gaps[reading.level.key]
        self.others = {key for level, found in gaps.items() if level != reading.level.key for key in found}
        self.asked = {key for rule in reading.open_rules for key in (*rule.open.skills, *rule.open.indispensable)}
        self.matrices = [m for m in standing.matrices if m.matrix.level == reading.level.key]
        self.empty = {(m.matrix.key, c.row, c.column) for m in self.matrices for c in m.cells if not c.covered}
        self.datasets = datasets

    def best(self, ideas: list[Idea]) -> Iterable[Suggestion]:
        """At most `MOST` ideas, each the worthiest for what those before it leave open; none that closes nothing."""
        left, empty = set(self.own), set(self.empty)
        rest = list(ideas)
        for _ in range(MOST):
            found = max(rest, key=lambda idea: self._worth(idea, left, empty), default=None)
            if found is None or not left.intersection(found.skills):
                return
            yield self._suggestion(found)
            rest.remove(found)
            left -= set(found.skills)
            empty -= self._cells(found)

    def _worth(self, idea: Idea, left: Collection[str], empty: Collection[Cell]) -> tuple[int, int, int, bool]:
        """What comes first: most skills that the open rules ask for, then most gaps at all, then most empty cells,
        then data that is known already. Between equals the catalogue decides."""
        closed = set(left).intersection(idea.skills)
        return (
            len(closed & self.asked),
            len(closed),
            len(self._cells(idea).intersection(empty)),
            identity(idea.title) in self.datasets,
        )

    def _cells(self, idea: Idea) -> set[Cell]:
        said = idea.axis_values
        return {
            (m.matrix.key, row, column)
            for m in self.matrices
            for row in said.get(m.matrix.rows, ())
            for column in said.get(m.matrix.columns, ())
            if (m.matrix.key, row, column) in self.empty
        }

    def _suggestion(self, idea: Idea) -> Suggestion:
        closes = tuple(skill for key, skill in self.own.items() if key in idea.skills)
        return Suggestion(
            idea=idea,
            closes=closes,
            states=tuple("claimed next" if skill.key in self.strengths else "gap next" for skill in closes),
            beyond=len(self.others.intersection(idea.skills)),
            asked=sum(skill.key in self.asked for skill in closes),
            cells=len(self._cells(idea)),
            known_from=self.datasets.get(identity(idea.title), ""),
        )
