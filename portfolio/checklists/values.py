"""The things of a checklist: the outline that an edition gives, and what a person did to its items.

A checklist holds only what the person did. An item that nobody touched has no row and reads as the edition says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from competence.habits import is_habit
from competence.yardstick import Skill, Yardstick

SHOWN, SKIPPED, HIDDEN = STATES = ("shown", "skipped", "hidden")
"""What a person does with an item. Skipped ones stay in sight, hidden ones do not; neither counts as done."""
LOOSE = ""
"""The branch of own items that belong to no category."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as an edition has it."""

    key: str
    name: str
    branch: str
    says: str = ""
    """What it claims, in one sentence."""
    group: str = ""
    habit: bool = False
    optional: bool = False
    retired: bool = False
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A category of an edition, with its items in the order of the edition, retired ones left out."""

    key: str
    name: str
    level: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A level of an edition with its categories."""

    key: str
    name: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Outline:
    """One edition as a checklist sees it."""

    version: str
    stages: tuple[Stage, ...] = ()
    retired: tuple[Entry, ...] = ()

    @cached_property
    def branches(self) -> dict[str, Branch]:
        """Every category by key."""
        return {branch.key: branch for stage in self.stages for branch in stage.branches}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every item in use by key, in the order of the edition."""
        return {entry.key: entry for branch in self.branches.values() for entry in branch.entries}

    @cached_property
    def habits(self) -> tuple[Entry, ...]:
        """The habits among them."""
        return tuple(entry for entry in self.entries.values() if entry.habit)

    def heir_of(self, key: str) -> Entry | None:
        """The item in use that continues a retired one, along its successors; None when there is none."""
        gone = {entry.key: entry for entry in self.retired}
        in_use, seen = self.entries, set[str]()
        while key in gone and key not in seen:
            seen.add(key)
            key = gone[key].successor
        return in_use.get(key) if seen else None


@dataclass(frozen=True, slots=True)
class Item:
    """What a person did to one item, or an item of their own."""

    key: str
    is_own: bool = False
    name: str = ""
    """Their own name for it; empty for that of the edition."""
    note: str = ""
    done_on: date | None = None
    """The day of the tick; of a habit the last time."""
    state: str = SHOWN
    branch: str = LOOSE
    """Of an own item: the category that it stands in."""
    is_habit: bool = False
    """Of an own item."""
    position: int = 0
    """Of an own item: its place among the own ones."""
    retired_in: str = ""
    """The edition in which it left the framework."""
    words: str = ""
    """Its name when it left."""

    @property
    def counts_as_done(self) -> bool:
        """Ticked, and neither skipped nor hidden."""
        return self.done_on is not None and self.state == SHOWN


@dataclass(frozen=True)
class State:
    """A checklist: the edition that it is a copy of, the items that were touched, and the orders that were chosen."""

    version: str
    items: Mapping[str, Item] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By category: keys in the order that the person chose."""

    def of(self, key: str) -> Item:
        """The item with this key; one that nobody touched when there is none."""
        return self.items.get(key) or Item(key)

    def having(self, *items: Item) -> State:
        """The same checklist with these items. One that says nothing any more is not kept."""
        kept = {**self.items, **{item.key: item for item in items}}
        for item in items:
            if item == Item(item.key):
                del kept[item.key]
        return replace(self, items=kept)

    def without(self, key: str) -> State:
        """The same checklist without an item."""
        return replace(self, items={other: item for other, item in self.items.items() if other != key})

    def own_in(self, branch: str) -> list[Item]:
        """The own items of a category, as they were added."""
        own = [item for item in self.items.values() if item.is_own and item.branch == branch]
        return sorted(own, key=lambda item: (item.position, item.key))


def arranged(keys: Iterable[str], order: Iterable[str]) -> list[str]:
    """`keys` in the order that a person chose. What the order does not know follows the one that it follows in `keys`,
    so a new item stands where the edition has it; what is not there any more is passed over."""
    given = list(keys)
    known = set(given)
    placed = [key for key in dict.fromkeys(order) if key in known]
    if not placed:
        return given
    there = set(placed)
    for index, key in enumerate(given):
        if key not in there:
            before = given[index - 1] if index else None
            placed.insert(placed.index(before) + 1 if before is not None else 0, key)
            there.add(key)
    return placed


def outline_of(yardstick: Yardstick) -> Outline:
    """An edition as a checklist sees it."""
    stages: list[Stage] = []
    retired: list[Entry] = []
    for level in yardstick.levels:
        branches = []
        for competence in level.competences:
            groups = {group.key: group.name for group in competence.groups}
            entries = [_entry(skill, groups.get(skill.group, "")) for skill in competence.skills]
            retired += [entry for entry in entries if entry.retired]
            in_use = tuple(entry for entry in entries if not entry.retired)
            branches.append(Branch(competence.key, competence.name, level.key, in_use))
        stages.append(Stage(level.key, level.name, tuple(branches)))
    return Outline(yardstick.version, tuple(stages), tuple(retired))


def _entry(skill: Skill, group: str) -> Entry:
    return Entry(
        key=skill.key,
        name=skill.name,
        branch=skill.competence,
        says=skill.can_do,
        group=group,
        habit=is_habit(skill),
        optional=skill.optional,
        retired=skill.retired,
        successor=skill.successor,
    )
