"""People on the explore page: who is found, in which order, and their cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches

from competence import levelmap
from competence.levelmap import LevelMap
from competence.strengths import Strength
from competence.yardstick import Yardstick
from core import release
from portfolio import shape
from portfolio.explore import Asked
from portfolio.models import Practitioner, Result
from portfolio.pages import choices, figures
from portfolio.pages.choices import Advice, Group
from portfolio.queries import explore, finding, finding_projects, profiles, records, standings, texts
from portfolio.queries.profiles import Ground
from portfolio.queries.ranked import Ranked
from portfolio.queries.records import PortfolioRecord, ProjectRecord
from portfolio.queries.spellings import Mended
from portfolio.queries.texts import Place
from portfolio.search.documents import PERSON
from portfolio.shape import Shape

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Card:
    """One person on a list."""

    name: str
    handle: str
    href: str
    headline: str
    location: str
    open_to: str
    map: LevelMap
    shape: Shape
    proof: str
    strongest: str
    strongest_href: str
    result: figures.Strip | None
    last_proof_at: datetime | None


@dataclass(frozen=True)
class People:
    """What was found, with the facets to go on from."""

    asked: Asked
    """As it stands in the address."""
    mended: Mended | None
    """What was searched instead, when nothing has a word as it was typed."""
    total: int
    projects: int | None
    """How many projects the same words and filters find; not told where there are many people: it would cost more than
    the page."""
    rows: tuple[tuple[Card, tuple[Place, ...]], ...]
    """Each person with the places in their work that hold the words."""
    groups: tuple[Group, ...]
    advice: Advice | None


def search(asked: Asked) -> Ranked[Practitioner]:
    """The people for whom everything asked holds, in the order asked for."""
    return Ranked(asked, PERSON, finding, Practitioner.objects.all(), PAGE_SIZE)


def show(ranked: Ranked[Practitioner], rows: Sequence[Practitioner], on: Ground) -> People:
    """`rows`, one page of the people found, as cards; with facets and, when there are none, advice."""
    searched = ranked.searched
    places = texts.places(searched.terms, PERSON, [row.pk for row in rows]) if searched.q and rows else {}
    made = zip(cards(rows, searched.yardstick, on), rows, strict=True)
    return People(
        asked=ranked.asked,
        mended=ranked.mended,
        total=len(ranked),
        projects=None if finding.is_indexed() else finding_projects.total(searched),
        rows=tuple((card, places.get(row.pk, ())) for card, row in made),
        groups=choices.of(ranked.asked, ranked.finder.counts(searched), explore.labels, on.yardsticks),
        advice=None if len(ranked) else choices.advice(searched, finding.totals),
    )


def cards(people: Sequence[Practitioner], yardstick: Yardstick, on: Ground) -> tuple[Card, ...]:
    """A card for each of them, in the order given. What is kept needs no query; the others are read together."""
    keys = {p.pk: f"card:{release.mark()}:{profiles.version_of(p, on)}:{yardstick.key}" for p in people}
    cache = caches["pages"]
    kept = cache.get_many(keys.values())
    missing = [person for person in people if keys[person.pk] not in kept]
    if missing:
        made = {
            keys[record.practitioner.pk]: card(record.on_profile(), yardstick, on)
            for record in records.read_all(missing, yardsticks=on.yardsticks)
        }
        cache.set_many(made, profiles.KEPT_SECONDS)
        kept |= made
    return tuple(kept[keys[person.pk]] for person in people)


def card(record: PortfolioRecord, yardstick: Yardstick, on: Ground) -> Card:
    """The card of one person; `record` is cut to what visitors see."""
    person = record.practitioner
    map_ = levelmap.build(yardstick, record.strengths)
    best = strongest(record, yardstick)
    return Card(
        name=person.name,
        handle=person.handle,
        href=person.get_absolute_url(),
        headline=person.headline,
        location=person.location,
        open_to=person.open_to,
        map=map_,
        shape=shape.of_record(record, yardstick, standings.standing(record, yardstick, on.processes)),
        proof=_proof(map_, record.showing(yardstick)),
        strongest=best.project.title if best else "",
        strongest_href=best.project.get_absolute_url() if best else "",
        result=_strip(best.headline if best else None),
        last_proof_at=profiles.last_proof(record),
    )


def strongest(record: PortfolioRecord, yardstick: Yardstick) -> ProjectRecord | None:
    """The project with most verified, then most shown skills."""

    def weight(project: ProjectRecord) -> tuple[int, int]:
        strengths = [e.strength for e in project.evidence if e.skill_key in yardstick.skills]
        return (strengths.count(Strength.VERIFIED), sum(s >= Strength.EVIDENCED for s in strengths))

    best = max(record.projects, key=weight, default=None)
    return best if best is not None and any(weight(best)) else None


def _strip(result: Result | None) -> figures.Strip | None:
    return figures.strip(result) if result else None


def _proof(map_: LevelMap, projects: int) -> str:
    """As in: 33 verified, 8 evidenced, in 9 projects. `projects` are those that show any of it."""
    tally = map_.tally
    if not tally.shown:
        return ""
    parts = [f"{tally.verified} verified"] if tally.verified else []
    parts += [f"{tally.evidenced} evidenced"] if tally.evidenced else []
    return f"{', '.join(parts)}, in {projects} project{'s' * (projects != 1)}"
