"""Building the demo world from its script, through the same actions that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from competence.models import ProcessTemplate, Skill
from portfolio.actions import (
    artefacts,
    evidence,
    files,
    parts,
    portfolios,
    practitioners,
    projects,
    results,
    verdicts,
)
from portfolio.demo import drawing, lists, script
from portfolio.demo.script import Person, Table
from portfolio.models import (
    Artefact,
    BackgroundEntry,
    Comparison,
    Contributor,
    DataSet,
    Decision,
    Evidence,
    Pointer,
    Practitioner,
    Project,
    Reference,
    Result,
    Section,
)

Places = dict[str, Any]
RESULT_EXTRA = {"id", "references", "dataset"}


def build(person: Person, *, user: User, reviewers: Mapping[str, User], at: datetime) -> Practitioner:
    """Create one person with all projects, evidence and verdicts; dates in the script are days before `at`."""
    told = dict(person.person)
    start = at - timedelta(days=told.pop("joined", 700))
    for name in ("email", "role"):
        told.pop(name, None)
    visibility = told.pop("visibility", "public")
    featured = told.pop("featured", [])
    practitioner = practitioners.create(user, handle=told.pop("handle"), name=told.pop("name"), at=start)
    practitioner = practitioners.change(
        practitioner,
        revision=practitioner.revision,
        fields=told,
        background=[BackgroundEntry(**row) for row in person.background],
        by=user,
        at=start,
    )
    practitioners.set_visibility(practitioner, visibility=visibility, by=user, at=start)
    made = [_project(practitioner, table, user=user, reviewers=reviewers, at=at) for table in person.projects]
    _feature(practitioner, featured, made, user=user, at=at)
    for table in person.checklists:
        lists.copy(practitioner, table, user=user, at=at)
    return practitioner


def _feature(practitioner: Practitioner, featured: list[str], made: list[Project], *, user: User, at: datetime) -> None:
    """`featured` lists "skill key @ project title"."""
    chosen = []
    for line in featured:
        skill, _, title = line.partition(" @ ")
        chosen.append(
            Evidence.objects.select_related("project").get(skill__key=skill, project__title=title, project__in=made)
        )
    if chosen:
        practitioners.feature(practitioner, evidence=chosen, by=user, at=at)


def _project(
    practitioner: Practitioner, table: Table, *, user: User, reviewers: Mapping[str, User], at: datetime
) -> Project:
    begun = at - timedelta(days=table["begun"])
    template = ProcessTemplate.objects.get(key=table["template"]) if "template" in table else None
    with portfolios.batch(practitioner, at=begun):
        fields = {name: table[name] for name in projects.FIELDS if name in table and name != "title"}
        project = projects.start(practitioner, title=table["title"], template=template, by=user, at=begun, **fields)
        projects.classify(project, axes=table.get("axes", {}), libraries=table.get("libraries", []), by=user, at=begun)
        places = _fill(project, table, user=user, at=begun)
        linked = [_link(project, row, places, user=user, at=begun) for row in table.get("evidence", ())]
    if table.get("visibility", "public") != "private":
        shown = at - timedelta(days=table.get("published", table["begun"]))
        projects.publish(project, visibility=table.get("visibility", "public"), by=user, at=shown)
    rows = table.get("evidence", ())
    with portfolios.batch(practitioner, at=at - timedelta(days=_days_since(rows, table["begun"]))):
        for item, row in zip(linked, rows, strict=True):
            _judge(item, row, places, user=user, reviewers=reviewers, at=at)
    for row in table.get("files", ()):
        if "days" in row:
            _file(project, row, user=user, at=at - timedelta(days=row["days"]))
    return project


def _days_since(rows: Sequence[Table], begun: int) -> int:
    """Days since the last verdict or rewording of a project."""
    judged = [told["days"] for row in rows for told in row.get("verdicts", ())]
    reworded = [row.get("reworded", 1) for row in rows if "statement_first" in row]
    return int(min([begun, *judged, *reworded]))


def _fill(project: Project, table: Table, *, user: User, at: datetime) -> Places:
    """Every part of the project; says under which name of the script each one stands."""
    places: Places = {}
    _sections(project, table, places, user=user, at=at)
    datasets = {
        row["name"]: parts.add(DataSet(project=project, **row), by=user, at=at) for row in table.get("datasets", ())
    }
    for row in table.get("results", ()):
        plain = {k: v for k, v in row.items() if k not in RESULT_EXTRA}
        result = Result(project=project, dataset=datasets.get(row.get("dataset", "")), **plain)
        references = [Reference(**reference) for reference in row.get("references", ())]
        places[f"result:{row['id']}"] = results.add(result, references=references, by=user, at=at)
    for row in table.get("files", ()):
        if "days" not in row:
            file = _file(project, row, user=user, at=at)
            places[f"{file.kind}:{script.name_of(row)}"] = file
    for row in table.get("comparisons", ()):
        plain = {k: v for k, v in row.items() if k not in {"id", "dataset"}}
        logs = {side: places[f"log:{plain.pop(side)}"] for side in ("before_log", "after_log") if side in plain}
        comparison = Comparison(project=project, dataset=datasets.get(row.get("dataset", "")), **plain, **logs)
        places[f"comparison:{row['id']}"] = parts.add(comparison, by=user, at=at)
    for row in table.get("decisions", ()):
        decision = Decision(project=project, **{k: v for k, v in row.items() if k != "id"})
        places[f"decision:{row['id']}"] = parts.add(decision, by=user, at=at)
    for row in table.get("contributors", ()):
        parts.add(Contributor(project=project, **row), by=user, at=at)
    _artefacts(project, table, places, user=user, at=at)
    return places


def _sections(project: Project, table: Table, places: Places, *, user: User, at: datetime) -> None:
    """Text for the steps of the template; a section with another step or none is the person's own."""
    steps = {section.step.key: section for section in project.sections.select_related("step") if section.step}
    for row in table.get("sections", ()):
        body = row["body"].strip()
        if row.get("step") in steps:
            section = steps[row["step"]]
            fields = {"body": body, **({"title": row["title"]} if "title" in row else {})}
            section = parts.change(section, revision=section.revision, fields=fields, by=user, at=at)
            places[f"section:{row['step']}"] = section
        else:
            places[f"section:{row['id']}"] = parts.add(
                Section(project=project, title=row["title"], body=body), by=user, at=at
            )


