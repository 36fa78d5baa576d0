"""What a project's page shows, as frozen values. `portfolio.pages.project_build` makes them from a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from competence.levelmap import LevelMap
from portfolio.checks.values import Check, parted
from portfolio.models import Visibility
from portfolio.pages.excerpts import Excerpt
from portfolio.pages.figures import BeforeAfter, Table
from portfolio.pages.notes import Link, Note
from portfolio.pages.reviews import Review
from portfolio.shape import Part
from portfolio.strength import Line

if TYPE_CHECKING:
    from competence.queries.retirements import Retirement


@dataclass(frozen=True, slots=True)
class Person:
    """Whose project it is."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An image that no text of the project shows."""

    anchor: str
    src: str
    width: int
    height: int
    srcset: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice that can be defended."""

    anchor: str
    choice: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DataSet:
    """The data, where it comes from and what may be done with it."""

    name: str
    href: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A link to something outside."""

    anchor: str
    text: str
    href: str
    kind: str
    caption: str
    pinned: str
    """Whether the address names a commit, in words; empty where that is no question."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was uploaded, with the way to its page."""

    anchor: str
    title: str
    href: str
    kind: str
    caption: str


@dataclass(frozen=True, slots=True)
class Block:
    """One row of the page: matter on the left, the evidence that points there on the right."""

    anchor: str
    title: str
    html: str = ""
    """Markdown, rendered."""
    tables: tuple[Table, ...] = ()
    comparisons: tuple[BeforeAfter, ...] = ()
    decisions: tuple[Decision, ...] = ()
    figures: tuple[Figure, ...] = ()
    datasets: tuple[DataSet, ...] = ()
    links: tuple[Artefact, ...] = ()
    files: tuple[File, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    code: tuple[tuple[str, str], ...] = ()
    """Titled blocks of plain code, such as the commands to run."""
    notes: tuple[Note, ...] = ()
    is_step: bool = False
    """Part of the way through the project, so named in the navigation."""
    aside_title: str = ""
    aside: str = ""
    """Markdown beside it, rendered."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One line of "What this project proves"."""

    anchor: str
    skill: str
    href: str
    state: str
    level: str
    statement: str
    places: tuple[Link, ...]
    proof: str
    lines: tuple[Line, ...]
    excerpts: tuple[Excerpt, ...] = ()
    """The very things that are pointed to."""
    checks: tuple[Check, ...] = ()
    """Of what it points to."""
    carried: str = ""
    """That it was carried over from the evidence of another framework, as a sentence."""
    retirement: Retirement | None = None
    """Of the skill, where it is out of use."""

    @property
    def parted_checks(self) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
        """Those that tell something, and those that are folded into one line."""
        return parted(self.checks)


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything that the page shows."""

    path: str
    title: str
    summary: str
    summary_parts: tuple[Part, ...]
    person: Person
    visibility: str
    profile_is_private: bool
    is_listed: bool
    published_at: datetime | None
    changed_at: datetime
    levels: tuple[int, ...]
    kind: str
    facts: tuple[tuple[str, str, str], ...]
    origin: str
    """Said at once where the work is not the person's own; empty for own work."""
    blocks: tuple[Block, ...]
    proofs: tuple[ProofLine, ...]
    checks: tuple[Check, ...]
    reviews: tuple[Review, ...]
    map: LevelMap
    projects: int
    """How many projects the map is made of: those that show a skill."""
    before: Link | None
    after: Link | None
    built_on: Link | None
    text_licence: str
    code_licence: str

    @property
    def is_private(self) -> bool:
        return self.visibility == Visibility.PRIVATE

    @property
    def licences(self) -> str:
        """As in: text CC BY 4.0, code MIT."""
        parts = [f"text {self.text_licence}"] if self.text_licence else []
        parts += [f"code {self.code_licence}"] if self.code_licence else []
        return ", ".join(parts)

    @property
    def parted_checks(self) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
        """Those that tell something, and those that are folded into one line."""
        return parted(self.checks)
