"""Rows of made-up people: unsaved objects with their numbers, tied to one another as a query would read them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace
from typing import Any, TypeVar

from django.db import models

from competence.models import ProcessStep
from competence.models import Skill as SkillRow
from competence.strengths import Strength
from portfolio.models import (
    Artefact,
    AxisChoice,
    Comparison,
    DataSet,
    Evidence,
    Library,
    Pointer,
    Practitioner,
    Project,
    Result,
    Section,
    Verdict,
)
from portfolio.queries import versions
from portfolio.strength import ACCEPTS
from portfolio.synthesis import lists
from portfolio.synthesis.drawing import PersonDraw, PieceDraw, ProjectDraw
from portfolio.words import fold

M = TypeVar("M", bound=models.Model)
MARK = "Made up by `manage.py synthesize`: nobody is meant."
"""Stands in the profile of every made-up person, and in that of nobody else."""
NextId = Callable[[type[models.Model]], int]


@dataclass(frozen=True)
class Known:
    """Rows of the framework, which made-up people point to."""

    skills: Mapping[str, SkillRow]
    steps: Mapping[str, Sequence[ProcessStep]]
    """By key of the template."""
    problems: Sequence[str]
    """Values of the axis of problems that a comparison can name."""
    now: datetime


@dataclass
class Rows:
    """What is to be written, by model: objects, or values by the names of columns."""

    by_model: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, made: M) -> M:
        """Keep an object; says it again."""
        self.by_model.setdefault(type(made), []).append(made)
        return made

    def put(self, model: type[models.Model], **values: Any) -> None:
        """Keep a row that nothing reads before it is written: cheaper than an object."""
        self.by_model.setdefault(model, []).append(SimpleNamespace(**values))


class Maker:
    """Makes people one after the other into `rows`."""

    def __init__(self, known: Known, seed: int, next_id: NextId) -> None:
        self.known = known
        self.seed = seed
        self.next_id = next_id
        self.rows = Rows()
        self._dice = Random(0)  # noqa: S311

    def person(self, draw: PersonDraw) -> tuple[Practitioner, list[Project]]:
        """A person with projects, all kept in `rows`, readable as if they came from the database."""
        self._dice = Random(f"{self.seed}:{draw.number}:rows")  # noqa: S311
        oldest = max((project.day for project in draw.projects), default=1)
        made = self._made(
            Practitioner,
            uuid=self._uuid(),
            handle=handle(draw.number),
            name=draw.name,
            headline=f"Works on {draw.projects[0].subject}" if draw.projects else "",
            location=draw.location,
            seeking=list(draw.seeking),
            workplaces=list(draw.workplaces),
            about=MARK,
            visibility=draw.visibility,
            created_at=self._at(oldest),
            changed_at=self._at(0),
            published_at=self._at(oldest) if draw.visibility == "public" else None,
        )
        return made, [self._project(made, each, place) for place, each in enumerate(draw.projects)]

    # ── One project ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _project(self, person: Practitioner, draw: ProjectDraw, place: int) -> Project:
        at = self._at(draw.day)
        steps = self.known.steps.get(draw.template.key, ()) if draw.template else ()
        made = self._made(
            Project,
            uuid=self._uuid(),
            practitioner=person,
            slug=f"project-{place + 1}",
            title=draw.title,
            summary=draw.texts[0],
            question=f"What can be told from {draw.material} about {draw.subject}?",
            lessons=draw.texts[1],
            limits=draw.texts[2],
            template=steps[0].template if steps else None,
            originality=draw.originality,
            originality_source="" if draw.originality == "own" else "A course that is open to everybody",
            visibility=draw.visibility,
            position=place,
            created_at=at,
            changed_at=at,
            published_at=None if draw.visibility == "private" else at,
        )
        own = {
            "sections": self._sections(made, draw, steps, at),
            "libraries": [self._made(Library, project_id=made.pk, name=n, key=key_of(n)) for n in draw.libraries],
            "axis_choices": [self._made(AxisChoice, project_id=made.pk, axis="domain", value=draw.domain)]
            if draw.domain
            else [],
            "datasets": [self._part(DataSet, made, 0, at, name=f"{draw.subject} data", origin=draw.origin)],
            "artefacts": [self._code(made, draw, at)],
            "decisions": [],
            "comparisons": [],
        }
        own["results"] = [self._result(made, own["datasets"][0], at)]
        _tie(made, own)
        evidence = [self._piece(made, own, piece, n) for n, piece in enumerate(draw.pieces)]
        _tie(made, {"comparisons": own["comparisons"], "evidence": evidence})
        return made

    def _sections(self, of: Project, draw: ProjectDraw, steps: Sequence[ProcessStep], at: datetime) -> list[Any]:
        titles: list[tuple[str, ProcessStep | None]] = [(step.name, step) for step in steps]
        titles = titles or [("What was done", None)]
        return [
            self._part(Section, of, place, at, step=step, title=title, body=draw.texts[3 + place % 3])
            for place, (title, step) in enumerate(titles)
        ]

    def _code(self, of: Project, draw: ProjectDraw, at: datetime) -> Artefact:
        address = f"https://git.example.org/{of.practitioner.handle}/{of.slug}/blob/{'9b27d10c' * 5}/train.py"
        fields = {"kind": Artefact.Kind.LINK, "name": "code", "title": f"Training with {draw.libraries[0]}"}
        return self._part(Artefact, of, 0, at, url=address, link_kind=Artefact.LinkKind.CODE, **fields)

    def _result(self, of: Project, dataset: DataSet, at: datetime) -> Result:
        value = Decimal(self._dice.randrange(600, 990)) / 1000
        result = self._part(
            Result,
            of,
            0,
            at,
            label="The network that was kept",
            metric=self._dice.choice(lists.METRICS),
            value=value,
            dataset_id=dataset.pk,
            is_headline=True,
        )
        _tie(result, {"references": []})
        return result

    # ── One piece of evidence ────────────────────────────────────────────────────────────────────────────────────────
    def _piece(self, of: Project, own: dict[str, list[Any]], draw: PieceDraw, place: int) -> Evidence:
        at = self._at(draw.day)
        row = self.known.skills[draw.skill.key]
        piece = self._part(
            Evidence, of, place, at, skill=row, statement=f"{draw.skill.name}, on {of.title[:60]}.", fingerprint=""
        )
        shown = draw.strength >= Strength.EVIDENCED
        pointers = [self._pointer(of, piece, own, draw, at)] if shown else []
        piece.fingerprint = versions.of(row.key, piece.statement, pointers, of)
        _tie(piece, {"pointers": pointers, "verdicts": self._verdicts(piece, draw)})
        return piece

    def _pointer(
        self, of: Project, piece: Evidence, own: dict[str, list[Any]], draw: PieceDraw, at: datetime
    ) -> Pointer:
        if draw.skill.comparison:
            target = self._comparison(of, own, draw, at)
            return self._made(Pointer, uuid=self._uuid(), evidence_id=piece.pk, kind="comparison", comparison=target)
        if draw.skill.diagnosis or "section" in ACCEPTS[draw.skill.proof]:
            section = own["sections"][piece.position % len(own["sections"])]
            return self._made(Pointer, uuid=self._uuid(), evidence_id=piece.pk, kind="section", section=section)
        link = own["artefacts"][0]
        return self._made(Pointer, uuid=self._uuid(), evidence_id=piece.pk, kind="link", artefact=link, lines="40-88")

    def _comparison(self, of: Project, own: dict[str, list[Any]], draw: PieceDraw, at: datetime) -> Comparison:
        before = Decimal(self._dice.randrange(500, 900)) / 1000
        made = self._part(
            Comparison,
            of,
            len(own["comparisons"]),
            at,
            technique=draw.skill.name[:120],
            problem=self._dice.choice(self.known.problems) if self.known.problems else "",
            problem_shown="The curves of training and validation part.",
            metric=self._dice.choice(lists.METRICS),
            dataset_id=own["datasets"][0].pk,
            before=before,
            before_repeats=self._dice.choice((1, 3, 5)),
            after=before + Decimal(self._dice.randrange(-20, 60)) / 1000,
            after_repeats=self._dice.choice((1, 3, 5)),
            conclusion="It is kept where the spread allows.",
        )
        own["comparisons"].append(made)
        return made

    def _verdicts(self, piece: Evidence, draw: PieceDraw) -> list[Verdict]:
        if draw.strength < Strength.VERIFIED:
            return []
        given = self._at(self._dice.randrange(draw.day + 1))
        judged = {"outcome": Verdict.Outcome.MEETS, "grounds": "Code and figures agree.", "reviewer_name": "A reviewer"}
        fields = {"uuid": self._uuid(), "fingerprint": piece.fingerprint, "given_at": given, **judged}
        return [self._made(Verdict, evidence_id=piece.pk, **fields)]

    # ── Ways of making ───────────────────────────────────────────────────────────────────────────────────────────────
    def _part(self, model: type[M], of: Project, place: int, at: datetime, **fields: Any) -> M:
        dates = {"created_at": at, "changed_at": at}
        return self._made(model, uuid=self._uuid(), project_id=of.pk, position=place, **dates, **fields)

    def _made(self, model: type[M], **fields: Any) -> M:
        return self.rows.add(model(pk=self.next_id(model), **fields))

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self._dice.getrandbits(128), version=4)

    def _at(self, day: int) -> datetime:
        return self.known.now - timedelta(days=day)


def handle(number: int) -> str:
    """The address of the made-up person with this number."""
    return f"s-{number:07d}"


def key_of(library: str) -> str:
    """As the studio makes it: Hugging Face Transformers → hugging-face-transformers."""
    return "-".join("".join(c if c.isalnum() else " " for c in fold(library)).split())


def _tie(thing: models.Model, relations: Mapping[str, Iterable[models.Model]]) -> None:
    """What a prefetch would have put there, so that the functions that read portfolios find it."""
    cache = thing.__dict__.setdefault("_prefetched_objects_cache", {})
    cache.update({name: list(rows) for name, rows in relations.items()})
