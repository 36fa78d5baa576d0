"""What a pasted text proposes for a brief, in the words of the framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from competence.yardstick import Yardstick
from hiring import demands, jobtext
from hiring.queries import wanted
from hiring.sheets import DOMAIN, GROUP, LEVEL, MUST, Line

KIND_WORDS = {LEVEL: "level", GROUP: "group of skills", DOMAIN: "domain"}


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as the page shows it."""

    id: str
    name: str
    kind: str
    """level, group of skills or domain; empty for a skill."""
    weight: str
    words: str
    sentence: str
    is_taken: bool


@dataclass(frozen=True)
class Found:
    """Everything that was found, and a title read from the first line."""

    title: str
    rows: tuple[Row, ...]
    unfound: tuple[str, ...] = ()
    """Demands for which nothing was found."""

    @property
    def musts(self) -> int:
        return sum(row.weight == MUST for row in self.rows)


def of(text: str, yardstick: Yardstick, chosen: Mapping[str, Line] | None = None) -> Found:
    """The proposals of a text. `chosen` are the lines ticked so far, by id; none at first. No query."""
    given = chosen or {}
    rows = tuple(
        Row(
            id=one.id,
            name=wanted.label_of(one.kind, one.key, yardstick),
            kind=KIND_WORDS.get(one.kind, ""),
            weight=given[one.id].weight if one.id in given else one.weight,
            words=one.words,
            sentence=one.sentence,
            is_taken=one.id in given,
        )
        for one in jobtext.propose(text, yardstick)
    )
    return Found(title_of(text), rows, demands.unfound(text, yardstick))


def title_of(text: str) -> str:
    """The first line, where it is short enough to be the name of a role."""
    first = next((line.strip().strip("#*_ ") for line in text.splitlines() if line.strip()), "")
    return first.rstrip(":") if len(first) <= 100 and not first.endswith((".", "!", "?")) else ""
