"""The index says what rows read one by one say: who is found, how many for every value, and the order of a brief."""

import random
from datetime import date
from typing import Any

import pytest

from portfolio.engine import Either, Has, Index, Is, Point, Shows, Since, Term, rows
from portfolio.models import Practitioner
from tests.portfolio.engine import crowd, reference

pytestmark = pytest.mark.django_db


TOKENS = tuple(mark + word for word in (*crowd.WORDS, "nobody") for mark in ("", "_n", "_t"))


def a_term(dice: random.Random) -> Term:
    kind, value = dice.choice(crowd.FACETS)
    skills = dice.sample([*crowd.SKILLS, "nobody.shows"], dice.randrange(0, 4))
    return dice.choice(
        [
            Shows(tuple(skills), dice.choice([1, 2, 3])),
            Is(kind, (value, "of nobody")),
            Is("of no kind", ("x",)),
            Has(((dice.choice(TOKENS), dice.choice(TOKENS)), (dice.choice(TOKENS),))),
            Since(date(2026, 1, 2)),
            Either((Is(kind, (value,)), Shows(tuple(skills), 3))),
        ]
    )


def a_point(dice: random.Random) -> Point:
    must, strength = dice.random() < 0.6, dice.choice([1, 2, 3])
    skills = tuple(dice.sample([*crowd.SKILLS, "nobody.shows"], dice.choice([1, 1, 3, 4])))
    standing = "crowd/one" if dice.random() < 0.2 else ""
    return Point(must, strength, skills, at_least=1 if len(skills) == 1 else dice.choice([1, 2, 3]), standing=standing)


def same(index: Index, seed: int) -> None:
    """Holds the index against the reference, for questions drawn at random."""
    dice = random.Random(seed)
    people = reference.everybody()
    rows.learn(index, TOKENS)
    for _ in range(25):
        terms = [a_term(dice) for _ in range(dice.randrange(0, 3))]
        found, wanted = index.found(terms), reference.found(people, terms)
        assert sorted(index.people(found)) == sorted(known.pk for known in wanted), terms
        for kind in ("domain", "library", "standing"):
            assert index.sets.counted(found, kind) == reference.counted(wanted, kind)
        further = a_term(dice)
        assert index.with_any(found, further) == len(reference.found(wanted, [further]))
        latest = [placed.person for placed in index.latest(found).page(0, 1000)]
        assert latest == [known.pk for known in sorted(wanted, key=lambda known: -known.day)]
        better = [a_term(dice) for _ in range(dice.randrange(0, 4))]
        best = [placed.person for placed in index.best(found, better).page(0, 1000)]
        ordered = sorted(wanted, key=lambda known: (-sum(known.has(term) for term in better), -known.day))
        assert best == [known.pk for known in ordered]
        points = [a_point(dice) for _ in range(dice.randrange(0, 6))]
        assert index.scored(points, found).page(0, 1000) == reference.scored(wanted, points), points


def test_answers_of_everybody_read_at_once():
    crowd.people(60)
    index = rows.everybody()
    assert len(index.sets.everybody) == Practitioner.objects.listed().count() > 30
    same(index, seed=1)


def test_nobody():
    index = rows.everybody()
    assert index.people(index.found()) == []
    same(index, seed=2)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_people_are_read_in_chunks(chunk: int, monkeypatch: Any):
    crowd.people(25)
    whole = rows.content(rows.everybody())
    monkeypatch.setattr(rows, "CHUNK", chunk)
    heard: list[tuple[int, int]] = []
    assert rows.content(rows.everybody(lambda done, of: heard.append((done, of)))) == whole
    assert heard[-1][0] == heard[-1][1]


def test_both_ways_of_reading_say_the_same():
    made = crowd.people(30)
    entries = {entry.person.key: entry for entry in rows.entries([person.pk for person in made])}
    content = rows.content(rows.everybody())
    assert content.keys() == entries.keys()
    for key, entry in entries.items():
        assert content[key] == (entry.person, entry.strengths, sorted(facet[:2] for facet in entry.facets))


def test_after_changes_of_many_kinds():
    made = crowd.people(50)
    index = rows.everybody()
    rows.learn(index, TOKENS)
    dice = random.Random(5)
    late = crowd.people(30, seed=6)
    changed = dice.sample(made, 30)
    for person in changed:
        person.visibility = dice.choice(["public", "public", "private"])
        crowd.redraw(person, dice)
    gone = changed.pop()
    Practitioner.objects.filter(pk=gone.pk).delete()
    people = [gone.pk, *(person.pk for person in (*changed, *late))]
    index.put(people, rows.entries([person for person in people if person != gone.pk], index.words.tokens))
    assert rows.content(index) == rows.content(rows.everybody())
    same(index, seed=7)


def test_who_shows_how_much_comes_first():
    crowd.people(40)
    index, people = rows.everybody(), reference.everybody()
    skills = crowd.SKILLS[:3]

    def many(known: reference.Known) -> int:
        return sum(known.strengths.get(key, 0) >= 2 for key in skills)

    wanted = sorted(people, key=lambda known: (-many(known), -known.day))
    assert [row.person for row in index.richest(index.found(), skills, 2).page(0, 100)] == [k.pk for k in wanted]


def test_ranks_are_exact_and_pages_fit_together():
    crowd.people(80)
    index = rows.everybody()
    dice = random.Random(3)
    ranking = index.scored([a_point(dice) for _ in range(3)], index.found())
    whole = ranking.page(0, len(ranking))
    assert len(whole) == len(ranking) > 20
    assert [placed for start in range(0, len(whole), 7) for placed in ranking.page(start, start + 7)] == whole
    assert ranking.page(len(whole), len(whole) + 5) == []
    keys = [placed.figures for placed in whole]
    for figures in keys:
        assert ranking.rank(figures) == 1 + sum(other > figures for other in keys)
        assert ranking.sharing(figures) == keys.count(figures)
        higher = [placed for placed in whole if placed.figures > figures]
        nearest = [placed for placed in higher if placed.figures == higher[-1].figures]
        assert ranking.above(figures) == (nearest[0] if higher else None)
    assert sum(ranking.by_musts.values()) == len(whole)
    for musts, number in ranking.by_musts.items():
        assert sum(p.figures.musts_met == musts for p in whole) == number
