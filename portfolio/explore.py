"""What somebody looks for among people and projects. Pure: the address in, a value out, and back into an address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import words

MOST_WORDS = 8
MOST_CHOICES = 12
"""Choices of one kind that an address may carry; further ones are passed over."""
KINDS = ("q", "skill", "level", "domain", "library", "proof")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter in use: its kind, its value in the address and its name for people."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True)
class Asked:
    """Words and filters; all of them hold together."""

    yardstick: Yardstick
    is_default: bool = True
    q: str = ""
    skills: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    strength: Strength | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What has to occur, folded as the stored words are."""
        return tuple(dict.fromkeys(words.fold(self.q).split()))[:MOST_WORDS]

    @property
    def floor(self) -> Strength:
        """From which strength a skill counts: shown, unless said otherwise."""
        return self.strength or Strength.EVIDENCED

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What is in use, in the order of the page."""
        names = {value.key: value.name for axis in self.yardstick.axes if axis.key == "domain" for value in axis.values}
        found = [Filter("q", self.q, f"“{self.q}”")] if self.q else []
        found += [Filter("skill", key, self.yardstick.skills[key].name) for key in self.skills]
        found += [Filter("level", key, self.level_name(key)) for key in self.levels]
        found += [Filter("domain", key, names.get(key, key)) for key in self.domains]
        found += [Filter("library", key, key) for key in self.libraries]
        return tuple(found + ([Filter("proof", self.strength.word, self.strength.word)] if self.strength else []))

    def level_name(self, key: str) -> str:
        """As in: Level 2, Tuning."""
        level = self.yardstick.levels_by_key[key]
        return f"{self.yardstick.tiers.level} {level.number}, {level.name}" if self.yardstick.ordered else level.name

    def without(self, dropped: Filter) -> Asked:
        """The same, but for one filter."""
        if dropped.kind == "q":
            return replace(self, q="")
        if dropped.kind == "proof":
            return replace(self, strength=None)
        name = {"skill": "skills", "level": "levels", "domain": "domains", "library": "libraries"}[dropped.kind]
        kept: dict[str, Any] = {name: tuple(value for value in getattr(self, name) if value != dropped.value)}
        return replace(self, **kept)

    @property
    def chips(self) -> list[tuple[str, str]]:
        """The name of every filter in use, and the address without it."""
        return [(used.label, self.without(used).query) for used in self.filters]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for an address or for hidden fields."""
        framework = [] if self.is_default else [("framework", self.yardstick.key)]
        return framework + [(f.kind, f.value) for f in self.filters]

    @property
    def query(self) -> str:
        """As an address, from the question mark on."""
        return f"?{urlencode(self.pairs)}"


def read(params: Mapping[str, Sequence[str]], yardsticks: Sequence[Yardstick], libraries: Iterable[str]) -> Asked:
    """What the parameters of an address ask for. What is not known here is passed over."""
    wanted = (params.get("framework") or [""])[0]
    yardstick = next((y for y in yardsticks if y.key == wanted), yardsticks[0])
    domains = {value.key for axis in yardstick.axes if axis.key == "domain" for value in axis.values}
    proof = (params.get("proof") or [""])[0].upper()
    return Asked(
        yardstick=yardstick,
        is_default=yardstick is yardsticks[0],
        q=" ".join((params.get("q") or [""])[0].replace("\x00", " ").split())[:200],
        skills=_known(params.get("skill"), yardstick.skills),
        levels=_known(params.get("level"), yardstick.levels_by_key),
        domains=_known(params.get("domain"), domains),
        libraries=_known(params.get("library"), set(libraries)),
        strength=Strength[proof] if proof in Strength.__members__ else None,
    )


def _known(values: Sequence[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    choices = set(known)
    return tuple(dict.fromkeys(value for value in values or () if value in choices))[:MOST_CHOICES]


def skill_choices(yardstick: Yardstick, only: Collection[str] | None = None) -> list[tuple[str, list[Skill]]]:
    """The skills that can be asked for, by competence; `only` some of them, where there are too many."""
    found = []
    for level in yardstick.levels:
        for competence in level.competences:
            own = [s for s in competence.skills if not s.retired and (only is None or s.key in only)]
            found += [(f"{level.number} {competence.name}", own)] if own else []
    return found
