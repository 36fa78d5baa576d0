"""What matching may know of people, read from coverage and facets: nothing of who they are."""

from __future__ import annotations

from collections.abc import Iterable

from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring.matching import Facts
from hiring.pages.lines import Shown
from hiring.pages.veils import Veil
from portfolio.facets import STANDING
from portfolio.models import Coverage, Evidence, Facet, Practitioner, Project
from portfolio.models.parts import anchor_of

FIELDS = ("practitioner", "skill__key", "strength", "best__uuid", "best__project__slug")
"""What is read of a skill that somebody shows; whole projects would be read for their addresses alone."""
STANDING_AT = "standing"
"""The anchor of the standings, on the profile and on what a blind brief shows of it."""


def of(people: Iterable[Practitioner], yardstick: Yardstick, veil: Veil | None = None) -> dict[int, Shown]:
    """What each of them shows to everybody, by primary key; under a veil it leads to the blind pages. Two queries."""
    known = {person.pk: person for person in people}
    strengths: dict[int, dict[str, Strength]] = {pk: {} for pk in known}
    hrefs: dict[int, dict[str, str]] = {pk: {} for pk in known}
    addresses: dict[tuple[int, str], str] = {}
    rows = Coverage.objects.of_people(known).filter(skill__framework__key=yardstick.key)
    for pk, key, strength, uuid, slug in rows.values_list(*FIELDS):
        strengths[pk][key] = Strength(strength)
        if veil:
            hrefs[pk][key] = veil.place(pk, key)
            continue
        if (pk, slug) not in addresses:
            addresses[pk, slug] = Project(practitioner=known[pk], slug=slug).get_absolute_url()
        hrefs[pk][key] = f"{addresses[pk, slug]}#{anchor_of(Evidence, uuid)}"
    standings = standings_of(known, yardstick)
    return {
        pk: Shown(
            Facts(strengths[pk], standings[pk], person.last_proof_on),
            hrefs[pk],
            veil.href(pk, STANDING_AT) if veil else _standing_at(person, yardstick),
        )
        for pk, person in known.items()
    }


def _standing_at(person: Practitioner, yardstick: Yardstick) -> str:
    """Where the profile explains the standings by this framework, which may be another one than it opens with."""
    return f"{person.get_absolute_url()}?framework={yardstick.key}#{STANDING_AT}"


def standings_of(people: Iterable[int], yardstick: Yardstick) -> dict[int, dict[str, State]]:
    """Where people stand at the levels of a framework, by primary key. One query."""
    found: dict[int, dict[str, State]] = {pk: {} for pk in people}
    rows = Facet.objects.filter(kind=STANDING, practitioner__in=found, value__startswith=f"{yardstick.key}/")
    for pk, value in rows.values_list("practitioner", "value"):
        _, level, state = value.split("/")
        found[pk][level] = State.from_word(state)
    return found
