"""The cells of a matrix: two axes crossed, each cell as strong as the best evidence for row and column together."""

from __future__ import annotations

from collections.abc import Iterator

from competence.standing.facts import ProjectFacts, Proof
from competence.standing.ground import Ground, Support
from competence.standing.readings import CellReading
from competence.strengths import Strength
from competence.yardstick import Axis, AxisValue, Matrix

PROBLEM = "problem"
"""The axis whose values comparisons name."""
NESTED = "nested"


def cells(ground: Ground, matrix: Matrix, floor: Strength) -> tuple[CellReading, ...]:
    """All cells of `matrix`, row by row; those of at least `floor` are covered. An unknown axis gives no cell."""
    rows = ground.yardstick.axes_by_key.get(matrix.rows)
    columns = ground.yardstick.axes_by_key.get(matrix.columns)
    if rows is None or columns is None:
        return ()
    found = []
    for row, column in pairs(matrix, rows, columns):
        best = _best(ground, matrix, (rows, row), (columns, column))
        covered = best.strength is not None and best.strength >= floor
        found.append(CellReading(row.key, column.key, best.strength, best.proofs, covered))
    return tuple(found)


def pairs(matrix: Matrix, rows: Axis, columns: Axis) -> Iterator[tuple[AxisValue, AxisValue]]:
    """Row and column of each cell: every pair of a product, only parent and child of a nested matrix."""
    for row in rows.values:
        for column in columns.values:
            if matrix.kind != NESTED or column.parent == row.key:
                yield row, column


Place = tuple[Axis, AxisValue]


def _best(ground: Ground, matrix: Matrix, row: Place, column: Place) -> Support:
    """The strongest support of any project, and the evidence of all projects that reach it."""
    best = Support(None, ())
    for project in ground.projects:
        if matrix.kind == NESTED:
            here = _nested(ground, project, matrix, row, column)
        else:
            here = _product(ground, project, matrix, row, column)
        if here.strength is not None and (best.strength is None or here.strength >= best.strength):
            same = here.strength == best.strength
            best = Support(here.strength, best.proofs + here.proofs if same else here.proofs)
    return best


def _product(ground: Ground, project: ProjectFacts, matrix: Matrix, row: Place, column: Place) -> Support:
    """One project carries both values: as strong as the weaker of the two."""
    one = ground.support(project, *row, level=matrix.level)
    other = ground.support(project, *column, level=matrix.level)
    if one.strength is None or other.strength is None:
        return Support(None, ())
    return Support(min(one.strength, other.strength), tuple(dict.fromkeys(one.proofs + other.proofs)))


def _nested(ground: Ground, project: ProjectFacts, matrix: Matrix, row: Place, column: Place) -> Support:
    """One project carries the column's value; its row is the parent of the value.

    Where the column stands for a technique that calls for a comparison, there has to be a measured before and after
    on the row's problem; without it, evidence for the technique is no more than a claim to the cell.
    """
    support = ground.support(project, *column, level=matrix.level)
    skill = ground.yardstick.skills.get(column[1].skill)
    if support.strength is None or skill is None or not skill.comparison:
        return support
    problem = row[1].key if row[0].key == PROBLEM else ""
    measured = tuple(proof for proof in support.proofs if _measured(proof, problem))
    if not measured:
        return Support(Strength.CLAIMED, support.proofs)
    return Support(max(proof.strength for proof in measured), measured)


def _measured(proof: Proof, problem: str) -> bool:
    return any(c.complete and problem in ("", c.problem) for c in proof.comparisons)
