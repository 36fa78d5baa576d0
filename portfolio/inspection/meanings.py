"""What an expression stands for: the name of what it is or what made it, and the literals that it may be. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Literal: TypeAlias = str | int | float | bool | None

MAX_VALUES = 12
"""Different values that are kept of one expression."""
NAMED = "@"
"""In front of a value that is a name: `@keras.optimizers.Adam`; literals have none."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression stands for, as far as its text tells."""

    name: str = ""
    """A dotted name; empty when nothing is known."""
    made: bool = False
    """Whether it is what calling `name` gives, and not `name` itself."""
    values: tuple[Literal, ...] = ()
    """The literals that it is, or may be: of a list its entries, of a loop variable all that it becomes."""
    parts: tuple[Meaning, ...] = ()
    """Of a tuple or list that is written out: its entries, for unpacking."""

    @property
    def all_values(self) -> tuple[Literal, ...]:
        """The literals, or else the name as a value."""
        return self.values or ((NAMED + self.name,) if self.name else ())


NOTHING = Meaning()


@dataclass
class Own:
    """The author's own functions and classes, as far as they matter for names."""

    bases: dict[str, str] = field(default_factory=dict)
    """Class → what it is made on: ".Net" → "torch.nn.Module"."""
    gives: dict[str, Meaning] = field(default_factory=dict)
    """Function → what it returns."""
    attributes: dict[tuple[str, str], Meaning] = field(default_factory=dict)
    """(class, attribute of self) → meaning."""


def calculated(operator: ast.operator, left: tuple[Literal, ...], right: tuple[Literal, ...]) -> float | None:
    """The result of a calculation with two plain numbers, of a size that costs nothing."""
    if len(left) != 1 or len(right) != 1:
        return None
    one, other = left[0], right[0]
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return None
    if max(abs(one), abs(other)) > 1e12:
        return None
    if isinstance(operator, ast.Div) and other:
        return one / other
    if isinstance(operator, ast.Mult):
        return one * other
    if isinstance(operator, ast.Sub):
        return one - other
    if isinstance(operator, ast.Add):
        return one + other
    return float(one) ** other if isinstance(operator, ast.Pow) and 0 < one <= 10 and abs(other) < 20 else None


def first(values: Iterable[Literal]) -> tuple[Literal, ...]:
    """The first different values, in order; True is not 1."""
    found: dict[tuple[type, Any], Literal] = {}
    for value in values:
        found.setdefault((type(value), value), value)
        if len(found) == MAX_VALUES:
            break
    return tuple(found.values())
