"""The made-up world in the database: as many people as are wanted, in chunks, each whole or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context

from django.db import connection, models, transaction
from django.db.models import QuerySet

from competence.models import ProcessStep, Skill
from competence.queries import editions
from competence.yardstick import Processes, Yardstick
from core.errors import DomainError
from portfolio.actions import changes, indexing, listings
from portfolio.actions.listings import Entries
from portfolio.models import (
    Artefact,
    AxisChoice,
    Comparison,
    Coverage,
    DataSet,
    Document,
    Evidence,
    Facet,
    Library,
    Listing,
    Pointer,
    Practitioner,
    Project,
    Proof,
    Result,
    Section,
    Verdict,
)
from portfolio.synthesis import bulk, drawing
from portfolio.synthesis.derived import Deriver
from portfolio.synthesis.people import MARK, Known, Maker, handle

CHUNK = 250
"""People in one transaction."""
MOST = drawing.MOST * 4
"""So many rows of a model one person may have; of some, fewer."""
ROOM: dict[type[models.Model], int] = {Practitioner: 1, Project: 4}
ORDER: tuple[type[models.Model], ...] = (
    *(Practitioner, Project, Section, Library, AxisChoice, DataSet, Artefact, Result, Comparison),
    *(Evidence, Pointer, Verdict, Proof, Coverage, Facet, Document),
)
"""Models as their keys allow them to be written."""
GONE: tuple[type[models.Model], ...] = (Listing, *reversed(ORDER))
"""Models as their keys allow them to be deleted."""
Say = Callable[[int, int], None]


def made_up() -> QuerySet[Practitioner]:
    """The made-up people: by their address, by what stands in their profile, and because nobody signs in as them."""
    return Practitioner.objects.filter(handle__regex=r"^s-[0-9]{7}$", about=MARK, user=None)


def make(many: int, *, seed: int, now: datetime, say: Say | None = None, processes: int = 1) -> int:
    """See to it that there are `many` made-up people, of numbers from 1; says how many were made. A run that was cut
    short is continued by the next one. `processes` work them out, this one writes them."""
    there = set(made_up().values_list("handle", flat=True))
    numbers = [number for number in range(1, many + 1) if handle(number) not in there]
    taken = Practitioner.objects.filter(handle__startswith="s-").exclude(handle__in=there) if numbers else ()
    real = {person.handle for person in taken} & {handle(number) for number in numbers}
    if real:
        raise DomainError(f"Somebody who is not made up has the address {min(real)}.")
    chunks = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    mill, done, learned = _mill(seed, now), 0, set[str]()
    for lot in _worked_out(mill, chunks, min(processes, len(chunks))):
        with transaction.atomic():
            _write(lot, learned)
        done += len(lot.people)
        if say is not None:
            say(done, len(numbers))
    return len(numbers)


@dataclass(frozen=True)
class Lot:
    """One chunk of people, worked out: rows by model, what projects are listed by, all texts that are searched, and the
    people's keys."""

    rows: dict[type[models.Model], bulk.Prepared]
    listings: Entries
    texts: frozenset[str]
    people: tuple[int, ...]


@dataclass(frozen=True)
class Mill:
    """What people are worked out from. It asks no database, so that any process can do it."""

    seed: int
    deck: drawing.Deck
    known: Known
    yardsticks: Sequence[Yardstick]
    processes: Processes

    def lot(self, numbers: Sequence[int], first: Mapping[type[models.Model], int]) -> Lot:
        """The people of these numbers. `first`: from where on keys are theirs."""
        ids = bulk.Ids(first)
        maker = Maker(self.known, self.seed, ids)
        deriver = Deriver(self.yardsticks, self.processes, maker.rows, ids)
        for number in numbers:
            deriver.add(*maker.person(drawing.person(number, self.seed, self.deck)))
        rows = maker.rows.by_model
        texts = frozenset(text for row in rows.get(Document, ()) for _, text in row.passages)
        people = tuple(row.pk for row in rows.get(Practitioner, ()))
        prepared = {model: bulk.prepared(model, own) for model, own in rows.items()}
        return Lot(prepared, deriver.listings, texts, people)


def _mill(seed: int, now: datetime) -> Mill:
    yardsticks, processes = editions.everything()
    deck = drawing.deck(yardsticks[0], processes.templates)
    return Mill(seed, deck, _known(yardsticks[0], now), yardsticks, processes)


def _worked_out(mill: Mill, chunks: Sequence[Sequence[int]], processes: int) -> Iterator[Lot]:
    """The chunks in their order; where several processes are at it, a few ahead of whoever writes them."""
    if processes <= 1:
        yield from (mill.lot(chunk, _room(chunk)) for chunk in chunks)
        return
    connection.close()  # a child must not share it
    with ProcessPoolExecutor(processes, get_context("fork"), initializer=_begin, initargs=(mill,)) as pool:
        waiting: deque[Future[Lot]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_lot, chunk, _room(chunk)))
            if len(waiting) > processes + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_mills: list[Mill] = []
"""The one of this child."""


def _begin(mill: Mill) -> None:
    _mills.append(mill)


def _lot(numbers: Sequence[int], first: Mapping[type[models.Model], int]) -> Lot:
    return _mills[0].lot(numbers, first)


@transaction.atomic
def _room(chunk: Sequence[int]) -> dict[type[models.Model], int]:
    """Keys for a chunk of people. What is not needed stays unused."""
    return {model: bulk.reserve(model, len(chunk) * ROOM.get(model, MOST)) for model in ORDER}


def _write(lot: Lot, learned: set[str]) -> None:
    """One chunk. `learned`: texts of which the words are known for whoever types them wrongly."""
    for model in ORDER:
        bulk.write(model, lot.rows.get(model, []))
    listings.write(lot.listings)
    indexing.learn(lot.texts - learned)
    learned |= lot.texts
    changes.note(lot.people)


def _known(yardstick: Yardstick, now: datetime) -> Known:
    steps: dict[str, list[ProcessStep]] = {}
    for step in ProcessStep.objects.select_related("template").order_by("position", "pk"):
        steps.setdefault(step.template.key, []).append(step)
    axis = yardstick.axes_by_key.get("problem")
    skills = {row.key: row for row in Skill.objects.filter(key__in=yardstick.skills)}
    return Known(skills, steps, [value.key for value in axis.values] if axis else [], now)


def remove(*, say: Say | None = None) -> int:
    """Delete all made-up people with everything that is theirs, and nobody else; says how many they were."""
    keys = list(made_up().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        with transaction.atomic():
            _remove(chunk)
        if say is not None:
            say(start + len(chunk), len(keys))
    return len(keys)


def _remove(people: Sequence[int]) -> None:
    """The rows of these people."""
    changes.note(people)
    projects = Project.objects.filter(practitioner__in=people)
    evidence = Evidence.objects.filter(project__practitioner__in=people)
    for model in GONE:
        names = {field.name for field in model._meta.concrete_fields}
        if "practitioner" in names:
            rows = model._default_manager.filter(practitioner__in=people)
        elif "project" in names:
            rows = model._default_manager.filter(project__in=projects)
        elif "evidence" in names:
            rows = model._default_manager.filter(evidence__in=evidence)
        else:
            rows = model._default_manager.filter(pk__in=people)
        rows._raw_delete(connection.alias)
