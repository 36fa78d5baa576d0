"""The kits of three people of the demo world, as they would be printed.

They were read as a whole and judged. A change of the words below is a change of what is asked, and wants to be read
again: `KITS=write pytest tests/hiring/queries/test_interview_kits.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from accounts.models import User
from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring.interview.values import Kit
from hiring.queries import interviews
from hiring.wanted import Ask, Wanted
from portfolio.demo import cast, drawing, script, world
from portfolio.models import Practitioner
from portfolio.queries import profiles
from tests.conftest import NOW
from tests.factories import portfolio as made
from tests.portfolio.demo import reading

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
PEOPLE = ("jonas", "lukas", "nadia")


def tables(by: Yardstick) -> Wanted:
    """A first hire for work with tables: Level 1 with three skills of it, two classical remedies, and no Level 3."""

    def skill(key: str) -> Ask:
        return Ask("skill", key, by.skills[key].name, "must", Strength.EVIDENCED, (key,))

    classical = tuple(key for key, each in by.skills.items() if each.group == "l2.generalization.classical")
    asks = (
        Ask("level", "l1", "Level 1, Modeling", "must", Strength.EVIDENCED),
        skill("l1.modeling.test-harness"),
        skill("l1.modeling.compare-models"),
        skill("l1.modeling.target-binary"),
        Ask("group", "l2.generalization.classical", "Classical techniques", "useful", Strength.EVIDENCED, classical, 2),
    )
    return Wanted(by.key, asks, frozenset({"l3"}))


def person(handle: str, reviewers: dict[str, User]) -> Practitioner:
    """One of the demo world, with projects, evidence and verdicts."""
    told = next(each for each in script.people() if each.handle == handle)
    owner = made.user(told.person["name"])
    world.build(told, user=owner, reviewers=reviewers, at=NOW)
    return Practitioner.objects.get(handle=handle)


def printed(kit: Kit) -> str:
    """The kit as text. Identifiers of parts, which differ each time, read "…"."""
    lines = []
    for number, asked in enumerate(kit.questions, 1):
        about = f" · {asked.skill}" if asked.skill else ""
        lines += [f"{number}. {asked.head}{about}{f' ({asked.weight})' if asked.weight else ''}", f"   {asked.text}"]
        lines += [f"   Why: {asked.why}", *(f"   - {touch}" for touch in asked.touches)]
        lines += [f"   ~ {point}" for point in asked.beside]
        href = re.sub(r"-[0-9a-f]{8}$", "-…", asked.spot.href)
        lines += [f"   {asked.spot.text} <{href}>", ""]
    return "\n".join(lines)


def test_kits_of_the_demo_world(frameworks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "draw", reading.small)
    reviewers = {role.handle: made.user(role.name) for role in cast.ROLES}
    on = profiles.ground()
    by = on.default
    for handle in PEOPLE:
        kit = interviews.of(person(handle, reviewers), by, on, tables(by))
        file = DATA / f"kit-{handle}.txt"
        if os.environ.get("KITS") == "write":
            file.write_text(printed(kit), encoding="utf-8")
        assert printed(kit) == file.read_text(encoding="utf-8"), handle
