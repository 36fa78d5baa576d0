"""The shipped format: TOML files with a framework, process templates, a crosswalk or project ideas.

A wrong file is refused whole: `BadFile` names the file and every problem with its line. Unknown fields are kept.
Nothing is fetched, run or interpreted: HTML in a text is text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from competence.catalogues import Crosswalk, Ideas
from competence.formats import catalogues, framework, processes
from competence.formats.blocks import Reading
from competence.formats.problems import BadFile, Problem
from competence.formats.source import parse
from competence.yardstick import Processes, Yardstick

Content: TypeAlias = Yardstick | Processes | Crosswalk | Ideas


def read_framework(text: str, name: str) -> Yardstick:
    """The framework in a TOML text. `name` is what the problems of `BadFile` begin with."""
    return framework.read(_reading(text, name))


def read_processes(text: str, name: str) -> Processes:
    """The process templates in a TOML text."""
    return processes.read(_reading(text, name))


def read_crosswalk(text: str, name: str) -> Crosswalk:
    """The crosswalk in a TOML text."""
    return catalogues.read_crosswalk(_reading(text, name))


def read_ideas(text: str, name: str) -> Ideas:
    """The project ideas in a TOML text."""
    return catalogues.read_ideas(_reading(text, name))


READERS: Mapping[str, Callable[[Reading], Content]] = {
    "framework": framework.read,
    "collection": processes.read,
    "crosswalk": catalogues.read_crosswalk,
    "catalogue": catalogues.read_ideas,
}


def read(text: str, name: str) -> tuple[Content, Reading]:
    """Whatever is in a TOML text, by its head, and the reading that knows where everything stands in the file."""
    return read_data(_reading(text, name))


def read_data(reading: Reading) -> tuple[Content, Reading]:
    """Whatever is in a file that is parsed already, by its head."""
    heads = [head for head in READERS if reading.root.has(head)]
    if len(heads) != 1:
        wanted = ", ".join(f"[{head}]" for head in READERS)
        raise BadFile(reading.name, [*reading.problems, Problem(f"The file has to have exactly one of: {wanted}.")])
    return READERS[heads[0]](reading), reading


def _reading(text: str, name: str) -> Reading:
    data, lines = parse(text, name)
    return Reading(data, name, lines)
