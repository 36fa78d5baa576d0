"""Skills that the files of a project speak for, to be taken up by the person or put aside. Nothing is evidence yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from competence.queries import editions
from competence.yardstick import Skill, Yardstick
from portfolio import strength
from portfolio.inspection import signals
from portfolio.inspection.code import Code
from portfolio.models import Artefact, Cell, Dismissal, FileVersion, Pointer, Project, Reading
from portfolio.queries import records, studio
from portfolio.queries.places import place_of, value_of
from portfolio.queries.records import ProjectRecord

CONFIDENCE = ("strong", "likely", "hint")
"""How much the code says by itself, most first."""
MEANS = {
    "strong": "The code does what the skill names.",
    "likely": "The code does something that usually goes with the skill. Look at the place.",
    "hint": "The code may show the skill. Take it up only if you know that it does.",
}
LONGEST_STATEMENT = 300


@dataclass(frozen=True)
class Offer:
    """One skill that a file speaks for."""

    skill: Skill
    level: str
    confidence: str
    why: tuple[str, ...]
    pointer: Pointer
    """Not saved: the best place."""
    statement: str
    """What would be said of the evidence, unless the person says it better."""
    others: int
    """Further places."""
    text: str
    """The line of code."""
    reading: strength.Reading
    """The strength that it would have as it is."""
    href: str
    """The place on the page of the file."""
    edit_url: str
    """The form for evidence, filled in with this."""

    @property
    def means(self) -> str:
        """The confidence in words."""
        return MEANS[self.confidence]

    @property
    def artefact(self) -> Artefact:
        """The file."""
        assert self.pointer.artefact is not None
        return self.pointer.artefact

    @property
    def needs(self) -> str:
        """What is missing before it is more than a claim; empty when it is."""
        return "" if self.reading.is_shown else " ".join(line.text for line in self.reading.lines if not line.holds)


@dataclass(frozen=True)
class Offers:
    """What the files of a project speak for: `sure` and `hints` are offered, `dismissed` was put aside before."""

    sure: tuple[Offer, ...]
    hints: tuple[Offer, ...]
    dismissed: tuple[tuple[str, str], ...]
    """(key, name)"""
    files: int
    """Notebooks and scripts that were read."""
    linked: int
    """Skills found that are linked already."""

    @property
    def all(self) -> tuple[Offer, ...]:
        """Everything that may be taken up."""
        return (*self.sure, *self.hints)


@dataclass(frozen=True)
class _Found:
    """A proposal with the file that it was found in."""

    proposal: signals.Proposal
    version: FileVersion


def of_project(project: Project) -> Offers:
    """All that the newest notebooks and scripts of the project speak for. The same number of queries for any number."""
    record = records.read_project(project)
    readings = _readings(project)
    yardsticks = editions.all_current()
    linked = {item.skill_key for item in record.evidence}
    dismissed = set(Dismissal.objects.filter(project=project).values_list("skill__key", flat=True))
    best = _best(readings, yardsticks)
    cells = _cells(best.values())
    offers, put_aside = [], []
    for yardstick in yardsticks:
        for key, skill in yardstick.skills.items():
            if key not in best or key in linked or skill.retired:
                continue
            if key in dismissed:
                put_aside.append((key, skill.name))
                continue
            offers.append(_offer(record, yardstick, skill, best[key], cells))
    return Offers(
        sure=tuple(offer for offer in offers if offer.confidence != "hint"),
        hints=tuple(offer for offer in offers if offer.confidence == "hint"),
        dismissed=tuple(put_aside),
        files=len(readings),
        linked=len(linked & best.keys()),
    )


def count(project: Project) -> int:
    """How many skills would be offered, hints left out."""
    return len(of_project(project).sure)


def _readings(project: Project) -> list[Reading]:
    """What was read in the newest version of every notebook and script."""
    newest = {version.pk for file in studio.files(project) for version in list(file.versions.all())[:1]}
    kinds = [Artefact.Kind.NOTEBOOK, Artefact.Kind.CODE]
    found = Reading.objects.filter(version__in=newest, version__artefact__kind__in=kinds).only("code", "version")
    return list(found.select_related("version__artefact").order_by("version__artefact__position", "pk"))


def _best(readings: Sequence[Reading], yardsticks: Iterable[Yardstick]) -> dict[str, _Found]:
    """For every skill the file that says most about it; of equals the first."""
    known = {key: skill.signals for yardstick in yardsticks for key, skill in yardstick.skills.items() if skill.signals}
    best: dict[str, _Found] = {}
    for reading in readings:
        for proposal in signals.propose(Code.from_json(reading.code), known):
            other = best.get(proposal.skill)
            if other is None or _rank(proposal) < _rank(other.proposal):
                best[proposal.skill] = _Found(proposal, reading.version)
    return best


def _rank(proposal: signals.Proposal) -> int:
    return CONFIDENCE.index(proposal.confidence)


def _cells(found: Iterable[_Found]) -> dict[tuple[int, str], Cell]:
    """The cells of the best places, by version and anchor. One query."""
    wanted = {one.version.pk for one in found}
    return {(cell.version_id, cell.anchor): cell for cell in Cell.objects.filter(version__in=wanted).defer("drawn")}


def _offer(
    record: ProjectRecord, yardstick: Yardstick, skill: Skill, found: _Found, cells: dict[tuple[int, str], Cell]
) -> Offer:
    first = found.proposal.places[0]
    artefact = found.version.artefact
    pointer = Pointer(
        kind=artefact.kind,
        artefact=artefact,
        version=found.version,
        cell=cells.get((found.version.pk, first.cell)),
        lines=str(first.line) if first.line else "",
    )
    place = place_of(pointer, record.project)
    facts = records.facts_of(skill.key, record.project, (place,), (), "", record.origins, (yardstick,))
    level = yardstick.levels_by_key[skill.level]
    statement = found.proposal.why[0][:LONGEST_STATEMENT] if found.proposal.why else ""
    return Offer(
        skill=skill,
        level=f"{yardstick.tiers.level} {level.number}, {level.name}",
        confidence=found.proposal.confidence,
        why=found.proposal.why,
        pointer=pointer,
        statement=statement,
        others=len(found.proposal.places) - 1,
        text=first.text,
        reading=strength.read(facts),
        href=place.page,
        edit_url=_edit_address(record.project, yardstick, skill, pointer, statement),
    )


def _edit_address(project: Project, yardstick: Yardstick, skill: Skill, pointer: Pointer, statement: str) -> str:
    artefact, cell = pointer.artefact, pointer.cell
    assert artefact is not None
    asked = {
        "framework": yardstick.key,
        "skill": skill.key,
        "place": value_of(artefact),
        "cell": cell.number if cell is not None and artefact.kind == Artefact.Kind.NOTEBOOK else "",
        "lines": pointer.lines,
        "statement": statement,
    }
    return f"{reverse('portfolio:evidence-index', args=[project.slug])}?{urlencode(asked)}#link-head"
