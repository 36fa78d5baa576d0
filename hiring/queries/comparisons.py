"""A few people read whole and laid beside each other, by a brief or by a framework."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q, prefetch_related_objects

from competence import levelmap
from competence.strengths import Strength
from competence.yardstick import Yardstick
from core import release
from hiring import matching
from hiring.interview.values import Question
from hiring.matching import Figures, Scoring
from hiring.pages import comparisons, doors
from hiring.pages.comparisons import Best, Column, Comparison, Section, Side
from hiring.pages.faces import NO_MASK, Face, Mask
from hiring.pages.lines import names_of
from hiring.pages.veils import Veil
from hiring.queries import facts, interviews, scores, scores_index, veils
from hiring.wanted import Wanted
from portfolio import engine, shape
from portfolio.models import Practitioner
from portfolio.pages import figures, reviews
from portfolio.queries import people, profiles, records, standings
from portfolio.queries.profiles import Ground
from portfolio.queries.records import PortfolioRecord, ProjectRecord

MOST = 5
FEWEST = 2
ASKED_AT_MOST = 40
"""Names in an address that are looked at."""
OFFERED = 20
"""People of a brief's order who are offered to be added."""
IS_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Chosen:
    """The people that an address names, in its order."""

    named: tuple[tuple[str, Practitioner], ...]
    """Each with the name by which the address calls them."""
    absent: tuple[str, ...]
    """Handles under which nobody is listed; nothing tells apart who never was and who withdrew."""
    absent_others: int
    """The same for those who are called otherwise."""
    left_out: int
    """Those beyond five."""

    @property
    def people(self) -> tuple[Practitioner, ...]:
        return tuple(person for _, person in self.named)

    @property
    def is_enough(self) -> bool:
        return len(self.named) >= FEWEST

    @property
    def is_full(self) -> bool:
        return len(self.named) >= MOST

    def without(self, person: Practitioner) -> str:
        """The names of the others, as an address says them."""
        return ",".join(name for name, other in self.named if other != person)

    @property
    def names(self) -> str:
        """All names, as an address says them."""
        return ",".join(name for name, _ in self.named)


@dataclass(frozen=True)
class Against:
    """A brief that people are laid beside each other by, and how everybody stands to it."""

    wanted: Wanted
    scoring: Scoring
    stated: Wanted
    """As the brief says it, which `wanted` may not be for the moment."""


def chosen(values: Iterable[str], veil: Veil | None = None) -> Chosen:
    """Who is meant: handles or uuids, each value one or several with commas; under a veil the signs of its names and
    nothing else. One query; none for nobody."""
    if veil is not None:
        return _chosen_blind(values, veil)
    names = [name.strip().removeprefix("@").lower() for value in values for name in value.split(",")]
    names = list(dict.fromkeys(name for name in names if name and "\x00" not in name))[:ASKED_AT_MOST]
    keys: dict[str, str | UUID] = {name: UUID(name) if IS_UUID.fullmatch(name) else name for name in names}
    handles = {key for key in keys.values() if isinstance(key, str)}
    listed = Practitioner.objects.listed().filter(Q(handle__in=handles) | Q(uuid__in=set(keys.values()) - handles))
    known = {key: person for person in listed for key in (person.handle, person.uuid)} if names else {}
    found: dict[Practitioner, str] = {}
    for name, key in keys.items():
        if key in known:
            found.setdefault(known[key], name)
    gone = [key for key in keys.values() if key not in known]
    absent = tuple(key for key in gone if isinstance(key, str))
    everybody = tuple((name, person) for person, name in found.items())
    return Chosen(everybody[:MOST], absent, len(gone) - len(absent), len(everybody[MOST:]))


def _chosen_blind(values: Iterable[str], veil: Veil) -> Chosen:
    names = list(dict.fromkeys(name.strip() for value in values for name in value.split(",") if name.strip()))
    found = veils.named(veil, names[:ASKED_AT_MOST])
    return Chosen(tuple(found[:MOST]), (), len(names[:ASKED_AT_MOST]) - len(found), len(found[MOST:]))


def against(stated: Wanted, least: Strength | None = None) -> Against:
    """How everybody who is listed stands to a brief, or to it with proof of strength `least` counting everywhere. Three
    queries, from an index one."""
    wanted = matching.counting(stated, least) if least else stated
    with engine.reading() as index:
        if index is not None:
            return Against(wanted, scores_index.score(index, wanted), stated)
    return Against(wanted, scores.score(wanted, Practitioner.objects.listed()), stated)


def show(
    who: Chosen, yardstick: Yardstick, on: Ground, brief: Against | None = None, mask: Mask = NO_MASK
) -> Comparison:
    """The chosen people beside each other. Nine queries for those who changed, none for the others; by a brief two
    more, and thirteen for the questions of those who changed. Under a veil nothing is kept."""
    veiled = _Veiled(yardstick, on, mask.veil, who.people) if mask.veil is not None else None
    sides = veiled.sides if veiled else _sides(who.people, yardstick, on)
    sections: list[Section] = []
    ranks = [""] * len(sides)
    asked: Sequence[Question | None] = [None] * len(sides)
    if brief is not None:
        shown = list(facts.of(who.people, yardstick, mask.veil).values())
        matches = [matching.read(brief.wanted, one.facts) for one in shown]
        sections = comparisons.of_brief(matches, shown, sides, names_of(yardstick))
        ranks = [_rank(match.figures, brief.scoring) for match in matches]
        of_all = veiled.questions if veiled else partial(interviews.first_questions, who.people, yardstick, on)
        asked = of_all(brief.stated)
    columns = tuple(
        Column(mask.face(person), side, who.without(person), rank, question)
        for person, side, rank, question in zip(who.people, sides, ranks, asked, strict=True)
    )
    return Comparison(columns, tuple(sections + comparisons.of_levels(sides, numbered=yardstick.ordered)))


