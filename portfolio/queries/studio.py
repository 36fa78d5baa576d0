"""What the pages of the studio show of a project to the person who edits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from competence.models import Skill
from competence.queries import editions
from competence.strengths import Strength
from competence.yardstick import Yardstick
from core import markdown
from portfolio import readiness
from portfolio.models import (
    Artefact,
    Cell,
    Comparison,
    Contributor,
    DataSet,
    Decision,
    Evidence,
    FileVersion,
    Pointer,
    Practitioner,
    Project,
    Reference,
    Result,
    Section,
)
from portfolio.models.parts import Part
from portfolio.pages.pictures import by_name
from portfolio.queries import places, records
from portfolio.queries.records import EvidenceRecord, ProjectRecord

if TYPE_CHECKING:
    from accounts.models import User

EXCERPT = 1500
"""Characters that the begin of a text is made from; a list shows a part of its words."""


@dataclass(frozen=True)
class Desk:
    """One project with what is still missing."""

    record: ProjectRecord
    items: tuple[readiness.Item, ...]

    @property
    def project(self) -> Project:
        return self.record.project

    @property
    def done(self) -> int:
        """How many of the points are done."""
        return sum(item.done for item in self.items)

    @property
    def open(self) -> tuple[readiness.Item, ...]:
        """The points that are not done, those that stop publication first."""
        return tuple(item for item in self.items if not item.done)

    @property
    def stops(self) -> tuple[readiness.Item, ...]:
        """The points without which it cannot be published."""
        return readiness.stops(self.items)

    @property
    def next(self) -> readiness.Item | None:
        """What to do next."""
        return self.open[0] if self.open else None

    @property
    def states(self) -> list[str]:
        """The strength of every piece of evidence, the strongest first."""
        strengths = sorted((item.strength for item in self.record.evidence), reverse=True)
        return [strength.word for strength in strengths]

    @property
    def shown(self) -> int:
        """How many pieces of evidence show something."""
        return sum(item.strength >= Strength.EVIDENCED for item in self.record.evidence)

    @property
    def squares(self) -> list[tuple[float, bool]]:
        """The checklist as a drawing: left edge and whether it is filled."""
        return [(n * 11 + 0.5, n < self.done) for n in range(len(self.items))]


def own(user: User) -> QuerySet[Project]:
    """The projects that this user may edit: their own. Short names are unique among them."""
    return Project.objects.filter(practitioner__user=user).select_related("practitioner__user", "template")


def url(project: Project, tab: str) -> str:
    """The address of one tab of the studio."""
    name = "portfolio:projects-edit" if tab == "settings" else f"portfolio:{tab}-index"
    return reverse(name, args=[project.slug])


def place(project: Project, item: readiness.Item) -> str:
    """Where it can be done or put right: the form of the very part, the box of the overview, or the tab."""
    if item.part:
        return reverse(f"portfolio:{item.tab}-edit", args=[project.slug, item.part])
    return f"{url(project, item.tab)}#id_{item.field}" if item.field else url(project, item.tab)


def desk(project: Project) -> Desk:
    """One project, read anew."""
    record = records.read_project(project)
    return Desk(record, readiness.read(record))


def desks(practitioner: Practitioner) -> tuple[Desk, ...]:
    """All projects of one person, in their order. The same number of queries for any number of projects."""
    record = records.read(practitioner, "decisions")
    return tuple(Desk(project, readiness.read(project)) for project in record.projects)


def still_there(parts: Any, uuid: str) -> Any:
    """The one of these parts that has this UUID; None when it was removed, or never was."""
    return parts.filter(uuid=uuid).first()


def sections(project: Project) -> list[Section]:
    """The write-up, with the step that each section covers."""
    return list(project.sections.select_related("step").order_by("position", "pk"))


def excerpt(section: Section) -> str:
    """The begin of a section in plain words, for the list: its sentences, or what it has instead."""
    return markdown.plain(section.body[:EXCERPT], prose=True).strip() or "Tables, code or formulas."


def datasets(project: Project) -> list[DataSet]:
    """The data sets."""
    return list(project.datasets.order_by("position", "pk"))


def results(project: Project) -> list[Result]:
    """The results, each with its references in order."""
    references = Prefetch("references", Reference.objects.order_by("position", "pk"))
    found = project.results.select_related("dataset").prefetch_related(references)
    return list(found.order_by("position", "pk"))


def references(result: Result, names: Sequence[str]) -> list[dict[str, Any]]:
    """What a result is read against, as the lines of a form."""
    return list(result.references.order_by("position", "pk").values(*names))


def background(practitioner: Practitioner, names: Sequence[str]) -> list[dict[str, Any]]:
    """The background, as the lines of a form."""
    return list(practitioner.background.order_by("position", "pk").values(*names))


def axes(project: Project) -> dict[str, list[str]]:
    """What the project says of itself in the words of the framework: axis → values, in the order they were given."""
    chosen: dict[str, list[str]] = {}
    for choice in project.axis_choices.order_by("pk"):
        chosen.setdefault(choice.axis, []).append(choice.value)
    return chosen


def libraries(project: Project) -> list[str]:
    """The names of the libraries, in the order they were given."""
    return [library.name for library in project.libraries.order_by("pk")]


def comparisons(project: Project) -> list[Comparison]:
    """The comparisons."""
    return list(project.comparisons.select_related("dataset", "before_log", "after_log").order_by("position", "pk"))


def decisions(project: Project) -> list[Decision]:
    """The decisions."""
    return list(project.decisions.order_by("position", "pk"))


def contributors(project: Project) -> list[Contributor]:
    """The team."""
    return list(project.contributors.order_by("position", "pk"))


def images(project: Project) -> list[Artefact]:
    """The images."""
    return list(project.artefacts.filter(kind=Artefact.Kind.IMAGE).order_by("position", "pk"))


def links(project: Project) -> list[Artefact]:
    """The links."""
    return list(project.artefacts.filter(kind=Artefact.Kind.LINK).order_by("position", "pk"))


def files(project: Project) -> list[Artefact]:
    """The uploaded files, each with its versions, the newest first."""
    newest = FileVersion.objects.defer("pictures").order_by("-number")
    found = project.artefacts.filter(kind__in=Artefact.FILES).order_by("position", "pk")
    return list(found.prefetch_related(Prefetch("versions", newest)))


def uploaded(project: Project, kinds: Iterable[str] = Artefact.FILES) -> QuerySet[Artefact]:
    """The uploaded files of these kinds, with their project."""
    return project.artefacts.filter(kind__in=kinds).select_related("project__practitioner")


def files_with_cells(project: Project) -> list[Artefact]:
    """As `files`, each version with its cells, but not what they look like."""
    cells = Cell.objects.defer("drawn").order_by("number")
    newest = (
        FileVersion.objects.defer("pictures", "notes").order_by("-number").prefetch_related(Prefetch("cells", cells))
    )
    found = project.artefacts.filter(kind__in=Artefact.FILES).order_by("position", "pk")
    return list(found.prefetch_related(Prefetch("versions", newest)))


@dataclass(frozen=True)
class Loss:
    """What else changes when a part goes."""

    pointing: int
    """Pieces of evidence that point here."""
    claims: int
    """Those of them that point nowhere else, and become claims."""


def loss(part: Part) -> Loss:
    """What goes with a part. Two queries."""
    if isinstance(part, (Evidence, DataSet, Contributor)):
        return Loss(0, 0)
    field = "artefact" if isinstance(part, Artefact) else part._meta.model_name
    pointing = Evidence.objects.filter(**{f"pointers__{field}": part}).distinct().prefetch_related("pointers")
    only_here = [e for e in pointing if all(getattr(p, f"{field}_id") == part.pk for p in e.pointers.all())]
    return Loss(len(pointing), len(only_here))


def sections_with(image: Artefact) -> list[str]:
    """Titles of the sections whose text shows this image."""
    found = Section.objects.filter(project_id=image.project_id, body__contains=f"](image:{image.name})")
    return list(found.order_by("position", "pk").values_list("title", flat=True))


def problems(yardstick: Yardstick) -> list[tuple[str, str]]:
    """The values of the framework's axis "problem", as (key, name)."""
    axis = yardstick.axes_by_key.get("problem")
    return [(value.key, value.name) for value in axis.values] if axis else []


