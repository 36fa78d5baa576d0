"""The tables of the yardstick."""

from competence.models.axes import Axis, AxisValue, Matrix
from competence.models.collections import Collection, ProjectIdea
from competence.models.crosswalk import CrosswalkMatch
from competence.models.drafts import Draft, DraftChange, DraftItem
from competence.models.frameworks import Edition, Framework
from competence.models.levels import Competence, Group, Level
from competence.models.processes import ProcessStep, ProcessTemplate, ReferenceRole, Rung, StepLink
from competence.models.rules import Rule
from competence.models.skills import Skill, SkillEntry
from competence.models.suggestions import Suggestion

__all__ = [
    "Axis",
    "AxisValue",
    "Collection",
    "Competence",
    "CrosswalkMatch",
    "Draft",
    "DraftChange",
    "DraftItem",
    "Edition",
    "Framework",
    "Group",
    "Level",
    "Matrix",
    "ProcessStep",
    "ProcessTemplate",
    "ProjectIdea",
    "ReferenceRole",
    "Rule",
    "Rung",
    "Skill",
    "SkillEntry",
    "StepLink",
    "Suggestion",
]
