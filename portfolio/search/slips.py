"""Words that are looked for, with slips of the hand put right by the words of a framework. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from portfolio import words as spelled
from portfolio.search.spelling import distance, is_word, shared_at_least, slips, trigrams

WORD = re.compile(r"[^\W_]+")


def put_right(words: str, known: Iterable[str]) -> str:
    """`words` with each that no text of `known` has as the nearest one that some has, if there is one within reach."""
    vocabulary = {word for text in known for word in _folded(text) if is_word(word)}
    return " ".join(_nearest(word, vocabulary) for word in _folded(words))


def _folded(text: str) -> list[str]:
    return WORD.findall(spelled.fold(text))


def _nearest(word: str, vocabulary: Collection[str]) -> str:
    if not is_word(word) or word in vocabulary:
        return word
    most, near, least = slips(word), trigrams(word), shared_at_least(word)
    alike = (other for other in vocabulary if len(near & trigrams(other)) >= least)
    far, nearest = min(((distance(word, other, most), other) for other in alike), default=(most + 1, word))
    return nearest if far <= most else word
