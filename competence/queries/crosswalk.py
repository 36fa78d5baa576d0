"""Which skills of other frameworks correspond to a skill, and what evidence may do in either direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from competence.models import Collection, CrosswalkMatch
from competence.queries import editions
from competence.vocabulary import Carry, Match
from competence.yardstick import Skill, Yardstick

REVERSED = {Match.BROADER: Match.NARROWER, Match.NARROWER: Match.BROADER}


@dataclass(frozen=True)
class Link:
    """One match, as seen from one of its two skills."""

    other: str
    """Key of the other skill."""
    kind: Match
    """What the other skill is in relation to this one: the same, close, wider or narrower."""
    there: Carry
    """What evidence for this skill may do for the other."""
    here: Carry
    """What evidence for the other skill may do for this one."""
    position: int


@dataclass(frozen=True)
class CrosswalkEntry:
    """A link with the skill at its other end."""

    link: Link
    framework: Yardstick
    skill: Skill


def matches(skill_key: str) -> tuple[CrosswalkEntry, ...]:
    """The skills of other frameworks that correspond to a skill: frameworks in their order, the same before the close
    before the rest. Two queries when warm. Skills that left their current edition are passed over."""
    order = list(Match)
    ranked = sorted(links().get(skill_key, ()), key=lambda link: (order.index(link.kind), link.position))
    return tuple(
        CrosswalkEntry(link, yardstick, yardstick.skills[link.other])
        for yardstick in editions.all_current()
        for link in ranked
        if link.other in yardstick.skills
    )


def links() -> Mapping[str, tuple[Link, ...]]:
    """All links by skill key, both directions. One query when warm; for carrying evidence over in bulk."""
    kind = Collection.Kind.CROSSWALK
    content_hash = Collection.objects.filter(kind=kind).values_list("content_hash", flat=True).first()
    return _links(content_hash) if content_hash else {}


@lru_cache(maxsize=2)
def _links(_content_hash: str) -> Mapping[str, tuple[Link, ...]]:
    head = Collection.objects.get(kind=Collection.Kind.CROSSWALK)
    carries = {kind["key"]: kind for kind in head.extra["match_types"]}
    found: dict[str, list[Link]] = {}
    for match in CrosswalkMatch.objects.select_related("source", "target").order_by("position"):
        kind, carry = Match(match.kind), carries[match.kind]
        there, back = Carry(carry["source_to_target"]), Carry(carry["target_to_source"])
        source, target = match.source.key, match.target.key
        found.setdefault(source, []).append(Link(target, kind, there, back, match.position))
        found.setdefault(target, []).append(Link(source, REVERSED.get(kind, kind), back, there, match.position))
    return {key: tuple(of_skill) for key, of_skill in found.items()}
