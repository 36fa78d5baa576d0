"""The fields of a rule by its kind: a form for everything that the kind can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from competence.forms.fields import FLAG, MANY, ONE, SHARE, TEXT, WHOLE, WORD, WORDS, Field
from competence.vocabulary import Basis, RuleKind

OUTER = (
    Field("text", "The rule in words", TEXT, required=True),
    Field("required", "Required for the level", FLAG, usual=True, help="Without it the rule is a recommendation."),
    Field("basis", "Where it comes from", WORD, "basis"),
    Field(
        "alternative",
        "One of several ways to the same end",
        help="A word of your own, such as breadth-or-depth. Of the rules of a level with the same word one is enough.",
    ),
)
INNER = (Field("text", "In words", TEXT),)

AT_LEAST = Field("at_least", "At least", WHOLE, help="How many.")
SOURCES = Field("excluded_sources", "Not with data from", MANY, "sources")
CHOICE = (
    Field("competence", "Of the competence", ONE, "competences"),
    Field("group", "Of the group", ONE, "groups"),
    Field("scope_level", "Of the level", ONE, "levels"),
    Field("aspect", "About", WORD, "aspect"),
    Field("skills", "Of these skills", MANY, "skills"),
    Field("match", "That belong to the value of", ONE, "axes", help="Inside a rule about one value only."),
)
MUST = Field("must_include", "Among them always", MANY, "skills")
EACH = Field("each_at_least", "Skills shown in each", WHOLE)

PARAMETERS: Mapping[str, Sequence[Field]] = {
    RuleKind.SKILLS: (
        AT_LEAST,
        Field("at_least_share", "Or at least this share", SHARE, help="From 0 to 1."),
        *CHOICE,
        MUST,
        SOURCES,
    ),
    RuleKind.COMPARISONS: (
        AT_LEAST,
        *CHOICE,
        MUST,
        Field("problem", "Against the problem", ONE, "problems"),
        Field("problem_shown", "The problem is shown first", FLAG),
        SOURCES,
    ),
    RuleKind.GROUPS: (
        AT_LEAST, Field("groups", "Of these groups", MANY, "groups", required=True), EACH, CHOICE[0], MUST, SOURCES),
    RuleKind.COMPETENCES: (
        AT_LEAST,
        Field("competences", "Of these competences", MANY, "competences", required=True),
        EACH,
        MUST,
        SOURCES,
    ),
    RuleKind.PROCESS: (
        AT_LEAST,
        Field("template", "Through all steps of", ONE, "templates", required=True),
        Field("accept_equivalent", "Steps of other templates count where they mean the same", FLAG),
        Field("required_steps_extra", "And these steps", MANY, "steps"),
        SOURCES,
    ),
    RuleKind.PROJECTS: (
        AT_LEAST,
        Field("min_skills_per_project", "Skills of the level in each", WHOLE),
        Field("distinct_datasets", "On different data sets", FLAG),
        SOURCES,
    ),
    RuleKind.AXIS_VALUES: (
        AT_LEAST,
        Field("axis", "Values of", ONE, "axes", required=True),
        Field("values", "Only these values", MANY, "values"),
        SOURCES,
    ),
    RuleKind.MATRIX_CELLS: (AT_LEAST, Field("matrix", "Cells of", ONE, "matrices", required=True), SOURCES),
    RuleKind.REPEATS: (AT_LEAST, *CHOICE[:3]),
    RuleKind.ONE_VALUE: (
        Field("at_least_values", "For at least so many values", WHOLE, required=True),
        Field("axis", "Of", ONE, "axes", required=True),
        Field("values", "Only these values", MANY, "values"),
        Field("within", "Together in", WORD, "within"),
        Field("same_value_as", "The same value as in", ONE, "rules"),
        SOURCES,
    ),
}  # fmt: skip

RULE_WORDS: Mapping[str, Sequence[tuple[str, str]]] = {
    **WORDS,
    "basis": Basis.choices,
    "within": [("project", "one project"), ("portfolio", "the whole portfolio")],
}


def fields_of_rule(kind: str, *, inner: bool = False) -> tuple[Field, ...]:
    """All fields of a rule, or of an entry inside one."""
    return (*(INNER if inner else OUTER), *PARAMETERS.get(kind, ()))


class KindForm(forms.Form):
    """Which kind of rule a new one is, and for which level. A part of a rule has none of its own (`levels` None)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    rule = forms.ChoiceField(choices=RuleKind.choices, label="It looks at", widget=forms.Select(attrs={"class": "in"}))
    under = forms.ChoiceField(label="For the level", widget=forms.Select(attrs={"class": "in"}))

    def __init__(self, *args: Any, levels: Sequence[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if levels is not None:
            self.fields["under"].choices = levels  # type: ignore[attr-defined]
            return
        del self.fields["under"]
        kinds = [(kind, label) for kind, label in RuleKind.choices if kind != RuleKind.ONE_VALUE]
        self.fields["rule"].choices = kinds  # type: ignore[attr-defined]
