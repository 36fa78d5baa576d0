"""Whether a brief is blind at the moment, and who is meant by a name of its."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from hiring import pseudonyms
from hiring.models import Brief, Entry, Shortlist
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
    """The veil of a brief that is blind and not settled; None where people are called by their names.

    One query for a blind brief, none for others.
    """
    return of_all([brief]).get(brief.pk) if brief is not None else None


def of_all(briefs: Iterable[Brief | None]) -> dict[int, Veil]:
    """The veils of several briefs, by primary key; those without one are left out. One query where one is blind."""
    blind = {brief.pk: veils.of(brief.uuid) for brief in briefs if brief is not None and brief.is_blind}
    if not blind:
        return {}
    return {pk: blind[pk] for pk in _unsettled().filter(pk__in=blind).values_list("pk", flat=True)}


def hiding() -> QuerySet[Brief]:
    """All briefs that hide who people are: blind, and not settled."""
    return _unsettled().filter(is_blind=True)


def _unsettled() -> QuerySet[Brief]:
    """Briefs of which whoever holds them has settled no list.

    A list of somebody else decides nothing: that of one member not for their team, nor that of who held it before.
    """
    of_holder = Q(owner=OuterRef("owner")) | Q(team=OuterRef("team"))
    settled = Shortlist.objects.filter(of_holder, brief=OuterRef("pk"), settled_at__isnull=False)
    found: QuerySet[Brief] = Brief.objects.filter(~Exists(settled))
    return found


def lifts(shortlist: Shortlist) -> bool:
    """Whether settling this list would end the veil of its brief. No query where the brief is read along."""
    brief = shortlist.brief
    return brief is not None and (brief.owner_id, brief.team_id) == (shortlist.owner_id, shortlist.team_id)


def covered(brief: Brief | None, lists: Iterable[Shortlist]) -> bool:
    """Whether the brief hides somebody on these lists. Two queries for a blind brief, none for others."""
    return of(brief) is not None and Entry.objects.filter(shortlist__in=lists, practitioner__isnull=False).exists()


def mask(brief: Brief) -> Mask:
    """How the pages of a brief call people. One query for a blind brief, none for others."""
    return Mask(brief.uuid, of(brief))


def filters(params: Mapping[str, list[str]], veil: Veil | None) -> dict[str, list[str]]:
    """What an address may ask for: under a veil nothing of `TELLING_FILTERS`."""
    return {name: values for name, values in params.items() if may_filter(name, veil)}


def may_filter(kind: str, veil: Veil | None) -> bool:
    """Whether a kind of filter tells nothing of who somebody is, or nothing is hidden."""
    return veil is None or kind not in TELLING_FILTERS


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
            account=account.name if account else "",
            affiliation=account.affiliation if account else "",
            headline=person.headline,
            links=tuple(str(link.get("url", "")) for link in person.links),
        )
    )
