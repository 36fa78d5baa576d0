"""Signals of a standing: started too high, and a middle level neglected."""

from dataclasses import replace

import pytest

from competence import signals
from competence.standing import PortfolioFacts, Proof, State, read
from competence.strengths import Strength
from tests.competence.standing_shipped import level_1, level_2, level_3, processes, yardstick
from tests.competence.standing_worlds import CLAIMED, EVIDENCED, portfolio, proof, proofs, together

THREE = "three-levels"
LEVEL_2 = [key for key, skill in yardstick(THREE).skills.items() if skill.level == "l2"]


def found(facts: PortfolioFacts, name: str = THREE) -> dict[str, signals.Signal]:
    measure = yardstick(name)
    return {signal.key: signal for signal in signals.read(measure, read(measure, processes(), facts))}


def test_level_3_with_nothing_below_started_too_high_and_says_what_to_show_first():
    signal = found(level_3())[signals.STARTED_TOO_HIGH]
    assert [level.key for level in signal.levels] == ["l3", "l1", "l2"]
    assert signal.title == "Level 3 before Level 1 and Level 2"
    assert signal.text == (
        "5 skills of Level 3 (Applications) are shown, while Level 1 (Modeling) and Level 2 (Tuning) are not "
        "demonstrated yet. Show those first."
    )


def test_started_too_high_names_only_the_levels_that_are_open():
    signal = found(together(level_1(), level_3()))[signals.STARTED_TOO_HIGH]
    assert [level.key for level in signal.levels] == ["l3", "l2"]
    assert signal.title == "Level 3 before Level 2"
    assert signal.text.endswith("while Level 2 (Tuning) is not demonstrated yet. Show that first.")


def test_one_skill_is_enough_and_one_signal_stands_for_the_highest_level():
    facts = portfolio(proof("l3.technique.ts-recurrent"), proof("l2.learning.diagnose-poor-learning"))
    signal = found(facts)[signals.STARTED_TOO_HIGH]
    assert signal.text.startswith("1 skill of Level 3 (Applications) is shown")


@pytest.mark.parametrize(
    "facts",
    [
        portfolio(),
        portfolio(proof("l1.library.predict")),
        portfolio(proof("l3.technique.ts-recurrent", "p", CLAIMED)),
        level_1(),
        together(level_1(), level_2()),
        together(level_1(), level_2(), level_3()),
        portfolio(Proof("fg.expert.general.teaching", "p", Strength.VERIFIED)),
    ],
    ids=["empty", "level 1 begun", "claims only", "level 1", "levels 1 and 2", "all three", "another framework"],
)
def test_nothing_started_too_high(facts):
    assert signals.STARTED_TOO_HIGH not in found(facts)


def test_the_optional_level_is_named_only_when_no_other_stands_too_high():
    extension = portfolio(proof("lx.scale.big-data"))
    assert [level.key for level in found(extension)[signals.STARTED_TOO_HIGH].levels] == ["lx", "l1"]
    both = together(extension, portfolio(proof("l2.learning.diagnose-poor-learning")))
    assert [level.key for level in found(both)[signals.STARTED_TOO_HIGH].levels] == ["l2", "l1"]


def test_level_2_neglected():
    signal = found(together(level_1(), level_3()))[signals.MIDDLE_NEGLECTED]
    assert [level.key for level in signal.levels] == ["l2"]
    assert signal.title == "Level 2 is hardly shown"
    assert signal.text == (
        "Level 3 (Applications) has 5 skills shown; Level 2 (Tuning) has 1 of 30. A reader will ask what lies between."
    )


@pytest.mark.parametrize(("count", "neglected"), [(0, True), (9, True), (10, False), (30, False)])
def test_neglected_means_less_than_a_third(count, neglected):
    facts = together(
        portfolio(proofs("p", EVIDENCED, *LEVEL_2[:count])), portfolio(proof("l3.technique.ts-recurrent", "p"))
    )
    assert (signals.MIDDLE_NEGLECTED in found(facts)) is neglected


def test_a_level_that_its_rules_call_demonstrated_is_not_neglected_however_few_skills_it_took():
    facts = together(level_1(), level_2(), level_3())
    reading = read(yardstick(THREE), processes(), facts).by_key["l2"]
    assert reading.state >= State.DEMONSTRATED and 3 * reading.shown < reading.total
    assert signals.MIDDLE_NEGLECTED not in found(facts)


@pytest.mark.parametrize(
    "facts",
    [
        level_1(),
        together(level_1(), portfolio(proof("lx.scale.big-data"))),
        portfolio(proof("l3.technique.ts-recurrent", "p", CLAIMED)),
    ],
    ids=["nothing above", "only the extension above", "only a claim above"],
)
def test_level_2_is_not_neglected_while_nothing_above_is_shown(facts):
    assert signals.MIDDLE_NEGLECTED not in found(facts)


def test_neither_the_lowest_nor_the_highest_level_is_in_the_middle():
    measure = yardstick("field-guide")
    key = next(key for key, skill in measure.skills.items() if skill.level == "fg.expert")
    facts = portfolio(proof(key))
    neglected = signals.middle_neglected(measure, read(measure, processes(), facts))
    assert [signal.levels[0].key for signal in neglected] == ["fg.intermediate", "fg.advanced"]


def test_areas_side_by_side_give_no_signals():
    areas = yardstick("global-competencies")
    facts = portfolio(*(proof(key) for key, skill in areas.skills.items() if skill.level == "gc.applied"))
    assert not found(facts, "global-competencies")
    three = replace(yardstick(THREE), ordered=False)
    assert not signals.middle_neglected(three, read(three, processes(), level_3()))
