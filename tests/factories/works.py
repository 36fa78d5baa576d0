"""Projects of the people of a world, as values and as rows, and a search of them that is slow and obviously right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from competence.models import Skill
from competence.queries import editions
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import explore
from portfolio.actions import listings
from portfolio.explore import Asked
from portfolio.models import (
    AxisChoice,
    Comparison,
    DataSet,
    Document,
    Evidence,
    Library,
    Pointer,
    Practitioner,
    Project,
    Proof,
)
from portfolio.search import documents, tokens
from portfolio.shelf.entries import Entry
from tests.factories import worlds
from tests.factories.portfolio import AT
from tests.factories.worlds import DAYS, SKILLS, VALUES, WORDS, Person, some

AXES = {"domain": "domain", "problem": "sub-problem"}
OF_PERSON = ("standing", "seeking", "workplace", "place")
MOMENTS = (AT, AT - timedelta(microseconds=1), AT - timedelta(days=1), AT - timedelta(days=40))
"""Few, so that many are equal."""


@dataclass
class Work:
    """A project of somebody of a world."""

    owner: Person
    uuid: UUID
    visibility: str
    published_at: datetime
    strengths: dict[str, tuple[int, datetime]]
    """By skill: how strong, and when it was proven."""
    facets: dict[str, set[str]]
    measured: dict[str, str]
    """By skill, the problem that a comparison names to which its evidence points."""
    title: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    text: set[str] = field(default_factory=set)
    pk: int = 0

    @property
    def is_listed(self) -> bool:
        return self.visibility == self.owner.visibility == "public" and self.owner.is_active

    @property
    def proven(self) -> list[datetime]:
        return [at for strength, at in self.strengths.values() if strength >= 2]

    def has(self, kind: str) -> set[str]:
        """What holds of a kind, whether for the project or for its owner."""
        return self.owner.facets[kind] if kind in OF_PERSON else self.facets[kind]

    def score(self, word: str) -> int:
        return 3 if word in self.title else 2 if word in self.named else 1 if word in self.text else 0


def world(random: Random, size: int) -> list[Work]:
    """Projects of everybody, of each visibility; nobody's techniques are known but from their public projects."""
    found = []
    for person in worlds.world(random, size):
        own = [_work(random, person) for _ in range(random.choice([0, 1, 1, 2, 3]))]
        person.facets["cure"] = set().union(*(work.facets["cure"] for work in own if work.visibility == "public"))
        found += own
    return found


def _work(random: Random, owner: Person) -> Work:
    strengths = {
        key: (random.choice([1, 2, 3]), AT - timedelta(days=random.choice(DAYS[1:]) or 0, hours=random.randrange(24)))
        for key in SKILLS
        if random.random() < 0.5
    }
    pairs = [value.split("/") for value in VALUES["cure"]]
    measured = {
        key: random.choice([problem, problem, ""])
        for problem, key in pairs
        if key in strengths and random.random() < 0.8
    }
    cures = {f"{problem}/{key}" for key, problem in measured.items() if problem and strengths[key][0] >= 2}
    return Work(
        owner=owner,
        uuid=UUID(int=random.getrandbits(128), version=4),
        visibility=random.choice(["public", "public", "public", "unlisted", "private"]),
        published_at=random.choice(MOMENTS),
        strengths=strengths,
        facets={k: some(random, VALUES[k]) for k in ("domain", "problem", "library", "data")}
        | {"originality": {random.choice(VALUES["originality"])}, "cure": cures},
        measured=measured,
        title=some(random, WORDS, 0.15),
        named=some(random, WORDS, 0.2),
        text=some(random, WORDS, 0.4),
    )


# ── As rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def write(works: list[Work]) -> None:
    """The rows of these projects and of their owners, as `portfolios.refresh` would leave them."""
    people = {work.owner.number: work.owner for work in works}
    worlds.write(list(people.values()))
    rows = Project.objects.bulk_create(
        Project(
            practitioner_id=work.owner.pk, uuid=work.uuid, slug=f"work-{number}", title="Work", created_at=AT,
            changed_at=AT, visibility=work.visibility, originality=min(work.facets["originality"]),
            published_at=work.published_at,
        )
        for number, work in enumerate(works)
    )  # fmt: skip
    for work, row in zip(works, rows, strict=True):
        work.pk = row.pk
    _write_values(works)
    _write_evidence(works)
    listed = [work for work in works if work.visibility == work.owner.visibility == "public"]
    Document.objects.bulk_create(_document(work) for work in listed)
    listings.write({pk: {w.pk: _entry(w) for w in listed if w.owner.pk == pk} for pk in {w.owner.pk for w in works}})


def _write_values(works: list[Work]) -> None:
    Library.objects.bulk_create(Library(project_id=w.pk, name=v, key=v) for w in works for v in w.facets["library"])
    AxisChoice.objects.bulk_create(
        AxisChoice(project_id=w.pk, axis=axis, value=v) for w in works for k, axis in AXES.items() for v in w.facets[k]
    )
    DataSet.objects.bulk_create(
        DataSet(project_id=w.pk, name=f"{v} {n}", origin=v, created_at=AT, changed_at=AT)
        for w in works
        for v in w.facets["data"]
        for n in (1, 2)
    )


