"""Who somebody is, as the pages of hiring write it: the only place where a match gets a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from portfolio.models import Practitioner

if TYPE_CHECKING:
    from hiring.pages.veils import Veil


@dataclass(frozen=True, slots=True)
class Face:
    """One person beside their match."""

    key: str
    """How addresses and forms call them: the handle, or the six signs of a blind brief."""
    name: str
    href: str
    """The profile, or what a blind brief shows of it."""
    kit: str = ""
    """Their interview kit, where there is a brief."""


@dataclass(frozen=True, slots=True)
class Mask:
    """How the pages of one brief call people; without a brief by their names, and without a kit."""

    brief: UUID | None = None
    veil: Veil | None = None
    """While the brief is blind."""

    def face(self, person: Practitioner) -> Face:
        """The person under their name; under a veil, without it."""
        pk, veil = person.pk, self.veil
        if veil is not None:
            return Face(veil.token(pk), veil.name(pk), veil.href(pk), veil.kit(pk))
        kit = reverse("hiring:interviews-show", args=[self.brief, person.handle]) if self.brief else ""
        return Face(person.handle, person.name, person.get_absolute_url(), kit)


NO_MASK = Mask()
