"""Whose portfolio it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.models import Practitioner

if TYPE_CHECKING:
    from accounts.models import User


def of(user: User) -> Practitioner | None:
    """The portfolio of `user`; None before their first visit to the studio."""
    return Practitioner.objects.filter(user=user).first()


def free_handle(stem: str) -> str:
    """`stem` as an address, with the first number that makes it free. The action that takes it has the last word."""
    taken = set(Practitioner.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    return next(h for n in range(1, len(taken) + 2) if (h := stem if n == 1 else f"{stem}-{n}") not in taken)
