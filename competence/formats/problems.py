"""What is wrong with a file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import DomainError

LISTED_AT_MOST = 100
"""A file with more problems than this is not a list to work through; the rest is counted."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `path` names the block and field, `line` is None where it cannot be told."""

    text: str
    path: str = ""
    line: int | None = None

    @property
    def where(self) -> str:
        """ "line 12, skills[3].name", "skills[3].name" or "the file"."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(part for part in (line, self.path) if part) or "the file"

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


class BadFile(DomainError):
    """The file is refused whole. `name` says which, `problems` all that is wrong with it, in the order of the file."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        """One line per problem, each beginning with the name of the file."""
        lines = [f"{self.name}: {problem}" for problem in self.problems[:LISTED_AT_MOST]]
        rest = len(self.problems) - LISTED_AT_MOST
        return [*lines, f"{self.name}: and {rest} more problems."] if rest > 0 else lines
