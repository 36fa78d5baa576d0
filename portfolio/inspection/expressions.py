"""The expressions in a notebook's code: which uses they are. Pure; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from portfolio.inspection.libraries import parameters
from portfolio.inspection.meanings import NAMED, Literal, Meaning
from portfolio.inspection.names import BUILTINS, Names

Arguments: TypeAlias = tuple[tuple[str, tuple[Literal, ...]], ...]
Row: TypeAlias = tuple[str, str, int, Arguments, bool]
"""kind, name, line, arguments, repeated: a `code.Use` before it is one."""

MAX_NAME = 200
MAX_ARGUMENTS = 24
MAX_LITERAL = 80
MAX_SIDE = 2
"""Values that are kept of either side of an operator."""
OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
}
SILENT = BUILTINS - {"open", "iter", "next"}
"""Calls that say nothing about anything: print, len, range …"""


class Expressions:
    """Goes through expressions in order and notes their uses. `names` says what they stand for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.uses: dict[Row, None] = {}
        self._loops = 0

    def visit(self, node: ast.AST) -> None:
        """Note the uses of a node and of everything in it."""
        visit = self.visits().get(type(node))
        if visit:
            visit(self, node)
        else:
            for inner in ast.iter_child_nodes(node):
                self.visit(inner)

    def visits(self) -> Mapping[type[ast.AST], Callable[[Any, Any], None]]:
        """Kind of node → what to do with it; what is not named is gone through."""
        return EXPRESSIONS

    def note(self, kind: str, name: str, line: int, arguments: Sequence[tuple[str, tuple[Literal, ...]]] = ()) -> None:
        """Note one use, once per line."""
        if name:
            self.uses.setdefault((kind, name[:MAX_NAME], line, tuple(arguments), self._loops > 0))

    @contextmanager
    def looping(self, really: bool = True) -> Iterator[None]:
        """What is noted meanwhile is repeated."""
        self._loops += really
        yield
        self._loops -= really

    def iterate(self, target: ast.expr, over: ast.expr) -> None:
        """Begin a loop or comprehension: bind its variables."""
        self.visit(over)
        meaning = self.names.of(over)
        self.names.assign(target, meaning)
        for inner in ast.walk(target):
            if isinstance(inner, ast.Name):
                self.note("loop", f".{inner.id}", inner.lineno, value_of(meaning.all_values))

    def function(self, node: ast.Lambda) -> None:
        self.names.enter({argument.arg: Meaning(f".{argument.arg}") for argument in node.args.args})
        self.visit(node.body)
        self.names.leave()

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        self.names.enter({})
        for generator in node.generators:
            self.iterate(generator.target, generator.iter)
        with self.looping():
            for generator in node.generators:
                for test in generator.ifs:
                    self.visit(test)
            for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
                self.visit(part)
        self.names.leave()

    def call(self, node: ast.Call) -> None:
        for called in self.names.candidates(node.func):
            name = f"{called.name}.__call__" if called.made else called.name
            if name.removeprefix(".") not in SILENT:
                self.note("call", name, node.lineno, self._arguments(node, name))
        if isinstance(node.func, ast.Attribute):
            self._owner(node.func.value)
        elif not isinstance(node.func, ast.Name):
            self.visit(node.func)
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if not isinstance(argument, ast.Constant):
                self.visit(argument)

    def _owner(self, node: ast.expr) -> None:
        """What stands before a dot: visited, unless it is the path of a module."""
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if root is node and isinstance(root, ast.Name):
            return
        if not isinstance(root, ast.Name) or self.names.look(root.id).made:
            self.visit(node)

    def _arguments(self, node: ast.Call, name: str) -> Arguments:
        known = parameters(name)
        places = [known[n] if n < len(known) else str(n + 1) for n in range(len(node.args))]
        by_place = zip(places, node.args, strict=True)
        by_name = ((keyword.arg or "**", keyword.value) for keyword in node.keywords)
        given = [*by_place, *by_name][:MAX_ARGUMENTS]
        return tuple((word, self._given(value)) for word, value in given)

    def _given(self, node: ast.expr) -> tuple[Literal, ...]:
        """The values of an argument; of x, x[…] and x.y without literals also x itself, of x["key"] also the key."""
        meaning = self.names.of(node)
        also: list[Literal] = []
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            also += self.names.of(node.slice).values
        root = node
        while isinstance(root, (ast.Subscript, ast.Attribute)):
            root = root.value
        if isinstance(root, ast.Name) and not meaning.values and not self.names.is_module(root.id):
            also.append(f"{NAMED}.{root.id}")
        return tuple(dict.fromkeys((*meaning.all_values, *also)))

    def name(self, node: ast.Name) -> None:
        """A name of a library that is handed on (an activation, a class) is a mention."""
        for meaning in self.names.candidates(node):
            if not meaning.made and not meaning.name.startswith("."):
                self.note("mention", meaning.name, node.lineno)

    def attribute(self, node: ast.Attribute) -> None:
        meaning = self.names.of(node)
        if not meaning.made and not meaning.name.startswith(".?"):
            self.note("mention", meaning.name, node.lineno)
        self._owner(node.value)

    def part(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        self.visit(node.slice)

    def dictionary(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and len(key.value) <= MAX_LITERAL:
                self.note("entry", key.value, key.lineno, value_of(self.names.of(value).all_values))
            self.visit(value)

    def constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and 0 < len(node.value) <= MAX_LITERAL and "\n" not in node.value:
            self.note("text", node.value, node.lineno)

    def calculation(self, node: ast.BinOp) -> None:
        self.operator(node.op, node.left, node.right, node.lineno)
        self.visit(node.left)
        self.visit(node.right)

    def operator(self, operator: ast.operator, left: ast.expr, right: ast.expr, line: int) -> None:
        """Noted with both sides, where one has a name and the other a number or a name."""
        sides = self._given(left)[:MAX_SIDE], self._given(right)[:MAX_SIDE]
        is_named = any(str(value).startswith(NAMED) for side in sides for value in side)
        if is_named and all(sides):
            self.note("operator", OPERATORS.get(type(operator), ""), line, value_of((*sides[0], *sides[1])))


def value_of(values: tuple[Literal, ...]) -> Arguments:
    """Values as the one argument without a name that a set, entry, loop or operator has."""
    return (("", values),) if values else ()


EXPRESSIONS: Mapping[type[ast.AST], Callable[[Any, Any], None]] = {
    ast.Lambda: Expressions.function,
    ast.ListComp: Expressions.comprehension,
    ast.SetComp: Expressions.comprehension,
    ast.GeneratorExp: Expressions.comprehension,
    ast.DictComp: Expressions.comprehension,
    ast.Call: Expressions.call,
    ast.Name: Expressions.name,
    ast.Attribute: Expressions.attribute,
    ast.Subscript: Expressions.part,
    ast.Dict: Expressions.dictionary,
    ast.Constant: Expressions.constant,
    ast.BinOp: Expressions.calculation,
}
