"""What the page of one checklist shows, made of values that a query has read. No queries here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from competence.yardstick import Yardstick
from portfolio.checklists import progress, sheets
from portfolio.checklists.progress import Count
from portfolio.checklists.sheets import Line
from portfolio.checklists.values import Branch, Outline, State

ALL_AT_ONCE = 200
"""Items that may stand open on one page; longer ones are read by category."""
NEXT = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One item on the page."""

    line: Line
    is_stale: bool
    first: bool
    last: bool
    """Whether there is no way further up or down."""


@dataclass(frozen=True, slots=True)
class Category:
    """One category; `rows` are read only where it is open, of a very long one a piece."""

    key: str
    name: str
    count: Count
    is_open: bool
    rows: tuple[Row, ...] = ()
    hidden: tuple[Line, ...] = ()
    piece: int = 1
    pieces: int = 1

    @property
    def place(self) -> str:
        """What names the piece in an address."""
        return place_of(self.key, self.piece)

    @property
    def previous(self) -> str:
        """The piece before, empty for the first."""
        return place_of(self.key, self.piece - 1) if self.piece > 1 else ""

    @property
    def following(self) -> str:
        """The piece after, empty for the last."""
        return place_of(self.key, self.piece + 1) if self.piece < self.pieces else ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level with its categories."""

    key: str
    name: str
    count: Count
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """An item that is open, and where it stands."""

    key: str
    name: str
    branch: str
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist, whole: where one is, what is next, and the open category."""

    count: Count
    own: Count
    levels: tuple[Level, ...]
    loose: Category | None
    retired: tuple[Line, ...]
    next: tuple[Next, ...]
    habits: tuple[Row, ...]
    opened: str
    """What stands open: the key of a category or level."""


def build(yardstick: Yardstick, outline: Outline, state: State, opened: str, today: date) -> Sheet:
    """The page with the category or level `opened` open; without one that with the next open item.

    Behind a `~` stands the piece of a category that is too long for one page.
    """
    ahead = tuple(upcoming(outline, state, NEXT))
    asked = _wanted(outline, opened.partition("~")[0])
    opened = opened if asked else next((item.branch for item in ahead), "")
    key, _, number = opened.partition("~")
    wanted = asked or {key}
    piece = int(number) if number.isdecimal() and len(number) < 5 else 1
    levels = []
    for stage in outline.stages:
        categories = tuple(_category(branch, state, wanted, today, piece) for branch in stage.branches)
        count = sum((category.count for category in categories), Count())
        levels.append(Level(stage.key, level_name(yardstick, stage.key), count, categories))
    own = sheets.loose(state)
    return Sheet(
        count=sum((level.count for level in levels), Count()),
        own=progress.own(state),
        levels=tuple(levels),
        loose=_filled("", "Your own items", Count(), own, today) if own else None,
        retired=tuple(sheets.retired(state)),
        next=ahead,
        habits=_habits(outline, state, today),
        opened=opened,
    )


def _wanted(outline: Outline, opened: str) -> set[str]:
    """The categories that stand open: one, or those of a level as far as a page can hold them."""
    if opened in outline.branches:
        return {opened}
    wanted: set[str] = set()
    items = 0
    for branch in next((stage.branches for stage in outline.stages if stage.key == opened), ()):
        items += len(branch.entries)
        if items <= ALL_AT_ONCE or not wanted:
            wanted.add(branch.key)
    return wanted


def level_name(yardstick: Yardstick, key: str) -> str:
    """As in: Level 2, Tuning; the bare name where levels are areas side by side."""
    level = yardstick.levels_by_key[key]
    return f"{yardstick.tiers.level} {level.number}, {level.name}" if yardstick.ordered else level.name


def place_of(key: str, piece: int) -> str:
    """A category, or a piece of it after the first, as an address names it."""
    return f"{key}~{piece}" if piece > 1 else key


def _category(branch: Branch, state: State, wanted: Collection[str], today: date, piece: int) -> Category:
    count = progress.of_branch(branch, state)
    if branch.key not in wanted:
        return Category(branch.key, branch.name, count, False)
    return _filled(branch.key, branch.name, count, sheets.lines(branch, state), today, piece)


def _filled(key: str, name: str, count: Count, lines: list[Line], today: date, piece: int = 0) -> Category:
    """An open category; `piece` 0 is all of it."""
    seen = [line for line in lines if not line.is_hidden]
    pieces = max(1, -(-len(seen) // ALL_AT_ONCE)) if piece else 1
    piece = min(max(piece, 1), pieces)
    first, last = ((piece - 1) * ALL_AT_ONCE, piece * ALL_AT_ONCE) if pieces > 1 else (0, len(seen))
    rows = tuple(_row(seen[n], today, n == 0, n == len(seen) - 1) for n in range(first, min(last, len(seen))))
    return Category(key, name, count, True, rows, tuple(line for line in lines if line.is_hidden), piece, pieces)


def _row(line: Line, today: date, first: bool = True, last: bool = True) -> Row:
    return Row(line, line.is_habit and progress.is_stale(line.item.done_on, today), first, last)


def upcoming(outline: Outline, state: State, most: int) -> list[Next]:
    """The first `most` open items, under the person's own names."""
    found = []
    for entry in progress.next_open(outline, state):
        name = state.of(entry.key).name or entry.name
        branch = outline.branches[entry.branch]
        found.append(Next(entry.key, name, place_of(branch.key, _piece(branch, state, entry.key)), branch.name))
        if len(found) == most:
            break
    return found


def _piece(branch: Branch, state: State, key: str) -> int:
    """The piece of a category in which an item stands."""
    if len(branch.entries) <= ALL_AT_ONCE:
        return 1
    seen = [line.key for line in sheets.lines(branch, state) if not line.is_hidden]
    return seen.index(key) // ALL_AT_ONCE + 1 if key in seen else 1


def _habits(outline: Outline, state: State, today: date) -> tuple[Row, ...]:
    """Every habit in sight, those longest ago first; one that was never done before all."""
    found = [sheets.Line(state.of(entry.key), entry) for entry in outline.habits]
    found += [sheets.Line(item, None) for item in state.items.values() if item.is_own and item.is_habit]
    seen = [line for line in found if not line.is_hidden]
    seen.sort(key=lambda line: line.item.done_on or date.min)
    return tuple(_row(line, today) for line in seen)
