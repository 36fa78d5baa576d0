"""The roles to begin with fit the shipped framework, and can be saved as they are. No database."""

from pathlib import Path

import pytest

from competence.formats import toml
from competence.yardstick import Yardstick
from hiring import beginnings, sheets
from hiring.beginnings import Beginning

SHIPPED = Path(__file__).resolve().parents[2] / "competence" / "data" / "three-levels.toml"


@pytest.fixture(scope="module")
def three_levels() -> Yardstick:
    return toml.read_framework(SHIPPED.read_text(encoding="utf-8"), "three-levels.toml")


@pytest.mark.parametrize("one", beginnings.every(), ids=lambda one: one.key)
class TestEvery:
    def test_every_key_is_in_the_shipped_edition(self, one: Beginning, three_levels: Yardstick) -> None:
        assert one.sheet.framework == three_levels.key
        assert [line.id for line in one.sheet.needs if not sheets.is_known(line, three_levels)] == []

    def test_it_can_be_saved(self, one: Beginning, three_levels: Yardstick) -> None:
        assert sheets.problems(one.sheet.needs, three_levels) == {}
        assert sheets.once(one.sheet.needs) == one.sheet.needs, "nothing is asked for twice"
        assert len(one.sheet.needs) <= sheets.MOST
        assert {line.weight for line in one.sheet.needs} <= set(sheets.WEIGHTS)

    def test_it_says_enough_and_not_too_much(self, one: Beginning) -> None:
        musts = [line for line in one.sheet.needs if line.weight == sheets.MUST]
        assert 1 <= len(musts) <= 10
        assert 100 < len(one.sheet.text) < 1000
        assert len(one.title) <= 120
        assert one.use_for


def test_there_are_roles_with_and_without_level_3() -> None:
    levels = [
        {line.key: line.weight for line in one.sheet.needs if line.kind == sheets.LEVEL} for one in beginnings.every()
    ]
    assert sum(one.get("l3") == "not-needed" for one in levels) >= 3
    assert sum(one.get("l3") in ("must", "useful") for one in levels) >= 3
    assert len({one.key for one in beginnings.every()}) == len(beginnings.every()) >= 8


def test_an_unknown_one_is_none() -> None:
    assert beginnings.of("no-such-role") is None
    assert beginnings.of("intern") in beginnings.every()
