"""What comes out of a standing: the state of every level, rule and matrix cell, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from competence.standing.facts import Proof
from competence.strengths import Strength
from competence.yardstick import AxisValue, Level, Matrix, Rule


class State(IntEnum):
    """A practitioner's state at one level. Comparable: more evidence never leads to a lower one."""

    NOT_STARTED = 0
    IN_PROGRESS = 1
    OUT_OF_ORDER = 2
    DEMONSTRATED = 3
    VERIFIED = 4

    @property
    def word(self) -> str:
        """The word that files, addresses and style sheets use, for example `out-of-order`."""
        return self.name.lower().replace("_", "-")

    @property
    def text(self) -> str:
        """The words for people, for example "Out of order"."""
        return self.name.capitalize().replace("_", " ")

    @property
    def strength(self) -> Strength | None:
        """At which strength a level that stands so is held; None while it is not held, though it may be begun."""
        return {State.DEMONSTRATED: Strength.EVIDENCED, State.VERIFIED: Strength.VERIFIED}.get(self)

    def is_held(self, least: int) -> bool:
        """Whether a level that stands so is held at this strength or above."""
        return self.strength is not None and self.strength >= least

    @classmethod
    def from_word(cls, word: str) -> State:
        """The state that `word` names; `KeyError` for any other word."""
        return cls[word.upper().replace("-", "_")]


@dataclass(frozen=True, slots=True)
class Open:
    """What a rule still asks for, as keys that a page can link. Empty when the rule holds."""

    skills: tuple[str, ...] = ()
    """Skills that would count and are not shown; the rule may need only some of them."""
    indispensable: tuple[str, ...] = ()
    """Skills without which the rule cannot hold."""
    groups: tuple[str, ...] = ()
    """Groups or competences in which too little is shown."""
    steps: tuple[str, ...] = ()
    """Steps of a process without content, in the project named in `project`."""
    values: tuple[str, ...] = ()
    """Values of the rule's axis that are not covered."""
    cells: tuple[tuple[str, str], ...] = ()
    """Row and column of matrix cells that are not covered."""
    comparisons: tuple[str, ...] = ()
    """Ids of comparisons that fall short."""
    project: str = ""
    """Id of the project that comes nearest, where the rule is about one project."""


@dataclass(frozen=True, slots=True)
class PartReading:
    """One entry of a rule that asks for several things in one place."""

    rule: Rule
    holds: bool
    have: int
    need: int
    open: Open
    reason: str


@dataclass(frozen=True, slots=True)
class RuleReading:
    """One rule held against the portfolio."""

    rule: Rule
    holds: bool
    holds_verified: bool
    """Holds also when only verified evidence is counted."""
    have: int
    have_verified: int
    need: int
    counted: tuple[Proof, ...]
    """The evidence that counted, in framework order, the strongest first."""
    projects: tuple[str, ...]
    """Ids of the projects that counted, where the rule is about projects."""
    values: tuple[str, ...]
    """Values of an axis that satisfy the rule, where it is about values."""
    open: Open
    reason: str
    """One or two sentences: what is shown, then what is still open."""
    parts: tuple[PartReading, ...] = ()
    """Of a one-value rule: its entries for the value that comes nearest."""
    decides: bool = True
    """Whether the level waits for this rule."""
    answered_by: str = ""
    """Key of another rule that holds and is a different way to the same end."""

    @property
    def settled(self) -> bool:
        """Nothing left to do here: the rule holds, or another way to the same end does."""
        return self.holds or bool(self.answered_by)


@dataclass(frozen=True, slots=True)
class LevelReading:
    """The state of one level, with everything that led to it."""

    level: Level
    state: State
    shown: int
    """Skills in use (not retired) with evidence that counts; `verified` is a part of them."""
    total: int
    verified: int
    claimed: int
    """Skills that are only claimed: they do not count."""
    rules: tuple[RuleReading, ...]
    show_first: tuple[Level, ...]
    """Levels below this one whose own rules are still open, lowest first."""
    reason: str

    @property
    def open_rules(self) -> tuple[RuleReading, ...]:
        """The rules that the level still waits for."""
        return tuple(reading for reading in self.rules if reading.decides and not reading.settled)

    @property
    def next_steps(self) -> tuple[RuleReading, ...]:
        """Recommended rules that are not settled: they never decide."""
        return tuple(reading for reading in self.rules if not reading.decides and not reading.settled)


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell of a matrix: the strongest evidence for this row and column together."""

    row: str
    column: str
    strength: Strength | None
    """None: not shown."""
    proofs: tuple[Proof, ...]
    covered: bool
    """As strong as the framework asks for."""


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """All cells of one matrix, row by row. Of a nested matrix, only the cells that exist."""

    matrix: Matrix
    rows: tuple[AxisValue, ...]
    columns: tuple[AxisValue, ...]
    cells: tuple[CellReading, ...]

    @property
    def covered(self) -> int:
        """How many cells are covered."""
        return sum(cell.covered for cell in self.cells)

    @property
    def total(self) -> int:
        """How many cells there are."""
        return len(self.cells)

    def cell(self, row: str, column: str) -> CellReading | None:
        """The cell of `row` and `column`, or None where a nested matrix has none."""
        return next((cell for cell in self.cells if (cell.row, cell.column) == (row, column)), None)


@dataclass(frozen=True)
class Standing:
    """Where a portfolio stands by one edition of a framework."""

    levels: tuple[LevelReading, ...]
    matrices: tuple[MatrixReading, ...]

    @cached_property
    def by_key(self) -> dict[str, LevelReading]:
        """The reading of each level, by the level's key."""
        return {reading.level.key: reading for reading in self.levels}

    @property
    def demonstrated(self) -> frozenset[str]:
        """Keys of the levels that are demonstrated or verified."""
        return frozenset(reading.level.key for reading in self.levels if reading.state >= State.DEMONSTRATED)
