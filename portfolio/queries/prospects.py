"""What linking a skill would do, before it is done: its strength line by line, what a reader sees, the map after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from competence import levelmap
from competence.levelmap import LevelMap
from competence.queries import editions
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import strength
from portfolio.models import Evidence, Pointer, Practitioner, Project
from portfolio.models.parts import Part
from portfolio.queries import records, studio, versions
from portfolio.queries.places import Place, place_of, value_of
from portfolio.queries.records import PortfolioRecord

LONGEST = 60
"""Characters of a place's name in the list."""


@dataclass(frozen=True)
class Places:
    """Every place of a project that evidence can point to."""

    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(heading, ((value, label), …))"""
    parts: Mapping[str, Part]
    """value → part"""


def places_of(project: Project) -> Places:
    """The places of a project, by kind, in their order. Nine queries."""
    found: list[tuple[str, Sequence[Part]]] = [
        ("Write-up", studio.sections(project)),
        ("Results", studio.results(project)),
        ("Comparisons", studio.comparisons(project)),
        ("Decisions", studio.decisions(project)),
        ("Files", studio.files_with_cells(project)),
        ("Images", studio.images(project)),
        ("Links", studio.links(project)),
    ]
    groups = tuple(
        (heading, tuple((value_of(part), _label(part)) for part in parts)) for heading, parts in found if parts
    )
    return Places(groups, {value_of(part): part for _, parts in found for part in parts})


def _label(part: Part) -> str:
    text = str(part)
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    empty = getattr(part, "has_content", True) is False
    return f"{short} (still empty)" if empty else short


@dataclass(frozen=True)
class Prospect:
    """One skill chosen, with what it would mean. Without a skill only the map as it stands."""

    skill: Skill | None
    asked: str
    """The kind of place that the skill asks for."""
    reading: strength.Reading | None
    places: tuple[Place, ...]
    statement: str
    sheet: LevelMap
    strengths: Mapping[str, Strength]
    """The best strength by skill, with this link."""
    level: str
    """The level of the skill, for example Level 2, Tuning."""
    before: int
    after: int
    total: int

    @property
    def changes(self) -> bool:
        """Whether the level shows one skill more with this link."""
        return self.after != self.before


def propose(
    practitioner: Practitioner,
    project: Project,
    yardstick: Yardstick,
    *,
    key: str,
    pointers: Sequence[Pointer],
    statement: str,
    instead_of: Evidence | None = None,
) -> Prospect:
    """What `key` at `pointers` would be worth. `instead_of` is the piece that is being changed, if any."""
    record = records.read(practitioner)
    strengths = _strengths(record, without=instead_of)
    skill = yardstick.skills.get(key)
    found = tuple(place_of(pointer, project) for pointer in pointers)
    reading = _reading(record, project, yardstick, skill, found, statement, instead_of) if skill else None
    before = levelmap.build(yardstick, record.strengths)
    after = dict(strengths)
    if skill and reading:
        after[key] = max(reading.strength, strengths.get(key, Strength.CLAIMED))
    then = after if skill else record.strengths
    sheet = levelmap.build(yardstick, then)
    level = yardstick.levels_by_key[skill.level] if skill else None
    return Prospect(
        skill=skill,
        asked=strength.asked(skill.proof, comparison=skill.comparison, diagnosis=skill.diagnosis) if skill else "",
        reading=reading,
        places=found,
        statement=statement,
        sheet=sheet,
        strengths=then,
        level=f"{yardstick.tiers.level} {level.number}, {level.name}" if level else "",
        before=_shown(before, level.key) if level else 0,
        after=_shown(sheet, level.key) if level else 0,
        total=_total(sheet, level.key) if level else 0,
    )


def _strengths(record: PortfolioRecord, *, without: Evidence | None) -> dict[str, Strength]:
    """The best strength for every skill, but for one piece of evidence."""
    best: dict[str, Strength] = {}
    for item in record.evidence:
        if without is None or item.evidence.pk != without.pk:
            best[item.skill_key] = max(item.strength, best.get(item.skill_key, Strength.CLAIMED))
    return best


def _reading(
    record: PortfolioRecord,
    project: Project,
    yardstick: Yardstick,
    skill: Skill,
    found: tuple[Place, ...],
    statement: str,
    instead_of: Evidence | None,
) -> strength.Reading:
    """The strength that the link would have; verdicts on the piece that it replaces count where they still hold."""
    mine = next(p for p in record.projects if p.project.pk == project.pk)
    verdicts = tuple(instead_of.verdicts.order_by("given_at", "pk")) if instead_of else ()
    version = versions.of(skill.key, statement, [place.pointer for place in found], mine.project)
    return strength.read(
        records.facts_of(skill.key, mine.project, found, verdicts, version, mine.origins, (yardstick,))
    )


def _shown(sheet: LevelMap, key: str) -> int:
    return sum(leaf.shown for leaf in (*sheet.leaves, *sheet.optional) if leaf.key == key)


def _total(sheet: LevelMap, key: str) -> int:
    return sum(leaf.total for leaf in (*sheet.leaves, *sheet.optional) if leaf.key == key)


def yardstick_of(key: str) -> Yardstick:
    """The framework with this key, or the default one where the key is unknown."""
    known = {yardstick.key: yardstick for yardstick in editions.all_current()}
    return known.get(key) or editions.current()
