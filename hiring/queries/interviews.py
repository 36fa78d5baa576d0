"""The interview kit of one person for one brief, and the one question of a comparison."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.cache import caches

from core import release
from hiring.interview import kit
from hiring.pages.doors import OPEN_DOOR, Door
from hiring.queries import interview_facts
from hiring.queries.interview_facts import READ_ALONG
from portfolio.models import Practitioner
from portfolio.queries import checks, profiles, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from competence.yardstick import Yardstick
    from hiring.interview.values import Kit, Question
    from hiring.wanted import Wanted
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import PortfolioRecord

__all__ = ["READ_ALONG", "first_question", "first_questions", "of", "people"]


def people() -> QuerySet[Practitioner]:
    """Who can be asked: everybody who is listed."""
    found: QuerySet[Practitioner] = Practitioner.objects.listed()
    return found


def of(
    practitioner: Practitioner,
    yardstick: Yardstick,
    on: Ground,
    wanted: Wanted | None = None,
    *,
    verified_too: bool = False,
    door: Door = OPEN_DOOR,
) -> Kit:
    """The kit, from what visitors of the profile see. As many queries for many projects as for one."""
    record = records.read(practitioner, *READ_ALONG, yardsticks=on.yardsticks).on_profile()
    return of_record(record, yardstick, on, wanted, verified_too=verified_too, door=door)


def of_record(
    record: PortfolioRecord,
    yardstick: Yardstick,
    on: Ground,
    wanted: Wanted | None = None,
    *,
    verified_too: bool = False,
    door: Door = OPEN_DOOR,
) -> Kit:
    """The same of a portfolio that was read with `READ_ALONG` and cut to what visitors see. Two queries."""
    found = checks.of_projects(record.projects)
    subject = interview_facts.subject(record, yardstick, on, found, door)
    return kit.build(subject, wanted, verified_too=verified_too)


def first_questions(
    people: Sequence[Practitioner], yardstick: Yardstick, on: Ground, wanted: Wanted
) -> list[Question | None]:
    """What to ask each of them first. What is kept needs no query; the others are read together."""
    by = hashlib.sha256(repr(wanted).encode()).hexdigest()[:32]
    keys = {p.pk: f"asked:{release.mark()}:{profiles.version_of(p, on)}:{yardstick.key}:{by}" for p in people}
    cache = caches["pages"]
    kept = cache.get_many(keys.values())
    missing = [person for person in people if keys[person.pk] not in kept]
    if missing:
        read = [r.on_profile() for r in records.read_all(missing, *READ_ALONG, yardsticks=on.yardsticks)]
        made = {keys[r.practitioner.pk]: (first_question(r, yardstick, on, wanted),) for r in read}
        cache.set_many(made, profiles.KEPT_SECONDS)
        kept |= made
    return [kept[keys[person.pk]][0] for person in people]


def first_question(
    record: PortfolioRecord,
    yardstick: Yardstick,
    on: Ground,
    wanted: Wanted | None = None,
    *,
    door: Door = OPEN_DOOR,
) -> Question | None:
    """What to ask this person first. No query when `record` (cut to what visitors see) was read with `READ_ALONG`."""
    subject = interview_facts.subject(record, yardstick, on, door=door)
    return next(iter(kit.build(subject, wanted).questions), None)
