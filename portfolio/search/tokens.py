"""From text to the tokens that both databases index, and from a search to the terms that ask for them. Pure.

A token is a folded and stemmed word in the letters a to z and digits; every other letter is written as its number. So
neither database takes a token apart or reads it by rules of its own. A token that stands in a better place than running
text stands in the index a second and third time, with a mark in front: `_n` for names of skills, libraries and data
sets, `_t` for titles and names of people. The rank of a word in a document is the best place that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from portfolio import words

FORMAT = 1
"""Goes up with every change of what is indexed, so that `recompute_coverage` writes all documents anew."""
MOST_TERMS = 8
LONGEST = 40
"""Longer strings of letters are no words: keys, hashes, pictures as text."""
NAMED, TITLE = "_n", "_t"
MARKS = (NAMED, TITLE)
PASSED_OVER = frozenset(
    "a an and are as at be by for from has have i in is it its of on or that the this to was were with".split()
)
"""Words that stand in every text: they are not indexed, and beside other words not asked for."""

WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search: what was typed, and the tokens that stand for it."""

    typed: str
    ways: tuple[tuple[str, ...], ...]
    """Any of these; of each, all tokens: EarlyStopping is `earlystop`, or `earli` and `stop`."""

    @property
    def beginning(self) -> str:
        """What was typed as the beginning of a word: folded, not stemmed."""
        return "".join(written(word) for word in WORD.findall(words.fold(self.typed)))

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for way in self.ways for token in way)


def of_text(text: str) -> frozenset[str]:
    """The tokens of a text, each once, without marks."""
    return frozenset(token for raw in set(WORD.findall(text)) for token in of_word(raw))


def line(title: Iterable[str], named: Iterable[str], text: Iterable[str]) -> str:
    """All tokens of a document as the line that is indexed, with their marks. A title counts as named and as text."""
    best = frozenset(title)
    good = best | frozenset(named)
    every = good | frozenset(text)
    return " ".join(sorted([*every, *(NAMED + token for token in good), *(TITLE + token for token in best)]))


def plain(tokens: str) -> frozenset[str]:
    """The tokens of such a line without those that carry a mark."""
    return frozenset(token for token in tokens.split() if not token.startswith(MARKS))


def held(tokens: str, terms: Iterable[Term]) -> int:
    """How many of these terms stand in such a line."""
    there = set(tokens.split())
    return sum(any(there.issuperset(way) for way in term.ways) for term in terms)


@lru_cache(maxsize=100_000)
def of_word(raw: str) -> tuple[str, ...]:
    """Tokens of one string of letters as it was written: itself, and where it is a name of code its parts."""
    parts = [part for part in _CAMEL.split(raw) if part]
    found = list(_tokens(raw))
    if len(parts) > 1:
        found += [token for part in parts for token in _tokens(part)]
    return tuple(dict.fromkeys(found))


def terms(q: str) -> tuple[Term, ...]:
    """What a search asks for, each word once. Empty when it holds no word at all."""
    found = [_term(raw) for raw in WORD.findall(q)]
    asked = list({term.ways: term for term in reversed(found) if term.ways}.values())[::-1]
    weighty = [term for term in asked if words.fold(term.typed) not in PASSED_OVER]
    return tuple((weighty or asked)[:MOST_TERMS])


def _term(raw: str) -> Term:
    whole = _all(raw)
    parts = tuple(dict.fromkeys(token for part in _CAMEL.split(raw) if part for token in _all(part)))
    return Term(raw, tuple(dict.fromkeys(way for way in (whole, parts) if way)))


def _all(raw: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in WORD.findall(words.fold(raw)) if len(word) <= LONGEST)


def _tokens(raw: str) -> Iterator[str]:
    for word in WORD.findall(words.fold(raw)):
        if word not in PASSED_OVER and len(word) <= LONGEST:
            yield _stem(word)


def written(word: str) -> str:
    """A folded word in letters that no database reads as anything else."""
    return word if _PLAIN.fullmatch(word) else "".join(c if _PLAIN.fullmatch(c) else f"_{ord(c):06x}" for c in word)


def _stem(word: str) -> str:
    """The stem of a folded word; words with other letters than a to z have none."""
    return words.stem(word) if _PLAIN.fullmatch(word) else written(word)
