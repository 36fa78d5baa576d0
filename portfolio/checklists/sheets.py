"""A checklist as it is read: what stands in a category, in which order and under which name. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from portfolio.checklists import progress
from portfolio.checklists.values import HIDDEN, LOOSE, Branch, Entry, Item, Outline, State, arranged


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is shown: what the person did beside what the edition says."""

    item: Item
    entry: Entry | None
    """None for own items and those that left the framework."""

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def name(self) -> str:
        """The person's own name for it first."""
        return self.item.name or (self.entry.name if self.entry else self.item.words) or self.item.key

    @property
    def is_renamed(self) -> bool:
        """Whether the framework calls it something else."""
        return bool(self.item.name) and not self.item.is_own

    @property
    def official(self) -> str:
        """What the framework calls it, or called it."""
        return self.entry.name if self.entry else self.item.words

    @property
    def is_habit(self) -> bool:
        return progress.is_habit(self.item, self.entry)

    @property
    def is_optional(self) -> bool:
        return self.entry is not None and self.entry.optional

    @property
    def is_hidden(self) -> bool:
        return self.item.state == HIDDEN


def line(outline: Outline, state: State, key: str) -> Line | None:
    """One item; None when it is not in the checklist."""
    entry = outline.entries.get(key)
    return Line(state.of(key), entry) if entry is not None or key in state.items else None


def lines(branch: Branch, state: State) -> list[Line]:
    """Everything in a category, own items after those of the edition unless the person ordered them otherwise."""
    entries = {entry.key: entry for entry in branch.entries}
    own = [item.key for item in state.own_in(branch.key)]
    keys = arranged([*entries, *own], state.orders.get(branch.key, ()))
    return [Line(state.of(key), entries.get(key)) for key in keys]


def loose(state: State) -> list[Line]:
    """Own items in no category, in the order of the person."""
    keys = arranged([item.key for item in state.own_in(LOOSE)], state.orders.get(LOOSE, ()))
    return [Line(state.of(key), None) for key in keys]


def retired(state: State) -> list[Line]:
    """Items that left the framework and that the person keeps."""
    gone = sorted((item for item in state.items.values() if item.retired_in), key=lambda item: (item.words, item.key))
    return [Line(item, None) for item in gone]


def moved(outline: Outline, state: State, item: Item, to: Literal["up", "down"]) -> State:
    """The checklist with an item one place further, past what is hidden; the same one at either end."""
    entry = outline.entries.get(item.key)
    place = item.branch if item.is_own else entry.branch if entry else None
    if place is None:
        return state
    branch = outline.branches.get(place)
    there = lines(branch, state) if branch else loose(state)
    keys = [other.key for other in there]
    seen = [other.key for other in there if not other.is_hidden or other.key == item.key]
    target = seen.index(item.key) + (-1 if to == "up" else 1)
    if not 0 <= target < len(seen):
        return state
    neighbour = seen[target]
    keys.remove(item.key)
    keys.insert(keys.index(neighbour) + (0 if to == "up" else 1), item.key)
    plain = replace(state, orders={})
    given = [other.key for other in (lines(branch, plain) if branch else loose(plain))]
    orders = {key: order for key, order in state.orders.items() if key != place}
    return replace(state, orders=orders if keys == given else {**orders, place: tuple(keys)})
