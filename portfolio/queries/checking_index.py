"""Holding the index against SQL: all that it is made of, and questions drawn at random."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import engine, facets
from portfolio.engine import Index, rows
from portfolio.engine.sets import STRENGTHS, numbers
from portfolio.explore import ALL, ANY, LEVEL, MONTHS, SKILL, SORTS, Asked
from portfolio.models import Document
from portfolio.queries import finding, finding_index
from portfolio.search import tokens
from portfolio.search.documents import PERSON

SAID = 3
"""People who are named for one difference."""


def differences(index: Index) -> Iterator[str]:
    """What the index holds and SQL does not, or the other way round, a sentence for each set."""
    fresh = rows.everybody()
    yield from _differ("is listed", index, index.sets.everybody, fresh, fresh.sets.everybody)
    for key in sorted({*index.sets.shown, *fresh.sets.shown}):
        for strength in STRENGTHS:
            word = f"shows {key} at strength {strength}"
            yield from _differ(word, index, index.sets.skill(key, strength), fresh, fresh.sets.skill(key, strength))
            matrix = BitMap(np.flatnonzero(index.matrix.row(key, index.slots.used) >= strength).tolist())
            yield from _differ(f"{word} by the matrix", index, matrix, fresh, fresh.sets.skill(key, strength))
    pairs = {(kind, value) for sets in (index.sets, fresh.sets) for kind, own in sets.facets.items() for value in own}
    for kind, value in sorted(pairs):
        yield from _differ(
            f"has {kind} {value}", index, index.sets.facet(kind, value), fresh, fresh.sets.facet(kind, value)
        )
    for person, day in sorted(_days(index) ^ _days(fresh))[:SAID]:
        yield f"The day of the latest proof of person {person} is {day} in one and not in the other."


def _differ(what: str, index: Index, held: BitMap, fresh: Index, true: BitMap) -> Iterator[str]:
    own, other = _people(index, held), _people(fresh, true)
    for verb, people in (("Only by the index", np.setdiff1d(own, other)), ("Only by SQL", np.setdiff1d(other, own))):
        if len(people):
            named = ", ".join(str(key) for key in people[:SAID].tolist())
            yield f"{verb} {len(people):,} {what}: {named}{' …' if len(people) > SAID else ''}"


def _people(index: Index, found: BitMap) -> NDArray[np.int64]:
    people: NDArray[np.int64] = np.sort(index.slots.keys[numbers(found)])
    return people


def _days(index: Index) -> set[tuple[int, int]]:
    places = numbers(index.sets.everybody)
    return set(zip(index.slots.keys[places].tolist(), index.slots.days[places].tolist(), strict=True))


def wrong_answers(index: Index, questions: int, seed: int, asked: Asked) -> Iterator[str]:
    """Questions that the index answers otherwise than SQL, as addresses. `asked`: by which framework, on which day."""
    dice = Random(seed)  # noqa: S311  # questions, not secrets
    words = _words(dice)
    for _ in range(questions):
        question = draw(dice, index, asked, words)
        with engine.only_sql():
            found, counts = finding.found(question), _told(finding.counts(question))
        if finding_index.found(index, question) != found:
            yield f"Found or ordered otherwise: {question.query}"
        if _told(finding_index.counts(index, question)) != counts:
            yield f"Counted otherwise: {question.query}"


def _words(dice: Random) -> list[str]:
    """Words that some people have."""
    lines = Document.objects.filter(kind=PERSON).order_by("uuid").values_list("tokens", flat=True)[:20]
    return sorted({token for line in lines for token in dice.sample(sorted(tokens.plain(line)), 1)})


def draw(dice: Random, index: Index, asked: Asked, words: Sequence[str] = ()) -> Asked:
    """A question with one to three filters of what there is and up to two of the words, in any order."""
    choices = _choices(index, asked.yardstick)
    question = replace(asked, q=" ".join(dice.sample(words, min(len(words), dice.choice((0, 0, 1, 2))))))
    for kind in dice.sample(sorted(choices), min(len(choices), dice.choice((1, 1, 2, 3)))):
        question = question.of_kind(kind, *dice.sample(choices[kind], min(len(choices[kind]), dice.choice((1, 1, 2)))))
    strength = dice.choice([None, None, *Strength])
    sort = dice.choice([key for key in SORTS if key != "best" or question.q])
    return replace(question, strength=strength, fresh=dice.choice([None, None, *MONTHS]), sort=sort)


def _choices(index: Index, yardstick: Yardstick) -> dict[str, list[str]]:
    """What can be chosen of each kind."""
    found = {kind: sorted(index.sets.facets.get(kind, {})) for kind in (*ALL, *ANY) if kind not in (SKILL, LEVEL)}
    own = f"{yardstick.key}/"
    found[facets.STANDING] = [v.removeprefix(own) for v in found[facets.STANDING] if v.startswith(own)]
    found |= {SKILL: sorted(index.sets.shown.keys() & yardstick.skills.keys()), LEVEL: list(yardstick.levels_by_key)}
    return {kind: values for kind, values in found.items() if values}


def _told(counts: finding_index.Counts) -> set[tuple[str, str, int]]:
    return {(kind, value, number) for kind, own in counts.items() for value, number in own.items() if number}
