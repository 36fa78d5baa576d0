"""Habits: skills that are never done, such as reading papers. A file marks one with `habit = true`.

Standing and evidence treat them like any other skill; a checklist gives them a last date instead of a tick
(docs/decisions/0072-checklists.md). Pure.
"""

from competence.yardstick import Skill


def is_habit(skill: Skill) -> bool:
    """Whether the skill is kept up rather than finished. Only the word `true` of the file counts."""
    return skill.extra.get("habit") is True
