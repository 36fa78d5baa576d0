"""Which fields a block of each kind has in the editor, with their labels. What is not listed is kept as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from competence.drafting.items import TABLE
from competence.strengths import Strength
from competence.vocabulary import (
    Aspect,
    AxisKind,
    Carry,
    Match,
    MatrixKind,
    NoteKind,
    Proof,
    Relation,
    TemplateKind,
)

LINE, TEXT, FLAG, WORD, ONE, MANY, WHOLE, SHARE, NUMBER, LINES, SIGNALS, PLACE = (
    "line text flag word one many whole share number lines signals place".split()
)


@dataclass(frozen=True)
class Field:
    """One field. `source` names a list of choices: of the words of a vocabulary, or of the items of the draft."""

    name: str
    label: str
    type: str = LINE
    source: str = ""
    required: bool = False
    help: str = ""
    usual: bool = False
    """A flag that holds unless the block says otherwise."""
    only_new: bool = False
    """Says which block it is, and so stays once it is there."""


WORDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "proof": Proof.choices,
    "aspect": Aspect.choices,
    "axis-kind": AxisKind.choices,
    "matrix-kind": MatrixKind.choices,
    "note-kind": NoteKind.choices,
    "template-kind": TemplateKind.choices,
    "relation": Relation.choices,
    "match": Match.choices,
    "carry": Carry.choices,
    "strength": [(strength.word, strength.word) for strength in Strength],
    "covers": [("any-listed-skill", "One of the skills listed is enough")],
    "better": [("higher", "Higher is better"), ("lower", "Lower is better")],
}

NAME = Field("name", "Name", required=True)
SUMMARY = Field("summary", "Summary", TEXT)

HEAD = (
    Field("title", "Title", required=True),
    SUMMARY,
    Field("language", "Language", help="A code such as en."),
    Field("licence_note", "Licence", TEXT),
    Field("ordered", "The levels are a ladder", FLAG, usual=True, help="Without it they are areas side by side."),
    Field("tiers.level", "What a level is called"),
    Field("tiers.competence", "What a competence is called"),
    Field("tiers.group", "What a group is called"),
    Field("tiers.skill", "What a skill is called"),
    Field("source.title", "Goes back to"),
    Field("source.author", "By"),
    Field("source.publication", "Published in"),
    Field("source.relation", "How this relates to it", TEXT),
)
EVALUATION = (Field("counted_strength", "Skills count from this strength on", WORD, "strength", required=True),)

FIELDS: Mapping[str, Sequence[Field]] = {
    "levels": (
        NAME,
        SUMMARY,
        Field("means", "Means", TEXT, help="What showing the level claims."),
        Field("does_not_mean", "Does not mean", TEXT),
        Field("remark", "Remark", TEXT),
        Field("prerequisite", "Levels before it", MANY, "levels"),
        Field("optional", "Optional", FLAG, help="Nobody needs it for the framework to be complete."),
    ),
    "competences": (NAME, SUMMARY, Field("does_not_mean", "Does not mean", TEXT)),
    "groups": (NAME, SUMMARY),
    "skills": (
        NAME,
        Field("can_do", "Means", TEXT, required=True, help="One sentence that begins with “Can”."),
        Field("evidence", "What a reviewer looks for", TEXT),
        Field("pitfall", "Typical weak evidence", TEXT),
        Field("does_not_mean", "Does not mean", TEXT, help="Without one, that of its competence holds."),
        Field("proof", "Where the proof usually lies", WORD, "proof", required=True),
        Field("comparison", "Calls for a measured before and after", FLAG),
        Field("diagnosis", "Is about showing a problem", FLAG),
        Field("optional", "Optional", FLAG),
        Field("added", "Added by the editors", FLAG, help="Not in the source of the framework."),
        Field("axis_place", "Stands for this kind of project", PLACE, "axis_values"),
        Field("domain", "Domain", ONE, "domains"),
        Field("aspect", "Is about", WORD, "aspect"),
        Field("signals", "Signals in code", SIGNALS, help="One to a line, as in a file."),
    ),
    "axes": (
        NAME,
        Field("kind", "Kind", WORD, "axis-kind", required=True),
        Field("level", "Level", ONE, "levels_or_whole"),
        SUMMARY,
        Field("parent_axis", "Nested in", ONE, "axes"),
        Field("multiple", "A project may have several values", FLAG, usual=True),
    ),
    "matrices": (
        NAME,
        Field("rows", "Rows", ONE, "axes", required=True),
        Field("columns", "Columns", ONE, "axes", required=True),
        Field("kind", "Kind", WORD, "matrix-kind", required=True),
        Field("reading", "How to read it", TEXT),
    ),
    "notes": (
        Field("kind", "Kind", WORD, "note-kind", required=True),
        Field("scope", "About", ONE, "scopes", required=True),
        Field("text", "Text", TEXT, required=True),
    ),
    "templates": (
        Field("title", "Title", required=True),
        Field("kind", "Kind", WORD, "template-kind", required=True),
        SUMMARY,
        Field("use_when", "Use it for", TEXT),
        Field("default", "Offered first", FLAG),
    ),
    "steps": (
        NAME,
        Field("purpose", "Purpose", TEXT),
        Field("questions", "Questions to answer", LINES),
        Field("artefacts", "What comes out of it", LINES),
        Field("required", "Required", FLAG),
        Field("skills", "Skills that it shows", LINES, help="Ids of skills of any framework, one to a line."),
        Field("covers", "Of these skills", WORD, "covers"),
        Field("skill_scope", "Or any skill of the level", help="Id of a level."),
        Field("required_for_levels", "Required for the levels", LINES, help="Ids of levels, one to a line."),
        Field("dataset_source", "Only with data from", help="A value of the axis of data sources."),
    ),
    "rungs": (
        NAME,
        Field("meaning", "Meaning", TEXT),
        Field("needs", "Needs", LINES),
        Field("progress_above", "Above this share of the way", SHARE, help="From 0 to 1; one of the two only."),
        Field("progress_at_least", "At least this share of the way", SHARE),
        Field("repeats_at_least", "Repeated at least", WHOLE),
        Field("reference_roles", "Read against", MANY, "reference_roles"),
    ),
    "reference_roles": (NAME, Field("shown_as", "Shown as", required=True), Field("meaning", "Meaning", TEXT)),
    "step_map": (
        Field("source", "Step", ONE, "steps", required=True, only_new=True),
        Field("relation", "What it does", WORD, "relation", required=True, only_new=True),
        Field("targets", "For these steps", MANY, "steps", required=True),
    ),
    "match_types": (
        Field("id", "Kind", WORD, "match", required=True, only_new=True),
        Field("meaning", "Meaning", TEXT, required=True),
        Field("source_to_target", "Evidence for the first", WORD, "carry", required=True),
        Field("target_to_source", "Evidence for the second", WORD, "carry", required=True),
    ),
    "mappings": (
        Field("source", "Skill", required=True, only_new=True, help="Id of a skill."),
        Field("match", "In relation to it, the other one is", WORD, "match", required=True),
        Field("target", "Other skill", required=True, only_new=True, help="Id of a skill of another framework."),
    ),
    "ideas": (
        Field("name", "Data set", required=True),
        Field("idea", "Idea", TEXT, required=True),
        Field("task", "Task", required=True),
        Field("target", "Target", required=True),
        Field("domain", "Domain", ONE, "idea_domains", required=True),
        Field("conditions", "Conditions of the data", MANY, "conditions"),
        Field("skill_sets", "Sets of skills", MANY, "skill_sets"),
        Field("skills", "Skills", LINES, help="Ids of skills, one to a line."),
        Field("other_skills", "Skills of other frameworks", LINES),
        Field("levels", "Levels", LINES, required=True, help="Ids of levels, one to a line."),
        Field("dataset_source", "Where the data comes from", required=True),
        Field("home", "Home page", required=True, help="Without https://."),
        Field("licence", "Licence of the data", required=True),
    ),
    "conditions": (NAME,),
    "domains": (NAME,),
    "skill_sets": (Field("skills", "Skills", LINES, help="Ids of skills, one to a line."),),
    "problems": (
        NAME,
        Field("competence", "Competence", ONE, "competences"),
        Field("symptom", "Symptom", TEXT),
        Field("make_visible", "How to make it visible", TEXT),
        Field("diagnosis", "Shown by", ONE, "skills"),
        Field("technique_groups", "Treated with the groups", MANY, "groups"),
        Field("techniques", "Treated with", MANY, "skills"),
        Field("other_techniques", "Also with", LINES),
    ),
    "hints": (Field("skill", "Skill", ONE, "skills"), Field("text", "Text", TEXT)),
}

ROWS: Mapping[str, tuple[str, Sequence[Field]]] = {
    "axes": (
        "values",
        (
            NAME,
            Field("hint", "Hint", TEXT),
            Field("parent", "Under", ONE, "parent_values"),
            Field("skill", "Stands for the skill", ONE, "skills"),
            Field("group", "Stands for the group", ONE, "groups"),
            Field("levels", "Only for the levels", MANY, "levels"),
            Field("no_evidence_for", "Proves nothing for", MANY, "competences"),
        ),
    ),
    "ideas": (
        "references",
        (
            Field("metric", "Metric", required=True),
            Field("value", "Value", NUMBER, required=True),
            Field("better", "Direction", WORD, "better", required=True),
            Field("role", "Role", required=True, help="Id of a role of reference scores."),
            Field("source", "Source"),
        ),
    ),
}
"""Kind → the list inside its blocks that is edited row by row, and the fields of a row. Rules have theirs by kind."""

FIRST: Mapping[str, Mapping[str, Any]] = {"matrices": {"cells": 1}, "rules": {"required": True}}
"""What a new block of a kind says besides what was typed."""


def fields_of(kind: str, key: str, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a block: those of its kind, or what it says itself where the kind is not known."""
    if kind == TABLE:
        return _of_table(key, data)
    listed = FIELDS.get(kind)
    return tuple(listed) if listed is not None else tuple(_guessed(data))


def _of_table(key: str, data: Mapping[str, Any]) -> tuple[Field, ...]:
    if key == "framework":
        return HEAD
    if key == "evaluation":
        return EVALUATION
    if key in ("collection", "crosswalk", "catalogue"):
        return (HEAD[0], *(field for field in _guessed(data) if field.name not in ("id", "title", "version")))
    return tuple(_guessed(data))


def _guessed(data: Mapping[str, Any]) -> list[Field]:
    types = ((bool, FLAG), (int, WHOLE), (float, NUMBER))
    found = []
    for name, value in data.items():
        label = name.replace("_", " ").capitalize()
        if name == "id":
            continue
        if isinstance(value, str):
            found.append(Field(name, label, TEXT if len(value) > 60 else LINE))
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            found.append(Field(name, label, LINES))
        else:
            found.extend(Field(name, label, kind) for of, kind in types if type(value) is of)
    return found
