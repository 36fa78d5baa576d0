"""How the people of one brief are called and found while it is blind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import salted_hmac

from hiring import pseudonyms

if TYPE_CHECKING:
    from portfolio.queries.people import Card

SALT = "hiring.veils"


@dataclass(frozen=True, slots=True)
class Veil:
    """The names of one brief; the key stays on the server."""

    brief: UUID
    key: bytes

    def token(self, person: int) -> str:
        """The six signs for the practitioner with this primary key."""
        return pseudonyms.token(person, self.key)

    def name(self, person: int) -> str:
        """As in: Person A7F3KQ"""
        return pseudonyms.name(self.token(person))

    def href(self, person: int, anchor: str = "") -> str:
        """Their page within the brief."""
        address = reverse("hiring:blind-people-show", args=[self.brief, self.token(person)])
        return f"{address}#{anchor}" if anchor else address

    def place(self, person: int, skill: str) -> str:
        """Where the best evidence for a skill stands on their page."""
        return self.href(person, anchor_of(skill))

    def kit(self, person: int) -> str:
        """Their interview kit."""
        return reverse("hiring:blind-people-interview", args=[self.brief, self.token(person)])


def card(shown: Card, person: int, veil: Veil) -> Card:
    """A card with what they have shown, and nothing of who they are."""
    return replace(
        shown,
        name=veil.name(person),
        handle="",
        href=veil.href(person),
        headline="",
        location="",
        open_to="",
        strongest="",
        strongest_href="",
        result=None,
    )


def anchor_of(skill: str) -> str:
    """As in: skill-l2.generalization.dropout"""
    return f"skill-{skill}"


def of(brief: UUID) -> Veil:
    """The veil of the brief with this uuid."""
    return Veil(brief, salted_hmac(SALT, brief.hex, algorithm="sha256").digest())