def _artefacts(project: Project, table: Table, places: Places, *, user: User, at: datetime) -> None:
    for row in table.get("images", ()):
        file = SimpleUploadedFile(f"{row['name']}.png", drawing.draw(row["picture"]), "image/png")
        words = {k: v for k, v in row.items() if k != "picture"}
        places[f"image:{row['name']}"] = artefacts.add_image(project, file=file, **words, by=user, at=at)
    for row in table.get("links", ()):
        link = Artefact(project=project, kind=Artefact.Kind.LINK, **row)
        places[f"link:{row['name']}"] = parts.add(link, by=user, at=at)


def _file(project: Project, row: Table, *, user: User, at: datetime) -> Artefact:
    """A file is uploaded, or its next version. `caption` says what it is."""
    content = script.path_of(project.practitioner.handle, row).read_bytes()
    file = files.take_in(project, file=SimpleUploadedFile(script.name_of(row), content), by=user, at=at).artefact
    words = {name: row[name] for name in ("title", "caption") if name in row}
    return parts.change(file, revision=file.revision, fields=words, by=user, at=at) if words else file


def _link(project: Project, row: Table, places: Places, *, user: User, at: datetime) -> Evidence:
    """One piece of evidence, and what follows it: `also` names skills of other frameworks."""
    skill = Skill.objects.get(key=row["skill"])
    statement = row.get("statement_first", row["statement"])
    made = evidence.link(project, skill=skill, statement=statement, pointers=_pointers(row, places), by=user, at=at)
    for key in row.get("also", ()):
        evidence.follow(made, skill=Skill.objects.get(key=key), by=user, at=at)
    return made


def _pointers(row: Table, places: Places) -> list[Pointer]:
    pointers = []
    for place in row.get("at", ()):
        name, _, part = place.partition("#")
        kind = name.partition(":")[0]
        if kind in script.KINDS.values():
            pointers.append(_into_file(kind, places[name], part))
        else:
            field = "artefact" if kind in {"image", "link"} else kind
            pointers.append(Pointer(kind=kind, lines=part, **{field: places[name]}))
    return pointers


def _into_file(kind: str, file: Artefact, part: str) -> Pointer:
    """A place in the first version of a file: a cell (14), lines of it (14:3-9), lines of a script (61-104), or all."""
    version = file.versions.earliest("number")
    cell, _, lines = part.partition(":") if kind == "notebook" else ("1", "", part)
    found = version.cells.get(number=cell) if kind in {"notebook", "code"} else None
    return Pointer(kind=kind, artefact=file, version=version, cell=found, lines=lines)


def _judge(
    item: Evidence, row: Table, places: Places, *, user: User, reviewers: Mapping[str, User], at: datetime
) -> None:
    """The verdicts on the first wording, then the wording as it stands now: so some hold for an earlier version."""
    for told in row.get("verdicts", ()):
        item.refresh_from_db()
        verdicts.record(
            item,
            outcome=told["outcome"],
            grounds=told["grounds"],
            fingerprint=item.fingerprint,
            by=reviewers[told["by"]],
            at=at - timedelta(days=told["days"]),
        )
    if "statement_first" in row:
        item.refresh_from_db()
        evidence.change(
            item,
            revision=item.revision,
            statement=row["statement"],
            pointers=_pointers(row, places),
            by=user,
            at=at - timedelta(days=row.get("reworded", 1)),
        )
