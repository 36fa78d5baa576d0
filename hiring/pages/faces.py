"""Who somebody is, as the pages of hiring write it: the only place where a match gets a name."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.models import Practitioner


@dataclass(frozen=True, slots=True)
class Face:
    """One person beside their match."""

    key: str
    """How addresses and forms call them: the handle."""
    name: str
    href: str
    """The profile."""


def of(person: Practitioner) -> Face:
    """The person under their name."""
    return Face(person.handle, person.name, person.get_absolute_url())
