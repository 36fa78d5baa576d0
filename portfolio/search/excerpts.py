"""The words of a search in their sentences. Pure: texts in, pieces out; a template marks and escapes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portfolio.search import tokens
from portfolio.search.tokens import Term

LENGTH = 180
"""Characters of an excerpt, about."""
BEFORE = 60
"""Characters before the first word that was looked for, about."""

Piece = tuple[str, bool]
"""A stretch of text, and whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text with what was looked for."""

    anchor: str
    pieces: tuple[Piece, ...]
    terms: int
    """How many of the terms stand in it."""


def best(passages: Iterable[Sequence[str]], terms: Sequence[Term]) -> Excerpt | None:
    """Of `[anchor, text]` the passage with most of the terms, the first of equals; None when none has any."""
    found: Excerpt | None = None
    for anchor, text in passages:
        spots = _spots(text, terms)
        held = len({term for _, _, own in spots for term in own})
        if held and (found is None or held > found.terms):
            found = Excerpt(anchor, _cut(text, _apart(spots)), held)
            if held == len(terms):
                break
    return found


def _spots(text: str, terms: Sequence[Term]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Where a word stands that was looked for, with the numbers of the terms that it belongs to."""
    wanted: dict[str, tuple[int, ...]] = {}
    for number, term in enumerate(terms):
        for token in term.tokens:
            wanted[token] = (*wanted.get(token, ()), number)
    found = (
        (start, end, tuple(number for token in own for number in wanted.get(token, ())))
        for start, end, own in tokens.spots(text)
        if not wanted.keys().isdisjoint(own)
    )
    return sorted(found)


def _cut(text: str, spots: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The stretch around the first spot, from word to word, with dots where the text goes on."""
    begin = max(0, spots[0][0] - BEFORE)
    if begin:
        begin = text.find(" ", begin, spots[0][0]) + 1 or spots[0][0]
    end = min(len(text), max(begin + LENGTH, spots[0][1]))
    if end < len(text):
        end = max(text.rfind(" ", spots[0][1], end), spots[0][1]) if text.rfind(" ", spots[0][1], end) > 0 else end
    pieces: list[Piece] = [("…", False)] if begin else []
    at = begin
    for start, stop in spots:
        if stop > end:
            break
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _apart(spots: Iterable[tuple[int, int, Sequence[int]]]) -> list[tuple[int, int]]:
    """Where these spots stand, in their order; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end, _ in spots:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