def _write_evidence(works: list[Work]) -> None:
    skills = {skill.key: skill for skill in Skill.objects.filter(key__in=SKILLS)}
    pieces = {
        (work.pk, key): Evidence(project_id=work.pk, skill=skills[key], created_at=AT, changed_at=AT)
        for work in works
        for key in work.strengths
    }
    Evidence.objects.bulk_create(pieces.values())
    Proof.objects.bulk_create(
        Proof(
            evidence=pieces[w.pk, key], project_id=w.pk, skill=skills[key], strength=strength, proven_at=proven_at
        )
        for w in works
        for key, (strength, proven_at) in w.strengths.items()
    )  # fmt: skip
    compared = {
        (w.pk, key): Comparison(
            project_id=w.pk, technique="Some", problem=problem, metric="AUC", before=Decimal(1), after=Decimal(2),
            created_at=AT, changed_at=AT,
        )
        for w in works
        for key, problem in w.measured.items()
    }  # fmt: skip
    Comparison.objects.bulk_create(compared.values())
    Pointer.objects.bulk_create(
        Pointer(evidence=pieces[place], kind="comparison", comparison=row) for place, row in compared.items()
    )


def _document(work: Work) -> Document:
    line = tokens.line(*(tokens.of_text(" ".join(words)) for words in (work.title, work.named, work.text)))
    return Document(
        kind=documents.PROJECT, thing=work.pk, uuid=work.uuid, practitioner=Practitioner(pk=work.owner.pk),
        project=Project(pk=work.pk), tokens=line, passages=[["", "Work"], ["", ""]],
    )  # fmt: skip


def _entry(work: Work) -> Entry:
    values = {(kind, value) for kind in VALUES for value in work.has(kind)}
    skills = {("skill", f"{key}/{strength}") for key, (strength, _) in work.strengths.items()}
    proof_on = max(work.proven).date() if work.proven else None
    return Entry(work.published_at, work.uuid, proof_on, frozenset(values | skills))


# ── Asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def asked(random: Random) -> Asked:
    """A search drawn at random; now and then by another framework, in which the skills and levels are not."""
    found = worlds.asked(random)
    if random.random() < 0.15:
        kinds = {kind: own for kind, own in found.picked.items() if kind not in ("skill", "level", "standing")}
        found = replace(found, yardstick=editions.all_current()[1], is_default=False, picked=kinds)
    return found


def holds(work: Work, asked: Asked) -> bool:
    """Whether everything asked holds for a project that is listed."""
    since = asked.since
    return (
        work.is_listed
        and all(work.score(word) for word in asked.q.split())
        and _is_linked(work, asked)
        and _is(work, asked)
        and (since is None or any(at.date() >= since for at in work.proven))
    )


def _linked(work: Work, asked: Asked) -> set[str]:
    return {key for key, (strength, _) in work.strengths.items() if strength >= (asked.strength or Strength.CLAIMED)}


def _is_linked(work: Work, asked: Asked) -> bool:
    linked = _linked(work, asked)
    levels = [worlds.skills_of_level(asked.yardstick, level) for level in asked.values("level")]
    if asked.strength and not asked.values("skill") and not levels and not linked:
        return False
    return set(asked.values("skill")) <= linked and all(linked & own for own in levels)


def _is(work: Work, asked: Asked) -> bool:
    for kind in VALUES:
        has = work.has(kind) | (_by_skill(work, asked, kind) if kind in AXES else set())
        held = [any(way in has for way in asked.ways(kind, value)) for value in asked.values(kind)]
        if held and not (any(held) if kind in explore.ANY else all(held)):
            return False
    return True


def _by_skill(work: Work, asked: Asked, kind: str) -> set[str]:
    """The values of an axis that the project's skills stand at."""
    own = [skill for key, skill in asked.yardstick.skills.items() if key in _linked(work, asked)]
    by_axis = {skill.axis_value for skill in own if skill.axis == AXES[kind]}
    return by_axis | ({skill.domain for skill in own} if kind == "domain" else set())


def order(work: Work, asked: Asked) -> tuple[int, datetime, str]:
    """What decides about the order, the larger, the further up; the last of it the other way round."""
    strengths = [s for key, (s, _) in work.strengths.items() if key in asked.yardstick.skills]
    weight = {
        "best": sum(work.score(word) for word in asked.q.split()),
        "proof": 0,
        "verified": sum(s == 3 for s in strengths),
        "shown": sum(s >= 2 for s in strengths),
    }
    return weight[asked.sort or ("best" if asked.q else "proof")], work.published_at, work.uuid.hex


def found(works: list[Work], asked: Asked) -> list[int]:
    """What is found, in order."""
    own = sorted((work for work in works if holds(work, asked)), key=lambda work: work.uuid.hex)
    return [work.pk for work in sorted(own, key=lambda work: order(work, asked)[:2], reverse=True)]


def choices(yardstick: Yardstick) -> list[tuple[str, str]]:
    """Every choice that there is."""
    values = {
        **VALUES, "standing": list(explore.standings(yardstick)),
        "skill": [key for key in SKILLS if key in yardstick.skills], "level": list(yardstick.levels_by_key),
        "proof": [s.word for s in Strength], "fresh": [str(months) for months in explore.MONTHS],
    }  # fmt: skip
    return [(kind, value) for kind, own in values.items() for value in own]
