"""Where a person is in a checklist. Pure.

The count is over the items of the edition that are there to be done: habits, optional items, own items and retired ones
stand beside it. Hidden and skipped items stay in it and are never done. So nothing that a person does raises it but a
tick: hiding, skipping and adding leave it as it was, or lower it where a tick is put out of sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portfolio.checklists.values import HIDDEN, SHOWN, SKIPPED, Branch, Entry, Item, Outline, State

STALE_AFTER = timedelta(days=90)
"""A habit that was last done longer ago is shown as such."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many are done, of how many."""

    done: int = 0
    total: int = 0
    skipped: int = 0
    hidden: int = 0

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 is all of it. Nothing to do is 0."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def open(self) -> int:
        """What is not done, skipped and hidden ones included."""
        return self.total - self.done

    def __add__(self, other: Count) -> Count:
        return Count(
            self.done + other.done,
            self.total + other.total,
            self.skipped + other.skipped,
            self.hidden + other.hidden,
        )


def is_counted(entry: Entry) -> bool:
    """Whether an item of an edition is part of the count."""
    return not (entry.habit or entry.optional or entry.retired)


def of_branch(branch: Branch, state: State) -> Count:
    """The count of one category."""
    keys = [entry.key for entry in branch.entries if is_counted(entry)]
    items = [state.items[key] for key in keys if key in state.items]
    return Count(
        done=sum(item.counts_as_done for item in items),
        total=len(keys),
        skipped=sum(item.state == SKIPPED for item in items),
        hidden=sum(item.state == HIDDEN for item in items),
    )


def of_branches(branches: Iterable[Branch], state: State) -> Count:
    """The count of several categories together."""
    return sum((of_branch(branch, state) for branch in branches), Count())


def of_all(outline: Outline, state: State) -> Count:
    """The count of the whole checklist."""
    return of_branches(outline.branches.values(), state)


def own(state: State) -> Count:
    """The own items, which stand beside the count; own habits are left out."""
    items = [item for item in state.items.values() if item.is_own and not item.is_habit]
    return Count(done=sum(item.counts_as_done for item in items), total=len(items))


def is_habit(item: Item, entry: Entry | None) -> bool:
    """Whether an item has a last date instead of a tick."""
    return item.is_habit if item.is_own else entry is not None and entry.habit


def is_stale(last_on: date | None, today: date) -> bool:
    """Whether a habit was last done too long ago."""
    return last_on is not None and today - last_on > STALE_AFTER


def next_open(outline: Outline, state: State) -> Iterator[Entry]:
    """The items to do, in the order of the edition; what is skipped, hidden, optional or a habit is passed over."""
    for entry in outline.entries.values():
        item = state.items.get(entry.key)
        if is_counted(entry) and (item is None or (item.done_on is None and item.state == SHOWN)):
            yield entry
