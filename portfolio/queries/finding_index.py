"""The answers of `finding`, from the index in memory. Held against it for every kind of question by tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyroaring import BitMap

from competence.strengths import Strength
from portfolio import explore, facets
from portfolio.engine import Among, Index, Is, Shows, ShowsAny, Since, Term
from portfolio.engine.ranking import Ranking
from portfolio.explore import ANY, LEVEL, MONTHS, SKILL, Asked
from portfolio.queries import texts
from portfolio.queries.texts import Found
from portfolio.search.documents import PERSON

Counts = dict[str, dict[str, int]]
PROOF, FRESH = "proof", "fresh"
FEW = 2_000
"""So many people with the words are put in order here; of more, the database finds the best first."""


@dataclass(frozen=True)
class Question:
    """What is asked of an index, with the people who have the words: these are looked for in the database, once."""

    index: Index
    asked: Asked
    worded: Among | None

    @classmethod
    def of(cls, index: Index, asked: Asked) -> Question:
        """One query if words are asked for, else none."""
        return cls(index, asked, Among(texts.holding(asked.terms, PERSON)) if asked.q else None)

    def found(self, **changed: object) -> BitMap:
        """The people for whom everything holds; `changed`: fields of what is asked, but for the words."""
        asked = replace(self.asked, **changed)  # type: ignore[arg-type]
        return self.index.found([*([self.worded] if self.worded else []), *terms(asked)])


def found(index: Index, asked: Asked, *, first: int = 0, most: int = 20) -> Found:
    """As `finding.found`. No query, or those for words."""
    if _is_words_only(asked) and texts.are_more(asked.terms, PERSON, FEW):
        return texts.find(asked.terms, PERSON, first=first, most=most)
    ranking = _ranked(index, asked)
    return Found(tuple(placed.person for placed in ranking.page(first, first + most)), len(ranking))


def _is_words_only(asked: Asked) -> bool:
    return bool(asked.terms) and asked.order == "best" and not replace(asked, q="").filters


def _ranked(index: Index, asked: Asked) -> Ranking:
    if asked.q and asked.order == "best":
        scores = texts.scores_of_few if _is_words_only(asked) else texts.scores
        return index.best(index.found(terms(asked)), scores(asked.terms, PERSON))
    people = Question.of(index, asked).found()
    if asked.order not in ("verified", "shown"):
        return index.latest(people)
    least = Strength.VERIFIED if asked.order == "verified" else Strength.EVIDENCED
    return index.richest(people, asked.yardstick.skills.keys(), least)


def total(index: Index, asked: Asked) -> int:
    """As `finding.total`."""
    return len(Question.of(index, asked).found())


def terms(asked: Asked) -> Iterator[Term]:
    """What has to hold, but for the words."""
    sets: list[tuple[str, ...]] = [(key,) for key in asked.values(SKILL)]
    sets += [_level(asked, key) for key in asked.values(LEVEL)]
    yield from (Shows(keys, asked.floor) for keys in sets)
    if asked.strength and not sets:
        yield ShowsAny(asked.strength)
    for kind in (*explore.ALL, *ANY):
        if kind not in (SKILL, LEVEL):
            yield from _of_kind(asked, kind)
    if asked.since:
        yield Since(asked.since)


def _level(asked: Asked, key: str) -> tuple[str, ...]:
    return tuple(skill.key for skill in asked.yardstick.levels_by_key[key].skills)


def _of_kind(asked: Asked, kind: str) -> Iterator[Term]:
    ways = [asked.ways(kind, value) for value in asked.values(kind)]
    if kind in ANY and ways:
        yield Is(kind, tuple(value for way in ways for value in way))
    else:
        yield from (Is(kind, way) for way in ways)


def counts(index: Index, asked: Asked) -> Counts:
    """As `finding.counts`. One query if words are asked for, else none."""
    question = Question.of(index, asked)
    now = question.found()
    skills = index.sets.counted_skills(now, asked.floor)
    days = [explore.months_before(asked.day, months) for months in MONTHS]
    levels = {key: index.with_any(now, Shows(_level(asked, key), asked.floor)) for key in asked.yardstick.levels_by_key}
    return {
        SKILL: {key: skills[key] for key in asked.yardstick.skills if key in skills},
        LEVEL: levels,
        **{kind: index.sets.counted(now, kind) for kind in facets.KINDS},
        facets.STANDING: _standings(index, asked, now),
        **{kind: _further(question, kind, now) for kind in ANY if asked.values(kind)},
        PROOF: {strength.word: len(question.found(strength=strength)) for strength in Strength},
        FRESH: dict(zip(map(str, MONTHS), index.since(question.found(fresh=None), days), strict=True)),
    }


def _standings(index: Index, asked: Asked, now: BitMap) -> dict[str, int]:
    ways = ((value, asked.ways(facets.STANDING, value)) for value in explore.standings(asked.yardstick))
    counted = ((value, index.with_any(now, Is(facets.STANDING, way))) for value, way in ways)
    return {value: number for value, number in counted if number}


def _further(question: Question, kind: str, now: BitMap) -> dict[str, int]:
    """Of a kind of which any choice is enough: those found already, and the ones that would come as well."""
    picked = {**question.asked.picked, kind: {}}
    sets = question.index.sets
    more = sets.counted(question.found(picked=picked) - now, kind)
    values: Iterable[str] = {*question.asked.values(kind), *more, *sets.counted(now, kind)}
    return {value: len(now) + more.get(value, 0) for value in values}
