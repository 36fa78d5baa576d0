"""Words that nothing has, and words nearly the same that something has. Nothing is proposed that is not listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count
from django.db.models.functions import Length

from portfolio import words
from portfolio.explore import Asked
from portfolio.models import Document, Spelling
from portfolio.queries import texts
from portfolio.search import letters, spelling, tokens
from portfolio.search.documents import KINDS
from portfolio.search.tokens import Term

MOST_CANDIDATES = 8
MOST_READ = 20
"""Documents that are looked into for how a word is written."""
MOST_COUNTED = 1_000
"""Documents that are counted: what more have is known well enough."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What is searched instead of what was typed."""

    asked: Asked
    """With the words that are searched."""
    swapped: tuple[tuple[str, str], ...]
    """(as it was typed, what was searched instead)"""


def mended(asked: Asked, kind: str) -> Mended | None:
    """For a search with words that nothing of this kind has, the same with words that something has; None when every
    word is known, none can be put right, or the words are meant as they are.

    For a search that found nothing. At most two queries a word, and a dozen for a wrong one.
    """
    if asked.exact:
        return None
    swapped = dict(_swapped(asked, kind))
    if not swapped:
        return None
    q = asked.q
    for typed, instead in swapped.items():
        q = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", instead, q, flags=re.IGNORECASE)
    return Mended(replace(asked, q=q), tuple(swapped.items()))


def _swapped(asked: Asked, kind: str) -> Iterator[tuple[str, str]]:
    """The words that nothing has and that are no name of a skill, each with what was probably meant. Of two that a
    hyphen joins both as one word, else each for itself."""
    named = frozenset(token for skill in asked.yardstick.skills.values() for token in tokens.of_text(skill.name))
    for term in asked.terms:
        if _is_known(term, named, kind):
            continue
        if whole := _instead(term, kind):
            yield term.typed, whole
            continue
        apart = tokens.terms(" ".join(letters.WORD.findall(term.typed)))
        for word in apart if len(apart) > 1 else ():
            if not _is_known(word, named, kind) and (instead := _instead(word, kind)):
                yield word.typed, instead


def _is_known(term: Term, named: frozenset[str], kind: str) -> bool:
    return any(named.issuperset(way) for way in term.ways) or bool(texts.some([term], kind, most=1))


def _instead(term: Term, kind: str) -> str:
    """The word that was probably meant: the nearest, of equals the one that most documents have. Empty when there is
    none."""
    word = "".join(letters.WORD.findall(words.fold(term.typed)))
    if not spelling.is_word(word):
        return ""
    nearest = sorted(_candidates(word))[:MOST_CANDIDATES]
    counted = [(slips, -len(texts.some(tokens.terms(one), kind, most=MOST_COUNTED)), one) for slips, one in nearest]
    written = (_as_written(one, kind) for _, number, one in sorted(counted) if number)
    return next(filter(None, written), "")


def _candidates(word: str) -> Iterable[tuple[int, str]]:
    """Words within reach with the number of slips; a word that only goes on stands between one slip and two."""
    slips = spelling.slips(word)
    near = (
        Spelling.objects.filter(gram__in=spelling.trigrams(word))
        .values("word")
        .annotate(shared=Count("pk"), letters=Length("word"))
        .filter(shared__gte=spelling.shared_at_least(word))
        .filter(letters__gte=len(word) - slips, letters__lte=len(word) + slips)
    )
    found = {}
    for candidate in near.order_by().values_list("word", flat=True):
        far = spelling.distance(word, candidate, slips)
        if far <= slips:
            found[candidate] = 2 * far
    longer = Spelling.objects.filter(gram=f"^{word[:2]}", word__startswith=word).values_list("word", flat=True)
    return [(number, candidate) for candidate, number in {**dict.fromkeys(longer, 3), **found}.items()]


def _as_written(word: str, kind: str) -> str:
    """`word`, when a listed document has it, else the nearest that has the same stem; empty when none has."""
    (term,) = tokens.terms(word)
    written: set[str] = set()
    for each in dict.fromkeys([kind, *KINDS]):
        things = texts.some([term], each, most=MOST_READ, lowest=True)
        rows = Document.objects.filter(kind=each, thing__in=things) if things else Document.objects.none()
        for passages in rows.values_list("passages", flat=True):
            written |= _with_stem(passages, term)
        if word in written:
            return word
    return min(written, key=lambda one: (spelling.distance(word, one, len(word)), one), default="")


def _with_stem(passages: Sequence[Sequence[str]], term: Term) -> set[str]:
    """The words of these texts that the term stands for, folded."""
    raw = {found for _, text in passages for found in letters.WORD.findall(text)}
    return {words.fold(one) for one in raw if not term.tokens.isdisjoint(tokens.of_word(one))}
