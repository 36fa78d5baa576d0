"""Moving items of a draft: up, down, before another one, to another parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from competence.drafting.edits import NUMBERED, PLACED_UNDER, found, short
from competence.drafting.items import STEP, Item
from competence.drafting.patches import Edit, Patch
from competence.drafting.places import between, called
from competence.drafting.sheets import Sheet
from core.errors import DomainError

FIELD = {"competences": "level", "groups": "competence", "rules": "level", "matrices": "level", "steps": "template",
         "rungs": "template"}  # fmt: skip
"""Kind → the field that names its parent. Skills have two, see `_placed`."""


def siblings(sheet: Sheet, item: Item) -> Sequence[Item]:
    """The items beside it, itself included, in order."""
    return sheet.below(item.kind, item.parent) if item.kind in PLACED_UNDER else sheet.every(item.kind)


def shift(sheet: Sheet, kind: str, key: str, *, by: int) -> Edit:
    """One place up (`by=-1`) or down (`by=1`) among its siblings."""
    item = found(sheet, kind, key)
    row = list(siblings(sheet, item))
    place = [each.key for each in row].index(key) + by
    if not 0 <= place < len(row):
        raise DomainError(f"“{short(item.name)}” is {'first' if by < 0 else 'last'} already.")
    behind = place if by < 0 else place + 1
    before = row[behind] if behind < len(row) else None
    way = "up" if by < 0 else "down"
    return Edit(f"Moved “{short(item.name)}” {way}", tuple(_placed(sheet, item, item.parent, before)))


def move(sheet: Sheet, kind: str, key: str, *, to: str = "", before: str = "") -> Edit:
    """To another parent (`to`), there before a sibling or at the end; without `to`, elsewhere among its siblings."""
    item = found(sheet, kind, key)
    target = to or item.parent
    if kind in PLACED_UNDER and not any(sheet.item(above, target) for above in PLACED_UNDER[kind]):
        raise DomainError("The place to move to is no longer in the draft. Load the page again.")
    ahead = found(sheet, kind, before) if before else None
    if ahead is not None and (ahead.key == key or (kind in PLACED_UNDER and ahead.parent != target)):
        raise DomainError("That is no place beside it. Load the page again.")
    patches = tuple(_placed(sheet, item, target, ahead))
    home = next((above for above in (sheet.item(k, target) for k in PLACED_UNDER.get(kind, ())) if above), None)
    where = f" to “{short(home.name)}”" if home is not None and target != item.parent else ""
    return Edit(f"Moved the {called(kind)} “{short(item.name)}”{where}", patches)


def _placed(sheet: Sheet, item: Item, parent: str, before: Item | None) -> list[Patch]:
    position, room = between(sheet, item.kind, before, parent, without=item.key)
    new = replace(item, position=position, data=_data(sheet, item, parent))
    moved = {patch.item.key: patch.after for patch in room if patch.after is not None}
    patches = [*room, Patch(item, new)]
    if item.kind == "groups":
        patches += _skills_of(sheet, new, before)
    if item.kind in NUMBERED:
        patches = _numbered(sheet, item, new, moved, patches)
    return patches


def _data(sheet: Sheet, item: Item, parent: str) -> dict[str, Any]:
    data = dict(item.data)
    if parent == item.parent:
        return data
    if item.kind == "skills":
        group = sheet.item("groups", parent)
        data.pop("group", None)
        data["competence"] = group.parent if group else parent
        return {**data, "group": parent} if group else data
    data[FIELD[item.kind]] = parent
    if item.kind == "steps":
        row = sheet.below("steps", parent)
        data["order"] = max((int(step.data.get("order", 0)) for step in row), default=0) + 1
    return data


def _skills_of(sheet: Sheet, group: Item, before: Item | None) -> list[Patch]:
    """The skills of a group go with it: to its competence, and before those of the group that it now stands before."""
    own = list(sheet.below("skills", group.key))
    ahead = next(iter(sheet.below("skills", before.key)), None) if before is not None else None
    if not own:
        return []
    competence = str(group.data["competence"])
    moved = [replace(skill, data={**skill.data, "competence": competence}) for skill in own]
    keys = {skill.key for skill in own}
    high = ahead.position if ahead is not None else None
    if high is None:
        low = sheet.last("skills")
        return [
            Patch(skill, replace(new, position=low + n * STEP))
            for n, (skill, new) in enumerate(zip(own, moved, strict=True), start=1)
        ]
    behind = [skill for skill in sheet.every("skills") if skill.position >= high and skill.key not in keys]
    room = [Patch(skill, replace(skill, position=skill.position + (len(own) + 1) * STEP)) for skill in behind]
    placed = [
        Patch(skill, replace(new, position=high + n * STEP))
        for n, (skill, new) in enumerate(zip(own, moved, strict=True))
    ]
    return [*room, *placed]


def _numbered(sheet: Sheet, old: Item, new: Item, moved: dict[str, Item], patches: list[Patch]) -> list[Patch]:
    """The numbers that the siblings have, given out again in their new order."""
    field = NUMBERED[old.kind]
    row = [
        new if item.key == old.key else moved.get(item.key, item)
        for item in (*siblings(sheet, new), *([new] if old.parent != new.parent else []))
    ]
    row.sort(key=lambda item: item.position)
    numbers = sorted(int(item.data.get(field, 0)) for item in row)
    renumbered = {
        item.key: replace(item, data={**item.data, field: number})
        for item, number in zip(row, numbers, strict=True)
        if item.data.get(field) != number
    }
    known = {patch.item.key for patch in patches}
    changed = [
        Patch(patch.before, renumbered.get(patch.item.key, patch.after)) if patch.item.kind == old.kind else patch
        for patch in patches
    ]
    rest = [Patch(found(sheet, old.kind, key), after) for key, after in renumbered.items() if key not in known]
    return [*changed, *rest]
