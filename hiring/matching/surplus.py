"""What a person shows beyond a brief. It stands apart and counts for no must and nothing useful; all that it can be in
the order is the latest proof, which decides last. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring.matching.facts import Facts
from hiring.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Surplus:
    """Keys of skills that are shown and that nothing asks for, in framework order."""

    more: tuple[str, ...] = ()
    not_needed: tuple[str, ...] = ()
    """Those of levels that the work does not need."""


def surplus(wanted: Wanted, facts: Facts, yardstick: Yardstick) -> Surplus:
    """What is shown (evidenced or verified) and not asked for, by itself, in a group or domain, or with its level."""
    asked = {key for ask in wanted.asks for key in ask.skills}
    levels = {ask.key for ask in wanted.asks if ask.kind == "level"}
    more: list[str] = []
    aside: list[str] = []
    for key, skill in yardstick.skills.items():
        if facts.strengths.get(key, 0) < Strength.EVIDENCED or key in asked or skill.level in levels:
            continue
        (aside if skill.level in wanted.not_needed else more).append(key)
    return Surplus(tuple(more), tuple(aside))
