"""How a page of hiring speaks of a portfolio and leads into it: openly, or blind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hiring.pages.veils import Veil
from hiring.scrub import Scrub
from portfolio.pages.excerpts import href_of

if TYPE_CHECKING:
    from portfolio.checks.values import Check
    from portfolio.queries.places import Place
    from portfolio.queries.records import PortfolioRecord, ProjectRecord


@dataclass(frozen=True)
class Door:
    """How the kit speaks of the portfolio and leads to it; a blind view has another one."""

    say: Callable[[str], str] = str
    """What is shown of a text that the person typed."""

    def profile(self, record: PortfolioRecord) -> str:
        """The address of the person."""
        return record.practitioner.get_absolute_url()

    def part(self, record: ProjectRecord, anchor: str) -> str:
        """The address of a part of a project by its anchor; of the whole for an empty one."""
        address = record.project.get_absolute_url()
        return f"{address}#{anchor}" if anchor else address

    def place(self, record: ProjectRecord, place: Place) -> str:
        """The address of what evidence points to; empty where no page of this site shows it."""
        if place.page:
            return place.page
        anchor = href_of(place)
        return self.part(record, anchor[1:]) if anchor.startswith("#") else ""

    def found(self, record: ProjectRecord, check: Check) -> str:
        """The address of what a check has looked at."""
        for _, href in check.places:
            if href.startswith("/"):
                return href
        return self.part(record, "checks")


OPEN_DOOR = Door()


def in_order(parts: Iterable[Any]) -> list[Any]:
    """Parts of a project in their order."""
    return sorted(parts, key=lambda part: (part.position, part.pk))


def marks(record: PortfolioRecord) -> dict[str, str]:
    """From the anchor of a part on its public page to the one on the blind page, which is counted: p2-decision-1.

    The public anchor is made of an identifier, and would lead to the public page.
    """
    found: dict[str, str] = {}
    for number, project in enumerate(record.projects, 1):
        own = project.project
        found[str(own.uuid)] = f"p{number}"
        for kind, parts in (
            ("decision", own.decisions.all()),
            ("result", own.results.all()),
            ("comparison", own.comparisons.all()),
            ("evidence", [item.evidence for item in project.evidence]),
        ):
            for place, part in enumerate(in_order(parts), 1):
                found[part.anchor] = f"p{number}-{kind}-{place}"
    return found


@dataclass(frozen=True)
class BlindDoor(Door):
    """Names nobody, and leads to the blind page of the person only."""

    veil: Veil | None = None
    marks: dict[str, str] | None = None

    def _to(self, record: ProjectRecord, anchor: str = "") -> str:
        assert self.veil is not None
        assert self.marks is not None
        mark = self.marks.get(anchor) or self.marks[str(record.project.uuid)]
        return self.veil.href(record.project.practitioner_id, mark)

    def profile(self, record: PortfolioRecord) -> str:
        assert self.veil is not None
        return self.veil.href(record.practitioner.pk)

    def part(self, record: ProjectRecord, anchor: str) -> str:
        return self._to(record, anchor)

    def place(self, record: ProjectRecord, place: Place) -> str:
        """What the blind page shows by itself; files stand there with the evidence that points at them."""
        return self._to(record, place.anchor) if self.marks and place.anchor in self.marks else ""

    def found(self, record: ProjectRecord, check: Check) -> str:
        return self._to(record)


def blind(veil: Veil, scrub: Scrub, record: PortfolioRecord) -> BlindDoor:
    """The door to one person under a veil."""
    return BlindDoor(say=scrub, veil=veil, marks=marks(record))