def evidence(project: Project) -> QuerySet[Evidence]:
    """The evidence of a project, with its skills."""
    return project.evidence.select_related("skill")


def pointers(piece: Evidence) -> list[Pointer]:
    """Where a piece of evidence points, in order, each with its target."""
    return list(places.pointers().filter(evidence=piece))


def verdicts(piece: Evidence) -> int:
    """How many verdicts there are on it, of whatever version."""
    return piece.verdicts.count()


def followers(piece: Evidence) -> int:
    """How many pieces of other frameworks follow it, and go when it goes."""
    return piece.followers.count()


def skill(key: str) -> Skill:
    """The skill with this key, which is known."""
    return Skill.objects.get(key=key)


def featured(practitioner: Practitioner) -> dict[int, str]:
    """The proofs that stand first: place → UUID of the evidence."""
    chosen = practitioner.featured.select_related("evidence").order_by("position")
    return {row.position: str(row.evidence.uuid) for row in chosen}


def proofs(practitioner: Practitioner) -> list[EvidenceRecord]:
    """All evidence that shows something, the strongest first: what may stand first on the profile."""
    shown = [item for item in records.read(practitioner).evidence if item.reading.is_shown]
    return sorted(shown, key=lambda item: (-item.strength, -item.proven_at.timestamp()))


def pictures(project: Project) -> dict[str, markdown.Image]:
    """The images that a text of the project may show, by the name used in `image:name`."""
    return by_name(images(project))


def skill_names() -> dict[str, str]:
    """The names of all skills of all frameworks, by key."""
    return {key: skill.name for yardstick in editions.all_current() for key, skill in yardstick.skills.items()}
