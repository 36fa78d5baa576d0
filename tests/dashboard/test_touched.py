"""Which skills a change differs in, and whether a standing can."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from competence.standing import PortfolioFacts, read
from competence.yardstick import Rule, Yardstick
from dashboard import touched
from tests.competence.standing_worlds import PROCESSES, rule, tiny
from tests.competence.test_standing_properties import EVERY_KIND, portfolios, quick

PLAIN = tiny(rule("skills", key="a1", at_least=2), rule("skills", key="a2", at_least=4, required=False))


def changed(yardstick: Yardstick, key: str, **fields: Any) -> Yardstick:
    """The same yardstick with one skill otherwise."""
    levels = tuple(
        replace(
            level,
            competences=tuple(
                replace(c, skills=tuple(replace(s, **fields) if s.key == key else s for s in c.skills))
                for c in level.competences
            ),
        )
        for level in yardstick.levels
    )
    return replace(yardstick, levels=levels)


def rules(yardstick: Yardstick, *own: Rule) -> Yardstick:
    return replace(yardstick, rules=own)


def test_nothing_differs_from_itself() -> None:
    assert touched.skills(PLAIN, PLAIN) == ()
    assert not touched.is_decisive(PLAIN, PLAIN)


@pytest.mark.parametrize(
    ("fields", "words", "decisive"),
    [
        ({"retired": True}, "retired", True),
        ({"can_do": "Can do more."}, "reworded", False),
        ({"name": "Uno"}, "reworded", True),
        ({"group": "a.x.g2"}, "moved", True),
        ({"proof": "artefact"}, "asks for other proof", True),
        ({"comparison": True, "pitfall": "One run."}, "reworded, asks for other proof", True),
        ({"signals": (), "extra": {"note": "kept"}}, "", False),
    ],
)
def test_what_happened_to_a_skill_is_named(fields: dict[str, Any], words: str, decisive: bool) -> None:
    after = changed(PLAIN, "a.x.one", **fields)
    assert [change.words for change in touched.skills(PLAIN, after)] == ([words] if words else [])
    assert touched.is_decisive(PLAIN, after) == decisive


def test_a_retired_skill_names_what_continues_it_and_one_in_use_again_says_so() -> None:
    after = changed(PLAIN, "a.x.one", retired=True, successor="a.x.two")
    (change,) = touched.skills(PLAIN, after)
    assert change.successor is not None
    assert change.successor.key == "a.x.two"
    (back,) = touched.skills(after, PLAIN)
    assert back.words == "in use again"
    other = changed(after, "a.x.one", successor="a.x.three")
    assert [change.words for change in touched.skills(after, other)] == ["retired"]


def test_skills_that_are_new_or_gone_are_told() -> None:
    fewer = replace(PLAIN, levels=PLAIN.levels[:2])
    assert [(c.key, c.words) for c in touched.skills(fewer, PLAIN)] == [("o.z.far", "new")]
    assert [(c.key, c.words, c.name) for c in touched.skills(PLAIN, fewer)] == [("o.z.far", "gone", "Far")]


def test_origins_that_prove_nothing_any_more_ask_for_other_proof() -> None:
    barred = tuple(
        replace(
            axis,
            values=tuple(replace(v, no_evidence_for=("b.d",)) if v.key == "contrived" else v for v in axis.values),
        )
        for axis in PLAIN.axes
    )
    found = touched.demands(PLAIN, replace(PLAIN, axes=barred))
    assert found == {key for key in PLAIN.skills if key.startswith("b.d.")}


def test_a_recommended_rule_decides_nothing_and_a_required_one_does() -> None:
    deciding, recommended = PLAIN.rules
    assert not touched.is_decisive(PLAIN, rules(PLAIN, deciding, replace(recommended, params={"at_least": 6})))
    assert not touched.is_decisive(PLAIN, rules(PLAIN, replace(deciding, text="Two of them."), recommended))
    assert touched.is_decisive(PLAIN, rules(PLAIN, replace(deciding, params={"at_least": 3}), recommended))
    assert touched.is_decisive(PLAIN, replace(PLAIN, counted_strength="verified"))


@quick
@given(portfolios())
def test_what_is_left_out_never_changes_a_state(portfolio: PortfolioFacts) -> None:
    whole, lean = (read(y, PROCESSES, portfolio) for y in (EVERY_KIND, touched.lean(EVERY_KIND)))
    assert [level.state for level in whole.levels] == [level.state for level in lean.levels]
    assert len(touched.lean(EVERY_KIND).rules) < len(EVERY_KIND.rules)
