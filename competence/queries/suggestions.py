"""Suggestions of readers: one's own, and those that wait for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from competence.models import Draft, Skill, Suggestion
from competence.queries import editions
from competence.yardstick import Skill as SkillValue


@dataclass(frozen=True)
class Matter:
    """A suggestion beside the skill as it stands."""

    suggestion: Suggestion
    name: str
    """Of the skill, as its framework calls it now."""
    framework: str
    """The framework's title."""
    now: str
    """What the field says in the current edition."""
    in_draft: str | None
    """What it says in the open draft; None without one."""
    seen: int | None
    """The revision of the open draft; None without one."""


def of_person(user: User) -> QuerySet[Suggestion]:
    """What somebody suggested, the latest first."""
    return _rows().filter(made_by=user).order_by("-made_at", "-pk")


def inbox(*, everything: bool = False) -> QuerySet[Suggestion]:
    """What waits for a decision, the oldest first; with `everything`, all, the latest first."""
    if everything:
        return _rows().order_by("-made_at", "-pk")
    return _rows().filter(pk__in=Suggestion.objects.open().values("pk")).order_by("made_at", "pk")


def _rows() -> QuerySet[Suggestion]:
    return Suggestion.objects.select_related("skill__framework", "edition", "made_by", "decided_by")


def named(rows: Iterable[Suggestion]) -> list[tuple[Suggestion, str, str]]:
    """Each with the name of its skill and the title of its framework. One query when warm."""
    names = {key: (s.name, y.title) for y in editions.all_current() for key, s in y.skills.items()}
    return [(row, *names.get(row.skill.key, (row.skill.key, ""))) for row in rows]


def skill(framework: str, key: str) -> tuple[Skill, SkillValue]:
    """A skill of a current edition. `Edition.DoesNotExist` or `Skill.DoesNotExist` when there is none."""
    value = editions.of(framework).skills.get(key)
    if value is None:
        raise Skill.DoesNotExist(f"{framework} has no skill {key}.")
    return Skill.objects.select_related("framework").get(key=key), value


def matter(suggestion: Suggestion) -> Matter:
    """A suggestion with what its field says now, in the current edition and in the open draft."""
    framework, key = suggestion.skill.framework.key, suggestion.skill.key
    yardstick = editions.of(framework)
    value = yardstick.skills.get(key)
    draft = Draft.objects.open().filter(kind=Draft.Kind.FRAMEWORK, key=framework).first()
    item = draft.items.filter(kind="skills", key=key).first() if draft is not None else None
    return Matter(
        suggestion=suggestion,
        name=value.name if value else key,
        framework=yardstick.title,
        now=str(getattr(value, suggestion.field, "")) if value and suggestion.field else "",
        in_draft=str(item.data.get(suggestion.field, "")) if item is not None and suggestion.field else None,
        seen=draft.revision if draft is not None else None,
    )
