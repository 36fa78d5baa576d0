"""What hiring has in the demo world, made by the actions that people use: a team of two, three briefs, a
shortlist and a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from accounts.models import User
from hiring import beginnings
from hiring.actions import briefs, entries, notes, snapshots, teams
from hiring.models import Brief, Entry, Membership, Team
from hiring.queries import sending
from hiring.sheets import MUST, SKILL, USEFUL, Line, Sheet
from hiring.snapshots import choosing, values
from portfolio.models import Practitioner
from portfolio.queries import profiles

TEAM = "Halden Grid, people and data"
GRID = Sheet(
    title="Forecasting engineer, grid operations",
    text="Day-ahead load for two regions, every hour, with gaps in the meter data and an ensemble already in "
    "production.\n",
    framework="three-levels",
    needs=(
        Line(SKILL, "l1.modeling.test-harness", MUST),
        Line(SKILL, "l1.modeling.input-missing-values", MUST),
        Line(SKILL, "l2.learning.learning-rate-schedules", MUST),
        Line(SKILL, "l2.generalization.early-stopping", MUST),
        Line(SKILL, "l2.prediction.model-averaging", MUST),
        Line(SKILL, "l3.data-handling.ts-supervised-framing", MUST),
        Line(SKILL, "l3.technique.ts-multivariate", MUST),
        Line(SKILL, "l3.technique.ts-multi-step", MUST),
        Line(SKILL, "l2.prediction.stacking-ensembles", USEFUL),
        Line(SKILL, "l3.technique.ts-convolutional", USEFUL),
        Line(SKILL, "l1.modeling.input-redundant-features", USEFUL),
    ),
)
"""The brief of the design; every key is held against the shipped framework by a test."""


@dataclass(frozen=True)
class Picked:
    """Somebody on the list, with what was written down about them."""

    handle: str
    state: str
    by: str
    note: str


PICKED = (
    Picked(
        "tomas",
        Entry.State.TALK,
        "halden",
        "Wind power for two days, over ten fits. Ask how much of it would carry over to load.",
    ),
    Picked(
        "ada",
        Entry.State.TALK,
        "berit",
        "Demand thirty-six hours ahead, and thorough tuning on other data. Ask what she does about gaps.",
    ),
    Picked("meilin", Entry.State.LOOK, "berit", "Strong tuning, but images. Would she want to work on series?"),
)


SENDER = "tomas"
MESSAGE = """Wind power for two days, every hour, is close to what you do: the same framing, the same horizon.

What I have not done is load itself, and my averaging is over ten fits of one network, not over different models."""


def build(users: Mapping[str, User], *, at: datetime) -> None:
    """The team of `halden` and `berit`, and their briefs; `users` are the accounts of the roles by handle."""
    halden, begun = users["halden"], at - timedelta(days=40)
    team = _team(halden, users["berit"], at=begun)
    grid = briefs.create(GRID, holder=team, by=halden, at=begun)
    briefs.publish(grid, by=halden, at=at - timedelta(days=12))
    _shortlist(team, grid, users, at=at)
    _snapshot(grid, at=at - timedelta(days=3))
    _from_role(
        "vision-inspection", "Vision engineer, insulators from the air", team, by=halden, at=at - timedelta(days=20)
    )
    _from_role("first-hire-tables", "First hire, customers and meters", halden, by=halden, at=at - timedelta(days=6))


def _team(owner: User, other: User, *, at: datetime) -> Team:
    """A team to which somebody was invited, and came."""
    team = teams.create(name=TEAM, by=owner, at=at)
    place = teams.invite(team, email=other.email, role=Membership.Role.MEMBER, by=owner, at=at)
    teams.accept(place, by=other, at=at + timedelta(days=1))
    return team


def _from_role(key: str, title: str, holder: User | Team, *, by: User, at: datetime) -> Brief:
    beginning = beginnings.of(key)
    assert beginning is not None, key
    return briefs.create(replace(beginning.sheet, title=title), holder=holder, by=by, at=at)


def _shortlist(team: Team, brief: Brief, users: Mapping[str, User], *, at: datetime) -> None:
    """Three people on a list for the brief, with notes of both. Whoever is not listed is left out."""
    start = at - timedelta(days=10)
    handles = [person.handle for person in PICKED]
    held, _ = entries.begin(
        team, title="Grid operations, first round", brief=brief, handles=handles, by=users["halden"], at=start
    )
    places = {
        entry.practitioner.handle: entry for entry in held.entries.select_related("practitioner") if entry.practitioner
    }
    for day, person in enumerate(PICKED, start=1):
        entry = places.get(person.handle)
        if entry is None:
            continue
        notes.write(entry, text=person.note, by=users[person.by], at=start + timedelta(days=day))
        entries.judge(
            entry, state=person.state, revision=entry.revision, by=users[person.by], at=start + timedelta(days=day)
        )


def _snapshot(brief: Brief, *, at: datetime) -> None:
    """What Tomas chose for the brief and sent, once he is there and has something to show."""
    person = Practitioner.objects.filter(handle=SENDER, user__isnull=False).select_related("user").first()
    desk = sending.desk(brief, person, profiles.ground()) if person else None
    chosen = choosing.beforehand(desk.offers) if desk else ()
    if person is None or person.user is None or desk is None or not chosen:
        return
    seal, last = values.seal(desk.freeze(chosen, MESSAGE)), at.date() + timedelta(days=snapshots.DAYS)
    snapshots.send(person, brief, pieces=chosen, message=MESSAGE, ends_on=last, seal=seal, by=person.user, at=at)
