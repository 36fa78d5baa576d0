"""Evidence as a project's page shows it: in the margin of what it points to, and as lines of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from competence.levelmap import DOMAIN_AXIS
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import english
from portfolio.checks.values import Check
from portfolio.models import Verdict
from portfolio.pages import carried
from portfolio.pages.excerpts import Excerpt, href_of
from portfolio.pages.notes import Link, Note
from portfolio.pages.project import ProofLine
from portfolio.pages.reviews import LEFT, is_own

if TYPE_CHECKING:
    from competence.queries.retirements import Retirement
    from portfolio.queries.records import EvidenceRecord


@dataclass(frozen=True)
class Skills:
    """Skills of all frameworks by key, with their place in words."""

    yardsticks: Sequence[Yardstick]
    retired: Mapping[str, Retirement] = field(default_factory=dict)
    """Those that are out of use."""

    def find(self, key: str) -> tuple[Yardstick, Skill] | None:
        return next(((y, y.skills[key]) for y in self.yardsticks if key in y.skills), None)

    def name(self, key: str) -> str:
        found = self.find(key)
        return found[1].name if found else key

    def href(self, key: str) -> str:
        found = self.find(key)
        return reverse("portfolio:skills-show", args=[found[0].key, key]) if found else ""

    def place(self, key: str, *, tier: bool) -> str:
        """As in: Level 2, Generalization; without `tier` 2, Generalization. Other frameworks say their name."""
        found = self.find(key)
        if found is None:
            return ""
        yardstick, skill = found
        level = yardstick.levels_by_key[skill.level]
        if not yardstick.ordered:
            label = level.name
        else:
            label = f"{yardstick.tiers.level} {level.number}" if tier else str(level.number)
        words = f"{label}, {_where(yardstick, skill)}"
        return words if yardstick is self.yardsticks[0] else f"{yardstick.title}: {words}"


def _where(yardstick: Yardstick, skill: Skill) -> str:
    """The part of the map in which a skill stands: its domain, else its competence."""
    axis = yardstick.axes_by_key.get(DOMAIN_AXIS)
    names = {value.key: value.name for value in axis.values} if axis else {}
    return names.get(skill.domain) or english.short(yardstick.competences[skill.competence].name)


def note(record: EvidenceRecord, skills: Skills) -> Note:
    """`record` in the margin; the places that stand beside it need no words, links do."""
    links = [p for p in record.places if p.url or p.page]
    return Note(
        name=skills.name(record.skill_key),
        href=f"#{record.evidence.anchor}",
        state=record.strength.word,
        at=_at(record, skills),
        statement=record.evidence.statement,
        pointers=tuple(Link(p.label, p.page or p.url) for p in links),
        verdict=english.capital(proof(record)),
    )


def _at(record: EvidenceRecord, skills: Skills) -> str:
    """Where the skill stands, and whether it is out of use."""
    retirement = skills.retired.get(record.skill_key)
    place = skills.place(record.skill_key, tier=True)
    return f"{place}. {retirement.words.removesuffix('.')}" if retirement else place


def note_of_file(record: EvidenceRecord, skills: Skills) -> Note:
    """`record` beside the cell of a file that it points to; its name leads to the project, where all of it stands."""
    own = record.project
    return replace(note(record, skills), href=f"{own.get_absolute_url()}#{record.evidence.anchor}", pointers=())


def lines(
    records: Iterable[EvidenceRecord],
    skills: Skills,
    excerpts: Callable[[EvidenceRecord], tuple[Excerpt, ...]],
    checks: Callable[[EvidenceRecord], tuple[Check, ...]],
) -> tuple[ProofLine, ...]:
    """The table, in framework order, each line with what it points to and what of that could be checked."""
    keys = [key for yardstick in skills.yardsticks for key in yardstick.skills]
    places = {key: place for place, key in enumerate(keys)}
    ordered = sorted(records, key=lambda r: places.get(r.skill_key, len(places)))
    return tuple(replace(_line(record, skills), excerpts=excerpts(record), checks=checks(record)) for record in ordered)


def _line(record: EvidenceRecord, skills: Skills) -> ProofLine:
    return ProofLine(
        anchor=record.evidence.anchor,
        skill=skills.name(record.skill_key),
        href=skills.href(record.skill_key),
        state=record.strength.word,
        level=skills.place(record.skill_key, tier=False),
        statement=record.evidence.statement,
        places=tuple(Link(place.label, href_of(place)) for place in record.places),
        proof=proof(record),
        lines=record.reading.lines,
        carried=carried.words(record, skills.yardsticks),
        retirement=skills.retired.get(record.skill_key),
    )


def proof(record: EvidenceRecord) -> str:
    """The strength in words, with who checked it: verified by …, evidenced, partly by …"""
    if record.strength == Strength.VERIFIED:
        return f"verified by {english.listing(_people(record, Verdict.Outcome.MEETS, now=True))}"
    if record.strength == Strength.CLAIMED:
        return "claimed only"
    said = []
    for outcome, word in ((Verdict.Outcome.PARTLY, "partly"), (Verdict.Outcome.NOT_YET, "not yet")):
        people = _people(record, outcome, now=True)
        if people:
            said.append(f"{word} for {english.listing(people)}")
    if record.reading.is_earlier:
        said.append(f"verified for an earlier version by {english.listing(_people(record, 'meets', now=False))}")
    return ", ".join(["evidenced", *said]) if said else "evidenced, not yet reviewed"


def _people(record: EvidenceRecord, outcome: str, *, now: bool) -> list[str]:
    """Names of those who gave this verdict on the present version, or on an earlier one."""
    return list(
        dict.fromkeys(
            verdict.reviewer_name or LEFT[0].lower() + LEFT[1:]
            for verdict in record.verdicts
            if verdict.outcome == outcome
            and not is_own(record, verdict)
            and (verdict.fingerprint == record.fingerprint) == now
        )
    )
