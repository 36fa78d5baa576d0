"""The next version of a framework, from what differs, by the rule of semantic versioning. Pure.

Major: what people have shown may count otherwise than before. Minor: there is more to show, or less is asked for.
Patch: other words for the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from competence import differences
from competence.differences import ADDED, MOVED, REMOVED, REORDERED, RESTORED, RETIRED, Difference, ItemChange
from competence.drafting.items import TABLE, Item
from competence.standing.kinds import BREAKABLE

MAJOR, MINOR, PATCH = PARTS = ("major", "minor", "patch")
FIRST = "1.0.0"

ASKED = {
    "skills": ("proof", "comparison", "diagnosis"),
    "levels": ("prerequisite", "optional"),
    "axes": ("kind", "multiple", "parent_axis"),
    "matrices": ("rows", "columns", "kind"),
}
"""Kind → fields by which what was shown may count otherwise."""
COUNTED = {
    "skills": ("optional", "axis", "axis_value", "domain", "aspect", "group", "competence", "signals"),
    "axes": ("values",),
    "matrices": ("cells",),
    "levels": ("number",),
}
"""Kind → fields that are more than words, but take nothing from anybody."""
THRESHOLDS = ("at_least", "at_least_share", "at_least_values", "each_at_least", "min_skills_per_project")
WORDS_OF_RULES = ("text", "basis")
DRAWN = ("of",)
"""Fields of a rule that follow from the rest."""


@dataclass(frozen=True)
class Reason:
    """Why at least this part of the version goes up: one sentence, and the change that it is about."""

    part: str
    text: str
    change: ItemChange | None = None


@dataclass(frozen=True)
class Next:
    """The version that comes next. `part` is what goes up, "first" for a new framework, or "" when nothing differs."""

    version: str
    part: str
    reasons: tuple[Reason, ...]
    """All of them, the weightiest first."""

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons for the part that goes up."""
        return tuple(reason for reason in self.reasons if reason.part == self.part)


def following(difference: Difference, current: str) -> Next:
    """The version after `current`, the published one; for a first edition (`current` is empty) its own or 1.0.0."""
    if not current:
        own = next(
            (i.data.get("version") for i in difference.after.values() if i.kind == TABLE and "version" in i.data), ""
        )
        return Next(str(own or FIRST), "first", (Reason("first", "This is the first edition."),))
    reasons = sorted(
        (reason for change in difference.changes for reason in _reasons(change, difference)),
        key=lambda reason: PARTS.index(reason.part),
    )
    part = reasons[0].part if reasons else ""
    return Next(raised(current, part), part, tuple(reasons))


def raised(version: str, part: str) -> str:
    """A version with one part raised and those behind it at nothing."""
    major, minor, patch = (int(number) for number in version.split("."))
    if part == MAJOR:
        return f"{major + 1}.0.0"
    if part == MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if part == PATCH else version


def _reasons(change: ItemChange, difference: Difference) -> Iterator[Reason]:
    part, text = _judged(change, difference)
    yield Reason(part, text, change)


def _judged(change: ItemChange, difference: Difference) -> tuple[str, str]:
    if change.kind == "rules":
        return _rule(change, difference)
    if change.kind == TABLE:
        return _head(change)
    if change.what in (RETIRED, RESTORED, REMOVED, ADDED):
        return _there_or_not(change)
    return _otherwise(change, difference)


def _there_or_not(change: ItemChange) -> tuple[str, str]:
    if change.what == RETIRED:
        return MAJOR, f"“{change.name}” is retired."
    if change.what == RESTORED:
        return MINOR, f"“{change.name}” is back in use."
    if change.what == REMOVED:
        return MINOR if change.kind in LIGHT else MAJOR, f"“{change.name}” is removed."
    return PATCH if change.kind == "notes" else MINOR, f"“{change.name}” is added."


def _otherwise(change: ItemChange, difference: Difference) -> tuple[str, str]:
    name = change.name
    if _changed_level(change, difference):
        return MAJOR, f"“{name}” moves to another level."
    if any(change.field(field) for field in ASKED.get(change.kind, ())):
        return MAJOR, f"“{name}” asks for something else."
    if change.kind == "axes" and _takes_values(change):
        return MAJOR, f"“{name}” has fewer values, or data counts for less."
    if _leaves_what_rules_count(change, difference):
        return MAJOR, f"“{name}” leaves what a rule counts."
    if change.what == MOVED:
        return MINOR, f"“{name}” moves."
    if any(change.field(field) for field in COUNTED.get(change.kind, ())):
        return MINOR, f"“{name}” is arranged otherwise."
    if change.what == REORDERED:
        return PATCH, f"“{name}” stands at another place."
    return PATCH, f"“{name}” is worded otherwise."


