"""What checks are made from and what they say: plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from portfolio.inspection.figures import Figures

HOLDS, OPEN, IMPOSSIBLE = "holds", "open", "impossible"
WORDS = {HOLDS: "Holds", OPEN: "Not shown", IMPOSSIBLE: "Cannot be told"}
Place = tuple[str, str]
"""(text, address)"""
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Check:
    """What came of one check."""

    key: str
    """order, errors, seeds, split, figure, dependencies, links, pinned or originality"""
    outcome: str
    """holds, open or impossible"""
    title: str
    reason: str
    """One or more sentences."""
    places: tuple[Place, ...] = ()

    @property
    def word(self) -> str:
        """The outcome as a page says it."""
        return WORDS[self.outcome]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that was found in a cell, such as a call that sets a seed."""

    text: str
    cell: int = 0
    """0 for the file as a whole"""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One notebook or script, as reading it found it."""

    title: str
    href: str
    is_notebook: bool = True
    counts: tuple[tuple[int, int | None], ...] = ()
    """(cell, number of its last run) of each cell that holds code, in order; nothing of a script"""
    errors: tuple[tuple[int, str], ...] = ()
    """(cell, name of the exception) of each output that is an error"""
    seeds: tuple[Spot, ...] = ()
    splits: tuple[Spot, ...] = ()
    figures: Figures = field(default_factory=lambda: Figures(()))

    @property
    def was_run(self) -> bool:
        """Whether anything in the file says that it was run: a number of a run, or an output."""
        return any(count is not None for _, count in self.counts) or bool(self.figures.outputs or self.errors)

    def place(self, cell: int) -> Place:
        """A cell, or the file."""
        if not cell or not self.is_notebook:
            return self.title, self.href
        return f"{self.title}, cell {cell}", f"{self.href}#cell-{cell}"


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A figure that the person claims."""

    metric: str
    value: Decimal
    """With the digits that were typed."""
    label: str = ""
    unit: str = ""
    split: str = ""
    repeats: int = 1
    anchor: str = ""

    @property
    def words(self) -> str:
        """As in: accuracy 0.94"""
        return f"{self.metric} {self.value:f}{' ' if self.unit and self.unit != '%' else ''}{self.unit}"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link to something outside, and what it answered when it was last asked."""

    title: str
    href: str
    is_code: bool = False
    is_pinned: bool = False
    answer: str = ""
    """answers, gone, refused, unreachable or not-allowed; empty while it was not asked since its address changed"""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the project says of itself, and its parts."""

    files: tuple[FileFacts, ...] = ()
    results: tuple[ResultFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    dependencies: str = ""
    dependency_files: tuple[Place, ...] = ()
    """Files such as requirements.txt"""
    seeds: str = ""
    splits: tuple[str, ...] = ()
    """How data sets and results are said to be divided"""
    originality: str = "own"
    originality_source: str = ""

    @property
    def notebooks(self) -> tuple[FileFacts, ...]:
        return tuple(each for each in self.files if each.is_notebook)


def some(places: Iterable[Place], most: int = MOST_PLACES) -> tuple[Place, ...]:
    """The first of them, each once."""
    return tuple(dict.fromkeys(places))[:most]


def parted(checks: Sequence[Check]) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
    """Those that tell something, and those that cannot be made, which a page folds into one line; a single one of these
    stays where it is."""
    untold = tuple(one for one in checks if one.outcome == IMPOSSIBLE)
    if len(untold) < 2:
        return tuple(checks), ()
    return tuple(one for one in checks if one.outcome != IMPOSSIBLE), untold


def together(checks: Sequence[Check]) -> Check:
    """The same check of several notebooks as one: open if one is, else not to be told if one is, else it holds."""
    worst = next(outcome for outcome in (OPEN, IMPOSSIBLE, HOLDS) if any(c.outcome == outcome for c in checks))
    telling = [each for each in checks if each.outcome == worst]
    reasons = [each.reason for each in telling[:MOST_PLACES]]
    if len(telling) > MOST_PLACES:
        reasons.append(f"The same is so in {len(telling) - MOST_PLACES} more.")
    held = sum(each.outcome == HOLDS for each in checks)
    if worst != HOLDS and held:
        reasons.append(f"It holds for {held} of {len(checks)} notebooks.")
    places = some(place for each in telling for place in each.places)
    return Check(checks[0].key, worst, checks[0].title, " ".join(reasons), places)
