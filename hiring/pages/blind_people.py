"""The page of a person whose name is hidden, as frozen values: what they show, and nothing of who they are.

Every text that was typed goes through `say`. There are no addresses of the public pages, no pictures, no files and no
links in these values; parts are known by number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from competence.strengths import Strength
from core.markdown import kept
from hiring.pages.doors import in_order
from hiring.pages.lines import Line
from hiring.pages.veils import anchor_of
from portfolio import english
from portfolio.models import Artefact, Pointer
from portfolio.pages import figures
from portfolio.pages.figures import BeforeAfter, Table
from portfolio.pages.reviews import is_own
from portfolio.rendering.cells import RenderedCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from competence.levelmap import LevelMap
    from portfolio.models import Cell, Contributor, DataSet, Decision
    from portfolio.pages.standing_words import LevelLine
    from portfolio.queries.places import Place
    from portfolio.queries.records import EvidenceRecord, ProjectRecord
    from portfolio.shape import Shape

MOST_LINES = 24
MOST_OUTPUT = 8
MOST_WORDS = 60
_TAG = re.compile(r"<[^>]*>")
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of a cell, as text."""

    first: int
    lines: tuple[str, ...]
    more: int
    """How many lines there are beyond these."""
    output: str


@dataclass(frozen=True, slots=True)
class Proved:
    """What a piece of evidence points to."""

    label: str
    anchor: str
    """Of what stands on this page; empty for the rest."""
    words: str
    code: Code | None
    note: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One piece of evidence."""

    anchor: str
    best: str
    """The anchor of the skill, where no other evidence for it is better."""
    skill: str
    state: str
    statement: str
    said: str
    """Who judged it, without names."""
    places: tuple[Proved, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One decision."""

    anchor: str
    choice: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One project."""

    anchor: str
    title: str
    summary: str
    question: str
    origin: str
    data: tuple[str, ...]
    team: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    comparisons: tuple[BeforeAfter, ...]
    decisions: tuple[Chosen, ...]
    proofs: tuple[ProofLine, ...]
    pictures: int
    """How many are left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One need of the brief, with the best evidence for each skill that counts, or is there and too weak."""

    line: Line
    proofs: tuple[ProofLine, ...]


@dataclass(frozen=True, slots=True)
class BlindPerson:
    """The whole page."""

    name: str
    token: str
    summary: str
    """As in: All 8 musts, 7 verified."""
    still_open: str
    musts: tuple[Asked, ...]
    useful: tuple[Asked, ...]
    shape: Shape
    map: LevelMap
    levels: tuple[LevelLine, ...]
    projects: tuple[Piece, ...]


@dataclass(frozen=True)
class Writer:
    """Makes the projects of one person. `marks` as in `doors.marks`; `cells` by primary key, with what was drawn."""

    say: Say
    marks: Mapping[str, str]
    cells: Mapping[int, Cell]
    name_of: Callable[[str], str]
    """From the key of a skill to its name."""
    best: frozenset[int]
    """Primary keys of the pieces of evidence that are the best for their skill."""

    def level(self, line: LevelLine) -> LevelLine:
        """A standing in words, which may name projects."""
        say = self.say
        return replace(
            line,
            sentence=say(line.sentence),
            rules=tuple(replace(rule, reason=say(rule.reason)) for rule in line.rules),
            further=tuple(replace(rule, reason=say(rule.reason)) for rule in line.further),
        )

    def project(self, record: ProjectRecord) -> Piece:
        """One project, cut to what the page shows."""
        own, say = record.project, self.say
        artefacts = own.artefacts.all()
        return Piece(
            anchor=self.marks[str(own.uuid)],
            title=say(own.title),
            summary=say(own.summary.replace("**", "")),
            question=say(own.question),
            origin=str(own.get_originality_display()),
            data=tuple(self._dataset(each) for each in in_order(own.datasets.all())),
            team=_team(in_order(own.contributors.all()), say),
            tables=tuple(self._table(table) for table in figures.tables(in_order(own.results.all()))),
            comparisons=tuple(self._comparison(figures.before_after(c)) for c in in_order(own.comparisons.all())),
            decisions=tuple(self._decision(decision) for decision in in_order(own.decisions.all())),
            proofs=tuple(self._proof(item) for item in record.evidence),
            pictures=sum(a.kind == Artefact.Kind.IMAGE for a in artefacts),
        )

    def _dataset(self, dataset: DataSet) -> str:
        parts = (dataset.name, dataset.get_origin_display(), dataset.size, dataset.split)
        return self.say(", ".join(str(part) for part in parts if part))

    def _table(self, table: Table) -> Table:
        say = self.say
        rows = tuple(
            replace(
                row,
                name=say(row.name),
                value=say(row.value),
                note=say(row.note),
                source=say(row.source),
                source_href="",
            )
            for row in table.rows
        )
        return replace(
            table,
            caption=say(table.caption),
            metric=say(table.metric),
            rows=rows,
            anchors=tuple(self.marks[anchor] for anchor in table.anchors),
            notes=tuple(say(note) for note in table.notes),
        )

    def _comparison(self, found: BeforeAfter) -> BeforeAfter:
        names = ("technique", "sentence", "problem_shown", "conclusion", "label", "held")
        said = {name: self.say(getattr(found, name)) for name in names}
        return replace(found, anchor=self.marks[found.anchor], **said)  # type: ignore[arg-type]

    def _decision(self, decision: Decision) -> Chosen:
        rows = (
            ("Context", decision.context),
            ("Instead of", decision.options),
            ("Because", decision.reason),
            ("Would revisit", decision.revisit),
        )
        told = tuple((label, self.say(text)) for label, text in rows if text.strip())
        return Chosen(self.marks[decision.anchor], self.say(decision.choice), told)

    def _proof(self, item: EvidenceRecord) -> ProofLine:
        return ProofLine(
            anchor=self.marks[item.evidence.anchor],
            best=anchor_of(item.skill_key) if item.evidence.pk in self.best else "",
            skill=self.name_of(item.skill_key),
            state=item.strength.word,
            statement=self.say(item.evidence.statement),
            said=said(item),
            places=tuple(self._place(place) for place in item.places),
        )

    def _place(self, place: Place) -> Proved:
        pointer = place.pointer
        note = ""
        if pointer.kind == Pointer.Kind.IMAGE:
            note = "A picture, left out here."
        elif pointer.kind == Pointer.Kind.LINK:
            note = "A link, left out here."
        elif pointer.version_id and not pointer.cell_id:
            note = "A file, left out here."
        return Proved(
            label=self.say(place.label),
            anchor=self.marks.get(place.anchor, ""),
            words=self._words(place),
            code=self._code(pointer),
            note=note,
        )

    def _words(self, place: Place) -> str:
        """How a section begins."""
        section = place.pointer.section
        if section is None:
            return ""
        words = self.say(kept.plain(section.body[:4000], prose=True)).split()
        return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")

    def _code(self, pointer: Pointer) -> Code | None:
        """The lines that are meant, else the beginning, with the first words that the cell printed."""
        row = self.cells.get(pointer.cell_id or 0)
        if row is None:
            return None
        cell = RenderedCell.from_json(row.drawn)
        lines = self.say("\n".join(text_of(line) for line in cell.lines or (cell.html,))).split("\n")
        first = int(pointer.lines.partition("-")[0]) if pointer.lines else 1
        start = max(1, min(first, len(lines)) - 4) if len(lines) > MOST_LINES and pointer.lines else 1
        shown = tuple(lines[start - 1 : start - 1 + MOST_LINES])
        printed = next((text_of(output.html) for output in cell.outputs if output.is_text), "")
        output = "\n".join(self.say(printed).splitlines()[:MOST_OUTPUT])
        return Code(start, shown, len(lines) - len(shown), output)


def text_of(markup: str) -> str:
    """The words of HTML that the site has drawn."""
    return html.unescape(_TAG.sub("", markup))


def said(item: EvidenceRecord) -> str:
    """The strength in words, with how many judged it."""
    now = [v for v in item.verdicts if not is_own(item, v) and v.fingerprint == item.fingerprint]
    if item.strength == Strength.VERIFIED:
        number = len({v.reviewer_id or v.pk for v in now if v.outcome == "meets"})
        return f"verified by {english.count(number)} reviewer{'s' * (number != 1)}"
    if item.strength == Strength.CLAIMED:
        return "claimed only"
    outcomes = [
        word for key, word in (("partly", "partly"), ("not-yet", "not yet")) if any(v.outcome == key for v in now)
    ]
    parts = ["evidenced", *(f"{word} for a reviewer" for word in outcomes)]
    if item.reading.is_earlier:
        parts.append("verified for an earlier version")
    return ", ".join(parts) if len(parts) > 1 else "evidenced, not yet reviewed"


def _team(team: Sequence[Contributor], say: Say) -> tuple[tuple[str, str], ...]:
    """Who did what, by nobody's name."""
    return tuple(("This person" if each.is_self else "Somebody else", say(each.did)) for each in team)