def offered(brief: Against, besides: Chosen, mask: Mask = NO_MASK) -> tuple[Face, ...]:
    """The first of a brief's order who are not compared yet. One query."""
    keys = [row.pk for row in brief.scoring.rows[: OFFERED + MOST]]
    known = {person.pk: person for person in Practitioner.objects.filter(pk__in=keys)}
    others = [known[pk] for pk in keys if pk in known and known[pk] not in besides.people]
    return tuple(mask.face(person) for person in others[:OFFERED])


def _rank(figures_: Figures, scoring: Scoring) -> str:
    """As in: 2, shared with 1 other."""
    if figures_.is_nothing:
        return "none: nothing of it is met"
    sharing = scoring.sharing(figures_) - 1
    shared = f", shared with {sharing} other{'s' * (sharing != 1)}" if sharing else ""
    return f"{scoring.rank(figures_)}{shared}"


def _sides(people: Sequence[Practitioner], yardstick: Yardstick, on: Ground) -> list[Side]:
    """What each of them shows. What is kept needs no query; the others are read together."""
    keys = {p.pk: f"side:{release.mark()}:{profiles.version_of(p, on)}:{yardstick.key}" for p in people}
    cache = caches["pages"]
    kept = cache.get_many(keys.values())
    missing = [person for person in people if keys[person.pk] not in kept]
    if missing:
        read = records.read_all(missing, yardsticks=on.yardsticks)
        made = {keys[record.practitioner.pk]: _side(record.on_profile(), yardstick, on) for record in read}
        cache.set_many(made, profiles.KEPT_SECONDS)
        kept |= made
    return [kept[keys[person.pk]] for person in people]


class _Veiled:
    """The chosen people without who they are, read whole: nothing of it is kept."""

    def __init__(self, yardstick: Yardstick, on: Ground, veil: Veil, people: Sequence[Practitioner]) -> None:
        prefetch_related_objects(people, *veils.ABOUT)
        read = records.read_all(people, *interviews.READ_ALONG, yardsticks=on.yardsticks)
        self._read = [record.on_profile() for record in read]
        self._yardstick, self._on, self._veil = yardstick, on, veil

    @property
    def sides(self) -> list[Side]:
        """Their words scrubbed, and every place on the blind page."""
        return [self._side(record) for record in self._read]

    def _side(self, record: PortfolioRecord) -> Side:
        side, say, pk = _side(record, self._yardstick, self._on), veils.scrub(record), record.practitioner.pk
        best = side.best
        if best is not None:
            href = self._veil.href(pk, doors.marks(record)[best.href.partition("#")[2]])
            said = {name: say(getattr(best.strip, name)) for name in ("metric", "value", "note")}
            strip = replace(best.strip, **said)  # type: ignore[arg-type]
            best = Best(strip, say(best.data), say(best.project), href)
        hrefs = {key: self._veil.place(pk, key) for key in record.best}
        map_ = levelmap.build(self._yardstick, record.strengths, hrefs)
        places = {key: (say(project), say(place)) for key, (project, place) in side.places.items()}
        return replace(side, map=map_, places=places, best=best)

    def questions(self, wanted: Wanted) -> list[Question | None]:
        """What to ask each of them first."""
        doors_ = [doors.blind(self._veil, veils.scrub(record), record) for record in self._read]
        return [
            interviews.first_question(record, self._yardstick, self._on, wanted, door=door)
            for record, door in zip(self._read, doors_, strict=True)
        ]


def _side(record: PortfolioRecord, yardstick: Yardstick, on: Ground) -> Side:
    """One person by one framework; `record` is cut to what visitors see."""
    standing = standings.standing(record, yardstick, on.processes)
    map_ = levelmap.build(yardstick, record.strengths, profiles.hrefs(record))
    project = _standing_for(record, yardstick)
    result = project.headline if project else None
    return Side(
        map=map_,
        shape=shape.of_record(record, yardstick, standing),
        proof=_proof(record, map_, record.showing(yardstick)),
        places={
            key: (best.project.title, best.places[0].label if best.places else "") for key, best in record.best.items()
        },
        states={reading.level.key: reading.state.text.lower() for reading in standing.levels if reading.rules},
        best=_best(project) if project else None,
        interval=figures.interval_word([result] if result else []),
    )


def _proof(record: PortfolioRecord, map_: levelmap.LevelMap, projects: int) -> str:
    tally, checked = map_.tally, reviews.tally(record.evidence).reviewers
    return (
        f"{tally.verified} verified, {tally.evidenced} evidenced, in {projects} project{'s' * (projects != 1)}, "
        f"{checked} reviewer{'s' * (checked != 1)}"
    )


def _standing_for(record: PortfolioRecord, yardstick: Yardstick) -> ProjectRecord | None:
    """The project whose result stands for the person: one read against a baseline first, then the strongest."""
    strongest = people.strongest(record, yardstick)
    order = [strongest, *record.projects] if strongest else [*record.projects]
    with_result = [project for project in order if project.headline is not None]
    read_against = [p for p in with_result if p.headline and figures.strip(p.headline).note.startswith("baseline")]
    return next(iter(read_against or with_result), None)


def _best(record: ProjectRecord) -> Best | None:
    result = record.headline
    if result is None:
        return None
    data = next((found.name for found in record.project.datasets.all() if found.pk == result.dataset_id), "")
    href = f"{record.project.get_absolute_url()}#{result.anchor}"
    return Best(figures.strip(result), data, record.project.title, href)
