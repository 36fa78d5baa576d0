"""The kinds of rule that look at evidence directly, by their names in the framework files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from competence.standing.comparison_kinds import comparisons, repeats
from competence.standing.ground import Ground
from competence.standing.project_kinds import process, projects
from competence.standing.selection import Outcome
from competence.standing.skill_kinds import competences, groups, skills
from competence.standing.value_kinds import axis_values, matrix_cells
from competence.yardstick import Rule

Kind = Callable[[Ground, Rule], Outcome]

SMALL_KINDS: Mapping[str, Kind] = {
    "skills": skills,
    "comparisons": comparisons,
    "groups": groups,
    "competences": competences,
    "process": process,
    "projects": projects,
    "axis-values": axis_values,
    "matrix-cells": matrix_cells,
    "repeats": repeats,
}


def unknown_kind(ground: Ground, rule: Rule) -> Outcome:
    """A kind that this version does not know never holds, and says so."""
    return Outcome(False, 0, 1, "This kind of rule is not known on this site.")
