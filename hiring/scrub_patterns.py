"""What to look for in a text: regular expressions for names, handles, places, employers and schools. Pure.

They are matched against a text that is folded (`fold`): without accents and invisible signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from hiring.scrub_words import COMMON, GENERIC, INSTITUTIONS, NOWHERE, PAGES, PARTICLES, ROLES

SHORT = 3
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "AE",
            "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th"}  # fmt: skip
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa"}
_SEP = r"[ \t,._\-]{0,3}"
_L, _R = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))", r"(?:['’]?s)?(?:(?![^\W\d_])|(?=[A-Z]))"
"""The edges of a long name: no letter, or a capital in the middle of a word (LindqvistNet)."""
_SHORT_L, _SHORT_R = r"(?<![^\W_])(?<!-)", r"(?:['’]s)?(?![^\W_])(?!-)"
"""The edges of a short one: neither letter, digit nor hyphen (Li-ion and Li2 stay)."""
_OWN_PAGE = re.compile(r"https?://[^/]+/(?:in/|u/)?[@~]?([A-Za-z0-9_-]{2,39})/?(?:[?#].*)?")


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


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def of_name(name: str) -> Iterator[str]:
    """The whole name in both orders and all spellings; and its parts, where it is the name of a person."""
    words = [word.strip(".,;()\"'“”") for word in name.split()]
    words = [word for word in words if any(sign.isalpha() for sign in word)]
    if not words:
        return
    if not _is_personal(words):
        yield _phrase(words)
        return
    for spelled in _spellings(words):
        core = _core(spelled)
        for whole in dict.fromkeys((tuple(spelled), tuple(core))):
            yield from _whole(whole)
        if len(core) > 1 and len(core[-1]) > SHORT:
            yield f"{_L}(?i:{re.escape(core[0][0])}[. ]{{0,2}}{_loose(core[-1])}){_R}"
        for word in core:
            yield from _of_word(word)


def _core(words: list[str]) -> list[str]:
    """The words that name somebody by themselves. Particles stand before something: the last word is none of them, and
    of nothing but small words (Le Van An) each is a name."""
    named = [word for word in words[:-1] if not _is_particle(word)]
    return [*named, words[-1]] if named or not _is_particle(words[-1]) else words


def _is_particle(word: str) -> bool:
    return fold(word)[0].casefold() in PARTICLES


def _whole(words: Sequence[str]) -> Iterator[str]:
    """A name from end to end, in both orders. One of small words alone needs its capitals between spaces: in "to do an
    experiment" there is no An Do."""
    if len(words) < 2:
        return
    for order in (words, [words[-1], *words[:-1]]):
        if all(map(_is_particle, words)):
            yield f"{_L}{_SEP.join(f'(?:{re.escape(_capital(word))}|{re.escape(word.upper())})' for word in order)}{_R}"
            yield f"{_L}(?i:{'[._-]?'.join(map(re.escape, order))}){_R}"
        else:
            yield f"{_L}(?i:{_SEP.join(map(_loose, order))}){_R}"


def _is_personal(words: list[str]) -> bool:
    """Four words at most, each with a capital unless it is a particle, or none at all has one."""
    cased = [word for word in words if word[0] == word[0].upper()]
    particles = [word for word in words if _is_particle(word)]
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
        if not half or (len(half) == 1 and half.isascii()):
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


def of_handle(handle: str) -> Iterator[str]:
    """Behind @, / and ~ always; by itself unless it is a word."""
    if not handle:
        return
    loose = r"[-_.]?".join(re.escape(part) for part in handle.split("-"))
    yield rf"(?<=[@/~\\])(?i:{loose})(?![^\W_])"
    if handle.casefold() in COMMON:
        return
    yield f"{_SHORT_L}{loose}{_SHORT_R}" if len(handle) <= SHORT else f"{_L}(?i:{loose}){_R}"


def called(links: Iterable[str]) -> Iterator[str]:
    """How somebody is called elsewhere: what alone stands behind the host, as in git.example/zquix, or behind "in"."""
    for link in links:
        found = _OWN_PAGE.fullmatch(link.strip())
        if found and found[1].casefold() not in PAGES | GENERIC:
            yield found[1]


# ── Places, employers and schools ────────────────────────────────────────────────────────────────────────────────────
def of_place(place: str) -> Iterator[str]:
    """Each part of a place between commas."""
    for part in re.split(r"[,;/()]| or | and ", place):
        words = part.split()
        if not words or fold(part.strip())[0].casefold() in NOWHERE:
            continue
        if len(part.strip()) <= SHORT:
            yield f"{_SHORT_L}{re.escape(fold(part.strip())[0])}{_SHORT_R}"
        else:
            yield _phrase(words)


def of_background(lines: Iterable[str]) -> Iterator[str]:
    """Names of employers and schools, as far as their capitals and words such as "University" tell."""
    for line in lines:
        for segment in re.split(r"[,;:()]| – | — ", line):
            for run, at_start in _runs(segment.strip()):
                yield from _of_institution(run, at_start, segment.strip())


def employers_of(headline: str) -> list[str]:
    """What stands behind "at", as in: Modeller at Vandelay Industries, Wind Power."""
    found = re.search(r"(?:\b(?:at|bei|chez)|@)\s+([^,;:|·(]+)", headline)
    return [found[1]] if found else []


def of_affiliation(affiliation: str) -> Iterator[str]:
    """The whole as it was typed, where it names something, and what of it a line of background would tell."""
    words = affiliation.split()
    if any(_is_telling(fold(word.strip(",;:()"))[0]) for word in words):
        yield _phrase(words)
    yield from of_background([affiliation.title() if affiliation.islower() else affiliation])


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
