"""A framework file, from its head to the blocks that are only kept."""

from __future__ import annotations

from typing import Any

from competence.formats.axes import check_skill_values, read_axes, read_matrices
from competence.formats.blocks import SHORT, VERSION, Block, Reading
from competence.formats.rules import check_rules, read_rules
from competence.formats.tree import COMPETENCES, GROUPS, LEVELS, SKILLS, read_tree
from competence.strengths import Strength
from competence.vocabulary import NoteKind
from competence.yardstick import Tiers, Yardstick

NAMED_BLOCKS: dict[str, dict[str, str]] = {
    "problems": {
        "competence": COMPETENCES,
        "diagnosis": SKILLS,
        "technique_groups": GROUPS,
        "techniques": SKILLS,
        "parent": "problems",
        "skill": SKILLS,
    },
    "evidence_facets": {},
    "hints": {"skill": SKILLS},
}
"""Blocks that are kept, and what their fields refer to."""


def read(data: Reading) -> Yardstick:
    """The framework in a file. `BadFile` with everything that is wrong: first what cannot stand by itself (types,
    names, ids, places in the tree); once that is right, rules, matrices and what refers to them."""
    root = data.root
    head = root.table("framework", required=True)
    evaluation = root.table("evaluation")
    levels = read_tree(data)
    axes = read_axes(data)
    matrices = read_matrices(data, axes)
    yardstick = Yardstick(
        key=_framework_key(head),
        title=head.name("title"),
        version=version(head),
        language=head.text("language", longest=20) or "en",
        default=head.flag("default"),
        ordered=head.flag("ordered", default=True),
        summary=head.text("summary"),
        licence_note=head.text("licence_note"),
        tiers=_tiers(head.table("tiers")),
        source=head.table("source").values,
        counted_strength=_counted_strength(evaluation),
        levels=levels,
        rules=read_rules(data),
        axes=axes,
        matrices=matrices,
        extra=_extra(data, head, evaluation),
    )
    data.finish()
    check_skill_values(data, yardstick)
    check_rules(data, yardstick)
    _check_kept(data)
    data.finish()
    return yardstick


def version(head: Block) -> str:
    """The version of a file: major.minor.patch."""
    value = head.text("version", required=True)
    if value and not VERSION.match(value):
        head.problem("version", f"“{value}” is no version like 1.0.0.")
    return value


def _framework_key(head: Block) -> str:
    key = head.key("id")
    if "." in key or len(key) > 60:
        head.problem("id", "The id of a framework is one part without dots, of at most 60 characters.")
    return key


def _tiers(block: Block) -> Tiers:
    usual = Tiers()
    return Tiers(
        level=block.text("level", longest=SHORT) or usual.level,
        competence=block.text("competence", longest=SHORT) or usual.competence,
        group=block.text("group", longest=SHORT) or usual.group,
        skill=block.text("skill", longest=SHORT) or usual.skill,
    )


def _counted_strength(evaluation: Block) -> str:
    words = [strength.word for strength in Strength]
    return evaluation.word("counted_strength", words, required=False) or Strength.EVIDENCED.word


def _extra(data: Reading, head: Block, evaluation: Block) -> dict[str, Any]:
    kept = {"framework": head.rest(), "evaluation": evaluation.rest(), **data.root.rest()}
    return {name: value for name, value in kept.items() if value not in ({}, [])}


def _check_kept(data: Reading) -> None:
    for block in data.root.blocks("notes"):
        data.declare("notes", block, shared=False)
        block.text("text", required=True)
        block.word("kind", NoteKind.values)
        scope = block.text("scope", required=True)
        if scope != "framework" and not any(data.knows(kind, scope) for kind in (LEVELS, COMPETENCES, GROUPS)):
            block.problem("scope", f"scope names “{scope}”, which is no level, competence or group of this file.")
    for name, fields in NAMED_BLOCKS.items():
        blocks = data.root.blocks(name)
        for block in blocks:
            if block.has("id"):
                data.declare(name, block, shared=False)
        for block in blocks:
            for field, kind in fields.items():
                value = block.values.get(field)
                keys = block.keys(field) if isinstance(value, list) else [block.key(field, required=False)]
                block.refer(field, kind, "entry of “" + kind + "”", keys)
