"""The answers of `finding`, from the index in memory. Held against it for every kind of question by tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyroaring import BitMap

from competence.strengths import Strength
from portfolio import explore, facets
from portfolio.engine import Either, Has, Index, Is, Shows, ShowsAny, Since, Term, rows
from portfolio.engine.ranking import Ranking
from portfolio.explore import ANY, LEVEL, MONTHS, SKILL, Asked
from portfolio.queries.texts import Found
from portfolio.search.tokens import MARKS
from portfolio.search.tokens import Term as Typed

Counts = dict[str, dict[str, int]]
PROOF, FRESH = "proof", "fresh"


@dataclass(frozen=True)
class Question:
    """What is asked of an index, which knows the words of it."""

    index: Index
    asked: Asked

    @classmethod
    def of(cls, index: Index, asked: Asked) -> Question:
        """One query where words are asked for that the index does not know yet, else none."""
        rows.learn(index, [mark + token for term in asked.terms for token in term.tokens for mark in ("", *MARKS)])
        return cls(index, asked)

    def found(self, **changed: object) -> BitMap:
        """The people for whom everything holds; `changed`: fields of what is asked."""
        return self.index.found(terms(replace(self.asked, **changed)))  # type: ignore[arg-type]


def found(index: Index, asked: Asked, *, first: int = 0, most: int = 20) -> Found:
    """As `finding.found`. No query, or one for words."""
    ranking = _ranked(index, asked)
    return Found(tuple(placed.person for placed in ranking.page(first, first + most)), len(ranking))


def _ranked(index: Index, asked: Asked) -> Ranking:
    people = Question.of(index, asked).found()
    if asked.q and asked.order == "best":
        return index.best(people, [_has(term, mark) for term in asked.terms for mark in MARKS])
    if asked.order not in ("verified", "shown"):
        return index.latest(people)
    least = Strength.VERIFIED if asked.order == "verified" else Strength.EVIDENCED
    return index.richest(people, asked.yardstick.skills.keys(), least)


def _has(term: Typed, mark: str = "") -> Has:
    """Whether a word stands in a document; with a mark, whether it stands there in a better place than running text."""
    return Has(tuple(tuple(mark + token for token in way) for way in term.ways))


def total(index: Index, asked: Asked) -> int:
    """As `finding.total`."""
    return len(Question.of(index, asked).found())


def terms(asked: Asked) -> Iterator[Term]:
    """What has to hold. A search for nothing but signs finds nobody."""
    if asked.q:
        yield from map(_has, asked.terms) if asked.terms else [Either(())]
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
    """As `finding.counts`. No query, or one for words."""
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
