"""The next project: which ideas come first, and why; held against a slow search on drawn catalogues."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from competence.catalogues import Idea
from competence.standing import PortfolioFacts, read
from competence.strengths import Strength
from dashboard import planner
from dashboard.planner import Plan
from tests.competence.standing_shipped import level_1, level_2, level_3, processes, yardstick
from tests.competence.standing_worlds import CLAIMED, portfolio, proof, together

THREE = yardstick("three-levels")
DROPOUT, STOPPING = "l2.generalization.dropout", "l2.generalization.early-stopping"
BATCH, RATE = "l2.learning.batch-size", "l2.learning.learning-rate"
FIT = "l1.library.fit-model"
_numbers = count(1)


def idea(*skills: str, key: str = "", **document: Any) -> Idea:
    key = key or f"idea-{next(_numbers)}"
    return Idea(key, document.pop("title", key.capitalize()), {"idea": "Do it.", **document}, skills)


def plan(*ideas: Idea, facts: PortfolioFacts | None = None, **more: Any) -> Plan | None:
    given_ = facts or portfolio()
    strengths: dict[str, Strength] = {}
    for one in given_.proofs:
        strengths[one.skill] = max(one.strength, strengths.get(one.skill, one.strength))
    return planner.plan(THREE, read(THREE, processes(), given_), strengths, ideas, **more)


def found(*ideas: Idea, **more: Any) -> Plan:
    made = plan(*ideas, **more)
    assert made is not None
    return made


def keys(made: Plan) -> list[str]:
    return [suggestion.idea.key for suggestion in made.suggestions]


def test_without_a_goal_it_is_the_lowest_level_that_is_not_demonstrated() -> None:
    everywhere = idea(FIT, DROPOUT, "l3.technique.ts-recurrent")
    assert found(everywhere).goal.key == "l1"
    made = found(everywhere, facts=level_1())
    assert made.goal.key == "l2" and made.reason.startswith("This level is the lowest that is not demonstrated")
    assert [level.key for level in made.goals] == ["l2", "l3"], "of Level 1 the idea closes nothing more"


def test_a_goal_can_be_chosen_and_one_that_no_idea_helps_is_not_taken() -> None:
    both = idea(FIT, DROPOUT)
    made = found(both, goal="l2")
    assert (made.goal.key, made.reason) == ("l2", "")
    assert found(both, goal="l3").goal.key == "l1"
    assert found(both, goal="no such level").goal.key == "l1"


def test_where_all_is_demonstrated_it_is_the_level_of_which_least_is_shown_and_optional_ones_come_last() -> None:
    facts = together(level_1(), level_2(), level_3())
    shown = {level.level.key: level.shown / level.total for level in read(THREE, processes(), facts).levels}
    gap = {
        level.key: next(s.key for s in level.skills if s.key not in {p.skill for p in facts.proofs})
        for level in THREE.levels
    }
    made = found(idea(*gap.values()), facts=facts)
    assert made.goal.key == min(("l1", "l2", "l3"), key=lambda key: shown[key])
    assert made.reason == "All levels are demonstrated; of this one least is shown."
    assert found(idea(gap["lx"]), facts=facts).goal.key == "lx"


def test_what_the_open_rules_ask_for_comes_before_other_gaps() -> None:
    """Batch size and rate are more gaps; but the rule of remedies against overfitting is the one still open."""
    standing = read(THREE, processes(), portfolio()).by_key["l2"]
    asked = {key for rule in standing.open_rules for key in (*rule.open.skills, *rule.open.indispensable)}
    plain = [s.key for s in standing.level.skills if s.key not in asked][:2]
    assert plain, "the shipped framework has skills that no rule names"
    wanted, other = idea(DROPOUT, key="wanted"), idea(*plain, key="other")
    assert keys(found(other, wanted, goal="l2")) == ["wanted", "other"]


def test_claims_are_gaps_and_shown_skills_are_none() -> None:
    facts = portfolio(proof(DROPOUT, "p", CLAIMED), proof(STOPPING, "p"))
    made = found(idea(DROPOUT, STOPPING, BATCH), facts=facts, goal="l2")
    (one,) = made.suggestions
    assert {skill.key: state for skill, state in zip(one.closes, one.states, strict=True)} == {
        DROPOUT: "claimed next",
        BATCH: "gap next",
    }
    assert made.skills == {DROPOUT, BATCH}


def test_each_further_one_closes_what_is_left_and_no_twin_is_named() -> None:
    first, twin, other = idea(DROPOUT, STOPPING, key="first"), idea(DROPOUT, key="twin"), idea(BATCH, key="other")
    assert keys(found(twin, other, first, goal="l2")) == ["first", "other"]


def test_at_most_three_and_equals_in_the_order_of_the_catalogue() -> None:
    level = next(level for level in THREE.levels if level.key == "l2")
    several = [idea(skill.key, key=skill.key) for skill in list(level.skills)[:6]]
    made = found(*several, goal="l2")
    assert len(made.suggestions) == planner.MOST
    worth = [suggestion.asked for suggestion in made.suggestions]
    same = [key for key, asked in zip(keys(made), worth, strict=True) if asked == worth[0]]
    assert same == sorted(same, key=[i.key for i in several].index)


def test_empty_cells_decide_between_equals_and_then_data_that_is_known() -> None:
    kind = {"conditions": ["same-scale", "missing-values"], "target": "binary"}
    cells = idea(FIT, key="cells", **kind)
    known = idea(FIT, key="known", title="Sonar,  Mines")
    assert keys(found(idea(FIT, key="plain"), known, cells)) == ["cells"]
    (one,) = found(idea(FIT), known, datasets={"sonar, mines": "A first network"}).suggestions
    assert (one.idea.key, one.known_from, one.cells) == ("known", "A first network", 0)
    assert found(cells).suggestions[0].cells == 2


def test_skills_of_other_levels_are_counted_apart() -> None:
    (one,) = found(idea(FIT, DROPOUT, STOPPING, "pl.no-such-skill")).suggestions
    assert [skill.key for skill in one.closes] == [FIT] and one.beyond == 2


def test_no_plan_where_no_idea_helps() -> None:
    assert plan() is None
    assert plan(idea("pl.entry.of-another-framework")) is None
    assert (
        plan(idea(DROPOUT), facts=level_2(), goal="l2") is None
        or DROPOUT not in found(idea(DROPOUT), facts=level_2()).skills
    )


def test_an_idea_reaches_the_skills_for_which_its_own_count() -> None:
    (one,) = planner.reaching([idea(FIT, DROPOUT, key="one")], {FIT: ["other.fit", DROPOUT], RATE: ["other.rate"]})
    assert one.skills == (FIT, DROPOUT, "other.fit") and one.key == "one"


SOME = [s.key for level in THREE.levels if level.key in ("l1", "l2") for s in level.skills][:24]


@given(st.lists(st.sets(st.sampled_from(SOME), max_size=6), min_size=1, max_size=7), st.sampled_from(["l1", "l2"]))
def test_the_first_closes_as_much_as_any_and_all_three_as_the_slow_search_says(
    drawn: list[set[str]], goal: str
) -> None:
    ideas = [idea(*sorted(skills), key=str(place)) for place, skills in enumerate(drawn)]
    made = plan(*ideas, goal=goal)
    standing = read(THREE, processes(), portfolio())
    helped = [reading for reading in standing.levels if {s.key for s in reading.level.skills} & set().union(*drawn)]
    if not helped:
        assert made is None
        return
    assert made is not None
    level = standing.by_key[made.goal.key]
    gaps = {skill.key for skill in level.level.skills}
    asked = {key for rule in level.open_rules for key in (*rule.open.skills, *rule.open.indispensable)}
    expected: list[str] = []
    left = set(gaps)
    while len(expected) < planner.MOST:
        worth = [(len(set(i.skills) & left & asked), len(set(i.skills) & left)) for i in ideas]
        open_ = [place for place, i in enumerate(ideas) if i.key not in expected and worth[place][1]]
        if not open_:
            break
        best = max(worth[place] for place in open_)
        chosen = next(place for place in open_ if worth[place] == best)
        expected.append(ideas[chosen].key)
        left -= set(ideas[chosen].skills)
    assert keys(made) == expected
    for suggestion in made.suggestions:
        assert {skill.key for skill in suggestion.closes} == gaps & set(suggestion.idea.skills)
