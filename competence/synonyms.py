"""Words that people use for something of a framework, beside its own names. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "synonyms.toml"


def of(framework: str) -> Iterator[tuple[str, list[str]]]:
    """Each word with what it stands for, as kind:key (skill, group, domain, level)."""
    for block in data()["synonyms"] if data()["framework"] == framework else ():
        yield from ((word, block["needs"]) for word in block["words"])


@cache
def data() -> dict[str, Any]:
    """The file of synonyms."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
