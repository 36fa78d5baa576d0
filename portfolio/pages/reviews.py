"""What other people said, as a page shows it: verdicts in groups, the latest first, each with the version it judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from portfolio import english

if TYPE_CHECKING:
    from portfolio.models import Verdict
    from portfolio.queries.records import EvidenceRecord

LEFT = "A reviewer who has left"
SAID = {"meets": "Verified", "partly": "Partly shown:", "not-yet": "Not yet shown:"}


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's verdict on one project; the same words on several skills stand together."""

    reviewer: str
    affiliation: str
    outcome: str
    """meets, partly or not-yet"""
    grounds: str
    skills: tuple[str, ...]
    project: str
    href: str
    given_at: datetime
    is_earlier: bool

    @property
    def said(self) -> str:
        """The outcome and the skills, as the begin of a sentence."""
        return f"{SAID[self.outcome]} {english.listing([f'“{skill}”' for skill in self.skills])}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Who checked how much, counting verdicts that hold now."""

    reviewers: int
    skills: int
    last_at: datetime | None


def read(
    records: Iterable[EvidenceRecord], name_of: Callable[[str], str], href_of: Callable[[EvidenceRecord], str]
) -> tuple[Review, ...]:
    """Every verdict that others gave, grouped, the latest first. `name_of` a skill, `href_of` a piece of evidence."""
    groups: dict[tuple[object, ...], list[tuple[EvidenceRecord, Verdict]]] = {}
    for record in records:
        for verdict in record.verdicts:
            if not is_own(record, verdict):
                earlier = verdict.fingerprint != record.fingerprint
                who = (verdict.reviewer_name, verdict.reviewer_affiliation)
                key = (who, record.project.pk, verdict.outcome, verdict.grounds, earlier)
                groups.setdefault(key, []).append((record, verdict))
    reviews = [_review(group, name_of, href_of) for group in groups.values()]
    return tuple(sorted(reviews, key=lambda review: (review.is_earlier, -review.given_at.timestamp())))


def _review(
    group: list[tuple[EvidenceRecord, Verdict]],
    name_of: Callable[[str], str],
    href_of: Callable[[EvidenceRecord], str],
) -> Review:
    record, verdict = max(group, key=lambda pair: pair[1].given_at)
    return Review(
        reviewer=verdict.reviewer_name or LEFT,
        affiliation=verdict.reviewer_affiliation,
        outcome=verdict.outcome,
        grounds=verdict.grounds,
        skills=tuple(dict.fromkeys(name_of(other.skill_key) for other, _ in group)),
        project=record.project.title,
        href=href_of(record),
        given_at=verdict.given_at,
        is_earlier=verdict.fingerprint != record.fingerprint,
    )


def tally(records: Iterable[EvidenceRecord]) -> Tally:
    """How many reviewers verified how many skills, and when last."""
    people, skills, times = set(), set(), []
    for record in records:
        for verdict in record.verdicts:
            if verdict.outcome == "meets" and verdict.fingerprint == record.fingerprint and not is_own(record, verdict):
                people.add(verdict.reviewer_id or f"{verdict.reviewer_name}, {verdict.reviewer_affiliation}")
                times.append(verdict.given_at)
        if record.reading.verified_by:
            skills.add(record.skill_key)
    return Tally(len(people), len(skills), max(times, default=None))


def is_own(record: EvidenceRecord, verdict: Verdict) -> bool:
    """Whether the person judged their own work: such a verdict is never shown and never counts."""
    return verdict.reviewer_id is not None and verdict.reviewer_id == record.project.practitioner.user_id
