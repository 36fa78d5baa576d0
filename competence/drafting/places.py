"""Where items stand: positions between others, ids for what is new."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from competence.drafting.items import STEP, Item
from competence.drafting.patches import Patch
from competence.drafting.sheets import Sheet

NO_WORD = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 200
LONGEST_WORD = 60
CALLED = {
    "levels": "level",
    "competences": "competence",
    "groups": "group",
    "skills": "skill",
    "rules": "rule",
    "axes": "axis",
    "matrices": "matrix",
    "notes": "note",
    "templates": "template",
    "steps": "step",
    "rungs": "rung",
    "reference_roles": "role",
    "mappings": "match",
    "match_types": "kind of match",
    "step_map": "link between steps",
    "ideas": "project idea",
    "conditions": "condition",
    "domains": "domain",
    "skill_sets": "set of skills",
    "problems": "problem",
    "evidence_facets": "facet of evidence",
    "hints": "hint",
    "@table": "part of the head",
    "@value": "part of the head",
}
"""What an item of a kind is called in a sentence."""


def called(kind: str) -> str:
    """The word for one item of a kind."""
    return CALLED.get(kind, "block")


def slug(text: str) -> str:
    """A text as one part of an id: lower case, words joined by hyphens; nothing when no letter of it can stay."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return NO_WORD.sub("-", plain.lower()).strip("-")[:LONGEST_WORD].strip("-")


def new_key(sheet: Sheet, prefix: str, name: str, kind: str) -> str:
    """An id that nothing has yet, made of the place and the name."""
    word = slug(name) or slug(called(kind))
    stem = f"{prefix}.{word}"[: LONGEST_KEY - 6].strip(".-") if prefix else word
    key, number = stem, 1
    while sheet.is_taken(key):
        number += 1
        key = f"{stem}-{number}"
    return key


def between(sheet: Sheet, kind: str, before: Item | None, parent: str, without: str = "") -> tuple[int, list[Patch]]:
    """A free position before an item, or behind the last one of `parent`, and what has to make room for it.

    `without` is the key of the item that is being moved.
    """
    if before is not None:
        low = _previous(sheet, kind, before.position, without)
        high: int | None = before.position
    else:
        rest = [item for item in sheet.below(kind, parent) if item.key != without]
        low = rest[-1].position if rest else _last(sheet, kind, without)
        high = _next(sheet, kind, low, without)
    if high is None:
        return low + STEP, []
    if high - low > 1:
        return (low + high) // 2, []
    return _make_room(sheet, kind, high, without)


def _previous(sheet: Sheet, kind: str, position: int, without: str) -> int:
    item = sheet.item(kind, without) if without else None
    place = sheet.preceding(kind, position)
    if place is not None and item is not None and place == item.position:
        place = sheet.preceding(kind, place)
    return place or 0


def _next(sheet: Sheet, kind: str, position: int, without: str) -> int | None:
    item = sheet.item(kind, without) if without else None
    place = sheet.following(kind, position)
    if place is not None and item is not None and place == item.position:
        place = sheet.following(kind, place)
    return place


def _last(sheet: Sheet, kind: str, without: str) -> int:
    item = sheet.item(kind, without) if without else None
    last = sheet.last(kind)
    return sheet.preceding(kind, last) or 0 if item is not None and item.position == last else last


def _make_room(sheet: Sheet, kind: str, position: int, without: str) -> tuple[int, list[Patch]]:
    """Everything from `position` on moves up by one step; that happens once in twenty moves to the same place."""
    moved = [item for item in sheet.every(kind) if item.position >= position and item.key != without]
    return position, [Patch(item, replace(item, position=item.position + STEP)) for item in moved]
