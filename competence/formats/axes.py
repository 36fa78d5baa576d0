"""Axes and matrices of a framework file."""

from __future__ import annotations

from competence.formats.blocks import Block, Reading
from competence.formats.tree import COMPETENCES, GROUPS, LEVELS, SKILLS
from competence.vocabulary import AxisKind, MatrixKind
from competence.yardstick import Axis, AxisValue, Matrix, Yardstick

AXES, MATRICES = "axes", "matrices"
WHOLE = "framework"
"""The `level` of an axis that belongs to no single level."""


def read_axes(reading: Reading) -> tuple[Axis, ...]:
    """The axes with their values; values of a nested axis must have a parent on the axis above."""
    axes = tuple(_axis(block, reading) for block in reading.root.blocks(AXES))
    by_key = {axis.key: axis for axis in axes}
    for axis in axes:
        if reading.knows(AXES, axis.key):
            _check_axis(axis, by_key.get(axis.parent_axis), reading)
    return axes


def _axis(block: Block, reading: Reading) -> Axis:
    key = reading.declare(AXES, block, shared=False)
    return Axis(
        key=key,
        name=block.name(),
        kind=block.word("kind", AxisKind.values),
        level=block.key("level", required=False),
        summary=block.text("summary"),
        multiple=block.flag("multiple", default=True),
        parent_axis=block.key("parent_axis", required=False),
        values=tuple(_value(inner, key, reading) for inner in block.blocks("values", required=True)),
        extra=block.rest(),
    )


def _value(block: Block, axis: str, reading: Reading) -> AxisValue:
    return AxisValue(
        key=reading.declare(values_of(axis), block, shared=False),
        name=block.name(),
        hint=block.text("hint"),
        skill=block.key("skill", required=False),
        group=block.key("group", required=False),
        parent=block.key("parent", required=False),
        levels=block.keys("levels"),
        no_evidence_for=block.keys("no_evidence_for"),
        extra=block.rest(),
    )


def values_of(axis: str) -> str:
    """The kind under which the values of an axis are declared."""
    return f"values of {axis}"


def _check_axis(axis: Axis, parent: Axis | None, reading: Reading) -> None:
    block = reading.block_of(AXES, axis.key)
    if axis.level != WHOLE:
        block.refer("level", LEVELS, "level", [axis.level])
    nested = axis.kind == AxisKind.NESTED
    if nested and (parent is None or parent.key == axis.key):
        block.problem("parent_axis", f"parent_axis names “{axis.parent_axis}”, which is no other axis of this file.")
    for value in axis.values:
        if not reading.knows(values_of(axis.key), value.key):
            continue
        inner = reading.block_of(values_of(axis.key), value.key)
        inner.refer("skill", SKILLS, "skill", [value.skill])
        inner.refer("group", GROUPS, "group", [value.group])
        inner.refer("levels", LEVELS, "level", value.levels)
        inner.refer("no_evidence_for", COMPETENCES, "competence", value.no_evidence_for)
        if nested and parent is not None and not reading.knows(values_of(parent.key), value.parent):
            inner.problem("parent", f"parent names “{value.parent}”, which is no value of the axis “{parent.key}”.")


def read_matrices(reading: Reading, axes: tuple[Axis, ...]) -> tuple[Matrix, ...]:
    """The matrices; their number of cells must be what their axes yield."""
    by_key = {axis.key: axis for axis in axes}
    return tuple(_matrix(block, by_key, reading) for block in reading.root.blocks(MATRICES))


def _matrix(block: Block, axes: dict[str, Axis], reading: Reading) -> Matrix:
    matrix = Matrix(
        key=reading.declare(MATRICES, block, shared=False),
        name=block.name(),
        level=block.key("level"),
        rows=block.key("rows"),
        columns=block.key("columns"),
        kind=block.word("kind", MatrixKind.values),
        cells=block.whole("cells", required=True) or 0,
        reading=block.text("reading"),
        extra=block.rest(),
    )
    block.refer("level", LEVELS, "level", [matrix.level])
    block.refer("rows", AXES, "axis", [matrix.rows])
    block.refer("columns", AXES, "axis", [matrix.columns])
    rows, columns = axes.get(matrix.rows), axes.get(matrix.columns)
    if rows is None or columns is None:
        return matrix
    if matrix.kind == MatrixKind.NESTED and columns.parent_axis != rows.key:
        block.problem("columns", f"The axis “{columns.key}” is not nested in “{rows.key}”.")
    yielded = len(columns.values) * (len(rows.values) if matrix.kind == MatrixKind.PRODUCT else 1)
    if matrix.cells != yielded:
        block.problem("cells", f"cells = {matrix.cells}, but the axes yield {yielded}.")
    return matrix


def check_skill_values(reading: Reading, yardstick: Yardstick) -> None:
    """The axis values and domains that skills name must exist."""
    for skill in yardstick.skills.values():
        if not reading.knows(SKILLS, skill.key):
            continue
        block = reading.block_of(SKILLS, skill.key)
        block.refer("axis", AXES, "axis", [skill.axis])
        if bool(skill.axis) != bool(skill.axis_value):
            block.problem("axis_value", "axis and axis_value belong together; one of them is missing.")
        elif reading.knows(AXES, skill.axis):
            block.refer("axis_value", values_of(skill.axis), f"value of the axis “{skill.axis}”", [skill.axis_value])
        if reading.knows(AXES, "domain"):
            block.refer("domain", values_of("domain"), "value of the axis “domain”", [skill.domain])
