"""Why somebody does not stand higher: only true claims."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from competence.standing import State
from competence.strengths import Strength
from hiring import matching
from hiring.matching import Facts, Scored, Scoring
from hiring.matching.moves import Figure
from hiring.wanted import Wanted
from tests.hiring.matching import worlds
from tests.hiring.matching.test_order import CROWDS, figures, scoring
from tests.hiring.matching.worlds import group_ask, level_ask, skill_ask

CLAIMED, EVIDENCED, VERIFIED = Strength
WANTED = Wanted("plain", (skill_ask("l1.s1"), skill_ask("l1.s2"), skill_ask("l2.s1", "useful")))


def match(wanted: Wanted = WANTED, day: date | None = None, **strengths: Strength) -> matching.Match:
    return matching.read(wanted, Facts({k.replace("_", "."): v for k, v in strengths.items()}, last_proof_on=day))


def test_the_first_figure_that_differs_decides():
    own = match(l1_s1=VERIFIED, l1_s2=EVIDENCED, l2_s1=VERIFIED, day=date(2026, 5, 1))
    found = matching.deciding(own, match(l1_s1=VERIFIED, l1_s2=VERIFIED))
    assert found is not None
    assert (found.figure, found.ahead) == (Figure.MUSTS_VERIFIED, 1)
    assert [ask.key for ask in found.there] == ["l1.s2"]
    assert found.here == ()


def test_what_counts_on_each_side_is_told():
    own = match(l1_s1=EVIDENCED)
    found = matching.deciding(own, match(l1_s2=VERIFIED))
    assert found is not None
    assert found.figure is Figure.MUSTS_VERIFIED
    found = matching.deciding(own, match(l1_s1=EVIDENCED, l1_s2=EVIDENCED))
    assert found is not None
    assert (found.figure, [ask.key for ask in found.there]) == (Figure.MUSTS_MET, ["l1.s2"])
    found = matching.deciding(own, match(l1_s2=EVIDENCED, l2_s1=CLAIMED, day=date(2026, 5, 1)))
    assert found is not None
    assert (found.figure, found.there, found.here) == (Figure.LAST_PROOF, (), ())


def test_nobody_stands_above_whoever_is_equal_or_higher():
    assert matching.deciding(match(l1_s1=VERIFIED), match(l1_s1=VERIFIED)) is None
    assert matching.deciding(match(l1_s1=VERIFIED), match(l1_s1=EVIDENCED)) is None


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_what_decides_adds_up(wanted, crowd):
    own, theirs = (matching.read(wanted, facts) for facts in crowd[:2])
    found = matching.deciding(own, theirs)
    if found is None:
        assert theirs.figures.key <= own.figures.key
        return
    assert theirs.figures.key[: found.figure] == own.figures.key[: found.figure]
    assert found.ahead > 0
    if found.figure is not Figure.LAST_PROOF:
        assert len(found.there) - len(found.here) == found.ahead


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_every_step_that_is_named_leads_where_it_says(wanted, crowd):
    """The step is taken, everybody is put in order anew, and the person stands where it said."""
    found = scoring(wanted, crowd)
    for number, facts in enumerate(crowd):
        now = found.rank(figures(wanted, facts))
        for step in matching.moves(matching.read(wanted, facts), found.rank):
            ask = step.reading.ask
            if ask.kind == "level":
                state = State.VERIFIED if step.to is VERIFIED else State.DEMONSTRATED
                then = replace(facts, standings={**facts.standings, ask.key: state})
            else:
                assert set(step.skills) <= set(ask.skills)
                assert all(facts.strengths.get(key, 0) < step.to for key in step.skills)
                then = replace(facts, strengths={**facts.strengths, **dict.fromkeys(step.skills, step.to)})
            again = scoring(wanted, [*crowd[:number], then, *crowd[number + 1 :]])
            assert again.rank(figures(wanted, then)) == step.rank < now


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_no_step_is_passed_over(wanted, crowd):
    """Whoever would move up with one skill of a single ask raised is told of that ask."""
    found = scoring(wanted, crowd)
    facts = crowd[0]
    own = matching.read(wanted, facts)
    told = {step.reading.ask for step in matching.moves(own, found.rank)}
    for ask in (*wanted.musts, *wanted.useful):
        if ask.kind != "skill":
            continue
        raised = replace(facts, strengths={**facts.strengths, ask.key: VERIFIED})
        if found.rank(figures(wanted, raised)) < found.rank(own.figures) and ask.weight == "must":
            assert ask in told


def test_the_step_to_verified_is_only_named_where_it_leads_higher():
    rows = [Scored(1, matching.Figures(1, 1)), Scored(2, matching.Figures(0, 1))]
    own = match(Wanted("plain", (skill_ask("l1.s1"), skill_ask("l1.s2"))), l1_s1=CLAIMED)
    found = matching.moves(own, Scoring(rows).rank)
    assert [(step.reading.ask.key, step.to, step.rank) for step in found] == [
        ("l1.s1", VERIFIED, 1),
        ("l1.s2", VERIFIED, 1),
        ("l1.s1", EVIDENCED, 2),
        ("l1.s2", EVIDENCED, 2),
    ]


def test_of_a_group_as_few_skills_are_raised_as_it_takes_the_nearest_first():
    wanted = Wanted("plain", (group_ask("l1.s1", "l1.s2", "l1.s3", n=2), level_ask("l2", strength=VERIFIED)))
    own = match(wanted, l1_s2=CLAIMED, l1_s3=VERIFIED)
    found = matching.moves(own, lambda figures: 10 - figures.musts_met - figures.musts_verified)
    assert [(step.reading.ask.kind, step.to, step.skills, step.rank) for step in found] == [
        ("group", VERIFIED, ("l1.s2",), 8),
        ("level", VERIFIED, (), 8),
        ("group", EVIDENCED, ("l1.s2",), 9),
    ]
