"""Words that nothing has, and words nearly the same that something has. Nothing is proposed that is not listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count
from django.db.models.functions import Length

from portfolio import words
from portfolio.explore import Asked
from portfolio.models import Document, Spelling
from portfolio.queries import texts
from portfolio.search import spelling, tokens
from portfolio.search.documents import KINDS
from portfolio.search.tokens import Term

MOST_CANDIDATES = 8
MOST_READ = 20
"""Documents that are looked into for how a word is written."""


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
    named = {token for skill in asked.yardstick.skills.values() for token in tokens.of_text(skill.name)}
    swapped = {}
    for term in asked.terms:
        if term.tokens.isdisjoint(named) and not texts.having([term], kind):
            swapped[term.typed] = _instead(term, kind)
    swapped = {typed: instead for typed, instead in swapped.items() if instead}
    if not swapped:
        return None
    q = " ".join(swapped.get(term.typed, term.typed) for term in asked.terms)
    return Mended(replace(asked, q=q), tuple(swapped.items()))


def _instead(term: Term, kind: str) -> str:
    """The word that was probably meant: the nearest, of equals the one that most documents have. Empty when there is
    none."""
    word = words.fold(term.typed)
    if not spelling.is_word(word):
        return ""
    best: tuple[int, int, str] | None = None
    for slips, candidate in sorted(_candidates(word))[:MOST_CANDIDATES]:
        (meant,) = tokens.terms(candidate)
        number = len(texts.having([meant], kind))
        written = _as_written(candidate, meant, kind) if number else ""
        if written and (best is None or (slips, -number, written) < best):
            best = (slips, -number, written)
    return best[2] if best else ""


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


def _as_written(word: str, term: Term, kind: str) -> str:
    """`word`, when a listed document has it, else the nearest that has the same stem; empty when none has."""
    written: set[str] = set()
    for each in dict.fromkeys([kind, *KINDS]):
        things = sorted(texts.having([term], each))[:MOST_READ]
        rows = Document.objects.filter(kind=each, thing__in=things) if things else Document.objects.none()
        for passages in rows.values_list("passages", flat=True):
            written |= _with_stem(passages, term)
        if word in written:
            return word
    return min(written, key=lambda one: (spelling.distance(word, one, len(word)), one), default="")


def _with_stem(passages: Sequence[Sequence[str]], term: Term) -> set[str]:
    """The words of these texts that the term stands for, folded."""
    raw = {found for _, text in passages for found in tokens.WORD.findall(text)}
    return {words.fold(one) for one in raw if not term.tokens.isdisjoint(tokens.of_word(one))}
