"""Every action on a portfolio raises its version, and leaves what is derived exactly as a recomputation would make it.

The version is what `ETag` comes from: an action that forgets it leaves old pages in the caches of others.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from core.errors import DomainError
from dashboard.actions import accounts
from portfolio.actions import (
    artefacts,
    carrying,
    checklists,
    evidence,
    fills,
    links,
    parts,
    portfolios,
    practitioners,
    projects,
    proposals,
    results,
)
from portfolio.actions import files as file_actions
from portfolio.fills import Found
from portfolio.models import (
    Checklist,
    Coverage,
    Document,
    Evidence,
    Facet,
    Listing,
    Practitioner,
    Project,
    Proof,
    Result,
    Section,
    Visibility,
)
from tests.factories import portfolio as made

AT = made.AT + timedelta(days=3)
IMAGES, SAME = "ck.entry.data-handling.images", "fg.entry.data-handling.images"
HARNESS, DROPOUT = "l1.modeling.test-harness", "l2.generalization.dropout"
KEYS = [IMAGES, SAME, HARNESS, DROPOUT, "l1.modeling.target-binary", "l2.generalization.early-stopping"]


@dataclass(frozen=True)
class World:
    """A portfolio with something of everything, read anew for every act."""

    person: Practitioner
    chance: random.Random

    def one(self, found: Any) -> Any:
        """Any row of these; `DomainError` where there is none."""
        rows = list(found.order_by("pk"))
        if not rows:
            raise DomainError("There is none left.")
        return self.chance.choice(rows)

    @property
    def project(self) -> Project:
        return self.one(Project.objects.filter(practitioner=self.person).select_related("practitioner"))

    @property
    def piece(self) -> Evidence:
        return self.one(Evidence.objects.filter(project__practitioner=self.person))

    def place(self, project: Project) -> list[Any]:
        """Where evidence may point: at some of what the project has."""
        places = [*project.sections.all(), *project.results.all(), *project.comparisons.all(), *project.decisions.all()]
        return [made.pointer(place) for place in self.chance.sample(places, min(2, len(places)))]


@pytest.fixture
def person(frameworks: None, db: None) -> Practitioner:
    person = made.practitioner(visibility="public")
    first = made.project(person, "Churn in a telecom table", visibility="public")
    result, comparison, section = made.result(first, baseline="0.5"), made.comparison(first), made.section(first)
    made.decision(first)
    made.link(first)
    made.evidence(first, IMAGES, section, result)
    made.verdict(made.evidence(first, DROPOUT, comparison))
    second = made.project(person, "Kept back")
    made.evidence(second, HARNESS, made.result(second))
    checklist = checklists.take(person, framework="ml-progress-checklist", by=None, at=made.AT)
    checklists.share(checklist, on_profile=True, by=None, at=made.AT)
    return Practitioner.objects.get(pk=person.pk)


def add_image(world: World) -> None:
    drawn = BytesIO()
    Image.new("RGB", (24, 16), "white").save(drawn, "PNG")
    file = SimpleUploadedFile("curves.png", drawn.getvalue())
    artefacts.add_image(world.project, file=file, alt="Two curves", by=None, at=AT)


def take_in(world: World) -> None:
    script = f"# {world.chance.random()}\nimport keras\n".encode()
    file_actions.take_in(world.project, file=SimpleUploadedFile("train.py", script), by=None, at=AT)


def add_link(world: World) -> None:
    url = "https://code.example.org/ida/other"
    link = made.Artefact(project=world.project, title="More code", url=url, link_kind="code")
    artefacts.add_link(link, by=None, at=AT)


def link(world: World) -> None:
    project, skill = world.project, made.skill(world.chance.choice(KEYS))
    evidence.link(project, skill=skill, statement="It is.", pointers=world.place(project), by=None, at=AT)


def change_evidence(world: World) -> None:
    piece = world.piece
    statement, pointers = f"So it is: {world.chance.random()}", world.place(piece.project)
    evidence.change(piece, revision=piece.revision, statement=statement, pointers=pointers, by=None, at=AT)


def carry(world: World) -> None:
    piece = world.piece
    choices = [(str(piece.uuid), world.chance.choice(KEYS))]
    carrying.accept(piece.project, choices=choices, by=None, at=AT)


def part_ways(world: World) -> None:
    evidence.part_ways(world.one(Evidence.objects.filter(follows__isnull=False)), by=None, at=AT)


def record(world: World) -> None:
    outcome = world.chance.choice(["meets", "partly", "not-yet"])
    made.verdict(world.piece, outcome=outcome, at=AT)


def reviewer_leaves(world: World) -> None:
    given = world.one(made.Verdict.objects.filter(reviewer__isnull=False))
    accounts.delete(given.reviewer, at=AT)


def change_profile(world: World) -> None:
    now = Practitioner.objects.get(pk=world.person.pk)
    fields = {"headline": f"Forecasts {world.chance.random()}"}
    practitioners.change(now, revision=now.revision, fields=fields, by=now.user, at=AT)


def change_project(world: World) -> None:
    project = world.project
    origin = world.chance.choice(Project.Originality.values)
    fields = {"originality": origin, "originality_source": "A tutorial"}
    projects.change(project, revision=project.revision, fields=fields, libraries=["Keras"], by=None, at=AT)


def classify(world: World) -> None:
    axes = {"domain": [world.chance.choice(["time-series", "computer-vision"])]}
    projects.classify(world.project, axes=axes, libraries=["PyTorch"], by=None, at=AT)


def change_part(world: World) -> None:
    section = world.one(Section.objects.filter(project__practitioner=world.person))
    body = world.chance.choice(["", "Scaled on the training part only.", "Split by customer."])
    parts.change(section, revision=section.revision, fields={"body": body}, by=None, at=AT)


def change_result(world: World) -> None:
    result = world.one(Result.objects.filter(project__practitioner=world.person))
    results.change(result, revision=result.revision, fields={"label": "GRU"}, references=[], by=None, at=AT)


def fill(world: World) -> None:
    values = {"metric": "accuracy", "value": "0.91", "unit": ""}
    fills.fill(world.project, chosen=[Found("result:a", "result", "", "", values)], origins={}, by=None, at=AT)


def take_up(world: World) -> None:
    project = world.project
    choice = proposals.Choice(world.chance.choice(KEYS), made.pointer(world.one(project.sections)), "Here.")
    proposals.accept(project, choices=[choice], by=None, at=AT)


def answer(world: World) -> None:
    found = world.one(made.Artefact.objects.filter(kind="link", project__practitioner=world.person))
    links.record(found, answer=world.chance.choice(["answers", "gone"]), at=AT)


def some_part(world: World) -> Any:
    """Any part of any project, evidence and artefacts among them."""
    of = ["sections", "results", "comparisons", "decisions", "evidence", "artefacts"]
    return world.one(getattr(world.project, world.chance.choice(of)))


def move(world: World) -> None:
    parts.move(world.piece if world.chance.random() < 0.5 else some_part(world), to="down", by=None, at=AT)


def shared(world: World) -> Checklist:
    return world.one(Checklist.objects.live().filter(practitioner=world.person, is_shared=True))


ACTS: dict[str, Callable[[World], Any]] = {
    "artefacts.add_image": add_image,
    "artefacts.add_link": add_link,
    "artefacts.remove": lambda w: artefacts.remove(
        w.one(made.Artefact.objects.filter(project__practitioner=w.person)), by=None, at=AT
    ),
    "carrying.accept": carry,
    "checklists.share": lambda w: checklists.share(shared(w), on_profile=True, by=None, at=AT),
    "checklists.archive": lambda w: checklists.archive(shared(w), by=None, at=AT),
    "evidence.link": link,
    "evidence.change": change_evidence,
    "evidence.remove": lambda w: evidence.remove(w.piece, by=None, at=AT),
    "evidence.renew": lambda w: evidence.renew(w.one(Evidence.objects.filter(follows=None)), by=None, at=AT),
    "evidence.follow": lambda w: evidence.follow(w.piece, skill=made.skill(w.chance.choice(KEYS)), by=None, at=AT),
    "evidence.part_ways": part_ways,
    "files.take_in": take_in,
    "fills.fill": fill,
    "links.record": answer,
    "parts.add": lambda w: made.decision(w.project, f"Choice {w.chance.random()}", at=AT),
    "parts.change": change_part,
    "parts.move": move,
    "parts.remove": lambda w: parts.remove(some_part(w), by=None, at=AT),
    "practitioners.change": change_profile,
    "practitioners.set_visibility": lambda w: practitioners.set_visibility(
        w.person, visibility=w.chance.choice(Visibility.values), by=None, at=AT
    ),
    "practitioners.feature": lambda w: practitioners.feature(w.person, evidence=[w.piece], by=w.person.user, at=AT),
    "projects.start": lambda w: projects.start(w.person, title="Anew", by=None, at=AT),
    "projects.change": change_project,
    "projects.classify": classify,
    "projects.publish": lambda w: projects.publish(w.project, visibility="public", show_profile=True, by=None, at=AT),
    "projects.withdraw": lambda w: projects.withdraw(w.project, by=None, at=AT),
    "projects.remove": lambda w: projects.remove(w.project, by=None, at=AT),
    "proposals.accept": take_up,
    "proposals.dismiss": lambda w: proposals.dismiss(w.project, keys=[HARNESS], by=None, at=AT),
    "proposals.restore": lambda w: proposals.restore(w.project, keys=[HARNESS], by=None, at=AT),
    "results.add": lambda w: made.result(w.project, at=AT),
    "results.change": change_result,
    "verdicts.record": record,
    "verdicts.anonymise": reviewer_leaves,
}
ELSEWHERE = {
    "successors.accept": "test_successors: needs an edition that retires a skill",
    "readings.again": "as files.take_in, with files that an older version drew",
    "practitioners.create": "there is no version before",
    "practitioners.remove": "there is no version after",
    "practitioners.set_contact": "who is not signed in sees nothing of it, others get pages of their own",
    "checklists.take": "not on the profile until it is shared",
    "checklists.restore": "not on the profile until it is shared",
    "checklists.remove": "only what is archived, and so not on the profile",
    "checklists.merge": "test_checklists",
    "checklists.undo": "test_checklists",
    "checklists.change": "test_checklists: all of items goes through it",
    "parts.save": "inside other actions",
    "parts.touch": "inside other actions",
}
MODULES = (
    "artefacts carrying checklists evidence files fills links parts practitioners projects proposals readings results "
    "successors verdicts"
).split()


def test_every_action_is_tried_here_or_says_why_not() -> None:
    found = {
        f"{name}.{verb}"
        for name in MODULES
        for verb, function in vars(import_module(f"portfolio.actions.{name}")).items()
        if inspect.isfunction(function)
        and function.__module__ == f"portfolio.actions.{name}"
        and not verb.startswith("_")
        and "at" in inspect.signature(function).parameters
    }
    assert found - set(ACTS) - set(ELSEWHERE) == set()


def derived() -> dict[str, Any]:
    """Every row that follows from the facts, but for the version and the numbers of the changes."""
    rows: dict[str, Any] = {
        model.__name__: sorted(repr(sorted(row.items())) for row in _plain(model))
        for model in (Coverage, Proof, Facet, Listing, Document)
    }
    rows["fingerprints"] = list(Evidence.objects.order_by("pk").values_list("pk", "fingerprint"))
    rows["day"] = list(Practitioner.objects.order_by("pk").values_list("pk", "last_proof_on"))
    return rows


def _plain(model: Any) -> Any:
    """Without the key; what is packed as bytes, which drivers give in different clothes."""
    return [
        {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items() if name != "id"}
        for row in model._default_manager.values()
    ]


def in_step(person: Practitioner) -> None:
    """What stands there is what comes out when it is made from nothing; made again, for what is found by words."""
    before = derived()
    with transaction.atomic():
        for model in (Coverage, Proof, Facet):
            model._default_manager.all().delete()
        portfolios.refresh(Practitioner.objects.get(pk=person.pk), at=AT)
        after = derived()
        transaction.set_rollback(True)
    for name, rows in before.items():
        assert rows == after[name], name


def version(person: Practitioner) -> int:
    return Practitioner.objects.get(pk=person.pk).version


@pytest.mark.parametrize("name", ACTS)
def test_an_action_raises_the_version_and_leaves_all_in_step(person: Practitioner, name: str) -> None:
    world = World(person, random.Random(4))
    if name == "evidence.part_ways":
        evidence.follow(world.piece, skill=made.skill(SAME), by=None, at=AT)
    for _ in range(40):  # until one of the things chosen by chance is fit for it
        before = version(person)
        try:
            ACTS[name](world)
        except DomainError:
            continue
        if version(person) > before:
            return in_step(person)
    pytest.fail("the version stayed as it was")


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_in_any_order_all_is_in_step(person: Practitioner, seed: int) -> None:
    world = World(person, random.Random(seed))
    slow = {"artefacts.add_image", "files.take_in"}
    names = sorted(set(ACTS) - slow - {"projects.remove"})
    done = 0
    for _ in range(45):
        try:
            ACTS[world.chance.choice(names)](world)
        except DomainError:
            continue
        done += 1
        in_step(person)
    assert done > 20
