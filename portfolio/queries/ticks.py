"""Ticks that evidence elsewhere proposes: for the same skill, or for one that the crosswalk calls the same or close.

The evidence has to point somewhere: a claim proposes nothing. Nothing is ticked without the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from competence.queries import crosswalk, editions
from competence.strengths import Strength
from competence.vocabulary import Match
from competence.yardstick import Yardstick
from portfolio.checklists.values import SHOWN, Entry, Outline, State
from portfolio.models import Checklist, Coverage, Practitioner
from portfolio.queries import checklist_rows

NEAR = (Match.EXACT, Match.CLOSE)
SAME = "same"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One open item, and the evidence that speaks for it."""

    entry: Entry
    on: date
    """The day when the evidence last changed or was judged."""
    skill: str
    """The key of the skill that the evidence is for."""
    kind: str
    """same, exact or close"""
    strength: str
    project: str
    slug: str


def proposed(practitioner: Practitioner, outline: Outline, state: State) -> list[Proposal]:
    """Every open item that evidence speaks for, in the order of the edition. Two queries when warm.

    Habits, skipped and hidden items are passed over.
    """
    open_ = [entry for entry in outline.entries.values() if not entry.habit and _is_open(entry.key, state)]
    rows = Coverage.objects.filter(
        practitioner=practitioner, scope=Coverage.Scope.ALL, strength__gte=Strength.EVIDENCED
    ).values("skill__key", "strength", "proven_at", "best__project__title", "best__project__slug")
    shown: dict[str, Mapping[str, Any]] = {row["skill__key"]: row for row in rows}
    links = crosswalk.links()
    found = []
    for entry in open_:
        near = [(entry.key, SAME)]
        for match in NEAR:
            near += [(link.other, str(match.value)) for link in links.get(entry.key, ()) if link.kind == match]
        key, kind = next((pair for pair in near if pair[0] in shown), ("", ""))
        if key:
            found.append(_proposal(entry, key, kind, shown[key]))
    return found


def _is_open(key: str, state: State) -> bool:
    item = state.items.get(key)
    return item is None or (item.done_on is None and item.state == SHOWN)


def _proposal(entry: Entry, key: str, kind: str, row: Mapping[str, Any]) -> Proposal:
    return Proposal(
        entry=entry,
        on=timezone.localtime(row["proven_at"]).date(),
        skill=key,
        kind=kind,
        strength=Strength(row["strength"]).word,
        project=row["best__project__title"],
        slug=row["best__project__slug"],
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with its reason as a sentence."""

    proposal: Proposal
    why: str
    place: str
    """The category of the item."""


def of_checklist(checklist: Checklist) -> list[Proposal]:
    """What is proposed for a checklist. Three queries when warm."""
    drawn = checklist_rows.outline(checklist)
    return proposed(checklist.practitioner, drawn, checklist_rows.state_of(checklist))


def offers(checklist: Checklist) -> list[Offer]:
    """The same, with reasons. Four queries when warm."""
    yardsticks = editions.all_current()
    places = checklist_rows.outline(checklist).branches
    return [Offer(p, _why(p, yardsticks), places[p.entry.branch].name) for p in of_checklist(checklist)]


def _why(proposal: Proposal, yardsticks: Iterable[Yardstick]) -> str:
    if proposal.kind == SAME:
        return "You have evidence for this very item."
    found = next(((y.skills[proposal.skill].name, y.title) for y in yardsticks if proposal.skill in y.skills), None)
    what = f"“{found[0]}” ({found[1]})" if found else "a skill of another framework"
    return f"{'Asks for the same as' if proposal.kind == Match.EXACT else 'Is close to'} {what}, which you have shown."
