"""When a number in an output is the claimed figure."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portfolio.checks.rounding import occurs, rounds_to

figures = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=8)


@pytest.mark.parametrize(
    ("found", "claimed", "same"),
    [
        ("0.9412", "0.94", True),
        ("0.9412", "0.941", True),
        ("0.9412", "0.940", False),
        ("0.935", "0.94", True),
        ("0.945", "0.94", True),
        ("0.9450000001", "0.94", False),
        ("0.93499999999", "0.94", False),
        ("0.94", "0.940", True),
        ("0.94", "0.941", False),
        ("1539.6", "1540", True),
        ("1540.51", "1540", False),
        ("-0.25", "0.25", False),
        ("1e-3", "0.001", True),
        ("0", "0.0", True),
    ],
)
def test_half_a_unit_of_the_last_digit(found, claimed, same):
    assert rounds_to(Decimal(found), Decimal(claimed)) is same


@pytest.mark.parametrize(
    ("claimed", "unit", "found", "percent", "share", "same"),
    [
        ("0.941", "", "94.1", True, True, True),
        ("0.94", "", "94.12", True, True, True),
        ("94.1", "%", "0.9412", False, True, True),
        ("94.1", "%", "94.12", True, True, True),
        ("94.1", "%", "94.12", False, True, True),
        ("94.1", "per cent", "0.941", False, True, True),
        ("0.94", "", "94.12", False, True, True),
        ("94.1", "", "0.9412", False, True, True),
        ("94.1", "", "0.9412", False, False, False),
        ("0.94", "", "94.12", False, False, False),
        ("12.3", "%", "0.123", False, False, True),
        ("12.3", "", "12.3", True, False, True),
        ("0.94", "", "0.0094", False, True, False),
        ("94", "%", "0.94", True, True, False),
        ("0.94", "", "0.94", True, True, False),
        ("94.1", "", "94.1", True, True, True),
        ("0.94", "", "0.94", True, False, True),
        ("1", "", "100", True, True, True),
        ("1", "", "0.62", False, True, False),
        ("1", "", "1.000", False, True, True),
        ("1", "", "0.9951", False, True, True),
        ("1", "", "0.9949", False, True, False),
        ("1", "", "99.6", True, True, True),
        ("1", "", "62", True, True, False),
        ("0", "", "0.49", False, False, False),
        ("0", "", "0.004", False, False, False),
        ("0", "", "0.0", False, False, True),
        ("1", "", "1.2", False, False, False),
        ("-1", "", "-0.8", False, False, False),
        ("1", "%", "0.62", True, False, False),
        ("1.0", "", "0.96", False, True, True),
        ("2", "", "1.6", False, False, True),
    ],
)
def test_shares_and_per_cent(claimed, unit, found, percent, share, same):
    assert occurs(Decimal(claimed), unit, Decimal(found), percent, is_share=share) is same


@given(figures, st.integers(0, 7))
def test_what_a_number_is_rounded_to_occurs(number, digits):
    claimed = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    assert rounds_to(number, claimed)


@given(figures, figures, st.integers(0, 7))
def test_it_is_exact(number, other, digits):
    claimed = other.quantize(Decimal(1).scaleb(-digits))
    tolerance = Decimal(5).scaleb(-digits - 1)
    assert rounds_to(number, claimed) is (abs(number - claimed) <= tolerance)
    assert rounds_to(claimed + tolerance, claimed) and rounds_to(claimed - tolerance, claimed)
    assert not rounds_to(claimed + tolerance + Decimal("1e-15"), claimed)


@given(figures, st.integers(0, 6))
def test_more_claimed_digits_never_make_it_easier(number, digits):
    claimed = number.quantize(Decimal(1).scaleb(-digits))
    finer = claimed.quantize(Decimal(1).scaleb(-digits - 1))
    assume(rounds_to(number, finer))
    assert rounds_to(number, claimed)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=1, places=6), st.integers(1, 4))
def test_a_share_and_its_per_cent_figure_are_the_same(share, digits):
    claimed = share.quantize(Decimal(1).scaleb(-digits))
    assert occurs(claimed, "", share * 100, True, is_share=True)
    in_hundred = (share * 100).quantize(Decimal(1).scaleb(-digits))
    assert occurs(in_hundred, "%", share, False, is_share=True)


@pytest.mark.parametrize("odd", ["NaN", "Infinity"])
def test_what_is_no_number_is_no_figure(odd):
    assert not rounds_to(Decimal(odd), Decimal("0.94")) and not rounds_to(Decimal("0.94"), Decimal(odd))
