"""The numbers of traits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from competence.strengths import Strength
from portfolio.explore import SKILL
from portfolio.shelf.entries import Trait


class Traits:
    """All traits that have a number, from 1 on."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """`rows`: number, kind and value."""
        self.by_kind: dict[str, dict[str, int]] = {}
        self.skills: dict[str, dict[int, int]] = {}
        """By key of the skill, then by strength."""
        self.size = 1
        """One more than the highest number."""
        for number, kind, value in rows:
            self.size = max(self.size, number + 1)
            if kind == SKILL:
                key, _, strength = value.rpartition("/")
                self.skills.setdefault(key, {})[int(strength)] = number
            else:
                self.by_kind.setdefault(kind, {})[value] = number

    def of(self, kind: str, *values: str) -> frozenset[int]:
        """The numbers of these values of a facet; what nobody has, has none."""
        own = self.by_kind.get(kind, {})
        return frozenset(own[value] for value in values if value in own)

    def of_skills(self, keys: Iterable[str], least: int) -> frozenset[int]:
        """The numbers of these skills from a strength on."""
        own: Iterable[Mapping[int, int]] = (self.skills[key] for key in keys if key in self.skills)
        return frozenset(number for each in own for strength, number in each.items() if strength >= least)


def skill(key: str, strength: Strength) -> Trait:
    """The trait of a project that is linked to a skill."""
    return SKILL, f"{key}/{strength.value}"
