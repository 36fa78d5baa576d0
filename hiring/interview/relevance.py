"""How much a skill or a project matters for a brief. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from competence.yardstick import Skill, Yardstick
from hiring.interview.wording import named
from hiring.wanted import Ask, Wanted

ASIDE = 90
"""From this rank on the brief does not ask for it."""
_SPECIFIC = {"skill": 0, "group": 1, "domain": 1, "level": 2}


@dataclass(frozen=True)
class Relevance:
    """A brief held against a yardstick; without a brief every skill matters alike."""

    yardstick: Yardstick
    wanted: Wanted | None = None

    @cached_property
    def _asks(self) -> dict[str, Ask]:
        """The ask that speaks loudest for each skill."""
        found: dict[str, Ask] = {}
        for ask in (*self.wanted.musts, *self.wanted.useful) if self.wanted else ():
            for key in self._skills_of(ask):
                if key not in found or _rank(ask) < _rank(found[key]):
                    found[key] = ask
        return found

    def _skills_of(self, ask: Ask) -> tuple[str, ...]:
        if ask.kind != "level":
            return ask.skills
        level = self.yardstick.levels_by_key.get(ask.key)
        return tuple(skill.key for skill in level.skills) if level else ()

    @cached_property
    def _aside(self) -> frozenset[str]:
        """Skills of levels that are not needed."""
        levels = self.wanted.not_needed if self.wanted else frozenset()
        return frozenset(key for key, skill in self.yardstick.skills.items() if skill.level in levels)

    def rank(self, key: str) -> int:
        """Lower is more: must before useful, what is asked for by name before a group or a level."""
        skill = self.yardstick.skills.get(key)
        if skill is None or skill.retired:
            return ASIDE + 9
        if key in self._asks:
            return _rank(self._asks[key])
        if key in self._aside:
            return ASIDE + 5
        return ASIDE if self.wanted else 0

    def best(self, keys: Iterable[str]) -> str:
        """The key that matters most, the first of equals; empty if none is of this yardstick."""
        known = [key for key in keys if self.skill(key) is not None]
        return min(known, key=self.rank, default="")

    def skill(self, key: str) -> Skill | None:
        """The skill, where the yardstick has it."""
        return self.yardstick.skills.get(key)

    def weight(self, key: str) -> str:
        """must or useful where the brief asks for the skill by name; else nothing."""
        ask = self._asks.get(key)
        return ask.weight if ask and ask.kind == "skill" else ""

    def why(self, key: str, *, is_direct: bool) -> str:
        """A sentence on what the brief asks for; empty where it does not. Directly, or by what the project shows."""
        ask, skill = self._asks.get(key), self.skill(key)
        if ask is None or skill is None:
            return ""
        lead = f"{'It is about' if is_direct else 'The project is put forward for'} {named(skill.name)}"
        weight = "a must of" if ask.weight == "must" else "useful for"
        if ask.kind == "skill":
            return f"{lead}, {weight} the brief."
        return f"{lead}; {named(ask.label)} is {weight} the brief."


def _rank(ask: Ask) -> int:
    return (0 if ask.weight == "must" else 10) + _SPECIFIC[ask.kind]
