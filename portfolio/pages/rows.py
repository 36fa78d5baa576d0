"""Projects and people as lines and cards of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio.pages import figures
from portfolio.shape import Part

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from portfolio.queries.records import EvidenceRecord, ProjectRecord


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in a list, for `components/project_row.html`."""

    title: str
    href: str
    summary: str
    levels: tuple[int, ...]
    states: tuple[str, ...]
    skills: str
    keys: tuple[str, ...]
    result: figures.Strip | None
    tag: str = ""
    by: str = ""
    by_href: str = ""
    published_at: datetime | None = None


def project(record: ProjectRecord, yardstick: Yardstick, *, named: bool = False) -> ProjectRow:
    """`record` against `yardstick`; `named` says whose it is, for lists of several people."""
    evidence = in_order(record.evidence, yardstick)
    person = record.project.practitioner
    return ProjectRow(
        title=record.project.title,
        href=record.project.get_absolute_url(),
        summary=bare(record.project.summary),
        levels=levels(evidence, yardstick),
        states=tuple(e.strength.word for e in evidence),
        skills=skills(evidence),
        keys=tuple(e.skill_key for e in evidence),
        result=figures.strip(record.headline) if record.headline else None,
        tag={"tutorial": "Tutorial", "adapted": "Adapted"}.get(record.project.originality, ""),
        by=person.name if named else "",
        by_href=person.get_absolute_url() if named else "",
        published_at=record.project.published_at,
    )


def in_order(evidence: Iterable[EvidenceRecord], yardstick: Yardstick) -> tuple[EvidenceRecord, ...]:
    """Evidence for skills of this yardstick, in framework order."""
    places = {key: place for place, key in enumerate(yardstick.skills)}
    known = [e for e in evidence if e.skill_key in places]
    return tuple(sorted(known, key=lambda e: places[e.skill_key]))


def levels(evidence: Iterable[EvidenceRecord], yardstick: Yardstick) -> tuple[int, ...]:
    """Numbers of the levels in which skills are shown. Claims do not count."""
    shown = [e for e in evidence if e.strength >= Strength.EVIDENCED]
    return tuple(sorted({yardstick.levels_by_key[yardstick.skills[e.skill_key].level].number for e in shown}))


def skills(evidence: Iterable[EvidenceRecord]) -> str:
    """As in: 8 skills, 6 verified."""
    strengths = [e.strength for e in evidence]
    if not strengths:
        return "No skill linked yet"
    shown = sum(s >= Strength.EVIDENCED for s in strengths)
    verified = sum(s == Strength.VERIFIED for s in strengths)
    parts = [f"{shown} skill{'s' * (shown != 1)}", f"{verified} verified" if verified else "not yet verified"]
    claimed = len(strengths) - shown
    if not shown:
        return f"{claimed} claimed, none shown yet"
    return ", ".join([*parts, *([f"{claimed} claimed"] if claimed else [])])


def summary_parts(summary: str) -> tuple[Part, ...]:
    """A summary in pieces: what stands between two pairs of asterisks is strong."""
    pieces = summary.split("**")
    if len(pieces) % 2 == 0:
        return (Part(summary),)
    return tuple(Part(piece, "strong" if place % 2 else "") for place, piece in enumerate(pieces) if piece)


def bare(summary: str) -> str:
    """A summary without its marks."""
    return "".join(part.text for part in summary_parts(summary))
