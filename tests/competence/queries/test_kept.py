"""What is kept in a process has a limit by weight and by number."""

from competence.queries import editions
from competence.queries.kept import Kept
from tests.factories import large_world
from tests.factories.competence import SMALL, small_yardstick


def make(kept, *values):
    return [kept.get(value, lambda value=value: value) for value in values]


def test_what_was_not_asked_for_longest_goes_first():
    kept = Kept(len, most=10, count=9)
    make(kept, "aaaa", "bbbb")
    made = []
    kept.get("aaaa", lambda: made.append("again") or "aaaa")
    make(kept, "cccc")
    kept.get("bbbb", lambda: made.append("b anew") or "bbbb")
    kept.get("cccc", lambda: made.append("c anew") or "cccc")
    assert made == ["b anew"]
    assert len(kept) == 2


def test_the_number_has_a_limit_as_well_and_the_last_one_always_stays():
    kept = Kept(len, most=10, count=2)
    make(kept, "a", "b", "c")
    assert len(kept) == 2
    assert make(kept, "x" * 50) == ["x" * 50]
    assert len(kept) == 1
    kept.clear()
    assert len(kept) == 0


def test_the_weight_of_an_edition_grows_with_its_blocks_and_what_is_only_kept():
    small, large = small_yardstick(), large_world.value("large", 500)
    assert 5_000 < editions.weight(small) < 20_000
    assert 500_000 < editions.weight(large) < 1_000_000
    heavy = small_yardstick(SMALL.replace('name = "Tune"', f'name = "Tune"\nnote = "{"x" * 4_000}"'))
    assert editions.weight(heavy) > editions.weight(small) + 16_000
