"""Rules of a framework file: what they say, whom they name, and whether their numbers can be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats.axes import AXES, MATRICES, values_of
from competence.formats.blocks import Block, Reading
from competence.formats.tree import COMPETENCES, GROUPS, LEVELS, SKILLS, in_circles
from competence.vocabulary import Aspect, Basis, RuleKind
from competence.yardstick import Rule, Skill, Yardstick

RULES = "rules"
COUNTED = (RuleKind.SKILLS, RuleKind.COMPARISONS)
WITHIN = ("project", "portfolio")
SELECTORS = ("skills", "group", "competence", "scope_level", "aspect", "match")


def read_rules(reading: Reading) -> tuple[Rule, ...]:
    """The rules in file order, with the types of their fields checked."""
    return tuple(_rule(block, reading) for block in reading.root.blocks(RULES))


def _rule(block: Block, reading: Reading) -> Rule:
    level = block.key("level")
    rule = Rule(
        key=reading.declare(RULES, block),
        level=level,
        kind=block.word("kind", RuleKind.values),
        text=block.text("text", required=True),
        required=block.flag("required", default=True),
        basis=block.word("basis", Basis.values, required=False),
        alternative=block.key("alternative", required=False),
        requires=tuple(_entry(inner, level) for inner in block.blocks("requires")),
        params=block.rest(),
    )
    block.refer("level", LEVELS, "level", [level])
    _check_types(block)
    return rule


def _entry(block: Block, level: str) -> Rule:
    allowed = [kind for kind in RuleKind.values if kind != RuleKind.ONE_VALUE]
    rule = Rule(key="", level=level, kind=block.word("kind", allowed), text=block.text("text"), params=block.rest())
    _check_types(block)
    return rule


def _check_types(block: Block) -> None:
    for field in ("skills", "groups", "competences", "values", "must_include", "required_steps_extra"):
        block.keys(field)
    block.keys("excluded_sources")
    for field in ("group", "competence", "scope_level", "axis", "matrix", "problem", "same_value_as", "match"):
        block.key(field, required=False)
    block.key("template", required=False)
    block.word("aspect", Aspect.values, required=False)
    block.word("within", WITHIN, required=False)
    for field in ("at_least", "of", "each_at_least", "min_skills_per_project", "at_least_values"):
        block.whole(field, least=1)
    block.share("at_least_share")
    for field in ("problem_shown", "accept_equivalent", "distinct_datasets"):
        block.flag(field)


def check_rules(reading: Reading, yardstick: Yardstick) -> None:
    """References and numbers of every rule. Meant for a file whose types are right so far."""
    for block, rule in zip(reading.root.blocks(RULES), yardstick.rules, strict=True):
        _check_references(block)
        _check_numbers(block, rule, yardstick)
        for inner, entry in zip(block.blocks("requires"), rule.requires, strict=True):
            _check_references(inner)
            _check_numbers(inner, entry, yardstick)
    tied = {rule.key: rule.params.get("same_value_as", "") for rule in yardstick.rules}
    circles = in_circles({key: [other] if other else [] for key, other in tied.items()})
    kinds = {rule.key: rule.kind for rule in yardstick.rules}
    for key, other in tied.items():
        if other and kinds.get(other, RuleKind.ONE_VALUE) != RuleKind.ONE_VALUE:
            reading.block_of(RULES, key).problem("same_value_as", f"“{other}” is not of the kind “one-value”.")
        if key in circles:
            reading.block_of(RULES, key).problem("same_value_as", "The rules lead in a circle.")


def _check_references(block: Block) -> None:
    for field in ("skills", "must_include"):
        block.refer(field, SKILLS, "skill", block.keys(field))
    block.refer("groups", GROUPS, "group", block.keys("groups"))
    block.refer("group", GROUPS, "group", [block.key("group", required=False)])
    block.refer("competences", COMPETENCES, "competence", block.keys("competences"))
    block.refer("competence", COMPETENCES, "competence", [block.key("competence", required=False)])
    block.refer("scope_level", LEVELS, "level", [block.key("scope_level", required=False)])
    block.refer("matrix", MATRICES, "matrix", [block.key("matrix", required=False)])
    block.refer("same_value_as", RULES, "rule", [block.key("same_value_as", required=False)])
    axis = block.key("axis", required=False)
    block.refer("axis", AXES, "axis", [axis])
    if block.reading.knows(AXES, axis):
        block.refer("values", values_of(axis), f"value of the axis “{axis}”", block.keys("values"))
    for field, named in (("excluded_sources", "dataset-source"), ("problem", "problem")):
        keys = block.keys(field) if field == "excluded_sources" else [block.key(field, required=False)]
        block.refer(field, values_of(named), f"value of the axis “{named}”", keys)
    block.refer("match", AXES, "axis", [block.key("match", required=False)])


def _check_numbers(block: Block, rule: Rule, yardstick: Yardstick) -> None:
    for field in NEEDED.get(rule.kind, ()):
        if field not in block.values and not (field == "at_least" and block.has("at_least_share")):
            block.problem(field, f"A rule of the kind “{rule.kind}” needs {field}.")
    if rule.kind == RuleKind.ONE_VALUE and not rule.requires:
        block.problem("requires", "A rule of the kind “one-value” needs [[rules.requires]].")
    size = _size(rule, yardstick)
    if size is None:
        return
    of, at_least = rule.params.get("of"), _threshold(rule.params)
    if of is not None and of != size:
        block.problem("of", f"of = {of}, but the choice has {size}.")
    if at_least > size:
        block.problem("at_least", f"at_least = {at_least}, but the choice has only {size}.")
    if rule.kind in COUNTED:
        outside = set(rule.params.get("must_include", ())) - {skill.key for skill in choice(rule, yardstick)}
        for key in sorted(outside & yardstick.skills.keys()):
            block.problem("must_include", f"must_include names “{key}”, which is not in the choice.")


NEEDED: Mapping[str, tuple[str, ...]] = {
    RuleKind.SKILLS: ("at_least",),
    RuleKind.COMPARISONS: ("at_least",),
    RuleKind.GROUPS: ("groups", "at_least"),
    RuleKind.COMPETENCES: ("competences", "at_least"),
    RuleKind.PROCESS: ("template", "at_least"),
    RuleKind.PROJECTS: ("at_least",),
    RuleKind.AXIS_VALUES: ("axis", "at_least"),
    RuleKind.MATRIX_CELLS: ("matrix", "at_least"),
    RuleKind.REPEATS: ("at_least",),
    RuleKind.ONE_VALUE: ("axis", "at_least_values"),
}


def _threshold(params: Mapping[str, Any]) -> int:
    return int(params.get("at_least_values", params.get("at_least", 0)))


def _size(rule: Rule, yardstick: Yardstick) -> int | None:
    """How much there is to choose from, or None where it cannot be said."""
    params = rule.params
    if rule.kind in COUNTED:
        return None if "match" in params else len(choice(rule, yardstick))
    if rule.kind == RuleKind.GROUPS:
        return len(params.get("groups", ()))
    if rule.kind == RuleKind.COMPETENCES:
        return len(params.get("competences", ()))
    if rule.kind in (RuleKind.AXIS_VALUES, RuleKind.ONE_VALUE):
        axis = yardstick.axes_by_key.get(params.get("axis", ""))
        return len(params.get("values") or axis.values) if axis else None
    if rule.kind == RuleKind.MATRIX_CELLS:
        return next((matrix.cells for matrix in yardstick.matrices if matrix.key == params.get("matrix")), None)
    return None


def choice(rule: Rule, yardstick: Yardstick) -> list[Skill]:
    """The skills in use that a rule chooses from: all its selectors narrow; with none of them, those of its level."""
    params = rule.params
    skills = [skill for skill in yardstick.skills.values() if not skill.retired]
    if not any(selector in params for selector in SELECTORS):
        skills = [skill for skill in skills if skill.level == rule.level]
    if "skills" in params:
        skills = [skill for skill in skills if skill.key in params["skills"]]
    for selector, field in (
        ("group", "group"),
        ("competence", "competence"),
        ("scope_level", "level"),
        ("aspect", "aspect"),
    ):
        if selector in params:
            skills = [skill for skill in skills if getattr(skill, field) == params[selector]]
    return [skill for skill in skills if skill.comparison] if rule.kind == RuleKind.COMPARISONS else skills
