"""The first look at a notebook's syntax trees: what has to be known before they are followed in order. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portfolio.inspection.meanings import MAX_VALUES, Literal
from portfolio.inspection.names import Names

LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
CONSTRUCTOR = "__init__"


@dataclass
class Survey:
    """What a notebook defines and calls, all cells together."""

    defined: frozenset[str] = frozenset()
    """Names of its own functions, classes and variables."""
    in_loops: frozenset[str] = frozenset()
    """Own functions that are called in a loop."""
    _given: dict[tuple[str, str], dict[Literal, None]] = field(default_factory=dict)

    def given(self, function: str, parameter: str) -> tuple[Literal, ...]:
        """The literals that calls give for a parameter of an own function (or of a class, by its constructor)."""
        return tuple(self._given.get((function, parameter), ()))


def survey(trees: Sequence[ast.Module]) -> Survey:
    """Look over all trees of a notebook. RecursionError when one is deeper than Python follows."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    functions = {name: function for node in nodes for name, function in _functions(node)}
    found = Survey(
        defined=frozenset(name for node in nodes for name in _defined(node)),
        in_loops=frozenset(
            inner.func.id
            for node in nodes
            if isinstance(node, LOOPS)
            for inner in ast.walk(node)
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in functions
        ),
    )
    names = Names()
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            called, function = functions[node.func.id]
            _note_call(found, names, node, called, function)
    return found


def _functions(node: ast.AST) -> Iterator[tuple[str, tuple[str, ast.FunctionDef]]]:
    """The functions by the name they are called by: a class by its name, for its constructor."""
    if isinstance(node, ast.FunctionDef) and node.name != CONSTRUCTOR:
        yield node.name, (node.name, node)
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef) and inner.name == CONSTRUCTOR:
                yield node.name, (f"{node.name}.{CONSTRUCTOR}", inner)


def _defined(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


def _note_call(found: Survey, names: Names, node: ast.Call, called: str, function: ast.FunctionDef) -> None:
    parameters = [argument.arg for argument in function.args.args]
    if parameters[:1] in (["self"], ["cls"]):
        parameters = parameters[1:]
    given = [*zip(parameters, node.args, strict=False)]
    given += [(keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg]
    for parameter, value in given:
        kept = found._given.setdefault((called, parameter), {})
        for literal in names.of(value).values:
            if len(kept) < MAX_VALUES:
                kept[literal] = None
