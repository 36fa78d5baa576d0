"""Ideas for projects on public data sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from competence.catalogues import Idea, exercised
from competence.models import Collection, ProjectIdea


def all_ideas() -> tuple[Idea, ...]:
    """Every idea of the catalogue, in its order. One query when warm."""
    kind = Collection.Kind.IDEAS
    content_hash = Collection.objects.filter(kind=kind).values_list("content_hash", flat=True).first()
    return _ideas(content_hash) if content_hash else ()


def exercising(skill_key: str) -> tuple[Idea, ...]:
    """The ideas that would exercise a skill, in the order of the catalogue. One query when warm."""
    return tuple(idea for idea in all_ideas() if skill_key in idea.skills)


def named(key: str) -> Idea | None:
    """The idea with this key. One query when warm."""
    return next((idea for idea in all_ideas() if idea.key == key), None)


@lru_cache(maxsize=2)
def _ideas(_content_hash: str) -> tuple[Idea, ...]:
    extra = Collection.objects.get(kind=Collection.Kind.IDEAS).extra
    sets: Mapping[str, tuple[str, ...]] = {row["id"]: tuple(row["skills"]) for row in extra.get("skill_sets", ())}
    rows = ProjectIdea.objects.order_by("position")
    return tuple(Idea(row.key, row.title, row.document, exercised(row.document, sets)) for row in rows)
