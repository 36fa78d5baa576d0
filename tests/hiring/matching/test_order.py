"""The order: its figures against a slow reference, and what it does not depend on."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from competence.standing import State
from competence.strengths import Strength
from hiring import matching
from hiring.matching import Facts, Figures, Scored, Scoring
from hiring.wanted import Wanted
from tests.hiring.matching import worlds

CROWDS = st.lists(worlds.people(), min_size=2, max_size=7)


def reference(wanted: Wanted, facts: Facts) -> tuple:
    """The figures in the plainest words: count, one ask after the other."""
    verified = met = useful = 0
    for ask in wanted.asks:
        if ask.retired:
            continue
        if ask.kind == "level":
            state = facts.standings.get(ask.key)
            is_verified = state == State.VERIFIED
            is_met = is_verified or (state == State.DEMONSTRATED and ask.strength != Strength.VERIFIED)
        else:
            enough = [k for k in ask.skills if k in facts.strengths and facts.strengths[k] >= ask.strength]
            checked = [k for k in ask.skills if k in facts.strengths and facts.strengths[k] == Strength.VERIFIED]
            is_met, is_verified = len(enough) >= ask.at_least, len(checked) >= ask.at_least
        if ask.weight == "useful":
            useful += is_met
        else:
            verified, met = verified + is_verified, met + is_met
    return verified, met, useful, None if wanted.not_needed else facts.last_proof_on


def figures(wanted: Wanted, facts: Facts) -> Figures:
    return matching.read(wanted, facts).figures


def scoring(wanted: Wanted, crowd: list[Facts]) -> Scoring:
    """The order as it is made of matches; the place in the list stands for the uuid."""
    rows = [Scored(number, figures(wanted, facts)) for number, facts in enumerate(crowd)]
    some = sorted((row for row in rows if not row.figures.is_nothing), key=lambda row: row.figures.key, reverse=True)
    return Scoring(some, len(rows) - len(some))


@given(worlds.wanteds(), worlds.people())
def test_the_figures_are_those_of_the_reference(wanted, facts):
    own = figures(wanted, facts)
    assert (own.musts_verified, own.musts_met, own.useful_met, own.last_proof_on) == reference(wanted, facts)
    assert own.musts_verified <= own.musts_met <= len(wanted.musts)


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_the_ranks_are_those_of_the_reference(wanted, crowd):
    found = scoring(wanted, crowd)
    known = [reference(wanted, facts) for facts in crowd]
    dated = [(*key[:3], key[3].toordinal() if key[3] else 0) for key in known]
    for row in found.rows:
        assert found.rank(row.figures) == 1 + sum(other > dated[row.pk] for other in dated)
    assert found.total == len(crowd)
    assert found.nothing == sum(key[1] + key[2] == 0 for key in known)
    for musts in range(len(wanted.musts) + 1):
        some = [n for n, key in enumerate(known) if key[1] == musts and key[1] + key[2]]
        assert found.by_musts[musts] == len(some)


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_somebody_of_the_next_rank_is_above_and_nobody_stands_between(wanted, crowd):
    found = scoring(wanted, crowd)
    for row in found.rows:
        above = found.above(row.figures)
        higher = [other for other in found.rows if other.figures.key > row.figures.key]
        if above is None:
            assert not higher
        else:
            assert above.figures.key == min(other.figures.key for other in higher)
            assert above == next(other for other in found.rows if other.figures.key == above.figures.key)


@worlds.FEW
@given(worlds.wanteds(), CROWDS)
def test_the_order_is_total_and_equals_share_a_rank(wanted, crowd):
    keys = [figures(wanted, facts).key for facts in crowd]
    for one in keys:
        assert one <= one
        for two in keys:
            assert one <= two or two <= one
            for three in keys:
                assert not (one <= two <= three) or one <= three
    found = scoring(wanted, crowd)
    ranks = [found.rank(row.figures) for row in found.rows]
    assert ranks == sorted(ranks)
    for place, rank in enumerate(ranks, start=1):
        assert rank == place or rank == ranks[place - 2]


def test_equals_share_a_rank_and_the_next_one_counts_them():
    high, same, low = Figures(2, 2), Figures(1, 2), Figures(1, 1)
    found = Scoring([Scored(1, high), Scored(2, same), Scored(3, same), Scored(4, low)])
    assert [found.rank(row.figures) for row in found.rows] == [1, 2, 2, 4]
    assert [found.sharing(row.figures) for row in found.rows] == [1, 2, 2, 1]
    assert found.sharing(Figures(0, 1)) == 0
    assert found.above(low) == Scored(2, same)


@worlds.FEW
@given(worlds.wanteds(), CROWDS, st.randoms(use_true_random=False))
def test_who_somebody_is_changes_nothing(wanted, crowd, random):
    """The same facts under other identities: the same figures and ranks. Facts have no field for an identity at all."""
    order = list(range(len(crowd)))
    random.shuffle(order)
    before, after = scoring(wanted, crowd), scoring(wanted, [crowd[number] for number in order])
    ranks = {row.pk: before.rank(row.figures) for row in before.rows}
    assert {order[row.pk]: after.rank(row.figures) for row in after.rows} == ranks
    assert Facts.__dataclass_fields__.keys() == {"strengths", "standings", "last_proof_on"}


@given(worlds.wanteds(), worlds.people(), st.dictionaries(st.sampled_from(worlds.BEYOND), worlds.STRENGTHS), st.dates())
def test_a_level_that_is_not_needed_changes_nothing(wanted, facts, beyond, latest):
    """Neither skill nor standing nor the day on which it was proved."""
    without = {key: strength for key, strength in facts.strengths.items() if key not in worlds.BEYOND}
    needless = replace(wanted, not_needed=frozenset({worlds.EXTRA}))
    less = replace(facts, strengths=without)
    more = replace(facts, strengths={**without, **beyond}, standings={**facts.standings, worlds.EXTRA: State.VERIFIED})
    more = replace(more, last_proof_on=latest)
    one, two = matching.read(needless, less), matching.read(needless, more)
    assert one.figures == two.figures
    assert one.readings == two.readings
    assert (
        matching.surplus(needless, less, worlds.yardstick()).more
        == matching.surplus(needless, more, worlds.yardstick()).more
    )


@given(worlds.wanteds(), worlds.people(), st.sampled_from(worlds.OWN), worlds.STRENGTHS)
def test_more_evidence_never_lowers_the_key(wanted, facts, key, strength):
    raised = {**facts.strengths, key: max(strength, facts.strengths.get(key, strength))}
    assert figures(wanted, replace(facts, strengths=raised)).key >= figures(wanted, facts).key


@given(worlds.wanteds(), worlds.people(), st.sampled_from(worlds.LEVELS), st.sampled_from(State))
def test_a_higher_standing_never_lowers_the_key(wanted, facts, level, state):
    raised = {**facts.standings, level: max(state, facts.standings.get(level, state))}
    assert figures(wanted, replace(facts, standings=raised)).key >= figures(wanted, facts).key


def test_the_uuid_only_says_who_of_equals_stands_first():
    """`Figures` cannot hold one."""
    assert UUID not in {type(part) for part in Figures(1, 2, 3).key}
    assert Figures.__dataclass_fields__.keys() == {"musts_verified", "musts_met", "useful_met", "last_proof_on"}
