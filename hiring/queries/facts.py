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
from portfolio.models import Coverage, Facet, Practitioner


def of(people: Iterable[Practitioner], yardstick: Yardstick, veil: Veil | None = None) -> dict[int, Shown]:
    """What each of them shows to everybody, by primary key; under a veil it leads to the blind pages. Two queries."""
    known = {person.pk: person for person in people}
    strengths: dict[int, dict[str, Strength]] = {pk: {} for pk in known}
    hrefs: dict[int, dict[str, str]] = {pk: {} for pk in known}
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, practitioner__in=known)
    rows = rows.filter(skill__framework__key=yardstick.key).select_related("skill", "best__project")
    for row in rows:
        project = row.best.project
        project.practitioner = known[row.practitioner_id]
        strengths[row.practitioner_id][row.skill.key] = Strength(row.strength)
        open_ = f"{project.get_absolute_url()}#{row.best.anchor}"
        hrefs[row.practitioner_id][row.skill.key] = veil.place(row.practitioner_id, row.skill.key) if veil else open_
    standings = standings_of(known, yardstick)
    return {
        pk: Shown(
            Facts(strengths[pk], standings[pk], person.last_proof_on),
            hrefs[pk],
            veil.href(pk) if veil else person.get_absolute_url(),
        )
        for pk, person in known.items()
    }


def standings_of(people: Iterable[int], yardstick: Yardstick) -> dict[int, dict[str, State]]:
    """Where people stand at the levels of a framework, by primary key. One query."""
    found: dict[int, dict[str, State]] = {pk: {} for pk in people}
    rows = Facet.objects.filter(kind=STANDING, practitioner__in=found, value__startswith=f"{yardstick.key}/")
    for pk, value in rows.values_list("practitioner", "value"):
        _, level, state = value.split("/")
        found[pk][level] = State.from_word(state)
    return found
