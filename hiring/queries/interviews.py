"""The interview kit of one person for one brief, and the one question of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.interview import kit
from hiring.queries import interview_facts
from hiring.queries.interview_facts import OPEN_DOOR, READ_ALONG, Door
from portfolio.queries import checks, records

if TYPE_CHECKING:
    from competence.yardstick import Yardstick
    from hiring.interview.values import Kit, Question
    from hiring.wanted import Wanted
    from portfolio.models import Practitioner
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import PortfolioRecord

__all__ = ["READ_ALONG", "first_question", "of"]


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
