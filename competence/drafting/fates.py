"""What becomes of a skill: retired, brought back, merged with another one, split into several.

A skill that was published never goes; it is retired, and says what goes on in its place, or nothing does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from competence.drafting import edits
from competence.drafting.edits import found, short
from competence.drafting.items import Item
from competence.drafting.patches import Edit, Patch, applied
from competence.drafting.places import called, new_key
from competence.drafting.sheets import Items, Sheet
from core.errors import DomainError

RETIRES = ("skills", "templates", "steps")
JOINED = ("can_do", "evidence", "pitfall", "does_not_mean")
"""Texts of which two skills that are merged may keep both."""
OF_ITS_OWN = ("id", "name", "signals", "axis", "axis_value", "retired", "successor")
"""What the parts of a split skill do not take over."""


def retire(sheet: Sheet, kind: str, key: str, *, successor: str = "") -> Edit:
    """Out of use, continued by `successor` or by nothing. Rules that name the skill name its successor instead."""
    item = found(sheet, kind, key)
    if kind not in RETIRES:
        raise DomainError(f"A {called(kind)} is not retired; remove it, or move what stands under it.")
    if item.data.get("retired"):
        raise DomainError(f"“{short(item.name)}” is retired already.")
    heir = _heir(sheet, key, successor) if kind == "skills" and successor else None
    data = {**item.data, "retired": True}
    if heir is not None:
        data["successor"] = heir.key
    patches = [Patch(item, replace(item, data=data)), *(_rules_naming(sheet, key, heir.key) if heir else ())]
    on = f", continued as “{short(heir.name)}”" if heir else ""
    return Edit(f"Retired the {called(kind)} “{short(item.name)}”{on}", tuple(patches))


def _heir(sheet: Sheet, key: str, successor: str) -> Item:
    heir = found(sheet, "skills", successor)
    if heir.key == key:
        raise DomainError("A skill is not continued by itself. Choose another one, or none.")
    if heir.data.get("retired"):
        raise DomainError(f"“{short(heir.name)}” is retired itself. Choose a skill that is in use.")
    return heir


def restore(sheet: Sheet, kind: str, key: str) -> Edit:
    """Back in use."""
    item = found(sheet, kind, key)
    if not item.data.get("retired"):
        raise DomainError(f"“{short(item.name)}” is in use already.")
    data = {field: value for field, value in item.data.items() if field not in ("retired", "successor")}
    return Edit(f"Brought back the {called(kind)} “{short(item.name)}”", (Patch(item, replace(item, data=data)),))


def merge(sheet: Sheet, key: str, *, into: str, texts: Mapping[str, Any] | None = None, join: bool = False) -> Edit:
    """One skill goes on as another. `texts` are new fields of the one that stays; `join` puts both texts together."""
    item, heir = found(sheet, "skills", key), _heir(sheet, key, into)
    patches = list(retire(sheet, "skills", key, successor=into).patches)
    kept = dict(heir.data)
    if join:
        kept |= {field: _both(heir, item, field) for field in JOINED if _both(heir, item, field)}
        signals = [*heir.data.get("signals", ()), *item.data.get("signals", ())]
        kept |= {"signals": [s for n, s in enumerate(signals) if s not in signals[:n]]} if signals else {}
    kept |= {field: value for field, value in (texts or {}).items() if value}
    if kept != heir.data:
        patches.append(Patch(heir, replace(heir, data=kept)))
    return Edit(f"Merged “{short(item.name)}” into “{short(heir.name)}”", tuple(patches))


def _both(first: Item, second: Item, field: str) -> str:
    texts = dict.fromkeys(text for text in (first.data.get(field, ""), second.data.get(field, "")) if text)
    return " ".join(texts)


def split(sheet: Sheet, key: str, *, names: Sequence[str], keep: bool = False) -> Edit:
    """New skills beside an old one, with its texts to begin with. The old one stays, or is retired and goes on as the
    first of them."""
    item = found(sheet, "skills", key)
    parts = [name.strip() for name in names if name.strip()]
    if len(parts) + keep < 2:
        raise DomainError("Give at least two skills that come out of it, or one and keep the old one.")
    if item.data.get("retired"):
        raise DomainError(f"“{short(item.name)}” is retired. Bring it back before you split it.")
    shared = {field: value for field, value in item.data.items() if field not in OF_ITS_OWN}
    now: Sheet = sheet
    patches: list[Patch] = []
    new_keys: list[str] = []
    followed = _after(sheet, item)
    for name in parts:
        data = {"id": new_key(now, str(item.data["competence"]), name, "skills"), "name": name, **shared}
        step = edits.add(now, "skills", data, before=followed).patches
        patches = _combined(patches, step)
        new_keys.append(data["id"])
        now = Overlaid(sheet, patches)
    if not keep:
        patches = _combined(patches, retire(now, "skills", key, successor=new_keys[0]).patches)
    listed = ", ".join(f"“{short(name)}”" for name in parts)
    return Edit(f"Split “{short(item.name)}” into {listed}{' beside it' if keep else ''}", tuple(patches))


def _after(sheet: Sheet, item: Item) -> str:
    row = [each.key for each in sheet.below("skills", item.parent)]
    place = row.index(item.key) + 1
    return row[place] if place < len(row) else ""


class Overlaid(Items):
    """A sheet as it would be after patches to its skills and rules, of which only these are looked at."""

    def __init__(self, sheet: Sheet, patches: Sequence[Patch]) -> None:
        kinds = ("competences", "groups", "skills", "rules")
        super().__init__(applied([item for kind in kinds for item in sheet.every(kind)], patches))
        self._below = sheet

    def is_taken(self, key: str) -> bool:
        return super().is_taken(key) or self._below.is_taken(key)


def _combined(first: Sequence[Patch], second: Sequence[Patch]) -> list[Patch]:
    """Patches one after the other as one list in which each item occurs once."""
    table = {(patch.item.kind, patch.item.key): patch for patch in first}
    for patch in second:
        name = (patch.item.kind, patch.item.key)
        table[name] = Patch(table[name].before, patch.after) if name in table else patch
    return list(table.values())


def _rules_naming(sheet: Sheet, key: str, heir: str) -> list[Patch]:
    patches = []
    for rule in sheet.every("rules"):
        data = _renamed(rule.data, key, heir)
        if isinstance(data.get("requires"), list):
            data["requires"] = [_renamed(entry, key, heir) for entry in data["requires"]]
        if data != rule.data:
            patches.append(Patch(rule, replace(rule, data=data)))
    return patches


def _renamed(data: Mapping[str, Any], key: str, heir: str) -> dict[str, Any]:
    whole = dict(data)
    for field in ("skills", "must_include"):
        if key in whole.get(field, ()):
            whole[field] = list(dict.fromkeys(heir if each == key else each for each in whole[field]))
    return whole
