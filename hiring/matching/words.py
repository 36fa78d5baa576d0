"""A match in sentences: what is met, what is open, why somebody stands where they stand. Pure.

No sentence says more than the figures. The person whom a sentence is about is "this person", so that it can stand in
a view without names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from competence.standing import State
from competence.strengths import Strength
from hiring.matching.moves import Deciding, Figure, Move
from hiring.matching.readings import Match, Met, Reading
from hiring.wanted import Ask
from portfolio import english

NAMED_AT_MOST = 3
"""Asks that a sentence names one by one; the marks below it show all of them."""
RULE = (
    "People are put in order by four figures, one after the other: how many musts are verified, how many musts are "
    "met, how many useful ones are met, and the day of the latest proof. The next figure decides only where the one "
    "before is equal.",
    "An ask is verified when as many of its skills are verified as it asks for. What is partly met counts for nothing "
    "here, and no figure outweighs another.",
    "People who are equal in all four share a rank. Which of them stands first is left to chance and says nothing.",
    "What is shown beyond the brief enters none of the three counts. Only the day can be that of a proof beyond the "
    "brief.",
    "Where a brief says that a level is not needed, the day does not count either: the latest proof could be from "
    "there. So what is shown at that level, and not asked for otherwise, gives neither plus nor minus.",
    "Names, pictures, places, schools and employers are not looked at.",
)
"""How the order is made, for the page."""

Names = Callable[[str], str]
"""From the key of a skill to its name."""


def summary(match: Match) -> str:
    """As in: All 8 musts, 7 verified. A brief without musts is summed up by its useful ones."""
    figures, total = match.figures, len(match.musts)
    if not total:
        return f"{useful(match)}."
    if not figures.musts_met:
        return "The one must is not met." if total == 1 else f"None of {total} musts."
    share = f"{figures.musts_met} of {total} musts" if figures.musts_met < total else _all(total)
    return f"{share}, {_verified(figures.musts_verified, figures.musts_met)}."


def useful(match: Match) -> str:
    """As in: 2 of 3 useful."""
    return f"{match.figures.useful_met} of {len(match.useful)} useful"


def _all(total: int) -> str:
    return {1: "The one must", 2: "Both musts"}.get(total, f"All {total} musts")


def _verified(verified: int, met: int) -> str:
    if met == 1:
        return "verified" if verified else "not verified"
    if verified == met:
        return "both verified" if met == 2 else "all verified"
    return f"{verified or 'none'} verified"


def still_open(match: Match) -> str:
    """What of the musts is not verified, not met or not shown, in one to three sentences; nothing when all is."""
    kinds: dict[str, list[str]] = {}
    for reading in match.musts:
        state = _open(reading)
        if state:
            kinds.setdefault(state, []).append(called(reading.ask))
    return " ".join(_clause(labels, state) for state, labels in sorted(kinds.items(), key=lambda kind: -len(kind[1])))


def _clause(labels: Sequence[str], state: str) -> str:
    """As in: Not shown yet: Stacking and Dropout."""
    named = list(labels[:NAMED_AT_MOST])
    if len(labels) > NAMED_AT_MOST:
        named[-1:] = [f"{len(labels) - NAMED_AT_MOST + 1} more"]
    return f"{english.capital(state)}: {english.listing(named)}."


def called(ask: Ask) -> str:
    """The name of an ask inside a sentence: Dropout, or Level 2 without the name of the level."""
    return ask.label.partition(", ")[0] if ask.kind == "level" else ask.label


def _open(reading: Reading) -> str:
    """What there is to say of a must; nothing when it is verified."""
    if reading.is_verified:
        return ""
    return f"{standing(reading)}, not verified" if reading.is_met else standing(reading)


def standing(reading: Reading) -> str:
    """How far an ask is held: evidenced, only claimed, not shown yet, in progress, shown by 1 of 2 skills."""
    if reading.ask.kind == "level":
        return (reading.state or State.NOT_STARTED).text.lower()
    if reading.met is Met.MISSING:
        return "not shown yet"
    if reading.is_met and reading.held:
        return reading.held.word
    if reading.counts:
        return _some(reading)
    if reading.held is None:
        return "begun, weaker than asked for"
    return "only claimed" if reading.held is Strength.CLAIMED else f"{reading.held.word}, with verified asked for"


def _some(reading: Reading) -> str:
    """Of an ask for several skills: how many of them count. As in: shown by 1 of 2 skills."""
    count = "verified in" if reading.ask.strength is Strength.VERIFIED else "shown by"
    return f"{count} {len(reading.counts)} of {reading.ask.at_least} skills"


def why(deciding: Deciding, name: str) -> str:
    """Why somebody of the next rank, called `name`, stands above this person."""
    if deciding.figure is Figure.LAST_PROOF:
        return _newer(deciding, name)
    one, many = {
        Figure.MUSTS_VERIFIED: ("verified must", "verified musts"),
        Figure.MUSTS_MET: ("must met", "musts met"),
        Figure.USEFUL_MET: ("useful one met", "useful ones met"),
    }[deciding.figure]
    there = english.listing([called(ask) for ask in deciding.there])
    if not deciding.here:
        count = "one" if deciding.ahead == 1 else english.count(deciding.ahead)
        return f"{name} stands above by {count} more {one if deciding.ahead == 1 else many}: {there}."
    theirs, own = deciding.theirs.key[deciding.figure], deciding.own.key[deciding.figure]
    here = english.listing([called(ask) for ask in deciding.here])
    return f"{name} has {theirs} {many if theirs != 1 else one}, this person {own}: {there} there, {here} here."


def _newer(deciding: Deciding, name: str) -> str:
    theirs, own = deciding.theirs.last_proof_on, deciding.own.last_proof_on
    against = f"against {_day(own)}" if own else "and this person has none yet"
    latest = f", {_day(theirs)} {against}" if theirs else ""
    return f"Musts and useful ones are equal. The latest proof of {name} is newer{latest}."


def move(step: Move, now: int, names: Names) -> str:
    """As in: Stacking: evidenced; verified, this would move the person from 3 to 1."""
    reading, to = step.reading, _reached(step)
    moved = f"would move the person from {now} to {step.rank}"
    is_whole = reading.ask.kind == "level" or step.skills == reading.ask.skills
    what = f"{to}, this" if is_whole else f"{english.listing([names(key) for key in step.skills])}, {to},"
    return english.capital(f"{called(reading.ask)}: {standing(reading)}; {what} {moved}.")


def no_step(decides: Deciding | None) -> str:
    """Where no single step in what is asked for would lead higher."""
    if decides and decides.figure is Figure.LAST_PROOF:
        return "Only a newer proof would move this person up; it may be of any skill."
    return "No single step would move this person up."


def _reached(step: Move) -> str:
    if step.reading.ask.kind == "level" and step.to < Strength.VERIFIED:
        return State.DEMONSTRATED.text.lower()
    return step.to.word


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
