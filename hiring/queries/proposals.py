"""What a pasted text proposes for a brief, in the words of the framework."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from competence.yardstick import Yardstick
from hiring import demands, jobtext
from hiring.queries import editing, wanted
from hiring.sheets import DOMAIN, GROUP, LEVEL, MUST

KIND_WORDS = {LEVEL: "level", GROUP: "group of skills", DOMAIN: "domain"}


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as the page shows it."""

    id: str
    name: str
    kind: str
    """level, group of skills or domain; empty for a skill."""
    meaning: str
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
    def taken(self) -> int:
        return sum(row.is_taken for row in self.rows)

    @property
    def musts(self) -> int:
        return sum(row.weight == MUST for row in self.rows)


def of(
    text: str, yardstick: Yardstick, ticked: Collection[str], weights: Mapping[str, str], *, tick_all: bool
) -> Found:
    """The proposals of a text, with the ticks and weights of the page so far, by id. No query."""
    rows = tuple(
        Row(
            id=one.id,
            name=wanted.label_of(one.kind, one.key, yardstick),
            kind=KIND_WORDS.get(one.kind, ""),
            meaning=editing.meaning_of(one.kind, one.key, yardstick),
            weight=weights.get(one.id, one.weight),
            words=one.words,
            sentence=one.sentence,
            is_taken=tick_all or one.id in ticked,
        )
        for one in jobtext.propose(text, yardstick)
    )
    return Found(title_of(text), rows, demands.unfound(text, yardstick))


def title_of(text: str) -> str:
    """The first line, where it is short enough to be the name of a role."""
    first = next((line.strip().strip("#*_ ") for line in text.splitlines() if line.strip()), "")
    return first.rstrip(":") if len(first) <= 100 and not first.endswith((".", "!", "?")) else ""
