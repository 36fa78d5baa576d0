"""The checks of one project, from its rows and from what reading its files has found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from portfolio.checks import figures, files, project
from portfolio.checks.values import Check, FileFacts, LinkFacts, Place, ProjectFacts, ResultFacts, Spot
from portfolio.inspection.facts import Facts
from portfolio.inspection.figures import Figures
from portfolio.models import Artefact, FileVersion, Project, Reading, Result
from portfolio.queries.records import EvidenceRecord, ProjectRecord

READ = (Artefact.Kind.NOTEBOOK, Artefact.Kind.CODE)
DEPENDENCY_FILES = frozenset(
    "requirements.txt requirements.in environment.yml environment.yaml conda.yml pyproject.toml pipfile pipfile.lock"
    " poetry.lock uv.lock pixi.toml setup.cfg".split()
)
"""File names, in small letters, that say what has to be installed."""


@dataclass(frozen=True)
class ProjectChecks:
    """What came of all checks of one project."""

    facts: ProjectFacts
    versions: Mapping[int, FileFacts]
    """The facts of each version of a file that evidence points at, or that is the newest, by its primary key."""
    links: Mapping[int, LinkFacts]
    results: Mapping[int, ResultFacts]

    @property
    def all(self) -> tuple[Check, ...]:
        """Every check of the project, those that cannot be made included."""
        return project.checks(self.facts)

    def of(self, item: EvidenceRecord) -> tuple[Check, ...]:
        """The checks of what a piece of evidence points at: its files, results and links. None for other places."""
        found: list[Check] = []
        for place in item.places:
            pointer = place.pointer
            if file := self.versions.get(pointer.version_id or 0):
                found += files.of_file(file)
            elif result := self.results.get(pointer.result_id or 0):
                found.append(figures.check(result, self.facts.files))
            elif link := self.links.get(pointer.artefact_id or 0):
                found += _of_link(link)
        return tuple(dict.fromkeys(found))


def of_project(record: ProjectRecord) -> ProjectChecks:
    """The checks of a project that was read with its artefacts. At most two queries, whatever it holds."""
    return of_projects([record])[record.project.pk]


def of_projects(found: Sequence[ProjectRecord]) -> dict[int, ProjectChecks]:
    """The checks of several projects, by the primary key of the project, in as many queries as for one."""
    pointed = {
        place.pointer.version_id
        for record in found
        for item in record.evidence
        for place in item.places
        if place.pointer.version_id
    }
    readings: dict[int, list[Reading]] = {record.project.pk: [] for record in found}
    for reading in _readings([record.project for record in found], pointed):
        readings[reading.version.artefact.project_id].append(reading)
    dependencies = _of_dependencies(artefact for record in found for artefact in record.project.artefacts.all())
    return {record.project.pk: _checks(record.project, readings[record.project.pk], dependencies) for record in found}


def _checks(own: Project, readings: Sequence[Reading], dependencies: Collection[int]) -> ProjectChecks:
    newest = _newest(readings)
    versions = {reading.version_id: _file(own, reading, reading.version_id in newest) for reading in readings}
    artefacts = sorted(own.artefacts.all(), key=lambda artefact: (artefact.position, artefact.pk))
    links = {a.pk: _link(a) for a in artefacts if a.kind == Artefact.Kind.LINK}
    results = {r.pk: _result(r) for r in sorted(own.results.all(), key=lambda r: (r.position, r.pk))}
    facts = ProjectFacts(
        files=tuple(versions[pk] for pk in newest),
        results=tuple(results.values()),
        links=tuple(links.values()),
        dependencies=own.dependencies,
        dependency_files=tuple(_place(own, artefact) for artefact in artefacts if artefact.pk in dependencies),
        seeds=own.seeds.strip(),
        splits=tuple(_splits(own)),
        originality=own.originality,
        originality_source=own.originality_source,
    )
    return ProjectChecks(facts, versions, links, results)


def _of_dependencies(artefacts: Iterable[Artefact]) -> set[int]:
    """The files that were uploaded under a name of DEPENDENCY_FILES, whatever their titles are. At most one query."""
    files = [artefact for artefact in artefacts if artefact.kind == Artefact.Kind.FILE]
    if not files:
        return set()
    newest = FileVersion.objects.filter(artefact__in=files, sha256=F("artefact__content_hash"))
    names = newest.order_by("number").values_list("artefact_id", "file_name")
    return {artefact for artefact, name in names if name.lower() in DEPENDENCY_FILES}


def _readings(own: Sequence[Project], pointed: set[int]) -> list[Reading]:
    """What was found in the newest version of every notebook and script, and in those that evidence points at."""
    current = Q(version__sha256=F("version__artefact__content_hash"))
    found = Reading.objects.filter(
        current | Q(version__in=pointed), version__artefact__project__in=own, version__artefact__kind__in=READ
    )
    columns = ("version_id", "facts", "runs", "version__number", "version__sha256", "version__artefact")
    artefact = ("name", "title", "kind", "position", "content_hash", "project")
    found = found.only(*columns, *(f"version__artefact__{column}" for column in artefact))
    order = ("version__artefact__position", "version__artefact_id", "version__number")
    return list(found.select_related("version__artefact").order_by(*order))


def _newest(readings: Iterable[Reading]) -> list[int]:
    """Of each file the version that it consists of now; of two with the same content the later."""
    newest: dict[int, int] = {}
    for reading in readings:
        if reading.version.sha256 == reading.version.artefact.content_hash:
            newest[reading.version.artefact_id] = reading.version_id
    return list(newest.values())


def _file(own: Project, reading: Reading, is_newest: bool) -> FileFacts:
    version = reading.version
    title, href = _place(own, version.artefact, None if is_newest else version)
    found = Facts.from_json(reading.facts)
    is_notebook = version.artefact.kind == Artefact.Kind.NOTEBOOK
    return FileFacts(
        title=title if is_newest else f"{title}, version {version.number}",
        href=href,
        is_notebook=is_notebook,
        counts=tuple((cell, count) for cell, count in reading.runs.get("counts", ())) if is_notebook else (),
        errors=tuple((cell, name) for cell, name in reading.runs.get("errors", ())),
        seeds=tuple(Spot(seed.text, _cell(seed.place.cell)) for seed in found.seeds),
        splits=tuple(Spot(split.how, _cell(split.place.cell)) for split in found.splits),
        figures=Figures.from_json(reading.facts.get("figures", {})),
    )


def _place(own: Project, artefact: Artefact, version: FileVersion | None = None) -> Place:
    """A file, or one version of it, with the address of its page."""
    where = [own.practitioner.handle, own.slug, artefact.name]
    if version is None:
        return artefact.title, reverse("portfolio:files-show", args=where)
    return artefact.title, reverse("portfolio:files-version", args=[*where, version.number])


def _cell(anchor: str) -> int:
    """The number in cell-7; 0 where no cell is named."""
    number = anchor.removeprefix("cell-")
    return int(number) if number.isdecimal() else 0


def _link(link: Artefact) -> LinkFacts:
    """A link; an answer that was given before the link was changed is none."""
    is_of_now = link.asked_at is not None and link.asked_at >= link.changed_at
    return LinkFacts(
        title=link.title,
        href=link.url,
        is_code=link.link_kind == Artefact.LinkKind.CODE,
        is_pinned=link.is_pinned,
        answer=link.answer if is_of_now else "",
        asked_at=link.asked_at if is_of_now else None,
    )


def _result(result: Result) -> ResultFacts:
    return ResultFacts(
        metric=result.metric,
        value=result.value,
        label=result.label,
        unit=result.unit,
        split=result.split,
        repeats=result.repeats or 1,
        anchor=result.anchor,
    )


def _splits(own: Project) -> Iterable[str]:
    """What data sets and results say of how they are divided."""
    said = [*(dataset.split for dataset in own.datasets.all()), *(result.split for result in own.results.all())]
    return dict.fromkeys(text.strip() for text in said if text.strip())


def _of_link(link: LinkFacts) -> list[Check]:
    found = [project.links([link])]
    return [*found, project.pinned(ProjectFacts(links=(link,)))] if link.is_code else found
