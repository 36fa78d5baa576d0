"""Words that are nearly the same: by three letters in a row to find them, by slips of the hand to judge them. Pure."""

from __future__ import annotations

SHORTEST = 4
"""Shorter words have too many neighbours."""
LONGEST = 30
SURE = 8
"""From so many letters on, two slips are forgiven."""


def slips(word: str) -> int:
    """How many slips are forgiven in `word`."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < SURE else 2


def is_word(word: str) -> bool:
    """Whether a folded word is one that may be misspelt: letters only, neither short nor endless."""
    return SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()


def trigrams(word: str) -> frozenset[str]:
    """All three letters in a row, the ends marked: keras → ^^k ^ke ker era ras as$."""
    padded = f"^^{word}$"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def shared_at_least(word: str) -> int:
    """How many trigrams a word within reach has in common with `word` at the least: one slip spoils four of them."""
    return max(1, len(trigrams(word)) - 4 * slips(word))


def distance(one: str, other: str, most: int) -> int:
    """How many slips (a letter too many, missing, wrong, or two swapped) lead from one word to the other; `most + 1`
    for more than `most`. Damerau and Levenshtein's distance in the form that changes no letter twice."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
