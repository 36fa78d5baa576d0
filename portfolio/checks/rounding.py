"""Whether a number in an output is the figure that somebody claims, at the digits that they claim.

0.94 is claimed with two digits, so it occurs where an output has a number from 0.935 to 0.945; 0.940 needs one from
0.9395 to 0.9405. A share and its per cent figure are the same number: 94.1% is 0.941. 0 and 1 without decimals are not
rounded to, since half of all shares would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

EXACT = Context(prec=120)
"""Enough digits for differences of figures of 40 characters to be exact."""
PERCENT = frozenset({"%", "percent", "per cent", "pct"})
ONE, HUNDRED, HUNDREDTH = Decimal(1), Decimal(100), Decimal("0.01")


def rounds_to(found: Decimal, claimed: Decimal) -> bool:
    """Whether `found` lies at most half a unit of the last claimed digit away from `claimed`."""
    exponent = claimed.as_tuple().exponent
    if not found.is_finite() or not isinstance(exponent, int):
        return False
    half = EXACT.divide(EXACT.scaleb(ONE, exponent), Decimal(2))
    return EXACT.abs(EXACT.subtract(found, claimed)) <= half


def is_bare(claimed: Decimal) -> bool:
    """Whether it is 0, 1 or -1 without decimals: too little for anything to be rounded to it."""
    exponent = claimed.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0 and abs(claimed) <= 1


def scales(claimed: Decimal, *, claimed_percent: bool, found_percent: bool, is_share: bool) -> Iterator[Decimal]:
    """By what a found number may be multiplied to be read as the claimed one is written.

    A share is claimed as a number up to 1, or as its per cent figure above 1.
    """
    if claimed_percent:
        yield from (ONE,) if found_percent else (HUNDRED, ONE)
    elif found_percent:
        yield HUNDREDTH
        if not is_share or abs(claimed) > 1:
            yield ONE
    else:
        yield ONE
        if is_share:
            yield HUNDRED if abs(claimed) > 1 else HUNDREDTH


def occurs(claimed: Decimal, unit: str, found: Decimal, found_percent: bool, *, is_share: bool) -> bool:
    """Whether `found` (with a per cent sign or without) is `claimed` in this unit. `is_share`: of a metric such as
    accuracy, which is written as 0.941 and as 94.1 alike.

    0 and 1 without decimals occur only as they are; as a share, where the number is the same to two decimals.
    """
    claimed_percent = unit.strip().lower() in PERCENT
    by = scales(claimed, claimed_percent=claimed_percent, found_percent=found_percent, is_share=is_share)
    if is_bare(claimed):
        if not is_share:
            return any(EXACT.multiply(found, scale) == claimed for scale in by)
        claimed = claimed.quantize(HUNDREDTH)
    return any(rounds_to(EXACT.multiply(found, scale), claimed) for scale in by)
