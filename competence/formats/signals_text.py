"""The signals of one skill as a text that is changed by hand: `signals = [ … ]`, one to a line, as in a file."""

from __future__ import annotations

from typing import Any

from competence import skill_signals
from competence.formats.blocks import Reading
from competence.formats.problems import BadFile
from competence.formats.signals import read_signals
from competence.formats.source import SCHEMA_VERSION, parse

BEFORE = f"schema_version = {SCHEMA_VERSION}\n[[skills]]\n"
"""What stands above it in a file."""


def read(text: str) -> list[dict[str, Any]]:
    """The signals as plain data. `BadFile` with everything that is wrong; see `spoken`."""
    whole = text if text.lstrip().startswith("signals") else f"signals = {text}"
    data, lines = parse(f"{BEFORE}{whole}\n", "signals")
    reading = Reading(data, "signals", lines)
    block, *more = reading.root.blocks("skills")
    for other in (*more, reading.root):
        for field in other.rest():
            block.problem(field, f"“{field}” is no part of the signals; only signals = [ … ] stands here.")
    signals = read_signals(block)
    for field in block.rest():
        block.problem(field, f"“{field}” is no part of the signals; only signals = [ … ] stands here.")
    reading.finish()
    return [skill_signals.to_data(signal) for signal in signals]


def spoken(bad: BadFile) -> list[str]:
    """The problems in sentences, with the line of the text that was typed."""
    above = BEFORE.count("\n")
    return [f"Line {p.line - above}: {p.text}" if p.line and p.line > above else p.text for p in bad.problems]
