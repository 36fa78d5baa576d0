"""How strings of letters are taken apart, in whatever script: where words begin and end, which parts a name of code or
a compound has, which signs are written without spaces between words. Pure; `tokens` decides what is made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from portfolio import words

_MARKS = "".join(chr(code) for code in range(0x300, 0x1_1000) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
"""Signs that belong to the letter before them: accents, the vowels of Indic scripts."""
_LETTERS = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
WORD = re.compile(rf"(?<!\w)[Cc]\+\+|(?<!\w)[CcFf]#(?!\w)|{_LETTERS}")
"""A word, or a language whose name ends in signs."""
_EACH = re.compile(_LETTERS)
_HYPHEN = "[-\u2010\u2011]"
_COMPOUND = re.compile(rf"(?<!\w){_LETTERS}(?:{_HYPHEN}{_LETTERS})+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMBERED = re.compile(r"([^\W\d_]{3,})\d")
_VERSION = re.compile(r"(?<=[a-z])[A-Z]$|(?:(?<=[A-Z])|(?<=\w{4}))[vV]$")
"""The letter of a version or size: EfficientNetB0, YOLOv8."""
_PLAIN = re.compile(r"[a-z0-9]+")
_SIGNS = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
)
"""Chinese, Japanese and Korean: no space says where a word ends."""
_RUN = re.compile(rf"(?P<signs>[{_SIGNS}]+)|[^{_SIGNS}]+")
SHORTEST_JOINED = 3

Compound = tuple[int, int, str, str]
"""Two words that a hyphen joins: from where to where they stand, and both."""


def parts(word: str) -> list[str]:
    """The words that capitals divide a name of code into: EarlyStopping is `Early` and `Stopping`. None of one word."""
    found = [part for part in _CAMEL.split(word) if part]
    return found if len(found) > 1 else []


def before_number(word: str) -> list[str]:
    """What stands before the number in a name, also without the letter of a version: of YOLOv8 `YOLOv` and `YOLO`."""
    match = _NUMBERED.match(word)
    if match is None:
        return []
    found = [match[1], _VERSION.sub("", match[1])]
    return [each for each in dict.fromkeys(found) if len(each) >= SHORTEST_JOINED]


def compounds(text: str, *, alone: bool = False) -> Iterator[Compound]:
    """Neighbours that a hyphen joins to what is also written as one word; `alone`: of chains of exactly two words."""
    for chain in _COMPOUND.finditer(text):
        found = list(_EACH.finditer(chain.group()))
        for one, other in pairwise(found) if len(found) == 2 or not alone else ():
            if _is_joined(one.group(), other.group()):
                yield chain.start() + one.start(), chain.start() + other.end(), one.group(), other.group()


def _is_joined(one: str, other: str) -> bool:
    """Whether both are likely to be written as one word: U-Net and GPT-2 are, 10-20 and n-1 are not."""
    is_name = other[0].isalpha() or (one.isalpha() and len(one) >= SHORTEST_JOINED)
    return is_name and len(one) + len(other) >= SHORTEST_JOINED


def runs(folded: str) -> list[tuple[str, bool]]:
    """A folded word cut where signs that are written without spaces meet others; whether each run is of such signs."""
    if folded.isascii():
        return [(folded, False)]
    whole = unicodedata.normalize("NFC", folded)  # folding took the signs of Korean apart
    return [(match.group(), bool(match["signs"])) for match in _RUN.finditer(whole)]


def spans(word: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """The same of a word as it was written, which begins at `start`: from where to where each run stands."""
    for match in _RUN.finditer(word):
        yield start + match.start(), start + match.end(), bool(match["signs"])


def two_by_two(run: str) -> list[str]:
    """Every two neighbours of a run of signs; the sign itself when it stands alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def written(word: str) -> str:
    """A folded word in letters that no database reads as anything else."""
    return word if _PLAIN.fullmatch(word) else "".join(c if _PLAIN.fullmatch(c) else f"_{ord(c):06x}" for c in word)


def stem(word: str) -> str:
    """The stem of a folded word, so written; words with other letters than a to z have none."""
    return words.stem(word) if _PLAIN.fullmatch(word) else written(word)
