"""Takes out of a text who wrote it: names, handle, addresses, place, employer and school become "[hidden]". Pure.

What is hidden is what the person's own profile says of them; so the same text of two people comes out the same. Short
names and names that are words ("May", "Li", "Will") are hidden only where they stand as names: alone, with their
capital. Nothing can find a nickname, or an employer that is never named as one: decision 0084 says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from hiring.scrub_words import COMMON, GENERIC, INSTITUTIONS, NOWHERE, PARTICLES, ROLES

HIDDEN = "[hidden]"
SHORT = 3
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "AE",
            "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th"}  # fmt: skip
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa"}
_SEP = r"[ \t,._\-]{0,3}"
_L, _R = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))", r"(?:['’]?s)?(?:(?![^\W\d_])|(?=[A-Z]))"
"""The edges of a long name: no letter, or a capital in the middle of a word (LindqvistNet)."""
_SHORT_L, _SHORT_R = r"(?<![^\W_])(?<!-)", r"(?:['’]s)?(?![^\W_])(?!-)"
"""The edges of a short one: neither letter, digit nor hyphen (Li-ion and Li2 stay)."""
ANYBODY = (
    r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+(?::[\w./\-]+)?",
    r"(?:https?|ftp)://[^\s<>\"'“”]+|\bwww\.[^\s<>\"'“”]+",
    r"(?<![\w./\-])(?:[a-zA-Z0-9\-]+\.)+(?:com|org|net|edu|io|ai|dev|app|me|de|uk|se|no|fi|fr|nl|es|pt|it|pl|ch|at|eu|in|"
    r"cn|jp|br|ru|example)(?:/[^\s<>\"'“”)]*)?(?![\w(]|\.\w)",
    r"(?<![\w.])@(?=[\w\-]{2,39}\b)(?!(?<=^@)\w+(?:\.\w+)*\s*(?:\(|$))[A-Za-z0-9_\-]+",
    r"(?<=/home/)[^/\s\"']+|(?<=/Users/)[^/\s\"']+|(?<=\\Users\\)[^\\\s\"']+",
    r"(?i:(?<=author: )|(?<=authors: )|(?<=author = )|(?<=__author__ = )|(?<=maintainer: )|(?<=copyright )|(?<=© )"
    r"|(?<=written by )(?=[A-Z])|(?<=created by )(?=[A-Z]))[^\n.;]+",
)
"""Addresses, @handles (but no decorators), folders of users and lines that name an author, whoever it is."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as their profile says."""

    name: str
    handle: str
    others: tuple[str, ...] = ()
    """Names of people they worked with."""
    place: str = ""
    background: tuple[str, ...] = ()
    """Lines of work and study."""


@dataclass(frozen=True)
class Scrub:
    """Hides one identity in texts: `scrub(text)`."""

    identity: Identity

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        own = [*_of_name(self.identity.name), *_of_handle(self.identity.handle)]
        others = [pattern for name in self.identity.others for pattern in _of_name(name)]
        places = [*_of_place(self.identity.place), *_of_background(self.identity.background)]
        return re.compile("|".join(f"(?:{each})" for each in (*ANYBODY, *own, *others, *places)), re.MULTILINE)

    def __call__(self, text: str) -> str:
        """`text` with "[hidden]" in the place of what names the person; lines stay lines."""
        if not text:
            return text
        folded, places = fold(text)
        spans = [(places[found.start()][0], places[found.end() - 1][1]) for found in self._pattern.finditer(folded)
                 if found.end() > found.start()]  # fmt: skip
        return _replaced(text, spans)


def fold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without accents and invisible signs, and for each sign of it where that stands in `text`."""
    if text.isascii():
        return text, [(at, at + 1) for at in range(len(text))]
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for at, sign in enumerate(text):
        category = unicodedata.category(sign)
        if category in ("Mn", "Cf"):
            if places:
                places[-1] = (places[-1][0], at + 1)
            continue
        plain = _LETTERS.get(sign) or "".join(c for c in unicodedata.normalize("NFKD", sign) if not _is_mark(c))
        for one in plain or sign:
            signs.append(one)
            places.append((at, at + 1))
    return "".join(signs), places


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _replaced(text: str, spans: list[tuple[int, int]]) -> str:
    """One "[hidden]" for what stands side by side."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start] in (" ", ", ", "-", ".", "_")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    parts, at = [], 0
    for start, end in merged:
        parts += [text[at:start], HIDDEN]
        at = end
    return "".join([*parts, text[at:]])


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _of_name(name: str) -> Iterator[str]:
    """The whole name in both orders and all spellings; and its parts, where it is the name of a person."""
    words = [word.strip(".,;()\"'“”") for word in name.split()]
    words = [word for word in words if word]
    if not words:
        return
    if not _is_personal(words):
        yield _phrase(words)
        return
    core = [word for word in words if fold(word)[0].casefold() not in PARTICLES]
    for spelled in _spellings(core):
        if len(spelled) > 1:
            yield f"{_L}(?i:{_SEP.join(map(_loose, spelled))}){_R}"
            yield f"{_L}(?i:{_SEP.join(map(_loose, [spelled[-1], *spelled[:-1]]))}){_R}"
            if len(spelled[-1]) > SHORT:
                yield f"{_L}(?i:{re.escape(spelled[0][0])}[. ]{{0,2}}{_loose(spelled[-1])}){_R}"
        for word in spelled:
            yield from _of_word(word)


