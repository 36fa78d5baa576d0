"""The level map: what stands where, what counts as shown, and what is ringed."""

from dataclasses import replace

import pytest

from competence import levelmap
from competence.strengths import Strength
from competence.yardstick import Axis, AxisValue, Competence, Group, Level, Skill, Tiers, Yardstick

V, E, C = Strength.VERIFIED, Strength.EVIDENCED, Strength.CLAIMED


def skill(key: str, **fields: object) -> Skill:
    level, competence, name = key.split(".")
    values = {"name": name.capitalize(), "can_do": f"Can {name}", "evidence": "", "pitfall": "", "proof": "project"}
    return Skill(**{"key": key, "level": level, "competence": f"{level}.{competence}", **values, **fields})


def competence(key: str, *skills: Skill, groups: tuple[Group, ...] = ()) -> Competence:
    return Competence(key, key.split(".")[1].capitalize(), "", "", key.split(".")[0], groups, skills)


def group(key: str, name: str) -> Group:
    return Group(key, name, "", "l1.process")


ONE = Level(
    "l1",
    1,
    "Modeling",
    "",
    competences=(
        competence("l1.library", skill("l1.library.install"), skill("l1.library.fit")),
        competence(
            "l1.process",
            skill("l1.process.loose"),
            skill("l1.process.scale", group="l1.process.inputs"),
            skill("l1.process.frame", group="l1.process.framing"),
            groups=(group("l1.process.framing", "Framing"), group("l1.process.inputs", "Inputs")),
        ),
    ),
)
TWO = Level(
    "l2",
    2,
    "Tuning",
    "",
    competences=(
        competence(
            "l2.learning",
            skill("l2.learning.rate", group="l2.learning.descent"),
            groups=(Group("l2.learning.descent", "Descent", "", "l2.learning"),),
        ),
        competence("l2.generalization", skill("l2.generalization.dropout")),
        competence("l2.prediction", skill("l2.prediction.averaging")),
    ),
)
THREE = Level(
    "l3",
    3,
    "Applications",
    "",
    competences=(
        competence("l3.data", skill("l3.data.images", domain="vision"), skill("l3.data.acquire")),
        competence(
            "l3.technique", skill("l3.technique.lags", domain="series"), skill("l3.technique.cnn", domain="vision")
        ),
    ),
)
EXTRA = Level(
    "lx", 4, "Further directions", "", optional=True, competences=(competence("lx.scale", skill("lx.scale.gpu")),)
)
DOMAINS = Axis(
    "domain", "Domain", "flat", "l3", values=(AxisValue("series", "Time series"), AxisValue("vision", "Vision"))
)
YARDSTICK = Yardstick("three", "Three levels", "1.0.0", levels=(ONE, TWO, THREE, EXTRA), axes=(DOMAINS,))


def names(leaf: levelmap.Leaf) -> list[tuple[str, list[str]]]:
    return [(block.name, [mark.name for mark in block.skills]) for block in leaf.blocks]


def test_a_level_of_few_competences_is_shown_by_its_groups_in_their_order() -> None:
    leaf = levelmap.build(YARDSTICK, {}).leaves[0]
    assert names(leaf) == [
        ("Library", ["Install", "Fit"]),
        ("Process", ["Loose"]),
        ("Framing", ["Frame"]),
        ("Inputs", ["Scale"]),
    ]


def test_a_level_of_three_competences_is_shown_by_them_so_that_the_shape_names_what_is_on_the_map() -> None:
    leaf = levelmap.build(YARDSTICK, {}).leaves[1]
    assert [block.name for block in leaf.blocks] == ["Learning", "Generalization", "Prediction"]


def test_a_level_with_domains_is_shown_by_them_in_the_order_of_the_axis_what_crosses_them_first() -> None:
    leaf = levelmap.build(YARDSTICK, {}).leaves[2]
    assert names(leaf) == [
        ("Across domains", ["Acquire"]),
        ("Time series", ["Lags"]),
        ("Vision", ["Images", "Cnn"]),
    ]


def test_a_domain_that_the_axis_does_not_name_still_has_its_block() -> None:
    leaf = levelmap.build(replace(YARDSTICK, axes=()), {}).leaves[2]
    assert [block.name for block in leaf.blocks] == ["Across domains", "vision", "series"]


