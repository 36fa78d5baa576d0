"""Whether a brief is blind at the moment, and who is meant by a name of its."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from hiring import pseudonyms
from hiring.models import Brief, Shortlist
from hiring.pages import veils
from hiring.pages.faces import Mask
from hiring.pages.veils import Veil
from hiring.scrub import Identity, Scrub
from portfolio import facets
from portfolio.models import BackgroundEntry, Practitioner
from portfolio.queries.records import PortfolioRecord

ALONG = ("contributors",)
"""Relations of a project that have to be read with a portfolio for `scrub`."""
ABOUT = ("background", "user")
"""Relations of a person that `scrub` reads."""
TELLING_FILTERS = frozenset({"q", facets.PLACE, facets.SEEKING, facets.WORKPLACE, facets.LIBRARY})
"""What finds somebody by who they are, and libraries: people type their names, as in "lindqvist-utils"."""
TELLING = (BackgroundEntry.Kind.WORK, BackgroundEntry.Kind.STUDY)


def of(brief: Brief | None) -> Veil | None:
    """The veil of a brief that is blind and has no settled list; None where people are called by their names.

    One query for a blind brief, none for others.
    """
    if brief is None or not brief.is_blind or is_settled(brief):
        return None
    return veils.of(brief.uuid)


def mask(brief: Brief) -> Mask:
    """How the pages of a brief call people. One query for a blind brief, none for others."""
    return Mask(brief.uuid, of(brief))


def filters(params: Mapping[str, list[str]], veil: Veil | None) -> dict[str, list[str]]:
    """What an address may ask for: under a veil nothing of `TELLING_FILTERS`."""
    return {name: values for name, values in params.items() if may_filter(name, veil)}


def may_filter(kind: str, veil: Veil | None) -> bool:
    """Whether a kind of filter tells nothing of who somebody is, or nothing is hidden."""
    return veil is None or kind not in TELLING_FILTERS


def is_settled(brief: Brief) -> bool:
    """Whether the choice was made: a list of the brief is settled."""
    return Shortlist.objects.filter(brief=brief, settled_at__isnull=False).exists()


def people(brief: Brief, token: str) -> QuerySet[Practitioner]:
    """The listed person whom a brief calls so, with their account; nobody for any other token."""
    found = pseudonyms.number(token, veils.of(brief.uuid).key)
    listed: QuerySet[Practitioner] = Practitioner.objects.listed().select_related("user")
    return listed.filter(pk=found) if found is not None else listed.none()


def named(veil: Veil, names: Iterable[str]) -> list[tuple[str, Practitioner]]:
    """The listed people whom the six signs in `names` mean, each with its signs, in that order. One query."""
    signs = dict.fromkeys(name.strip().upper() for name in names)
    keys = {sign: pseudonyms.number(sign, veil.key) for sign in signs}
    known = {p.pk: p for p in Practitioner.objects.listed().filter(pk__in=[k for k in keys.values() if k is not None])}
    return [(sign, known[key]) for sign, key in keys.items() if key is not None and key in known]


def scrub(record: PortfolioRecord) -> Scrub:
    """Hides who somebody is in their texts. Background and account (`ABOUT`) are read along, or a query each."""
    person, account = record.practitioner, record.practitioner.user
    others = [c.name for p in record.projects for c in p.project.contributors.all() if not c.is_self]
    background = sorted(person.background.all(), key=lambda entry: (entry.position, entry.pk))
    return Scrub(
        Identity(
            name=person.name,
            handle=person.handle,
            others=tuple(dict.fromkeys(others)),
            place=person.location,
            background=tuple(entry.text for entry in background if entry.kind in TELLING),
        )
    )
            account=account.name if account else "",
            affiliation=account.affiliation if account else "",
            links=tuple(str(link.get("url", "")) for link in person.links),
