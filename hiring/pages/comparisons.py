"""Two to five people beside each other: one column a person, every cell a way to the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from competence.levelmap import Block, Leaf, LevelMap, Mark
from hiring.interview.values import Question
from hiring.matching import Match, Reading, words
from hiring.pages.faces import Face
from hiring.pages.lines import Line, Names, Proof, Shown, line
from portfolio import english
from portfolio.pages import figures
from portfolio.shape import Shape


@dataclass(frozen=True, slots=True)
class Best:
    """The result that stands for a person's strongest project, beside what it is read against."""

    strip: figures.Strip
    data: str
    project: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one column shows by one framework; kept until the portfolio or a yardstick changes."""

    map: LevelMap
    """With the places of the evidence."""
    shape: Shape
    proof: str
    """As in: 31 verified, 9 evidenced, 8 projects, 5 reviewers."""
    places: Mapping[str, tuple[str, str]]
    """By key of a skill the project and the place in it, as in: Store demand; cell 14."""
    states: Mapping[str, str]
    """By key of a level its standing in words."""
    best: Best | None
    interval: str
    """What the line through the dot of the best result means."""


@dataclass(frozen=True, slots=True)
class Column:
    """One person."""

    face: Face
    side: Side
    rest: str
    """The others, as the address says them."""
    rank: str = ""
    """Against a brief, among everybody who is listed."""
    question: Question | None = None
    """By a brief: what to ask them first."""


@dataclass(frozen=True, slots=True)
class AskCell:
    """One ask and one person."""

    line: Line
    proofs: tuple[Proof, ...]
    """The places of the evidence; of a group or domain the skills."""
    place: str = ""
    """Of a skill: where in the project."""

    @property
    def mark(self) -> tuple[str, bool]:
        """What is compared."""
        return (self.line.state, self.line.is_met)


@dataclass(frozen=True, slots=True)
class BlockCell:
    """One run of skills and one person."""

    marks: tuple[Mark, ...] = ()
    shown: int = 0
    total: int = 0

    @property
    def mark(self) -> tuple[object, ...]:
        """What is compared."""
        return (self.shown, self.total, *((mark.key, mark.state) for mark in self.marks))

    @property
    def proofs(self) -> tuple[Mark, ...]:
        """The skills that have a place."""
        return tuple(mark for mark in self.marks if mark.href)


@dataclass(frozen=True, slots=True)
class Row:
    """One row over all columns."""

    label: str
    cells: tuple[AskCell, ...] | tuple[BlockCell, ...]
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether the people differ in it."""
        return len({cell.mark for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading, with a word on each person."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    is_brief: bool = False

    def differing(self) -> Section:
        """Only the rows in which the people differ."""
        return Section(self.title, self.heads, tuple(row for row in self.rows if row.differs), self.is_brief)


@dataclass(frozen=True)
class Comparison:
    """The whole table."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    hidden: int = 0
    """Rows that are left out because all are equal in them."""

    def differing(self) -> Comparison:
        """Only what the people differ in."""
        kept = [section.differing() for section in self.sections]
        rows = sum(len(section.rows) for section in self.sections)
        left = sum(len(section.rows) for section in kept)
        return Comparison(self.columns, tuple(section for section in kept if section.rows), rows - left)

    @property
    def interval(self) -> str:
        """What the lines through the dots mean, where all agree."""
        kinds = {column.side.interval for column in self.columns if column.side.best}
        return kinds.pop() if len(kinds) == 1 else "spread"

    @property
    def has_results(self) -> bool:
        return any(column.side.best for column in self.columns)


def of_brief(matches: Sequence[Match], shown: Sequence[Shown], sides: Sequence[Side], names: Names) -> list[Section]:
    """The asks of a brief as rows: musts, then useful ones."""
    found = []
    for title, readings, head in (
        ("Musts", [match.musts for match in matches], _musts),
        ("Useful", [match.useful for match in matches], words.useful),
    ):
        rows = [
            Row(each[0].ask.label, tuple(_cell(*one, names) for one in zip(each, shown, sides, strict=True)))
            for each in zip(*readings, strict=True)
        ]
        if rows:
            found.append(Section(title, tuple(head(match) for match in matches), tuple(rows), is_brief=True))
    return found


def _musts(match: Match) -> str:
    figures = match.figures
    return f"{figures.musts_met} of {len(match.musts)}, {figures.musts_verified} verified"


def _cell(reading: Reading, shown: Shown, side: Side, names: Names) -> AskCell:
    made = line(reading, shown, names)
    if made.proofs or not made.href:
        return AskCell(made, made.proofs)
    project, place = side.places.get(reading.ask.key, (made.words, ""))
    return AskCell(made, (Proof(project, made.state, made.href),), place)


def of_levels(sides: Sequence[Side], *, numbered: bool) -> list[Section]:
    """The levels with their competences (or groups, or domains) as rows; optional ones where anything is shown."""
    found = []
    every = [(*side.map.leaves, *side.map.optional) for side in sides]
    for leaves in zip(*every, strict=True):
        first = leaves[0]
        if first.optional and not any(leaf.shown for leaf in leaves):
            continue
        number = f"{first.number} " if numbered and not first.optional else ""
        title = f"{'Optional: ' if first.optional else number}{first.name}"
        heads = tuple(_head(leaf, side) for leaf, side in zip(leaves, sides, strict=True))
        found.append(Section(title, heads, tuple(_rows(leaves))))
    return found


def _head(leaf: Leaf, side: Side) -> str:
    state = side.states.get(leaf.key, "")
    return f"{leaf.shown} of {leaf.total} shown{f', {state}' if state else ''}"


def _rows(leaves: Sequence[Leaf]) -> Iterable[Row]:
    """Blocks that go by one name are one row; on a large framework somebody may have none of it."""
    names = dict.fromkeys(block.name for leaf in leaves for block in leaf.blocks)
    of = [{block.name: block for block in leaf.blocks} for leaf in leaves]
    for name in names:
        yield Row(english.short(name), tuple(_block(blocks.get(name)) for blocks in of))


def _block(block: Block | None) -> BlockCell:
    return BlockCell(block.skills, block.shown, block.total) if block else BlockCell()
