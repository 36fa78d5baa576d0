"""What hiring has in the demo world, made by the actions that people use: a team of two, and three briefs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from accounts.models import User
from hiring import beginnings
from hiring.actions import briefs, teams
from hiring.models import Brief, Membership, Team
from hiring.sheets import MUST, SKILL, USEFUL, Line, Sheet

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


def build(users: Mapping[str, User], *, at: datetime) -> None:
    """The team of `halden` and `berit`, and their briefs; `users` are the accounts of the roles by handle."""
    halden, begun = users["halden"], at - timedelta(days=40)
    team = _team(halden, users["berit"], at=begun)
    grid = briefs.create(GRID, holder=team, by=halden, at=begun)
    briefs.publish(grid, by=halden, at=at - timedelta(days=12))
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
