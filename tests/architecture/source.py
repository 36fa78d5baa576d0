"""The code as the architecture tests read it: files, syntax trees, layers."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "accounts", "competence", "portfolio", "hiring", "dashboard")
CODE = (*APPS, "config")


@dataclass(frozen=True)
class Source:
    """One Python file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """`portfolio/views/projects.py`"""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def app(self) -> str:
        """`portfolio`"""
        return self.path.relative_to(ROOT).parts[0]

    @property
    def layer(self) -> str:
        """`views`, `rules`; the name of the module for a pure one."""
        return self.path.relative_to(ROOT).parts[1].removesuffix(".py")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files below these folders, migrations left out."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(Source(path) for path in found if "migrations" not in path.parts)


def code() -> tuple[Source, ...]:
    """All that runs on the server."""
    return sources(*CODE)


def length_of(function: ast.FunctionDef) -> int:
    """Lines of a function without decorators and docstring, which explain and do not tangle."""
    body = function.body
    first = body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(body) > 1
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def imports_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """`(module.name, line)` of everything that is imported anywhere in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)
