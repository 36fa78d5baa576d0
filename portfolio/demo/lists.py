"""The checklists of the demo world, through the same actions that people use."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from portfolio.actions import checklists, items
from portfolio.demo.script import Table
from portfolio.models import Checklist, Practitioner


def copy(practitioner: Practitioner, table: Table, *, user: User, at: datetime) -> Checklist:
    """One checklist with its ticks, own items and what was put aside; days are before `at`."""
    begun = at - timedelta(days=table["begun"])
    made = checklists.take(practitioner, framework=table["framework"], by=user, at=begun)
    for row in table.get("ticks", ()):
        then = at - timedelta(days=row["days"])
        day = timezone.localtime(then).date()
        items.tick_all(made, dates=dict.fromkeys(row["items"], day), by=user, at=then)
        if "note" in row:
            for key in row["items"]:
                items.edit(made, key=key, revision=1, name="", note=row["note"], done_on=day, by=user, at=then)
    for row in table.get("own", ()):
        then = at - timedelta(days=row.get("days", 1))
        key = items.add(made, name=row["name"], branch=row["branch"], by=user, at=then)
        if "days" in row:
            items.tick(made, key=key, on=timezone.localtime(then).date(), by=user, at=then)
    for state, name in (("skipped", "skip"), ("hidden", "hide")):
        for key in table.get(name, ()):
            items.put(made, key=key, state=state, by=user, at=at)
    if table.get("shared", False):
        checklists.share(made, on_profile=True, by=user, at=at)
    return made
