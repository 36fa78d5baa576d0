"""The source of a cell → Python that parses, line for line. Pure: it is read, never run.

Notebooks hold more than Python: magics (`%matplotlib inline`, `%%time`), shell lines (`!pip install x`), help (`fit?`),
cells in other languages (`%%bash`), and Python 2. Each line that is none of Python becomes `pass` or what it means in
Python, and keeps its number.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass

MAX_SOURCE = 400_000
"""Characters of a cell. Longer ones are data, not code that a person wrote."""
MAX_TRIES = 25
"""Lines that are given up one after the other before a cell is."""
MAX_READ = 500_000
"""Characters that are parsed again for the sake of lines given up; large cells get fewer tries."""

MOST_FORMATTED = 4_000_000_000
"""Braces × characters. Python 3.11 takes 138 s for one formatted string of 900 kB with 300,000 fields."""

OTHER_LANGUAGES = frozenset(
    "bash sh script cmd html HTML javascript js latex markdown perl ruby svg SVG R sql cython writefile file".split()
)
"""Cell magics after which comes no Python, or (cython) not Python's."""
# In none of these may two parts side by side match the same characters: the time grew with a power of the line.
LINE_MAGIC = re.compile(r"^(\s*)(?:%{1,2}[A-Za-z_].*|[!?].*|[A-Za-z_][\w.\[\]'\"()]*\s*\?{1,2}\s*)$")
TIMED = re.compile(r"^(\s*)%{1,2}(?:time|timeit|prun|capture|memit)\b((?:\s+-\w+(?:\s+\d+)?)*)(\s+.*)?$")
ASSIGNED = re.compile(r"^(\s*[A-Za-z_][\w.,\s]*=\s*)[%!].*$")
PRINT = re.compile(r"^(\s*)print[ \t]+(?=[^\s(])(?:>>\s*\w+(?:\.\w+)*\s*,?)?(.*)$")
EXCEPT = re.compile(r"^(\s*except\s+(?=\S)[\w.()\s,]*?[\w)])\s*,\s*(\w+)\s*:\s*$")
PYTHON_SUFFIX = re.compile(r"\.py\s*$")
_FORMATTED = re.compile(r"""[fF][rR]?['"]""")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A cell's syntax tree, and what was read over to get it."""

    tree: ast.Module
    skipped: tuple[int, ...] = ()
    """Lines, from 1, that could not be read as Python and were given up."""


FOREIGN = Source(ast.Module([], []))
"""A cell in another language."""
NOTHING = Source(ast.Module([], []))
"""A cell that could not be read at all."""


def parse(source: str) -> Source:
    """The syntax tree of a cell; `FOREIGN` or `NOTHING` when there is none. Never raises."""
    if len(source) > MAX_SOURCE or "\x00" in source or is_too_formatted(source):
        return NOTHING
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _is_other_language(lines):
        return FOREIGN
    tree = _tree(lines)
    if tree is not None:
        return Source(tree)
    return _mend([_as_python(line.expandtabs()) for line in lines])


def is_too_formatted(text: str) -> bool:
    """Whether formatted strings would keep Python's parser, whose time grows with the square of their fields."""
    return text.count("{") * len(text) > MOST_FORMATTED and bool(_FORMATTED.search(text))


def _is_other_language(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    if not first.startswith("%%"):
        return False
    word = first[2:].split(None, 1)[0] if first[2:].split() else ""
    is_script = word in {"writefile", "file"} and PYTHON_SUFFIX.search(first)
    return word.rstrip("23") in OTHER_LANGUAGES and not is_script


def _as_python(line: str) -> str:
    """What a line of a notebook means in Python, on one line."""
    timed = TIMED.match(line)
    if timed:
        statement = (timed.group(3) or "").strip()
        return timed.group(1) + (statement or "pass")
    for pattern, write in REWRITES:
        found = pattern.match(line)
        if found:
            return write(found)
    return line


REWRITES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (LINE_MAGIC, lambda found: f"{found.group(1)}pass"),
    (ASSIGNED, lambda found: f"{found.group(1)}None"),
    (PRINT, lambda found: f"{found.group(1)}print({found.group(2).strip().removesuffix(',').rstrip()})"),
    (EXCEPT, lambda found: f"{found.group(1)} as {found.group(2)}:"),
)


def _mend(lines: list[str]) -> Source:
    """Give up one line after the other until the rest parses."""
    skipped: list[int] = []
    size = sum(map(len, lines)) + len(lines)
    for _ in range(max(2, min(MAX_TRIES, MAX_READ // size))):
        wrong: list[int] = []
        tree = _tree(lines, wrong)
        if tree is not None:
            return Source(tree, tuple(sorted(set(skipped))))
        if not wrong:
            return NOTHING
        number = _give_up(lines, wrong[0])
        if number is None:
            return NOTHING
        skipped.append(number)
    return NOTHING


def _give_up(lines: list[str], number: int) -> int | None:
    """Put `pass` for the line that the error names, or nothing where that was no help; else take the one before it."""
    for candidate in range(min(number, len(lines)), 0, -1):
        line = lines[candidate - 1]
        if line.strip():
            indent = len(line) - len(line.lstrip())
            lines[candidate - 1] = "" if line.strip() == "pass" else f"{' ' * indent}pass"
            return candidate
    return None


def _tree(lines: list[str], wrong: list[int] | None = None) -> ast.Module | None:
    """The tree, or None; then the line of the error is put into `wrong`, if it is known.

    Nesting without end makes CPython's parser raise; measured with stacks of 1 MB and more, of which threads have 8.
    """
    text = "\n".join(lines)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        if wrong is not None and error.lineno:
            wrong.append(error.lineno)
    except (ValueError, RecursionError, MemoryError):
        pass
    return None
