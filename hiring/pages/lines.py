"""Asks as lines of a page: a mark, words, and the way to the very evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from competence.levelmap import GAP, WORDS
from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring.matching import Facts, Met, Reading, words
from hiring.wanted import Ask, Wanted
from portfolio import english

Names = Callable[[str], str]
LISTED_AT_MOST = 6
"""Skills of a group that are named one by one."""


@dataclass(frozen=True)
class Shown:
    """What one person shows by one framework, and where."""

    facts: Facts
    hrefs: Mapping[str, str]
    """By key of a skill the line of its best evidence on the project's page."""
    standing: str
    """Where the standings by this framework are explained."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A skill with its mark and the line of its evidence."""

    label: str
    state: str
    href: str

    @property
    def words(self) -> str:
        """The state for a screen reader."""
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """One ask held against one person."""

    label: str
    state: str
    """gap, claimed, evidenced or verified: the strength at which the whole of it is held."""
    is_must: bool
    is_met: bool
    words: str
    """How far it is met, for example "evidenced" or "shown by 1 of 2 skills"."""
    href: str = ""
    """Where the proof is, if that is one place."""
    proofs: tuple[Proof, ...] = ()
    """Of a group or domain: the skills that count, and weaker ones."""

    @property
    def classes(self) -> str:
        """The style classes of the cell. Only a must that is not met has a ring."""
        return f"{self.state} asked" if self.is_must and not self.is_met else self.state

    @property
    def is_open(self) -> bool:
        """Whether it has to be pointed out."""
        return self.is_must and not self.is_met


def names_of(yardstick: Yardstick) -> Names:
    """From the key of a skill to its name."""
    return lambda key: yardstick.skills[key].name if key in yardstick.skills else key


def line(reading: Reading, shown: Shown, names: Names) -> Line:
    """One reading of the match of whoever shows that."""
    ask = reading.ask
    if ask.kind == "level":
        href = shown.standing if reading.met is not Met.MISSING else ""
    else:
        href = shown.hrefs.get(ask.key, "")
    is_some = ask.kind in ("group", "domain")
    return Line(
        label=f"{ask.label}, {ask.at_least} skills" if is_some and ask.at_least > 1 else ask.label,
        state=reading.held.word if reading.held else GAP,
        is_must=ask.weight == "must",
        is_met=reading.is_met,
        words=words.standing(reading),
        href=href,
        proofs=proofs((*reading.counts, *reading.weaker), shown, names) if is_some else (),
    )


def proofs(keys: Iterable[str], shown: Shown, names: Names) -> tuple[Proof, ...]:
    """Skills with their marks, in the order given."""
    return tuple(Proof(names(key), shown.facts.strengths[key].word, shown.hrefs.get(key, "")) for key in keys)


@dataclass(frozen=True, slots=True)
class Needed:
    """One ask as the brief states it."""

    label: str
    note: str = ""
    """What is special about it: of which skills how many, another strength than the brief's."""


@dataclass(frozen=True)
class Needs:
    """What a brief asks for, in words."""

    musts: tuple[Needed, ...]
    useful: tuple[Needed, ...]
    not_needed: tuple[str, ...]
    """Levels by name."""
    gone: tuple[str, ...]
    """What the current edition has no longer: it asks for nothing."""

    @property
    def is_empty(self) -> bool:
        return not (self.musts or self.useful)


def needs(wanted: Wanted, yardstick: Yardstick, usual: Strength) -> Needs:
    """The brief in words; `usual` is the strength that counts where nothing else is said."""
    names = names_of(yardstick)
    tier = f"{yardstick.tiers.level} " if yardstick.ordered else ""
    return Needs(
        musts=tuple(_needed(ask, names, usual) for ask in wanted.musts),
        useful=tuple(_needed(ask, names, usual) for ask in wanted.useful),
        not_needed=tuple(
            f"{tier}{level.number}, {level.name}" if tier else level.name
            for level in yardstick.levels
            if level.key in wanted.not_needed
        ),
        gone=tuple(ask.label for ask in wanted.asks if ask.retired),
    )


def _needed(ask: Ask, names: Names, usual: Strength) -> Needed:
    notes = []
    if ask.kind in ("group", "domain"):
        some = english.count(ask.at_least)
        listed = f": {english.listing([names(key) for key in ask.skills])}" if len(ask.skills) <= LISTED_AT_MOST else ""
        notes.append(f"{some} of {len(ask.skills)} skills{listed}")
    if ask.strength is not usual:
        notes.append("claims count" if ask.strength is Strength.CLAIMED else ask.strength.word)
    return Needed(ask.label, "; ".join(notes))
