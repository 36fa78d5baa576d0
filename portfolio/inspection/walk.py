"""The walk over the syntax trees of a notebook's cells: from statements and expressions to uses. Pure; nothing is run.

Two rounds. The first (`survey`) collects what has to be known before: which names the notebook defines itself, with
which literals it calls its own functions, and which of them it calls in loops. The second follows the cells in order.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from portfolio.inspection.expressions import EXPRESSIONS, Expressions, Row, value_of
from portfolio.inspection.meanings import Meaning
from portfolio.inspection.names import Names
from portfolio.inspection.survey import CONSTRUCTOR, Survey, survey

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def walk(trees: Sequence[ast.Module], most: int) -> list[tuple[list[Row], bool]]:
    """Per tree: its uses, each once, in order, and whether all of it was followed: not after about `most` uses."""
    try:
        seen = survey(trees)
    except RecursionError:
        seen = Survey()
    walker = Walker(seen)
    found = []
    for tree in trees:
        try:
            whole = walker.follow(tree, most)
        except RecursionError:
            walker, whole = Walker(seen), False
        most -= len(walker.uses)
        found.append((list(walker.uses), whole))
    return found


class Walker(Expressions):
    """Goes through statements in order, binds names and notes uses."""

    def __init__(self, seen: Survey) -> None:
        super().__init__(Names(seen.defined))
        self.seen = seen

    def visits(self) -> Mapping[type[ast.AST], Callable[[Any, Any], None]]:
        return VISITS

    def follow(self, tree: ast.Module, most: int) -> bool:
        """Note the uses of one tree in `uses`; False when there were too many to go on."""
        self.uses = {}
        for statement in tree.body:
            if len(self.uses) >= most:
                return False
            self.visit(statement)
        return True

    def imports(self, node: ast.Import | ast.ImportFrom) -> None:
        for name in self.names.imports(node):
            self.note("import", name, node.lineno)

    def function_definition(self, node: Function) -> None:
        self.note("define", f".{node.name}", node.lineno)
        self._visit_all(node.decorator_list)
        name = f".{node.name}"
        self.names.bind(node.name, Meaning(name))
        self.names.enter(self._parameters(node))
        with self.looping(node.name in self.seen.in_loops):
            self._visit_all(node.body)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value is not None:
                given = self.names.of(inner.value)
                if given.made or given.parts:
                    self.names.own.gives[name] = given
        self.names.leave()

    def _parameters(self, node: Function) -> dict[str, Meaning]:
        """The parameters, each with what it is when it is not given, and what the notebook gives."""
        owner = self.names.current_class.removeprefix(".")
        called = f"{owner}.{CONSTRUCTOR}" if node.name == CONSTRUCTOR else node.name
        known = {}
        for argument, default in _with_defaults(node.args):
            if argument.arg in ("self", "cls"):
                continue
            self.note("define", f".{node.name}.{argument.arg}", argument.lineno)
            typed = self.names.of(argument.annotation)
            is_typed = bool(typed.name) and not typed.name.startswith(".")
            given = (*self.seen.given(called, argument.arg), *self.names.of(default).values)
            values = tuple(dict.fromkeys(given))
            known[argument.arg] = Meaning(typed.name if is_typed else f".{argument.arg}", is_typed, values)
        return known

    def class_definition(self, node: ast.ClassDef) -> None:
        name = f".{node.name}"
        self.note("define", name, node.lineno)
        own = self.names.own.bases
        bases = [own.get(base) or base for base in (self.names.of(base).name for base in node.bases)]
        for base in bases:
            self.note("inherit", base, node.lineno)
        own[name] = next((base for base in bases if not base.startswith(".")), "")
        self.names.bind(node.name, Meaning(name))
        self._visit_all(node.decorator_list)
        self.names.enter_class(name)
        self._visit_all(node.body)
        self.names.leave_class()

    def _visit_all(self, nodes: Sequence[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def expression(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.visit(node.value)

    def assignment(self, node: ast.Assign) -> None:
        self.visit(node.value)
        meaning = self.names.of(node.value)
        for target in node.targets:
            self._set(target, meaning)

    def typed_assignment(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)
            self._set(node.target, self.names.of(node.value))

    def _set(self, target: ast.expr, meaning: Meaning) -> None:
        self.names.assign(target, meaning)
        for inner in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
            if isinstance(inner, ast.Name):
                self.note("set", f".{inner.id}", inner.lineno, value_of(meaning.values))
            elif isinstance(inner, ast.Attribute):
                owner = self.names.of(inner.value).name or ".?"
                self.note("set", f"{owner}.{inner.attr}", inner.lineno, value_of(meaning.all_values))
            else:
                self.visit(inner)

    def calculated_assignment(self, node: ast.AugAssign) -> None:
        self.operator(node.op, node.target, node.value, node.lineno)
        self.visit(node.value)

    def for_loop(self, node: ast.For | ast.AsyncFor) -> None:
        self.iterate(node.target, node.iter)
        with self.looping():
            self._visit_all(node.body)
        self._visit_all(node.orelse)

    def while_loop(self, node: ast.While) -> None:
        self.visit(node.test)
        with self.looping():
            self._visit_all(node.body)
        self._visit_all(node.orelse)

    def context(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self.names.assign(item.optional_vars, self.names.of(item.context_expr))
        self._visit_all(node.body)


def _with_defaults(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function, each with its default."""
    positional = [*arguments.posonlyargs, *arguments.args]
    without: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    pairs = zip(positional, [*without, *arguments.defaults], strict=True)
    return [*pairs, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]


VISITS: Mapping[type[ast.AST], Callable[[Any, Any], None]] = {
    **EXPRESSIONS,
    ast.Import: Walker.imports,
    ast.ImportFrom: Walker.imports,
    ast.FunctionDef: Walker.function_definition,
    ast.AsyncFunctionDef: Walker.function_definition,
    ast.ClassDef: Walker.class_definition,
    ast.Expr: Walker.expression,
    ast.Assign: Walker.assignment,
    ast.AnnAssign: Walker.typed_assignment,
    ast.AugAssign: Walker.calculated_assignment,
    ast.For: Walker.for_loop,
    ast.AsyncFor: Walker.for_loop,
    ast.While: Walker.while_loop,
    ast.With: Walker.context,
    ast.AsyncWith: Walker.context,
}
