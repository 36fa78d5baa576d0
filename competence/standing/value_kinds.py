"""Kinds of rule that count places on the axes of a framework: `axis-values`, `matrix-cells`."""

from __future__ import annotations

from competence.standing.cells import cells
from competence.standing.facts import Proof
from competence.standing.ground import Ground
from competence.standing.readings import CellReading, Open
from competence.standing.selection import Outcome
from competence.standing.sentences import joined, progress, still_open, with_names
from competence.yardstick import AxisValue, Rule


def axis_values(ground: Ground, rule: Rule) -> Outcome:
    """Projects with evidence in the rule's level cover at least `at_least` of the listed `values` on `axis`."""
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    need = int(rule.params.get("at_least", 1))
    axis = ground.yardstick.axes_by_key.get(rule.params.get("axis", ""))
    if axis is None:
        return Outcome(False, 0, need, "The axis that this rule names is not part of this framework.")
    listed = rule.params.get("values") or tuple(value.key for value in axis.values)
    values = [value for value in axis.values if value.key in listed]
    at_level = [project for project in ground.projects if ground.in_level(project.id, rule.level)]
    found: dict[str, None] = {}
    proofs: list[Proof] = []
    projects: dict[str, None] = {}
    for value in values:
        for project in at_level:
            reached, support = ground.carries(project, axis, value, rule.level)
            if reached:
                found[value.key] = projects[project.id] = None
                proofs.extend(support.proofs)
    absent = [value for value in values if value.key not in found]
    told = with_names(progress(len(found), need), [value.name for value in values if value.key in found])
    holds = len(found) >= need
    return Outcome(
        holds=holds,
        have=len(found),
        need=need,
        reason=joined(told, still_open([v.name for v in absent], need - len(found))),
        proofs=tuple(dict.fromkeys(proofs)),
        projects=tuple(projects),
        values=tuple(found),
        open=Open() if holds else Open(values=tuple(value.key for value in absent)),
    )


def matrix_cells(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` cells of `matrix` are covered."""
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    need = int(rule.params.get("at_least", 1))
    matrix = next((m for m in ground.yardstick.matrices if m.key == rule.params.get("matrix")), None)
    if matrix is None:
        return Outcome(False, 0, need, "The matrix that this rule names is not part of this framework.")
    readings = cells(ground, matrix, ground.floor)
    covered = [cell for cell in readings if cell.covered]
    absent = [cell for cell in readings if not cell.covered]
    named = {value.key: value for axis in ground.yardstick.axes for value in axis.values}
    holds = len(covered) >= need
    titles = [_title(cell, named) for cell in absent]
    return Outcome(
        holds=holds,
        have=len(covered),
        need=need,
        reason=joined(progress(len(covered), need, "cell"), still_open(titles, need - len(covered))),
        proofs=tuple(dict.fromkeys(proof for cell in covered for proof in cell.proofs)),
        open=Open() if holds else Open(cells=tuple((cell.row, cell.column) for cell in absent)),
    )


def _title(cell: CellReading, named: dict[str, AxisValue]) -> str:
    return f"{named[cell.row].name} with {named[cell.column].name.lower()}"
