"""Worlds of people that are found or not, as values and as rows, and a search that is slow and obviously right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from accounts.models import User
from competence.models import Skill
from competence.queries import editions
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import explore
from portfolio.explore import Asked
from portfolio.models import Coverage, Document, Evidence, Facet, Practitioner, Project
from portfolio.search import documents, tokens
from tests.factories.portfolio import AT

TODAY = AT.date()
SKILLS = (
    "l1.modeling.test-harness",
    "l1.modeling.target-binary",
    "l2.generalization.dropout",
    "l2.learning.batch-size",
    "l3.technique.ts-univariate",
)
VALUES = {
    "standing": [
        f"three-levels/{level}/{state}"
        for level in ("l1", "l2")
        for state in ("in-progress", "out-of-order", "demonstrated", "verified")
    ],
    "domain": ["time-series", "computer-vision"],
    "problem": ["univariate", "multi-step"],
    "cure": [f"overfitting/{SKILLS[2]}", f"slow-or-poor-learning/{SKILLS[3]}"],
    "library": ["keras", "torch"],
    "data": ["competition", "original"],
    "originality": ["own", "adapted"],
    "seeking": ["permanent", "contract"],
    "workplace": ["remote", "hybrid"],
    "place": ["france", "norway"],
}
WORDS = ("churn", "demand", "overfitting", "networks", "ada")
DAYS = (None, 0, 10, 89, 91, 200, 400, 900)


@dataclass
class Person:
    """Somebody of a world."""

    number: int
    uuid: UUID
    visibility: str
    is_active: bool
    proof_on: date | None
    strengths: dict[str, int] = field(default_factory=dict)
    facets: dict[str, set[str]] = field(default_factory=dict)
    title: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    text: set[str] = field(default_factory=set)
    pk: int = 0

    def score(self, word: str) -> int:
        """How good the best place of a word is; 0: nowhere."""
        return 3 if word in self.title else 2 if word in self.named else 1 if word in self.text else 0


def some(random: Random, values: tuple[str, ...] | list[str], chance: float = 0.35) -> set[str]:
    return {value for value in values if random.random() < chance}


def world(random: Random, size: int) -> list[Person]:
    """People of every kind; the private, the unlisted and those out of use have the same things to be found by."""
    found = []
    for number in range(size):
        age = random.choice(DAYS)
        standing = {random.choice(VALUES["standing"][:4]), random.choice(VALUES["standing"][4:])}
        found.append(
            Person(
                number=number,
                uuid=UUID(int=random.getrandbits(128), version=4),
                visibility=random.choice(["public", "public", "public", "unlisted", "private"]),
                is_active=random.random() < 0.9,
                proof_on=None if age is None else TODAY - timedelta(days=age),
                strengths={key: random.choice([1, 2, 3]) for key in SKILLS if random.random() < 0.5},
                facets={k: some(random, v) for k, v in VALUES.items() if k != "standing"} | {"standing": standing},
                title=some(random, WORDS, 0.15),
                named=some(random, WORDS, 0.2),
                text=some(random, WORDS, 0.4),
            )
        )
    return found


def write(people: list[Person]) -> None:
    """The rows of a world, as `portfolios.refresh` would leave them."""
    skills = {skill.key: skill for skill in Skill.objects.filter(key__in=SKILLS)}
    for person in people:
        user = User.objects.create(email=f"world-{person.number}@example.org", is_active=person.is_active)
        row = Practitioner.objects.create(
            uuid=person.uuid, user=user, handle=f"world-{person.number}", name="Somebody", visibility=person.visibility,
            last_proof_on=person.proof_on, created_at=AT, changed_at=AT,
        )  # fmt: skip
        person.pk = row.pk
        project = Project.objects.create(practitioner=row, slug="work", title="Work", created_at=AT, changed_at=AT)
        for key, strength in person.strengths.items():
            piece = Evidence.objects.create(project=project, skill=skills[key], created_at=AT, changed_at=AT)
            Coverage.objects.create(
                practitioner=row, skill=skills[key], scope="public", strength=strength, best=piece, proven_at=AT
            )
        Facet.objects.bulk_create(
            Facet(practitioner=row, kind=kind, value=value, label=value.title() if kind in ("library", "place") else "")
            for kind, values in person.facets.items()
            for value in values
        )
        if person.visibility == "public":
            line = tokens.line(
                *(tokens.of_text(" ".join(words)) for words in (person.title, person.named, person.text))
            )
            Document.objects.create(
                kind=documents.PERSON, thing=row.pk, uuid=person.uuid, practitioner=row, tokens=line,
                proof_on=person.proof_on or date.min,
            )  # fmt: skip


def asked(random: Random) -> Asked:
    """A search drawn at random, mostly of few conditions, so that something is found."""
    found = Asked(editions.current(), day=TODAY)
    choices = {
        **VALUES,
        "skill": list(SKILLS),
        "level": ["l1", "l2", "l3"],
        "standing": list(explore.standings(found.yardstick))[:8],
    }
    for kind in random.sample(sorted(choices), random.choice([0, 0, 1, 1, 2, 3])):
        found = found.of_kind(kind, *random.sample(choices[kind], random.choice([1, 1, 2])))
    if random.random() < 0.4:
        found = replace(found, strength=random.choice(list(Strength)))
    if random.random() < 0.3:
        found = replace(found, fresh=random.choice(explore.MONTHS))
    if random.random() < 0.6:
        found = replace(found, q=" ".join(random.sample(WORDS, random.choice([1, 1, 2, 3, 4]))))
    return replace(found, sort=random.choice(["", "proof", "verified", "shown", *(["", "best"] if found.q else [])]))


def holds(person: Person, asked: Asked) -> bool:
    """Whether everything asked holds for somebody who is listed."""
    return (
        person.visibility == "public"
        and person.is_active
        and all(person.score(word) for word in asked.q.split())
        and _shows(person, asked)
        and _is(person, asked)
        and (not asked.fresh or (person.proof_on is not None and person.proof_on >= _since(asked)))
    )


def _since(asked: Asked) -> date:
    assert asked.since is not None
    return asked.since


def _shows(person: Person, asked: Asked) -> bool:
    least = asked.strength or Strength.EVIDENCED
    shown = {key for key, strength in person.strengths.items() if strength >= least}
    levels = {level: skills_of_level(asked.yardstick, level) for level in asked.values("level")}
    if asked.strength and not asked.values("skill") and not levels and not shown:
        return False
    return set(asked.values("skill")) <= shown and all(shown & own for own in levels.values())


def skills_of_level(yardstick: Yardstick, level: str) -> set[str]:
    """The keys of the skills of a level."""
    return {key for key, skill in yardstick.skills.items() if skill.level == level}


def _is(person: Person, asked: Asked) -> bool:
    for kind in VALUES:
        held = [any(way in person.facets[kind] for way in asked.ways(kind, value)) for value in asked.values(kind)]
        if held and not (any(held) if kind in explore.ANY else all(held)):
            return False
    return True


def order(person: Person, asked: Asked) -> tuple[int, int, str]:
    """What decides about the order: the smaller, the further up."""
    latest = -(person.proof_on or date.min).toordinal(), person.uuid.hex
    strengths = [s for key, s in person.strengths.items() if key in asked.yardstick.skills]
    match asked.sort or ("best" if asked.q else "proof"):
        case "best":
            return (-sum(person.score(word) for word in asked.q.split()), *latest)
        case "verified":
            return (-sum(s == 3 for s in strengths), *latest)
        case "shown":
            return (-sum(s >= 2 for s in strengths), *latest)
    return (0, *latest)


def found(people: list[Person], asked: Asked) -> list[int]:
    """Who is found, in order."""
    return [p.pk for p in sorted((p for p in people if holds(p, asked)), key=lambda p: order(p, asked))]


def counts(people: list[Person], asked: Asked) -> dict[tuple[str, str], int]:
    """How many would be found with every choice that there is."""
    values = {
        **VALUES, "standing": list(explore.standings(asked.yardstick)), "skill": list(SKILLS),
        "level": list(asked.yardstick.levels_by_key), "proof": [s.word for s in Strength],
        "fresh": [str(months) for months in explore.MONTHS],
    }  # fmt: skip
    return {(kind, v): len(found(people, asked.with_(kind, v))) for kind, own in values.items() for v in own}
