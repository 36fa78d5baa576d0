"""Roles to begin a brief with, read from `hiring/data/brief-templates.toml`. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hiring.sheets import LEVEL, Line, Sheet

FILE = Path(__file__).parent / "data" / "brief-templates.toml"


@dataclass(frozen=True)
class Beginning:
    """One role to begin with."""

    key: str
    use_for: str
    """When it fits, in a sentence."""
    sheet: Sheet

    @property
    def title(self) -> str:
        return self.sheet.title


@cache
def every() -> tuple[Beginning, ...]:
    """All of them, in file order."""
    document = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_beginning(block) for block in document["templates"])


def of(key: str) -> Beginning | None:
    """The one with this key."""
    return next((one for one in every() if one.key == key), None)


def _beginning(block: dict[str, Any]) -> Beginning:
    levels = tuple(Line(LEVEL, key, weight) for key, weight in block["levels"].items())
    needs = tuple(Line(**need) for need in block["needs"])
    sheet = Sheet(block["title"], block["text"].strip() + "\n", block["framework"], block["strength"], levels + needs)
    return Beginning(block["id"], block["use_for"], sheet)
