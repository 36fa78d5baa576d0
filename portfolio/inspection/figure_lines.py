"""Numbers in lines of plain text, with the words before them, and the heads of the columns they stand in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from portfolio.inspection import metric_names

LONGEST_NAME = 60
"""Characters of a name that are kept, the last ones."""
NUMBER = re.compile(
    r"(?<![\w.])[-+−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,30})?|\d{1,30}\.\d{0,30}|\d{1,30}|\.\d{1,30})"
    r"(?:[eE][-+]?\d{1,3})?(?![\d_])(?!\.\d)(?:\s?%)?"
)
"""A number as programs print it; not the parts of a version, a date with points or a name."""

_LETTER = re.compile(r"[A-Za-z]")
_WRAPPER = re.compile(r"(?:numpy=)?(?:np\.)?(?:array|tensor|float\d+|int\d+|numpy|inf|nan)", re.IGNORECASE)
"""A word before a number that says what holds it, not what it is: array([0.95, 0.96])."""
_SAYS = re.compile(r"[:=|│┃]\s*[(\[{'\"]*\s*$")
"""What stands between a name and its whole number: "correct: 9", not "step 9"."""
_BREAK = re.compile(r"[,;|│┃\t]|\s[-–—]\s|\s{2,}|\]\s")
"""What ends the words of one figure and begins those of the next."""
_EDGE = " \t:=([{<>'\"~≈*|│┃.-–—"
_LIST = re.compile(r"[\s,;\[\]()/|]*")
_RULE = re.compile(r"[\s\-=+|:─━═┼╇┿│┃]*")
_PIPE = re.compile(r"[|│┃]")
_COLUMN = re.compile(r"\S+(?: \S+)*")
_AFTER = re.compile(r"\s*\(?([A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+){0,2})\s*(?:$|[.,;)!])")


@dataclass(frozen=True, slots=True)
class Found:
    """One number with its words."""

    text: str
    name: str = ""
    head: str = ""
    part: str = ""


def in_lines(lines: Sequence[str]) -> Iterator[Found]:
    """The numbers of the lines of one output: all with a point or an exponent, whole ones only beside a metric."""
    heads: list[tuple[int, int, str]] = []
    above = ""
    for line in lines:
        numbers = list(NUMBER.finditer(line)) if any(c.isdigit() for c in line) else []
        found = list(_of_line(line, numbers, heads, above))
        yield from found
        if not found and line.strip() and not _RULE.fullmatch(line) and not (numbers and heads):
            heads = _heads(line)
        if line.strip():
            above = line if line.rstrip().endswith(":") else ""


def is_whole(text: str) -> bool:
    """Whether a number is written without a point and without an exponent."""
    return not any(c in ".eE" for c in text)


def _heads(line: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of each column, if the line is a row of heads that name a metric."""
    if not names_metric(line):
        return []
    found = [(m.start(), m.end(), m[0]) for m in _COLUMN.finditer(line)]
    if len(_PIPE.findall(line)) >= 2:
        ends = [m.start() for m in _PIPE.finditer(line)] + [len(line)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return [(s, e, line[s:e].strip()) for s, e in zip(starts, ends, strict=True)]
    return found if len(found) > 1 or line.startswith(" ") else []


def _of_line(
    line: str, numbers: Sequence[re.Match[str]], heads: Sequence[tuple[int, int, str]], above: str
) -> Iterator[Found]:
    found: list[Found] = []
    end, name = 0, ""
    for number in numbers:
        between = line[end : number.start()]
        head = _head_of(number, heads)
        name = _name(between, name, is_first=not end) or (above.strip() if not _LETTER.search(line) else "")
        name = name or _name_after(line[number.end() :])
        if is_whole(number[0]) and not _counts(number[0], between, name, head):
            continue
        end = number.end()
        known = names_metric(name)
        found.append(Found(_tidy(number[0]), name[-LONGEST_NAME:], "" if known else head[-LONGEST_NAME:]))
    yield from _with_parts(found)


def _counts(number: str, between: str, name: str, head: str) -> bool:
    """Whether a whole number is the figure of a metric: of its column, or of the name before it and no part of that."""
    if head:
        return names_metric(head)
    return names_metric(name) and (number.endswith("%") or bool(_SAYS.search(between) or _LIST.fullmatch(between)))


def _name(between: str, before: str, *, is_first: bool) -> str:
    """The words before a number; in a list those of the number before it; none after ±."""
    if _LETTER.search(between):
        pieces = [piece for piece in _BREAK.split(between.rstrip(_EDGE)) if _LETTER.search(piece)]
        name = pieces[-1].strip(_EDGE + ")]}") if pieces else ""
        return "" if _WRAPPER.fullmatch(name) else name
    return before if not is_first and _LIST.fullmatch(between) else ""


def _name_after(rest: str) -> str:
    """The metric right behind a number, as in 94% accuracy."""
    after = _AFTER.match(rest)
    return after[1] if after and names_metric(after[1]) else ""


def _head_of(number: re.Match[str], heads: Sequence[tuple[int, int, str]]) -> str:
    """The head over a number: the one that ends where it ends, else one that stands over a part of it."""
    start, end = number.span()
    aligned = next((text for _, e, text in heads if abs(e - end) <= 1), "")
    return aligned or next((text for s, e, text in heads if s < end and start < e), "")


def _with_parts(found: Sequence[Found]) -> Iterator[Found]:
    """A bare name beside the same one of the validation part is the training's: loss beside val_loss (Keras)."""
    held_out = [each for each in found if metric_names.part_of(each.name) == "validation"]
    measured = {metric for each in held_out for metric in metric_names.metrics_of(each.name)}
    for each in found:
        is_bare = bool(each.name) and not metric_names.part_of(each.name)
        yield replace(each, part="train") if is_bare and metric_names.metrics_of(each.name) & measured else each


@lru_cache(maxsize=4_096)
def names_metric(text: str) -> bool:
    """Whether a metric of the table is named."""
    return bool(metric_names.metrics_of(text))


def _tidy(text: str) -> str:
    return text.replace(" ", "").replace("\u00a0", "").removeprefix("+")
