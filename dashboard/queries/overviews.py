"""Everything that the signed-in home of a practitioner shows, in one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from competence import levelmap, signals
from competence.catalogues import Idea
from competence.levelmap import LevelMap
from competence.queries import crosswalk, editions, ideas
from competence.standing import CellReading, LevelReading, MatrixReading, Standing
from competence.vocabulary import Carry
from competence.yardstick import Yardstick
from dashboard import planner
from dashboard.planner import Plan
from dashboard.queries import todos
from dashboard.queries.todos import Todo
from portfolio import readiness, shape
from portfolio.models import Practitioner, Project
from portfolio.queries import checklist_glances, records, standings, successors
from portfolio.queries.checklist_glances import Glance
from portfolio.queries.records import PortfolioRecord, ProjectRecord
from portfolio.shape import Shape


@dataclass(frozen=True)
class ProjectRow:
    """One line of "Your projects"."""

    project: Project
    levels: tuple[int, ...]
    states: tuple[str, ...]
    done: int
    of: int
    next_step: str

    @property
    def marks(self) -> range:
        """The boxes of the checklist that are filled."""
        return range(self.done)


@dataclass(frozen=True)
class MatrixTable:
    """A product matrix as a table: one row a value of the first axis."""

    reading: MatrixReading
    rows: tuple[tuple[str, tuple[CellReading | None, ...]], ...]


@dataclass(frozen=True)
class MatrixLists:
    """A nested matrix: for every value of the first axis, the values that belong to it with their cells."""

    reading: MatrixReading
    lists: tuple[tuple[str, tuple[tuple[str, CellReading], ...]], ...]


@dataclass(frozen=True)
class Overview:
    """The dashboard of one practitioner against one framework."""

    practitioner: Practitioner
    yardstick: Yardstick
    frameworks: tuple[Yardstick, ...]
    map: LevelMap
    shape: Shape
    standing: Standing
    signals: tuple[signals.Signal, ...]
    tables: tuple[MatrixTable, ...]
    lists: tuple[MatrixLists, ...]
    todos: tuple[Todo, ...]
    plan: Plan | None
    projects: tuple[ProjectRow, ...]
    checklists: tuple[Glance, ...]

    @property
    def levels(self) -> tuple[LevelReading, ...]:
        return self.standing.levels


def overview(practitioner: Practitioner, framework_key: str = "", goal: str = "") -> Overview:
    """The whole portfolio, private projects included, held against one framework, with the next project towards the
    level `goal`.

    An unknown `framework_key` falls back to the default framework, an unknown `goal` to what a reader asks first.
    """
    frameworks = editions.all_current()
    yardstick = next((y for y in frameworks if y.key == framework_key), frameworks[0])
    record = records.read(practitioner, "decisions", yardsticks=frameworks)
    standing = standings.standing(record, yardstick)
    data = {identity: p.project.title for p in record.projects for identity in p.datasets}
    plan = planner.plan(yardstick, standing, record.strengths, _catalogue(), goal=goal, datasets=data)
    return Overview(
        practitioner=practitioner,
        yardstick=yardstick,
        frameworks=frameworks,
        map=levelmap.build(yardstick, record.strengths, _hrefs(record), next=plan.skills if plan else ()),
        shape=shape.of_record(record, yardstick, standing),
        standing=standing,
        signals=signals.read(yardstick, standing),
        tables=tuple(_table(m) for m in standing.matrices if m.matrix.kind == "product"),
        lists=tuple(_lists(m) for m in standing.matrices if m.matrix.kind == "nested"),
        todos=todos.read(record, successors.of_projects(record.projects, frameworks)),
        plan=plan,
        projects=tuple(_row(p, yardstick) for p in record.projects),
        checklists=checklist_glances.own(practitioner),
    )


def _catalogue() -> Iterator[Idea]:
    """All ideas, with what each shows in other frameworks too. Two queries when warm."""
    links = crosswalk.links().items()
    counts = {key: [link.other for link in found if link.there == Carry.COUNTS] for key, found in links}
    return planner.reaching(ideas.all_ideas(), counts)


def _hrefs(record: PortfolioRecord) -> dict[str, str]:
    """From a mark to the place where its evidence is edited."""
    return {
        key: reverse("portfolio:evidence-index", args=[best.project.slug]) + f"#{best.evidence.anchor}"
        for key, best in record.best.items()
    }


def _row(record: ProjectRecord, yardstick: Yardstick) -> ProjectRow:
    items = readiness.read(record)
    open_items = [item for item in items if not item.done]
    keys = [e.skill_key for e in record.evidence if e.reading.is_shown and e.skill_key in yardstick.skills]
    numbers = {yardstick.levels_by_key[yardstick.skills[key].level].number for key in keys}
    return ProjectRow(
        project=record.project,
        levels=tuple(sorted(numbers)),
        states=tuple(e.strength.word for e in record.evidence),
        done=len(items) - len(open_items),
        of=len(items),
        next_step=open_items[0].title if open_items else "",
    )


def _table(reading: MatrixReading) -> MatrixTable:
    rows = tuple(
        (row.name, tuple(reading.cell(row.key, column.key) for column in reading.columns)) for row in reading.rows
    )
    return MatrixTable(reading, rows)


def _lists(reading: MatrixReading) -> MatrixLists:
    names = {column.key: column.name for column in reading.columns}
    lists = tuple(
        (row.name, tuple((names[c.column], c) for c in reading.cells if c.row == row.key)) for row in reading.rows
    )
    return MatrixLists(reading, lists)
