"""How one person stands against one thing that a brief asks for, in words. Pure.

For the person themselves: it counts what they have, and apart from it what of this everybody may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from competence.standing.readings import State as LevelState
from competence.strengths import Strength
from hiring.sheets import LEVEL
from hiring.wanted import Ask


class Met(IntEnum):
    """How far an ask is met."""

    NOT_YET = 0
    WEAKER = 1
    """There is something, of less strength than is wanted; or some of several."""
    MET = 2


@dataclass(frozen=True, slots=True)
class Side:
    """What can be seen from one side: the person's own, or everybody's."""

    strengths: Mapping[str, Strength]
    levels: Mapping[str, LevelState]


@dataclass(frozen=True, slots=True)
class Reading:
    """How an ask is met."""

    met: Met
    words: str
    """As in: verified; claimed only, evidenced is asked for; 1 of 2 shown; not shown yet."""
    mark: str
    """verified, evidenced, claimed or gap."""
    best: str = ""
    """The skill with the strongest proof among those that count."""


def read(ask: Ask, side: Side) -> Reading:
    """How far `ask` is met on one side."""
    if ask.kind == LEVEL:
        return _level(ask, side.levels.get(ask.key, LevelState.NOT_STARTED))
    strengths = {key: side.strengths[key] for key in ask.skills if key in side.strengths}
    enough = [key for key, strength in strengths.items() if strength >= ask.strength]
    best = max(strengths, key=lambda key: strengths[key], default="")
    if not best:
        return Reading(Met.NOT_YET, "not shown yet", "gap")
    mark = strengths[best].word
    if len(enough) >= ask.at_least:
        weakest = sorted((strengths[key] for key in enough), reverse=True)[ask.at_least - 1]
        return Reading(Met.MET, weakest.word, weakest.word, best)
    if ask.at_least > 1:
        return Reading(Met.WEAKER if enough else Met.NOT_YET, f"{len(enough)} of {ask.at_least} shown", mark, best)
    had = "claimed only" if strengths[best] == Strength.CLAIMED else mark
    return Reading(Met.WEAKER, f"{had}, {ask.strength.word} is asked for", mark, best)


def _level(ask: Ask, state: LevelState) -> Reading:
    wanted = LevelState.VERIFIED if ask.strength == Strength.VERIFIED else LevelState.DEMONSTRATED
    words = state.text.lower() if state else "not shown yet"
    mark = {LevelState.VERIFIED: "verified", LevelState.DEMONSTRATED: "evidenced"}.get(state, "gap")
    if state >= wanted:
        return Reading(Met.MET, words, mark)
    if state == LevelState.DEMONSTRATED:
        return Reading(Met.WEAKER, f"{words}, verified is asked for", mark)
    return Reading(Met.WEAKER if state else Met.NOT_YET, words, mark)
