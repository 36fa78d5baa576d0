"""From what somebody looks for to sets of traits, of each of which a project has to have one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from competence.strengths import Strength
from portfolio import explore, facets
from portfolio.explore import ALL, ANY, LEVEL, SKILL, Asked
from portfolio.shelf.rows import Rows
from portfolio.shelf.traits import Traits

Numbers = frozenset[int]


def numbers(asked: Asked, traits: Traits, kind: str, value: str) -> Numbers:
    """The traits of which any makes a project be of this value: for a level, the skills of it."""
    least = asked.strength or Strength.CLAIMED
    if kind == SKILL:
        return traits.of_skills((value,), least)
    if kind == LEVEL:
        return traits.of_skills((skill.key for skill in asked.yardstick.levels_by_key[value].skills), least)
    stated = traits.of(kind, *asked.ways(kind, value))
    if kind in facets.AXES.values():
        return stated | traits.of_skills(explore.skills_on(asked.yardstick, kind, (value,)), least)
    return stated


def conditions(asked: Asked, traits: Traits) -> Iterator[Numbers]:
    """What has to hold, but for words and freshness."""
    for kind in ALL:
        yield from (numbers(asked, traits, kind, value) for value in asked.values(kind))
    for kind in ANY:
        if asked.values(kind):
            yield frozenset().union(*(numbers(asked, traits, kind, value) for value in asked.values(kind)))
    if asked.strength and not (asked.values(SKILL) or asked.values(LEVEL)):
        yield traits.of_skills(traits.skills, asked.strength)


@dataclass(frozen=True)
class Ask:
    """One question of a plan."""

    places: tuple[int, ...]
    since: date | None

    def holds(self, held: NDArray[np.bool_], days: NDArray[np.uint32]) -> Rows:
        """For which projects all of it holds. `held`: what `Shelf.having` says of the sets of the plan."""
        fresh = days >= (self.since.toordinal() if self.since else 0)
        found: Rows = held[list(self.places)].all(axis=0) & fresh
        return found


class Plan:
    """Several questions to one shelf; a set that occurs in several of them is looked for once."""

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self._places: dict[Numbers, int] = {}

    @property
    def sets(self) -> list[Numbers]:
        return list(self._places)

    def put(self, own: Numbers) -> int:
        """The place of a set."""
        return self._places.setdefault(own, len(self._places))

    def ask(self, asked: Asked) -> Ask:
        """A question; its words are not looked at."""
        return Ask(tuple(self.put(own) for own in conditions(asked, self.traits)), asked.since)