def test_an_optional_level_is_kept_apart_and_out_of_the_tally() -> None:
    found = levelmap.build(YARDSTICK, {"lx.scale.gpu": V})
    assert [leaf.name for leaf in found.leaves] == ["Modeling", "Tuning", "Applications"]
    assert [(leaf.name, leaf.shown, leaf.total) for leaf in found.optional] == [("Further directions", 1, 1)]
    assert found.tally == levelmap.Tally(gap=12)


def test_a_claim_never_counts_as_shown() -> None:
    found = levelmap.build(YARDSTICK, {"l1.library.install": C, "l1.library.fit": E, "l2.learning.rate": V})
    assert [(leaf.shown, leaf.total) for leaf in found.leaves] == [(1, 5), (1, 3), (0, 4)]
    assert found.leaves[0].blocks[0].shown == 1
    assert (found.tally.verified, found.tally.evidenced, found.tally.claimed, found.tally.gap) == (1, 1, 1, 9)
    assert (found.tally.shown, found.tally.total) == (2, 12)


def test_the_place_of_a_skill_does_not_depend_on_the_person() -> None:
    def places(found: levelmap.LevelMap) -> list[str]:
        return [mark.key for leaf in found.leaves for block in leaf.blocks for mark in block.skills]

    everything = dict.fromkeys(YARDSTICK.skills, V)
    assert places(levelmap.build(YARDSTICK, {})) == places(levelmap.build(YARDSTICK, everything))


@pytest.mark.parametrize(
    ("strength", "ring", "words"),
    [
        (None, "asked", "not shown, asked for"),
        (C, "asked", "claimed only, asked for"),
        (E, "", "evidenced"),
        (V, "", "verified"),
    ],
)
def test_only_what_is_asked_for_and_absent_is_ringed(strength: Strength | None, ring: str, words: str) -> None:
    key = "l2.prediction.averaging"
    strengths = {key: strength} if strength else {}
    found = levelmap.build(YARDSTICK, strengths, asked={key}, next={key})
    mark = found.leaves[1].blocks[2].skills[0]
    assert (mark.ring, mark.words) == (ring, words)
    assert found.tally.asked == (1 if ring else 0)


def test_a_suggestion_is_ringed_and_counted() -> None:
    found = levelmap.build(YARDSTICK, {}, next={"l2.learning.rate"})
    mark = found.leaves[1].blocks[0].skills[0]
    assert (mark.classes, mark.words) == ("gap next", "not shown, suggested next")
    assert found.tally.next == 1


def test_a_mark_leads_to_its_proof_and_says_what_the_skill_means() -> None:
    found = levelmap.build(YARDSTICK, {"l2.learning.rate": V}, {"l2.learning.rate": "/@ines/power/#evidence"})
    mark = found.leaves[1].blocks[0].skills[0]
    assert (mark.href, mark.title) == ("/@ines/power/#evidence", "Can rate")
    assert found.leaves[1].blocks[1].skills[0].href == ""


def test_a_retired_skill_stays_with_whoever_has_something_for_it() -> None:
    old = skill("l2.learning.old", retired=True)
    learning = replace(TWO.competences[0], skills=(*TWO.competences[0].skills, old))
    yardstick = replace(YARDSTICK, levels=(replace(TWO, competences=(learning, *TWO.competences[1:])),))
    assert levelmap.build(yardstick, {}).leaves[0].total == 3
    assert levelmap.build(yardstick, {old.key: E}).leaves[0].total == 4


def test_a_skill_that_the_yardstick_does_not_know_is_left_out() -> None:
    assert levelmap.build(YARDSTICK, {"somewhere.else.entirely": V}).tally.verified == 0


def test_the_sentence_says_the_map_in_the_words_of_the_framework() -> None:
    found = levelmap.build(replace(YARDSTICK, tiers=Tiers(level="Area")), {"l2.learning.rate": V, "lx.scale.gpu": E})
    assert found.sentence == (
        "Area 1: 0 of 5 skills shown; Area 2: 1 of 3 skills shown; "
        "Area 3: 0 of 4 skills shown; optional: 1 of 1; 1 verified"
    )
    assert found.tier == "Area"
