"""Whether a pattern of a signal fits a name or a value. Pure; no regular expressions, so no pattern can take long.

In a name, `*` stands for any letters inside one part, and a part that is only `*` for one or more parts. In a value,
`*` stands for anything, and `>` or `<` before a number compares.
"""

from __future__ import annotations

from functools import lru_cache

from portfolio.inspection.meanings import NAMED, Literal

STAR = "*"
CLOSE = 1e-9
"""Numbers nearer to each other than this part of themselves are the same: 1/255 and 0.00392156862745098."""


@lru_cache(maxsize=50_000)
def name_fits(pattern: str, name: str) -> bool:
    """Whether a dotted name fits. Upper and lower case differ."""
    if STAR not in pattern:
        return pattern == name
    return _parts_fit(tuple(pattern.split(".")), tuple(name.split(".")))


def _parts_fit(patterns: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if not patterns:
        return not parts
    if len(parts) < len(patterns):
        return False
    first, rest = patterns[0], patterns[1:]
    if first != STAR:
        return text_fits(first, parts[0]) and _parts_fit(rest, parts[1:])
    if not rest:
        return True
    return any(_parts_fit(rest, parts[taken:]) for taken in range(1, len(parts) - len(rest) + 1))


def text_fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern in which * stands for anything. Greedy from the left, as far right as needed."""
    pieces = pattern.split(STAR)
    if len(pieces) == 1:
        return pattern == text
    first, last = pieces[0], pieces[-1]
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in pieces[1:-1]:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@lru_cache(maxsize=50_000, typed=True)
def value_fits(wanted: str | int | float | bool, value: Literal) -> bool:
    """Whether one value of the code is what a signal asks for. Texts fit whatever their case."""
    if isinstance(wanted, bool) or isinstance(value, bool):
        return wanted is value
    if isinstance(wanted, str):
        compared = _compared(wanted, value)
        if compared is not None:
            return compared
        return isinstance(value, str) and text_fits(wanted.casefold(), spoken(value).casefold())
    return isinstance(value, (int, float)) and abs(value - wanted) <= CLOSE * max(abs(value), abs(wanted))


def spoken(value: str) -> str:
    """A value as signals write it: names without the sign that they are names, own names without their dot."""
    return value.removeprefix(NAMED).removeprefix(".") if value.startswith(NAMED) else value


def _compared(wanted: str, value: Literal) -> bool | None:
    """The outcome of a comparison such as "> 2"; None when nothing is compared."""
    if wanted[:1] not in ("<", ">"):
        return None
    try:
        limit = float(wanted[1:])
    except ValueError:
        return None
    if not isinstance(value, (int, float)):
        return False
    return value > limit if wanted[0] == ">" else value < limit
