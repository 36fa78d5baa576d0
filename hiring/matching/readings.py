"""One brief held against one person: what is met, partly met or missing, and by which skills. Pure.

Every ask comes down to one question: at which strength does the person hold it? A skill is held at its strength; a
group or domain that asks for n skills at the strength that n of its skills reach; a level that is demonstrated as
evidenced, a verified one as verified. An ask is met when it is held at the strength asked for or above. So more
evidence can never make less of it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from competence.standing import State
from competence.strengths import Strength
from hiring.matching.facts import Facts
from hiring.matching.order import Figures
from hiring.wanted import Ask, Wanted


class Met(IntEnum):
    """How far an ask is met."""

    MISSING = 0
    PARTLY = 1
    MET = 2

    @property
    def word(self) -> str:
        """The word that pages and style sheets use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Reading:
    """One ask held against one person."""

    ask: Ask
    met: Met
    held: Strength | None
    """The strength at which the whole of it is held; none where there is too little."""
    counts: tuple[str, ...] = ()
    """Keys of the skills that count, in framework order."""
    weaker: tuple[str, ...] = ()
    """Keys of the skills that are there, but weaker than asked for."""
    state: State | None = None
    """Of a level: where it stands."""

    @property
    def is_met(self) -> bool:
        return self.met is Met.MET

    @property
    def is_verified(self) -> bool:
        """As many verified skills as it asks for; of a level, its standing."""
        return self.held is Strength.VERIFIED


@dataclass(frozen=True)
class Match:
    """A whole brief held against one person."""

    facts: Facts
    musts: tuple[Reading, ...]
    useful: tuple[Reading, ...]

    @cached_property
    def figures(self) -> Figures:
        """What the order is made of."""
        return Figures(
            musts_verified=sum(reading.is_verified for reading in self.musts),
            musts_met=sum(reading.is_met for reading in self.musts),
            useful_met=sum(reading.is_met for reading in self.useful),
            last_proof_on=self.facts.last_proof_on,
        )

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.musts + self.useful

    def of(self, ask: Ask) -> Reading:
        """The reading of one ask of this brief."""
        return next(reading for reading in self.readings if reading.ask == ask)


def read(wanted: Wanted, facts: Facts) -> Match:
    """`wanted` held against one person. What the edition has no longer asks for nothing."""
    return Match(
        facts=facts if wanted.is_by_day else replace(facts, last_proof_on=None),
        musts=tuple(read_ask(ask, facts) for ask in wanted.musts),
        useful=tuple(read_ask(ask, facts) for ask in wanted.useful),
    )


def read_again(match: Match, facts: Facts, changed: Set[str]) -> Match:
    """The same brief held against other facts, which differ in the skills and levels `changed` only."""

    def again(reading: Reading) -> Reading:
        ask = reading.ask
        touched = ask.key in changed or not changed.isdisjoint(ask.skills)
        return read_ask(ask, facts) if touched else reading

    return Match(facts, tuple(map(again, match.musts)), tuple(map(again, match.useful)))


def read_ask(ask: Ask, facts: Facts) -> Reading:
    """One ask held against one person."""
    if ask.kind == "level":
        state = facts.standings.get(ask.key, State.NOT_STARTED)
        held = state.strength
        return Reading(ask, _met(ask, held, is_begun=state > State.NOT_STARTED), held, state=state)
    shown = {key: facts.strengths[key] for key in ask.skills if key in facts.strengths}
    best = sorted(shown.values(), reverse=True)
    held = best[ask.at_least - 1] if len(best) >= ask.at_least else None
    return Reading(
        ask,
        _met(ask, held, is_begun=bool(shown)),
        held,
        counts=tuple(key for key, strength in shown.items() if strength >= ask.strength),
        weaker=tuple(key for key, strength in shown.items() if strength < ask.strength),
    )


def _met(ask: Ask, held: Strength | None, *, is_begun: bool) -> Met:
    if held is not None and held >= ask.strength:
        return Met.MET
    return Met.PARTLY if is_begun else Met.MISSING


def counting(wanted: Wanted, strength: Strength) -> Wanted:
    """The same brief, for which proof of this strength counts everywhere."""
    return replace(wanted, asks=tuple(replace(ask, strength=strength) for ask in wanted.asks))