def _is_personal(words: list[str]) -> bool:
    """Four words at most, each with a capital unless it is a particle, or none at all has one."""
    cased = [word for word in words if word[0] == word[0].upper()]
    particles = [word for word in words if fold(word)[0].casefold() in PARTICLES]
    return len(words) <= 5 and (len(cased) + len(particles) >= len(words) or (not cased and len(words) <= 3))


def _spellings(words: list[str]) -> Iterator[list[str]]:
    """Without accents, and as German and Nordic names are spelled without them."""
    plain = [fold(word)[0] for word in words]
    yield plain
    told = [fold("".join(_GERMAN.get(sign, sign) for sign in word))[0] for word in words]
    if told != plain:
        yield told


def _of_word(word: str) -> Iterator[str]:
    """One part of a name, and each half of a hyphenated one."""
    halves = re.split(r"[-'’]", word)
    if len(halves) > 1:
        yield f"{_L}(?i:{_loose(word)}){_R}"
    for half in halves:
        if len(half) == 1 and half.isascii():
            continue
        if _is_cjk(half):
            yield re.escape(half)
        elif len(half) <= SHORT or half.casefold() in COMMON:
            yield f"{_SHORT_L}{re.escape(_capital(half))}{_SHORT_R}"
        else:
            yield f"{_L}(?i:{re.escape(half)}){_R}"


def _capital(word: str) -> str:
    """A name as it is written within a text."""
    return word[:1].upper() + word[1:]


def _is_cjk(word: str) -> bool:
    return any("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in word)


def _loose(word: str) -> str:
    """A word whose hyphens and apostrophes may be left out or be something else."""
    return r"[-'’ _.]?".join(re.escape(half) for half in re.split(r"[-'’]", word))


def _phrase(words: Iterable[str]) -> str:
    return f"{_L}(?i:{'[ ]+'.join(re.escape(fold(word)[0]) for word in words)}){_R}"


def _of_handle(handle: str) -> Iterator[str]:
    """Behind @, / and ~ always; by itself unless it is a word."""
    if not handle:
        return
    loose = r"[-_.]?".join(re.escape(part) for part in handle.split("-"))
    yield rf"(?<=[@/~\\])(?i:{loose})(?![^\W_])"
    if handle in COMMON:
        return
    yield f"{_SHORT_L}{loose}{_SHORT_R}" if len(handle) <= SHORT else f"{_L}(?i:{loose}){_R}"


# ── Places, employers and schools ────────────────────────────────────────────────────────────────────────────────────
def _of_place(place: str) -> Iterator[str]:
    """Each part of a place between commas."""
    for part in re.split(r"[,;/()]| or | and ", place):
        words = part.split()
        if not words or fold(part.strip())[0].casefold() in NOWHERE:
            continue
        if len(part.strip()) <= SHORT:
            yield f"{_SHORT_L}{re.escape(fold(part.strip())[0])}{_SHORT_R}"
        else:
            yield _phrase(words)


def _of_background(lines: Iterable[str]) -> Iterator[str]:
    """Names of employers and schools, as far as their capitals and words such as "University" tell."""
    for line in lines:
        for segment in re.split(r"[,;:()]| – | — ", line):
            for run, at_start in _runs(segment.strip()):
                yield from _of_institution(run, at_start, segment.strip())


def _runs(segment: str) -> Iterator[tuple[list[str], bool]]:
    """Words with capitals that stand together, joined by "of" and the like; and whether they begin the segment."""
    words = segment.split()
    run: list[str] = []
    start = 0
    for place, word in enumerate([*words, ""]):
        is_joint = (
            bool(run) and word.casefold() in PARTICLES and place + 1 < len(words) and words[place + 1][:1].isupper()
        )
        has_capital = word[:1].isupper() or any(each.isupper() for each in word[1:])
        if has_capital or is_joint:
            start = start if run else place
            run.append(word)
        elif run:
            yield run, start == 0
            run = []


def _of_institution(run: list[str], at_start: bool, segment: str) -> Iterator[str]:
    """The whole name, and those of its words that are no ordinary ones."""
    plain = [fold(word)[0] for word in run]
    telling = [word for word in plain if _is_telling(word)]
    is_named = any(word.casefold() in INSTITUTIONS for word in plain)
    if not telling:
        return
    if at_start and not is_named and not (len(run) == len(segment.split()) and not _is_role(plain[0])):
        telling = [word for word in telling if word != plain[0]]
        if not telling:
            return
    elif len(run) > 1:
        yield _phrase(run)
    for word in telling:
        is_strict = word.isupper() or len(word) <= SHORT
        yield f"{_SHORT_L}{re.escape(word)}{_SHORT_R}" if is_strict else f"{_L}{re.escape(word)}{_R}"


def _is_telling(word: str) -> bool:
    known = word.casefold()
    if known in GENERIC or known in INSTITUTIONS or known in PARTICLES or known in COMMON or _is_role(word):
        return False
    return len(word) > SHORT or (word.isupper() and len(word) == SHORT)


def _is_role(word: str) -> bool:
    """Whether a word that begins a line is rather a profession than a name."""
    return word.casefold() in ROLES or word.casefold().endswith(("ist", "ician", "grapher", "analyst", "engineer"))
