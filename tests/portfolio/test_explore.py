"""What an address asks for."""

from collections.abc import Collection, Mapping
from datetime import date

import pytest

from portfolio import explore
from portfolio.explore import Asked
from tests.portfolio.test_shape import yardstick

YARDSTICKS = (yardstick(), yardstick("field-guide"))
DAY = date(2026, 6, 1)


def labels(kind: str, values: Collection[str]) -> Mapping[str, str]:
    known = {"library": {"keras": "Keras"}, "seeking": {"contract": "Contract work"}, "place": {"france": "France"}}
    return {value: name for value, name in known.get(kind, {}).items() if value in values}


def read(**params: list[str]) -> Asked:
    return explore.read(params, YARDSTICKS, labels, DAY)


def test_an_address_is_read_and_written_again():
    asked = read(
        q=["  hourly   demand "], skill=["l2.generalization.dropout"], level=["l1", "l2"], standing=["l2/demonstrated"],
        domain=["computer-vision"], library=["keras"], seeking=["contract"], place=["france"], proof=["verified"],
        fresh=["12"], sort=["shown"],
    )  # fmt: skip
    assert [term.typed for term in asked.terms] == ["hourly", "demand"]
    assert [used.label for used in asked.filters] == [
        "“hourly demand”", "Dropout", "Level 1, Modeling", "Level 2, Tuning", "Level 2 demonstrated", "Computer vision",
        "Keras", "Contract work", "France", "verified", "proof within 12 months",
    ]  # fmt: skip
    assert asked.query == (
        "?q=hourly+demand&skill=l2.generalization.dropout&level=l1&level=l2&standing=l2%2Fdemonstrated"
        "&domain=computer-vision&library=keras&seeking=contract&place=france&proof=verified&fresh=12&sort=shown"
    )


def test_what_is_not_known_is_passed_over():
    asked = read(
        skill=["x", "fg.entry.theory"], level=["fg.entry"], proof=["best"], framework=["nothing"], fresh=["7"],
        sort=["name"], standing=["l2/great", "l9/verified"], seeking=["fame"], place=["x\x00"],
        cure=["a/b", "overfitting/x"], library=["k" * 500],
    )  # fmt: skip
    assert asked.filters == ()
    assert asked.query == "?"


def test_another_framework_stays_in_the_address():
    assert read(framework=["field-guide"], level=["fg.entry"]).query == "?framework=field-guide&level=fg.entry"


def test_one_filter_can_be_taken_away():
    asked = read(level=["l1", "l2"], q=["x"], exact=["yes"], fresh=["3"])
    assert [query for _, query in asked.chips] == [
        "?level=l1&level=l2&fresh=3", "?q=x&level=l2&fresh=3&exact=yes", "?q=x&level=l1&fresh=3&exact=yes",
        "?q=x&level=l1&level=l2&exact=yes",
    ]  # fmt: skip


def test_one_filter_more_of_a_single_kind_takes_the_place_of_the_one_before():
    asked = read(proof=["verified"], fresh=["3"])
    assert asked.with_("proof", "claimed").with_("fresh", "24").with_("level", "l1").query == (
        "?level=l1&proof=claimed&fresh=24"
    )


def test_a_level_that_stands_verified_is_demonstrated():
    asked = read()
    assert asked.ways("standing", "l2/demonstrated") == ("three-levels/l2/demonstrated", "three-levels/l2/verified")
    assert asked.ways("standing", "l2/in-progress") == ("three-levels/l2/in-progress",)
    assert asked.ways("place", "france") == ("france",)


@pytest.mark.parametrize(
    ("params", "order"),
    [
        ({}, "proof"),
        ({"q": ["x"]}, "best"),
        ({"q": ["x"], "sort": ["proof"]}, "proof"),
        ({"sort": ["best"]}, "proof"),
        ({"sort": ["verified"]}, "verified"),
    ],
)
def test_the_best_match_is_the_order_for_words_only(params, order):
    assert read(**params).order == order


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 6, 1), 12, date(2025, 6, 1)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
        (date(2026, 12, 31), 24, date(2024, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, before):
    assert explore.months_before(day, months) == before
