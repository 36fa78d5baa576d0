"""From text to the tokens that both databases index, and from a search to the terms that ask for them. Pure.

A token is a folded and stemmed word in the letters a to z and digits; every other letter is written as its number. So
neither database takes a token apart or reads it by rules of its own. A token that stands in a better place than running
text stands in the index a second and third time, with a mark in front: `_n` for names of skills, libraries and data
sets, `_t` for titles and names of people. The rank of a word in a document is the best place that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portfolio import words
from portfolio.search import letters
from portfolio.search.letters import WORD

FORMAT = 2
"""Goes up with every change of what is indexed, so that `recompute_coverage` writes all documents anew."""
MOST_TERMS = 8
MOST_TOKENS = 120
"""Tokens of all terms together: a word in Chinese has one for every two of its signs."""
LONGEST = 40
"""Longer strings of letters are no words: keys, hashes, pictures as text."""
MOST_BYTES = 1_000_000
"""Of the line of one document: PostgreSQL holds 1,048,575 bytes of tokens, and says nothing when there are more."""
NAMED, TITLE = "_n", "_t"
MARKS = (NAMED, TITLE)
BEGUN = "_b"
"""Mark of words that are written out, not stemmed: a person is proposed by how they begin."""
PASSED_OVER = frozenset(
    "a an and are as at be by for from has have i in is it its of on or that the this to was were with".split()
)
"""Words that stand in every text: they are not indexed, and beside other words not asked for."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search: what was typed, and the tokens that stand for it."""

    typed: str
    ways: tuple[tuple[str, ...], ...]
    """Any of these; of each, all tokens: EarlyStopping is `earlystop`, or `earli` and `stop`."""

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for way in self.ways for token in way)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks for."""

    terms: tuple[Term, ...]
    """Each word once. None when it holds no word at all."""
    left_out: tuple[str, ...]
    """Words that are not looked for: too long, or more than a search takes."""


# ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def of_text(text: str) -> frozenset[str]:
    """The tokens of a text, each once, without marks."""
    found = {token for raw in set(WORD.findall(text)) for token in of_word(raw)}
    joined = {one + other for _, _, one, other in letters.compounds(text)}
    return frozenset(found.union(*map(_read, joined)))


def spots(text: str) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Where the tokens of a text stand, from letter to letter."""
    for match in WORD.finditer(text):
        if (raw := match.group()).isascii():  # nearly all of them
            yield match.start(), match.end(), of_word(raw)
            continue
        for start, end, are_signs in letters.spans(raw, match.start()):
            if not are_signs:
                yield start, end, of_word(text[start:end])
                continue
            for at in range(start, end):
                yield at, at + 1, of_word(text[at])
                yield at, min(at + 2, end), of_word(text[at : min(at + 2, end)])[-1:]
    for start, end, one, other in letters.compounds(text):
        yield start, end, _read(one + other)


@lru_cache(maxsize=8_192)
def of_word(raw: str) -> tuple[str, ...]:
    """Tokens of one string of letters as it was written: itself; where it is a name of code its parts; and where it
    has a number what stands before, so that `resnet` finds ResNet50."""
    word = words.singular(raw)
    whole = [word, *letters.parts(word)]
    begun = [before for each in whole for before in letters.before_number(each)]
    return tuple(dict.fromkeys(token for each in (*whole, *begun) for token in _read(each)))


def _read(word: str) -> list[str]:
    found: list[str] = []
    for folded in WORD.findall(words.fold(words.singular(word))):
        for run, are_signs in letters.runs(folded) if folded not in PASSED_OVER else ():
            if are_signs:
                found += map(letters.written, [*run, *letters.two_by_two(run)])
            elif len(run) <= LONGEST:
                found.append(letters.stem(run))
    return found


def beginnings(name: str) -> tuple[str, ...]:
    """The words of a name, or of what was typed of it, as they are written out."""
    folded = WORD.findall(words.fold(name))
    return tuple(dict.fromkeys(letters.written(word) for word in folded if len(word) <= LONGEST))


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def line(
    title: Iterable[str], named: Iterable[str], *texts: Iterable[str], begun: Iterable[str] = (), most: int = MOST_BYTES
) -> str:
    """All tokens of a document as the line that is indexed, with their marks. A title counts as named and as text.

    It has no more than `most` bytes: the title goes in first, then the names, then each text; of each the shortest
    words first, for the longest are the least likely to be any.
    """
    found: dict[str, None] = {}
    room = most + 1
    groups = [(title, ("", NAMED, TITLE)), (begun, (BEGUN,)), (named, ("", NAMED)), *((text, ("",)) for text in texts)]
    for tokens, marks in groups:
        for token in sorted(frozenset(tokens), key=lambda one: (len(one), one)):
            fresh = [mark + token for mark in marks if mark + token not in found]
            room -= sum(len(one) + 1 for one in fresh)
            if room < 0:
                return " ".join(sorted(found))
            found.update(dict.fromkeys(fresh))
    return " ".join(sorted(found))


def plain(tokens: str) -> frozenset[str]:
    """The tokens of such a line without those that carry a mark."""
    return frozenset(token for token in tokens.split() if not token.startswith((*MARKS, BEGUN)))


def held(tokens: str, terms: Iterable[Term]) -> int:
    """How many of these terms stand in such a line."""
    there = set(tokens.split())
    return sum(any(there.issuperset(way) for way in term.ways) for term in terms)


# ── Searches ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def terms(q: str) -> tuple[Term, ...]:
    """What a search asks for."""
    return search(q).terms


def search(q: str) -> Search:
    """What a search asks for, and which of its words it does not look for."""
    found = [_term(*typed) for typed in _typed(q)]
    asked = list({term.ways: term for term in reversed(found) if term.ways}.values())[::-1]
    weighty = [term for term in asked if words.fold(term.typed) not in PASSED_OVER] or asked
    taken: list[Term] = []
    left_out = [term.typed for term in found if not term.ways]
    room = MOST_TOKENS
    for term in weighty:
        if len(taken) < MOST_TERMS and len(term.tokens) <= room:
            taken.append(term)
            room -= len(term.tokens)
        else:
            left_out.append(term.typed)
    return Search(tuple(taken), tuple(dict.fromkeys(left_out)))


def _typed(q: str) -> Iterator[tuple[str, ...]]:
    """The words of a search in their order; two that a hyphen joins are one, followed by both."""
    joined = {start: (end, one, other) for start, end, one, other in letters.compounds(q, alone=True)}
    after = 0
    for match in WORD.finditer(q):
        if match.start() in joined:
            after, *both = joined[match.start()]
            yield q[match.start() : after], *both
        elif match.start() >= after:
            yield (match.group(),)


def _term(typed: str, *both: str) -> Term:
    """`both`: the two words that a hyphen joins. They are asked for as one word, or as two."""
    whole = words.singular("".join(both) or typed)
    apart = [each for each in both if words.fold(each) not in PASSED_OVER] or letters.parts(whole)
    parts = tuple(dict.fromkeys(token for part in apart for token in _all(part)))
    return Term(typed, tuple(dict.fromkeys(way for way in (_all(whole), parts) if way)))


def _all(word: str) -> tuple[str, ...]:
    """What has to be there for one string of letters to be found; nothing when it is too long for a word."""
    runs = [run for folded in WORD.findall(words.fold(words.singular(word))) for run in letters.runs(folded)]
    if any(len(run) > LONGEST for run, _ in runs):
        return ()
    pieces = (piece for run, are_signs in runs for piece in (letters.two_by_two(run) if are_signs else [run]))
    return tuple(dict.fromkeys(map(letters.stem, pieces)))
