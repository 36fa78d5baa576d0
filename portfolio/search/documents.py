"""Which words of a portfolio belong into which document of the index. Pure: records in, documents out.

Three kinds: a person, a project, and a notebook or script. What is handed in is cut to what everybody may see.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from uuid import UUID

from competence.strengths import Strength
from portfolio.search import tokens

if TYPE_CHECKING:
    from portfolio.models import Cell, Decision, FileVersion
    from portfolio.queries.records import PortfolioRecord, ProjectRecord

PERSON, PROJECT, NOTEBOOK = KINDS = ("person", "project", "notebook")
MOST_TEXT = 200_000
"""Characters of one document that are indexed; a long write-up has forty thousand."""
MOST_PASSAGE = 4_000
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"[`*~|]+|^\s*(?:#{1,6}|>|[-+]|\d+\.)\s+|^\s*[-=:|\s]{4,}$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_FORMULA = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)|\$\$.{1,2000}?\$\$|\\\[.{1,2000}?\\\]|\\\(.{1,2000}?\\\)|\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?!\d)",
    re.DOTALL,
)

Passage = tuple[str, str]
"""Fragment of the address under which it stands (empty: the page itself), and its text."""
Names = Callable[[str], str]
"""From the key of a skill to its name."""


@dataclass(frozen=True)
class Source:
    """What one document is made of, before it is taken apart."""

    kind: str
    thing: int
    """Primary key of the person, project or file version."""
    uuid: UUID
    title: str
    named: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    project: int | None = None
    slug: str = ""
    more: frozenset[str] = field(default_factory=frozenset)
    """Tokens of what belongs to it: of a person's projects, of a project's notebooks. It is found by these as well."""
    name: str = ""
    """Of a person: what they are proposed by as soon as its words are begun."""
    given: str = ""
    """Of a file: its mark, which is known without reading it."""

    @property
    def mark(self) -> str:
        """Names the content: equal marks, equal documents."""
        return self.given or _mark(self.title, self.named, self.passages, sorted(self.more))

    @property
    def line(self) -> str:
        """What is indexed: title, names, own text and what belongs to it, as far as there is room, in this order."""
        text = frozenset[str]().union(*(tokens.of_text(text) for _, text in self.passages))
        named = tokens.of_text(" ".join(self.named))
        begun = tokens.beginnings(self.name)
        return tokens.line(tokens.of_text(self.title), named, text, self.more, begun=begun)

    @property
    def texts(self) -> list[Passage]:
        """Everything that was written: the title, the names, then the passages."""
        return [("", self.title), ("", ", ".join(self.named)), *self.passages]


def person(record: PortfolioRecord, names: Names, more: Iterable[str]) -> Source:
    """Name, address, headline, place and own words; names of the skills shown, libraries and data sets. Never
    background: it enters no order. `more` are the tokens of their projects and files."""
    someone = record.practitioner
    shown = [names(key) for key, strength in record.strengths.items() if strength >= Strength.EVIDENCED]
    used = [name for project in record.projects for name in _used(project)]
    own = [someone.headline, someone.location, someone.open_to, someone.about]
    return Source(
        kind=PERSON,
        thing=someone.pk,
        uuid=someone.uuid,
        title=f"{someone.name} {someone.handle}",
        name=someone.name,
        named=tuple(dict.fromkeys([*shown, *used])),
        passages=_passages(("", _spoken(text)) for text in own),
        more=frozenset(more),
    )


def project(record: ProjectRecord, names: Names, more: Iterable[str] = ()) -> Source:
    """Title; names of the skills it is linked to, libraries, data sets and techniques; the write-up with its parts.
    `more` are the tokens of its notebooks and scripts."""
    row = record.project
    linked = [names(item.skill_key) for item in record.evidence]
    techniques = [comparison.technique for comparison in row.comparisons.all()]
    return Source(
        kind=PROJECT,
        thing=row.pk,
        uuid=row.uuid,
        title=row.title,
        named=tuple(dict.fromkeys([*linked, *_used(record), *techniques])),
        passages=_passages((anchor, _spoken(text)) for anchor, text in _written(record)),
        project=row.pk,
        more=frozenset(more),
    )


def mark_of(version: FileVersion) -> str:
    """The mark of the document of a notebook or script. Its content never changes, how it is drawn does."""
    return _mark(version.artefact.title, version.artefact.name, version.sha256, version.renderer)


def notebook(version: FileVersion, cells: Iterable[Cell]) -> Source:
    """The title of a notebook or script, and the source of its cells. What they printed is not searched."""
    return Source(
        kind=NOTEBOOK,
        thing=version.pk,
        uuid=version.uuid,
        slug=version.artefact.name,
        title=version.artefact.title,
        passages=_passages((cell.anchor, _drawn(cell)) for cell in cells),
        project=version.artefact.project_id,
        given=mark_of(version),
    )


def _mark(*content: object) -> str:
    return hashlib.sha256(json.dumps([tokens.FORMAT, *content]).encode()).hexdigest()[:32]


def _used(record: ProjectRecord) -> list[str]:
    libraries = [library.name for library in record.project.libraries.all()]
    return [*libraries, *(dataset.name for dataset in record.project.datasets.all())]


def _written(record: ProjectRecord) -> Iterator[Passage]:
    row = record.project
    yield "", row.summary
    yield "", row.question
    yield from ((section.anchor, f"{section.title}. {section.body}") for section in row.sections.all())
    yield from ((d.anchor, _decided(d)) for d in row.decisions.all())
    yield from ((c.anchor, f"{c.technique}. {c.problem_shown} {c.conclusion}") for c in row.comparisons.all())
    yield from ((item.evidence.anchor, item.evidence.statement) for item in record.evidence)
    yield from (("", text) for text in (row.harness, row.lessons, row.limits))
    yield from (("", f"{result.metric} {result.label}") for result in row.results.all())
    yield from (("", artefact.title) for artefact in row.artefacts.all())


def _decided(decision: Decision) -> str:
    """What was chosen, why, and instead of what."""
    told = f"{decision.choice}. {decision.reason}"
    return f"{told} Instead of: {decision.options}" if decision.options else told


def _spoken(text: str) -> str:
    """A text without its formulas, which nobody reads as words; what is marked as code stays, with its dollars."""
    return _FORMULA.sub(lambda match: match["code"] or "…", text)


def _passages(found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Without those that say nothing; no longer, together, than is indexed."""
    kept: list[Passage] = []
    left = MOST_TEXT
    for anchor, text in found:
        for piece in _pieces(_readable(text)):
            if left > 0:
                kept.append((anchor, piece[:left]))
                left -= len(piece)
    return tuple(kept)


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces, cut between words."""
    while len(text) > MOST_PASSAGE:
        cut = text.rfind(" ", 0, MOST_PASSAGE)
        cut = cut if cut > 0 else MOST_PASSAGE
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _readable(text: str) -> str:
    """Markdown without its signs, on one line."""
    return " ".join(_SIGNS.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))).split())


def _drawn(cell: Cell) -> str:
    """The source of a cell, from the HTML that was drawn of it."""
    lines: Sequence[str] = cell.drawn.get("lines") or [cell.drawn.get("html") or ""]
    return unescape(_TAG.sub("", "\n".join(lines).replace("<p>", " <p>")))
