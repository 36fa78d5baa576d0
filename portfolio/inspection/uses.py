"""The uses of a notebook, found by what signals ask for. Pure; built once per notebook, each pattern looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from competence import skill_signals as marks
from portfolio.inspection import code as kinds
from portfolio.inspection.code import CellCode, Code, Use
from portfolio.inspection.meanings import Literal
from portfolio.inspection.patterns import STAR, name_fits, text_fits


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A use in its cell, with the values that count for what was asked. Made once, and known by itself."""

    cell: CellCode
    use: Use
    values: tuple[Literal, ...] = ()
    mark: str = ""
    """The kind of mark that found it."""


KINDS_OF: Mapping[str, tuple[str, ...]] = {
    marks.CALL: (kinds.CALL,),
    marks.USES: (kinds.CALL, kinds.MENTION, kinds.INHERIT),
    marks.IMPORTS: (kinds.IMPORT,),
    marks.INHERITS: (kinds.INHERIT,),
    marks.SETS: (kinds.SET,),
    marks.DEFINES: (kinds.DEFINE,),
    marks.LOOP: (kinds.LOOP,),
    marks.OPERATOR: (kinds.OPERATOR,),
}
"""Mark → kinds of uses that it looks at. Arguments and texts are kept by themselves."""
OWN = (marks.SETS, marks.DEFINES, marks.LOOP)
"""Marks about the author's own names, which are written without a dot in front."""


class Names:
    """Hits by name. Most patterns fit nothing: their longest piece between stars is looked for in all names at once."""

    def __init__(self) -> None:
        self._hits: dict[str, list[Hit]] = defaultdict(list)
        self._found: dict[str, tuple[Hit, ...]] = {}
        self._all = ""

    def add(self, name: str, hit: Hit) -> None:
        self._hits[name].append(hit)

    def find(self, pattern: str, fits: Callable[[str, str], bool] = name_fits) -> tuple[Hit, ...]:
        """The hits whose names fit, in the order of the notebook."""
        known = self._found.get(pattern)
        if known is None:
            names = [name for name in self._with_piece(pattern) if fits(pattern, name)]
            known = self._found[pattern] = in_order(hit for name in names for hit in self._hits[name])
        return known

    def exactly(self, name: str) -> tuple[Hit, ...]:
        """The hits of one name."""
        return tuple(self._hits.get(name, ()))

    def _with_piece(self, pattern: str) -> list[str]:
        if STAR not in pattern:
            return [pattern] if pattern in self._hits else []
        piece = max(pattern.split(STAR), key=len)
        if not self._all:
            self._all = "\n".join(self._hits)
        return [name for name in self._hits if piece in name] if piece in self._all else []


class Uses:
    """All uses of one notebook."""

    def __init__(self, code: Code) -> None:
        self._by_mark: dict[str, Names] = {mark: Names() for mark in (*KINDS_OF, marks.ARGUMENT, marks.TEXT)}
        marks_of: dict[str, list[str]] = defaultdict(list)
        for mark, of in KINDS_OF.items():
            for kind in of:
                marks_of[kind].append(mark)
        for cell in code.cells:
            for use in cell.uses:
                for mark in marks_of[use.kind]:
                    name = use.name.removeprefix(".") if mark in OWN else use.name
                    self._by_mark[mark].add(name, Hit(cell, use, _plain_values(use), mark))
                self._add_arguments(cell, use)

    def _add_arguments(self, cell: CellCode, use: Use) -> None:
        arguments, texts = self._by_mark[marks.ARGUMENT], self._by_mark[marks.TEXT]
        if use.kind == kinds.CALL:
            for name, values in use.arguments:
                arguments.add(name, Hit(cell, use, values, marks.ARGUMENT))
        elif use.kind == kinds.ENTRY:
            arguments.add(use.name, Hit(cell, use, _plain_values(use), marks.ARGUMENT))
        if use.kind in (kinds.TEXT, kinds.ENTRY):
            texts.add(use.name.casefold(), Hit(cell, use, (use.name,), marks.TEXT))
        for _, values in use.arguments:
            for value in values:
                if isinstance(value, str) and not value.startswith("@"):
                    texts.add(value.casefold(), Hit(cell, use, (value,), marks.TEXT))

    def find(self, mark: str, patterns: Iterable[str]) -> tuple[Hit, ...]:
        """The hits of a mark whose name fits one of the patterns, in the order of the notebook."""
        names = self._by_mark[mark]
        if mark == marks.TEXT:
            found = [hit for pattern in patterns for hit in names.find(pattern.casefold(), text_fits)]
        elif mark == marks.OPERATOR:
            found = [hit for sign in patterns for hit in names.exactly(sign)]
        else:
            found = [hit for pattern in patterns for hit in names.find(pattern)]
        return in_order(found)


def in_order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Each hit once, by cell and line."""
    return tuple(sorted(dict.fromkeys(hits), key=lambda hit: (hit.cell.number, hit.use.line)))


def _plain_values(use: Use) -> tuple[Literal, ...]:
    """The values of a use that has one argument without a name."""
    return use.arguments[0][1] if use.arguments and not use.arguments[0][0] else ()
