"""What can be done with one item of a draft: add it, say other things in it, take it out again.

Each function looks at a sheet and gives an `Edit`: a sentence for the history and the patches. A `DomainError` says
why it may not happen. Whether the whole is right is checked before publishing, not at every step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from competence.drafting import uses
from competence.drafting.items import PAIRED, PARENTS, TABLE, Item, key_of, name_of
from competence.drafting.patches import Edit, Patch
from competence.drafting.places import between, called, new_key
from competence.drafting.sheets import Sheet
from core.errors import DomainError, StaleVersion

NUMBERED = {"levels": "number", "steps": "order"}
"""Kinds whose blocks carry their place as a number that has to be given once."""

PLACED_UNDER = {
    "competences": ("levels",),
    "groups": ("competences",),
    "skills": ("competences", "groups"),
    "rules": ("levels",),
    "matrices": ("levels",),
    "steps": ("templates",),
    "rungs": ("templates",),
}
"""Kind → the kinds of items under which it may stand."""

NOTHING: tuple[Any, ...] = (None, "", [], {}, ())

TRUE_UNLESS_SAID: Mapping[str, tuple[str, ...]] = {"rules": ("required",), "axes": ("multiple",), TABLE: ("ordered",)}
"""Kind → flags that hold unless a block says otherwise."""


def says_nothing(kind: str, field: str, value: Any) -> bool:
    """Whether a field says no more than it would by its absence."""
    return value in NOTHING or (isinstance(value, bool) and value == (field in TRUE_UNLESS_SAID.get(kind, ())))


def found(sheet: Sheet, kind: str, key: str) -> Item:
    """The item, or a refusal that says it is gone."""
    item = sheet.item(kind, key)
    if item is None:
        raise StaleVersion(f"This {called(kind)} is no longer in the draft. Load the page again to see what changed.")
    return item


def add(sheet: Sheet, kind: str, data: Mapping[str, Any], *, prefix: str = "", before: str = "") -> Edit:
    """A new block at the end of its siblings, or before one of them. It gets an id made of its place and name, unless
    it brings one along or its kind has none. `prefix` stands for the place where it has none."""
    block = {field: value for field, value in data.items() if not says_nothing(kind, field, value)}
    home = _home(sheet, kind, block)
    name = name_of(block)
    if kind in PAIRED:
        key = key_of(kind, block)
    elif "id" in block:
        key = str(block["id"])
    else:
        key = new_key(sheet, _prefix(sheet, kind, block, prefix), name, kind)
        block = {"id": key, **block}
    if sheet.item(kind, key) is not None or (kind not in PAIRED and sheet.is_taken(key)):
        raise DomainError(f"“{key}” is taken already. Choose another one.")
    position, room = between(sheet, kind, sheet.item(kind, before) if before else None, home)
    if kind in NUMBERED and NUMBERED[kind] not in block:
        field = NUMBERED[kind]
        siblings = sheet.below(kind, home) if home else sheet.every(kind)
        block[field] = max((int(item.data.get(field, 0)) for item in siblings), default=0) + 1
    new = Item(kind, key, position, block)
    return Edit(f"Added the {called(kind)} “{short(new.name)}”", (*room, Patch(None, new)))


def _home(sheet: Sheet, kind: str, block: dict[str, Any]) -> str:
    """The key of the item under which a block is to stand; completes the competence of a skill in a group."""
    if kind == "skills" and block.get("group"):
        block["competence"] = found(sheet, "groups", str(block["group"])).parent
    for field in PARENTS.get(kind, ()):
        key = str(block.get(field, ""))
        if key:
            if not any(sheet.item(above, key) for above in PLACED_UNDER[kind]):
                raise DomainError("The place for it is no longer in the draft. Load the page again.")
            return key
    if kind in PARENTS:
        raise DomainError(f"Say where the {called(kind)} belongs.")
    return ""


def _prefix(sheet: Sheet, kind: str, block: Mapping[str, Any], prefix: str) -> str:
    if kind == "skills":
        return str(block["competence"])
    if kind == "rules":
        return f"{block['level']}.rule"
    if kind in PARENTS:
        return str(next(block[field] for field in PARENTS[kind] if block.get(field)))
    return prefix


def reword(sheet: Sheet, kind: str, key: str, fields: Mapping[str, Any]) -> Edit:
    """Other words or values in the fields of an item. A field of nothing is taken out. Not for places: see `moves`."""
    item = found(sheet, kind, key)
    data = dict(item.data)
    for field, value in fields.items():
        if not says_nothing(kind, field, value):
            data[field] = value
        elif field in data and not says_nothing(kind, field, data[field]):
            del data[field]
    changed = [field for field in {**item.data, **data} if item.data.get(field) != data.get(field)]
    if not changed:
        raise DomainError("Nothing was changed.")
    if kind != TABLE and not name_of(data):
        raise DomainError("It needs a name.")
    new = replace(item, data=data)
    what = f"Renamed “{short(item.name)}” to “{short(new.name)}”" if item.name != new.name else _reworded(item, changed)
    return Edit(what, (Patch(item, new),))


def _reworded(item: Item, changed: list[str]) -> str:
    listed = ", ".join(spoken(field) for field in changed[:3]) + (" and more" if len(changed) > 3 else "")
    return f"Changed {listed} of the {called(item.kind)} “{short(item.name)}”"


def remove(sheet: Sheet, kind: str, key: str, *, published: bool) -> Edit:
    """Take out an item. What is `published` and may have work under it stays; that is retired."""
    item = found(sheet, kind, key)
    if published and kind in STAYS:
        raise DomainError(f"“{short(item.name)}” is published, and work may refer to it. Retire it instead.")
    for below, above in PLACED_UNDER.items():
        if kind in above and sheet.below(below, key):
            raise DomainError(f"“{short(item.name)}” is not empty. Move or remove what stands under it first.")
    users = uses.of_axis(sheet, key) if kind == "axes" else ()
    if users:
        raise DomainError(f"“{short(item.name)}” is used by {uses.told(users)}. Take it out there first.")
    return Edit(f"Removed the {called(kind)} “{short(item.name)}”", (Patch(item, None),))


STAYS = ("skills", "templates", "steps", "reference_roles")
"""Kinds to which evidence, projects and results refer for good."""


def replace_all(before: list[Item], after: list[Item], what: str) -> Edit:
    """Every item that differs between two states, as one edit: for a file that was taken in."""
    old = {(item.kind, item.key): item for item in before}
    new = {(item.kind, item.key): item for item in after}
    patches = [Patch(old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)]
    return Edit(what, tuple(patches))


def short(text: str) -> str:
    """A name that fits into a sentence."""
    return text if len(text) <= 60 else f"{text[:58].rstrip()}…"


SPOKEN = {
    "can_do": "what it means",
    "does_not_mean": "what it does not mean",
    "means": "what it means",
    "evidence": "what a reviewer looks for",
    "pitfall": "typical weak evidence",
    "proof": "where the proof lies",
    "at_least": "how many are needed",
    "of": "how many there are",
    "prerequisite": "the levels before it",
    "tiers": "the names of the tiers",
    "scope_level": "the level it chooses from",
}


def spoken(field: str) -> str:
    """A field as people say it."""
    return SPOKEN.get(field, field.replace("_", " "))