def _takes_values(change: ItemChange) -> bool:
    """Whether values of an axis are gone, stand for something else, or data of their kind proves less than before."""
    old, new = ({str(value.get("id")): value for value in side.data.get("values", ())} if side else {}
                for side in (change.before, change.after))  # fmt: skip
    if not old.keys() <= new.keys():
        return True
    return any(
        any(before.get(field) != new[key].get(field) for field in ("skill", "group", "parent"))
        or not {*new[key].get("no_evidence_for", ())} <= {*before.get("no_evidence_for", ())}
        for key, before in old.items()
    )


LIGHT = ("notes", "mappings", "ideas", "conditions", "domains", "skill_sets", "step_map", "hints", "problems", "rungs")
"""Kinds of which nothing that people showed depends."""


def _changed_level(change: ItemChange, difference: Difference) -> bool:
    if change.before is None or change.after is None or change.kind not in ("skills", "groups", "competences"):
        return False
    old, new = difference.level_of(change.before, after=False), difference.level_of(change.after)
    return old != new


PLACES = ("competence", "group", "axis", "axis_value", "domain", "aspect")
"""Fields that say where a skill or group counts; a rule may name the value, and then loses what leaves it."""


def _leaves_what_rules_count(change: ItemChange, difference: Difference) -> bool:
    if change.kind not in ("skills", "groups"):
        return False
    left = {str(found.before) for name in PLACES if (found := change.field(name)) and found.before}
    rules = (item.data for item in difference.before.values() if item.kind == "rules")
    return any(left & set(_words(rule)) for rule in rules)


def _words(value: Any) -> Iterator[str]:
    """Every text in the parameters of a rule."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _words(inner)


def _rule(change: ItemChange, difference: Difference) -> tuple[str, str]:
    if change.before is None or change.after is None:
        return _rule_there_or_not(change, difference)
    if change.what == REORDERED:
        return PATCH, "Rules stand in another order."
    weighty = [f for f in change.fields if f.field not in (*WORDS_OF_RULES, *DRAWN)]
    if not weighty:
        drawn = any(change.field(field) for field in DRAWN)
        return (MINOR, f"A rule has more or less to choose from: {change.name}") if drawn else (
            PATCH, f"A rule is worded otherwise: {change.name}"
        )  # fmt: skip
    if _was_last(change, difference):
        return MAJOR, f"No rule decides about a level any more: {change.name}"
    if all(_looser(field) for field in weighty):
        return MINOR, f"A rule asks for less: {change.name}"
    return MAJOR, f"A rule asks for something else: {change.name}"


def _rule_there_or_not(change: ItemChange, difference: Difference) -> tuple[str, str]:
    if change.after is not None:
        if not change.after.data.get("required", True):
            return MINOR, f"A recommendation is new: {change.name}"
        return MAJOR, f"A rule is new: {change.name}"
    if _was_last(change, difference):
        return MAJOR, f"No rule decides about a level any more: {change.name}"
    if change.before is not None and change.before.data.get("alternative"):
        return MAJOR, f"A way to a level is gone: {change.name}"
    return MINOR, f"A rule is gone: {change.name}"


def _was_last(change: ItemChange, difference: Difference) -> bool:
    """Whether a rule decided about its level, and none does now: such a level is never reached."""
    if change.before is None or not _decides(change.before, change.before.parent):
        return False
    return not any(_decides(item, change.before.parent) for item in difference.after.values())


def _decides(item: Item, level: str) -> bool:
    rules = [item.data, *item.data.get("requires", ())] if item.kind == "rules" and item.parent == level else []
    breakable = any(rule.get("kind") in BREAKABLE for rule in rules)
    return bool(rules) and item.data.get("required", True) is not False and not breakable


def _looser(change: differences.FieldChange) -> bool:
    if change.field == "required":
        return change.after is False
    if change.field not in THRESHOLDS:
        return False
    return _number(change.after) < _number(change.before)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _head(change: ItemChange) -> tuple[str, str]:
    if change.what in (ADDED, REMOVED):
        return PATCH, f"“{change.key}” is {change.what}."
    if change.field("counted_strength"):
        return MAJOR, "Skills count from another strength of evidence on."
    if change.field("ordered"):
        return MAJOR, "The levels are a ladder now, or are none any more."
    return PATCH, "The head is worded otherwise."
