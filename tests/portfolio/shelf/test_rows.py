"""A shelf says of many packed projects what a loop over them says."""

from datetime import UTC, date, datetime
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portfolio.shelf.entries import Entry, pack
from portfolio.shelf.rows import AT_ONCE, Shelf

SIZE = 12
NUMBERS = st.frozensets(st.integers(1, SIZE + 3), max_size=6)
"""Some are of nothing that the shelf knows."""
SETS = st.lists(st.frozensets(st.integers(1, SIZE - 1), max_size=4), max_size=AT_ONCE + 3)
AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def entry(numbers: frozenset[int], day: date | None = None, chance: int = 0) -> bytes:
    traits = {("facet", str(number)): number for number in numbers}
    return pack(Entry(AT, UUID(int=chance << 64), day, frozenset(traits)), traits)


def shelf(projects: list[frozenset[int]]) -> Shelf:
    return Shelf([(100 + place, entry(numbers)) for place, numbers in enumerate(projects)], SIZE)


@given(projects=st.lists(NUMBERS, min_size=1, max_size=8), sets=SETS)
def test_which_projects_have_one_of_each_set(projects: list[frozenset[int]], sets: list[frozenset[int]]) -> None:
    """Also of more sets than one pass can tell apart, and of projects without any trait."""
    held = shelf(projects).having(sets)
    assert held.tolist() == [[bool(own & numbers) for numbers in projects] for own in sets]


@given(projects=st.lists(NUMBERS, min_size=1, max_size=8), wanted=st.frozensets(st.integers(1, SIZE - 1)))
def test_how_many_have_each_number_and_how_many_each_has(
    projects: list[frozenset[int]], wanted: frozenset[int]
) -> None:
    some = [place % 2 == 0 for place in range(len(projects))]
    counted = shelf(projects).counted(np.array(some))
    chosen = [numbers for numbers, is_some in zip(projects, some, strict=True) if is_some]
    assert counted.tolist() == [0, *(sum(number in own for own in chosen) for number in range(1, SIZE))]
    assert shelf(projects).many(wanted).tolist() == [len(wanted & numbers) for numbers in projects]


def test_what_puts_projects_in_order_comes_out_as_it_went_in() -> None:
    own = Shelf([(7, entry(frozenset({3}), date(2026, 4, 30), 5)), (9, entry(frozenset()))], SIZE)
    assert own.keys.tolist() == [7, 9]
    assert own.days.tolist() == [date(2026, 4, 30).toordinal(), 0]
    assert own.chances.tolist() == [5, 0]
    assert own.moments.tolist() == [int(AT.timestamp() * 1_000_000)] * 2


def test_equal_entries_are_equal_bytes() -> None:
    assert entry(frozenset({3, 1, 2})) == entry(frozenset({2, 3, 1}))
