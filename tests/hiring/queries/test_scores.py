"""The order in SQL against one made person by person, on worlds and briefs drawn at random."""

import random
from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competence.queries import editions
from competence.standing import State
from competence.strengths import Strength
from hiring import matching
from hiring.matching import Facts, Scoring
from hiring.queries import facts, scores
from hiring.wanted import Ask, Wanted
from portfolio.models import Practitioner
from tests.hiring.crowds import Shows, crowd

SKILLS = (
    "l1.library.fit-model",
    "l1.modeling.scaling",
    "l1.modeling.target-binary",
    "l2.generalization.dropout",
    "l2.prediction.model-averaging",
    "l2.prediction.stacking-ensembles",
    "l2.prediction.weight-averaging",
)
LEVELS = ("l1", "l2")
PEOPLE = 40


def drawn_people(draw: random.Random) -> list[Shows]:
    """Some show nothing, some claim only; some are not listed, and some keep what they have to themselves."""
    return [
        Shows(
            {key: draw.choice(list(Strength)) for key in draw.sample(SKILLS, draw.randint(0, 5))},
            {key: draw.choice(list(State)) for key in LEVELS if draw.random() < 0.6},
            draw.choice((None, date(2026, 5, 1), date(2026, 5, 2))),
            draw.choice(("public", "public", "public", "unlisted", "private")),
            hidden=dict.fromkeys(draw.sample(SKILLS, 2), Strength.VERIFIED),
        )
        for _ in range(PEOPLE)
    ]


def drawn_brief(draw: random.Random) -> Wanted:
    asks = {}
    for _ in range(draw.randint(1, 7)):
        kind = draw.choice(("skill", "skill", "skill", "group", "domain", "level"))
        size = {"skill": 1, "level": 0}.get(kind, draw.randint(1, 4))
        skills = tuple(draw.sample(SKILLS, size))
        key = "-".join(skills) or draw.choice(LEVELS)
        asks[kind, key] = Ask(
            kind,
            key,
            key,
            draw.choice(("must", "must", "useful")),
            draw.choice(list(Strength)),
            skills,
            draw.randint(1, size or 1),
            retired=draw.random() < 0.1,
        )
    needless = frozenset({"l3"} if draw.random() < 0.3 else ())
    return Wanted("three-levels", tuple(sorted(asks.values(), key=lambda ask: ask.weight)), needless)


def reference(wanted: Wanted, shows: list[tuple[Practitioner, Shows]]) -> list[tuple[int, matching.Figures]]:
    """Everybody listed who meets something, one after the other."""
    found = []
    for person, one in shows:
        own = matching.read(wanted, Facts(one.strengths, one.standings, one.last_proof_on)).figures
        if one.visibility == "public" and not own.is_nothing:
            found.append((person, own))
    found.sort(key=lambda pair: str(pair[0].uuid))
    found.sort(key=lambda pair: pair[1].key, reverse=True)
    return [(person.pk, own) for person, own in found]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_sql_is_that_of_the_reference(frameworks, db, seed):
    draw = random.Random(seed)
    shows = drawn_people(draw)
    people = list(zip(crowd(shows), shows, strict=True))
    listed = sum(one.visibility == "public" for one in shows)
    sizes = Counter()
    for _ in range(25):
        wanted = drawn_brief(draw)
        found = scores.score(wanted, Practitioner.objects.listed())
        assert [(row.pk, row.figures) for row in found.rows] == reference(wanted, people), wanted
        assert found.total == listed
        sizes[len(found.rows) > 3] += 1
    assert sizes[True] > 10, "the worlds say nothing"


def test_three_queries_whatever_is_asked(frameworks, db):
    crowd([Shows({SKILLS[0]: Strength.VERIFIED}), Shows({SKILLS[1]: Strength.EVIDENCED})])
    for size in (1, 7):
        asks = tuple(Ask("skill", key, key, "must", Strength.EVIDENCED, (key,)) for key in SKILLS[:size])
        with CaptureQueriesContext(connection) as queries:
            scores.score(Wanted("three-levels", asks), Practitioner.objects.listed())
        assert len(queries) == 3


def test_only_those_among_whom_it_is_asked(frameworks, db):
    one, other = crowd([Shows({SKILLS[0]: Strength.VERIFIED}), Shows({SKILLS[0]: Strength.VERIFIED})])
    wanted = Wanted("three-levels", (Ask("skill", SKILLS[0], "", "must", Strength.EVIDENCED, SKILLS[:1]),))
    among = Practitioner.objects.listed()
    assert [row.pk for row in scores.score(wanted, among.filter(pk=other.pk)).rows] == [other.pk]
    both = scores.score(wanted, among)
    assert [row.pk for row in both.rows] == [p.pk for p in sorted((one, other), key=lambda p: str(p.uuid))]
    assert [both.rank(row.figures) for row in both.rows] == [1, 1]


def test_a_brief_that_asks_for_nothing_puts_nobody_above_anybody(frameworks, db):
    crowd([Shows({SKILLS[0]: Strength.VERIFIED}), Shows()])
    assert scores.score(Wanted("three-levels"), Practitioner.objects.listed()) == Scoring([], nothing=2)


def test_facts_are_what_everybody_sees(frameworks, db):
    shows = Shows({SKILLS[0]: Strength.CLAIMED}, {"l1": State.OUT_OF_ORDER}, hidden={SKILLS[1]: Strength.VERIFIED})
    (person,) = crowd([shows])
    found = facts.of([person], editions.current())[person.pk]
    assert found.facts == Facts(shows.strengths, shows.standings, shows.last_proof_on)
    assert found.hrefs.keys() == {SKILLS[0]}
