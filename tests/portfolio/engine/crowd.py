"""Many people as rows, for questions about many: what is derived is made up, and the log of changes is kept."""

import random
from datetime import date, timedelta

from django.db import transaction

from competence.models import Framework, Skill
from portfolio.actions import changes
from portfolio.models import Coverage, Document, Evidence, Facet, Practitioner, Project
from portfolio.search import tokens
from tests.factories.portfolio import AT

SKILLS = tuple(f"crowd.{number}" for number in range(6))
FACETS = (
    ("domain", "vision"),
    ("domain", "text"),
    ("library", "keras"),
    ("library", "jax"),
    ("standing", "crowd/one/demonstrated"),
    ("standing", "crowd/one/verified"),
    ("standing", "crowd/one/in-progress"),
)
WORDS = ("red", "green", "blue")
DAYS = (None, date(2026, 1, 1), date(2026, 1, 2), date(2026, 5, 1))


def people(number: int, seed: int = 0) -> list[Practitioner]:
    """So many people, of whom a fifth is not listed, with strengths, facets and days drawn at random."""
    dice = random.Random(seed)
    framework, _ = Framework.objects.get_or_create(key="crowd")
    for key in SKILLS:
        Skill.objects.get_or_create(key=key, framework=framework)
    first = Practitioner.objects.count()
    made = Practitioner.objects.bulk_create(
        Practitioner(
            handle=f"crowd-{first + place}",
            name="Somebody",
            visibility=dice.choice(["public"] * 4 + ["private", "unlisted"]),
            created_at=AT,
            changed_at=AT,
        )
        for place in range(number)
    )
    for person in made:
        redraw(person, dice)
    return made


def redraw(person: Practitioner, dice: random.Random) -> None:
    """Everything derived of one person drawn anew, and noted."""
    with transaction.atomic():
        person.facets.all().delete()
        person.projects.all().delete()
        person.last_proof_on = dice.choice(DAYS)
        if person.last_proof_on and dice.random() < 0.3:
            person.last_proof_on += timedelta(days=dice.randrange(3))
        person.save()
        Facet.objects.bulk_create(
            Facet(practitioner=person, kind=kind, value=value) for kind, value in FACETS if dice.random() < 0.4
        )
        project = Project.objects.create(practitioner=person, slug="one", title="One", created_at=AT, changed_at=AT)
        for key in SKILLS:
            if dice.random() < 0.6:
                skill = Skill.objects.get(key=key)
                piece = Evidence.objects.create(project=project, skill=skill, created_at=AT, changed_at=AT)
                scope, strength = dice.choice(["public", "public", "all"]), dice.choice([1, 2, 2, 3])
                Coverage.objects.create(
                    practitioner=person, skill=skill, scope=scope, strength=strength, best=piece, proven_at=AT
                )
        write_document(person, dice)
        changes.note([person.pk])


def write_document(person: Practitioner, dice: random.Random) -> None:
    """Words drawn at random, of somebody who is public: the others have no document."""
    person.documents.all().delete()
    if person.visibility == "public":
        title, named, text = (dice.sample(WORDS, dice.randrange(3)) for _ in range(3))
        Document.objects.create(
            kind="person",
            thing=person.pk,
            uuid=person.uuid,
            practitioner=person,
            mark="",
            tokens=tokens.line(title, named, text),
        )
