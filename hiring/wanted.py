"""What a brief asks for, as a frozen value: what matching, comparing, interviews and the pages work on. Pure.

Built from the tables by `hiring.queries.wanted`, from the edition that is current.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from competence.strengths import Strength


@dataclass(frozen=True, slots=True)
class Ask:
    """One need. A skill asks for itself, a group or domain for `at_least` of its skills, a level for its standing."""

    kind: str
    """skill, group, domain or level: hiring.models.Need.Kind"""
    key: str
    label: str
    weight: str
    """must or useful"""
    strength: Strength
    """From which a skill counts. A level that is asked for verified has to stand verified."""
    skills: tuple[str, ...] = ()
    """Keys of the skills that count, in framework order; none for a level."""
    at_least: int = 1
    """How many of them have to count."""
    retired: bool = False
    """Whether the current edition no longer has it: it is shown, and asks for nothing."""


@dataclass(frozen=True)
class Wanted:
    """All needs of one brief, musts before useful ones, each in framework order."""

    framework: str
    """Key of the framework by which people are read."""
    asks: tuple[Ask, ...] = ()
    not_needed: frozenset[str] = frozenset()
    """Keys of levels that give neither plus nor minus: what is shown there is surplus and stands apart."""

    @property
    def is_by_day(self) -> bool:
        """Whether the day of the latest proof decides between equals. Not where a level is not needed: the latest proof
        could be from there, and would be a plus."""
        return not self.not_needed

    @cached_property
    def musts(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in self.asks if ask.weight == "must" and not ask.retired)

    @cached_property
    def useful(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in self.asks if ask.weight == "useful" and not ask.retired)
