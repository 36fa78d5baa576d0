"""One public profile, whole, as frozen values, kept until the portfolio or a yardstick changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.db.models import Exists, OuterRef, QuerySet

from competence import levelmap
from competence.levelmap import Leaf, LevelMap
from competence.queries import editions, retirements
from competence.queries.retirements import Retirement
from competence.strengths import Strength
from competence.yardstick import Processes, Yardstick
from core import release
from core.markdown import kept
from portfolio import shape
from portfolio.models import Checklist, Practitioner, Visibility
from portfolio.pages import figures, gaps, reviews, rows, standing_words
from portfolio.pages.gaps import Gap
from portfolio.pages.reviews import Review, Tally
from portfolio.pages.rows import ProjectRow
from portfolio.pages.standing_words import LevelLine
from portfolio.queries import checklist_glances, records, standings
from portfolio.queries.checklist_glances import Claimed
from portfolio.queries.records import EvidenceRecord, PortfolioRecord
from portfolio.shape import Shape

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

KEPT_SECONDS = 24 * 60 * 60
NO_YARDSTICK = Yardstick(key="", title="No framework", version="")
TOP_REVIEWS = 3
"""Verdicts that stand open on the profile; the others are one click away."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One featured proof."""

    skill: str
    statement: str
    state: str
    place: str
    href: str
    project: str
    level: int
    verified_by: str
    retirement: Retirement | None = None
    """Of the skill, where it is out of use."""


@dataclass(frozen=True, slots=True)
class FrameworkChoice:
    """A framework that the same portfolio can be read by."""

    key: str
    title: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Everything that the profile shows, as a visitor finds it."""

    name: str
    handle: str
    headline: str
    location: str
    open_to: str
    links: tuple[tuple[str, str], ...]
    about: str
    order_reason: str
    visibility: str
    changed_at: datetime
    framework: FrameworkChoice
    frameworks: tuple[FrameworkChoice, ...]
    shape: Shape
    map: LevelMap
    levels: tuple[LevelLine, ...]
    proofs: tuple[Proof, ...]
    projects: tuple[ProjectRow, ...]
    interval: str
    gaps: tuple[Gap, ...]
    reviews: tuple[Review, ...]
    checked: Tally
    last_proof_at: datetime | None
    background: tuple[tuple[str, str], ...]
    checklists: tuple[Claimed, ...] = ()
    """Shared ones, as claimed. They are no part of anything else on the page."""

    @property
    def is_listed(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def is_empty(self) -> bool:
        return not self.projects

    @property
    def out_of_order(self) -> bool:
        """By its shape or by the rules of the framework."""
        return self.shape.out_of_order or any(level.is_out_of_order for level in self.levels)

    @property
    def passed_over(self) -> tuple[Leaf, ...]:
        """The levels that the work of a higher one was shown ahead of."""
        return tuple(leaf for leaf in self.map.leaves if leaf.key in self.shape.behind)

    @property
    def highest(self) -> Leaf | None:
        """The highest level with a skill that is shown."""
        return next((leaf for leaf in reversed(self.map.leaves) if leaf.shown), None)

    @property
    def top_reviews(self) -> tuple[Review, ...]:
        return self.reviews[:TOP_REVIEWS]

    @property
    def more_reviews(self) -> tuple[Review, ...]:
        return self.reviews[TOP_REVIEWS:]


@dataclass(frozen=True, slots=True)
class Ground:
    """The yardsticks of the site as they stand, read once for a page."""

    yardsticks: tuple[Yardstick, ...]
    processes: Processes

    @property
    def default(self) -> Yardstick:
        return self.yardsticks[0]

    def of(self, key: str) -> Yardstick | None:
        """The yardstick with this key; the default one for an empty key."""
        return next((y for y in self.yardsticks if y.key == key), None) if key else self.default

    @property
    def version(self) -> str:
        """Names all editions, and the process templates by their content: they are changed in place."""
        parts = [f"{y.key}={y.version}" for y in self.yardsticks] + [self.processes.fingerprint]
        return hashlib.sha256(",".join(parts).encode()).hexdigest()[:32]


def ground() -> Ground:
    """One query when the editions are in memory. A site without frameworks has one that asks for nothing."""
    yardsticks, processes = editions.everything()
    return Ground(yardsticks or (NO_YARDSTICK,), processes)


def visible(user: User | AnonymousUser) -> QuerySet[Practitioner]:
    """Profiles that this user may open; each knows as `shares` whether a checklist is shown there."""
    shared = Checklist.objects.live().filter(practitioner=OuterRef("pk"), is_shared=True)
    return Practitioner.objects.visible_to(user).annotate(shares=Exists(shared))


def version_of(practitioner: Practitioner, on: Ground) -> str:
    """Names everything that the pages of this portfolio are made of, but for who looks."""
    return f"{practitioner.uuid}:{practitioner.version}:{on.version}"


def profile_page(practitioner: Practitioner, yardstick: Yardstick, on: Ground) -> ProfilePage:
    """The profile by one yardstick, from the cache when nothing changed. Ten queries to make (one more with a shared
    checklist), none to find."""
    key = f"profile:{release.mark()}:{version_of(practitioner, on)}:{yardstick.key}"
    cache = caches["pages"]
    page = cache.get(key)
    if page is None:
        page = build(practitioner, yardstick, on)
        cache.set(key, page, KEPT_SECONDS)
    return page


def build(practitioner: Practitioner, yardstick: Yardstick, on: Ground) -> ProfilePage:
    """The profile, made from the tables."""
    record = records.read(practitioner, yardsticks=on.yardsticks).on_profile()
    background = sorted(practitioner.background.all(), key=lambda entry: (entry.position, entry.pk))
    map_ = levelmap.build(yardstick, record.strengths, hrefs(record))
    standing = standings.standing(record, yardstick, on.processes)
    tier = yardstick.tiers.level if yardstick.ordered else ""
    results = [p.headline for p in record.projects if p.headline]
    return ProfilePage(
        name=practitioner.name,
        handle=practitioner.handle,
        headline=practitioner.headline,
        location=practitioner.location,
        open_to=practitioner.open_to,
        links=tuple((link["label"], link["url"]) for link in practitioner.links),
        about=kept.html(practitioner.about, heading_base=3, prefix="about-") if practitioner.about.strip() else "",
        order_reason=practitioner.order_reason.strip(),
        visibility=practitioner.visibility,
        changed_at=practitioner.changed_at,
        framework=FrameworkChoice(yardstick.key, yardstick.title, True),
        frameworks=tuple(FrameworkChoice(y.key, y.title, y.key == yardstick.key) for y in on.yardsticks),
        shape=shape.of_record(record, yardstick, standing),
        map=map_,
        levels=standing_words.read(standing, yardstick),
        proofs=_proofs(record, on.yardsticks),
        projects=_projects(record, yardstick),
        interval=figures.interval_word(results),
        gaps=gaps.read(map_, tier),
        reviews=reviews.read(record.evidence, names(on.yardsticks), evidence_href),
        checked=reviews.tally(record.evidence),
        last_proof_at=last_proof(record),
        background=tuple((e.period or e.get_kind_display(), e.text) for e in background),
        checklists=checklist_glances.shared(practitioner) if getattr(practitioner, "shares", True) else (),
    )


def hrefs(record: PortfolioRecord) -> dict[str, str]:
    """From a mark to where the best evidence for it stands."""
    return {key: evidence_href(best) for key, best in record.best.items()}


def evidence_href(record: EvidenceRecord) -> str:
    """The line of a piece of evidence on its project's page."""
    return f"{record.project.get_absolute_url()}#{record.evidence.anchor}"


def last_proof(record: PortfolioRecord) -> datetime | None:
    """When something was last shown or verified. Claims do not count."""
    return max((e.proven_at for e in record.evidence if e.strength >= Strength.EVIDENCED), default=None)


def _projects(record: PortfolioRecord, yardstick: Yardstick) -> tuple[ProjectRow, ...]:
    """Highest level first; within a level as the person ordered them."""
    made = [rows.project(p, yardstick) for p in record.projects]
    return tuple(sorted(made, key=lambda row: -max(row.levels, default=0)))


def _proofs(record: PortfolioRecord, yardsticks: Sequence[Yardstick]) -> tuple[Proof, ...]:
    """What the person put first. A piece that became a claim in the meantime is no proof, so it steps back."""
    shown = [e for e in record.evidence if e.strength >= Strength.EVIDENCED]
    featured = [e for e in shown if hasattr(e.evidence, "featured")]
    featured.sort(key=lambda e: e.evidence.featured.position)
    retired = retirements.of((e.skill_key for e in featured), yardsticks)
    return tuple(replace(_proof(e, yardsticks), retirement=retired.get(e.skill_key)) for e in featured)


def _proof(record: EvidenceRecord, yardsticks: Sequence[Yardstick]) -> Proof:
    yardstick = next((y for y in yardsticks if record.skill_key in y.skills), None)
    skill = yardstick.skills[record.skill_key] if yardstick else None
    level = yardstick.levels_by_key[skill.level].number if yardstick and skill else 0
    return Proof(
        skill=skill.name if skill else record.skill_key,
        statement=record.evidence.statement,
        state=record.strength.word,
        place=record.places[0].label if record.places else "",
        href=evidence_href(record),
        project=record.project.title,
        level=level,
        verified_by=record.reading.verified_by[-1].reviewer if record.reading.verified_by else "",
    )


def names(yardsticks: Sequence[Yardstick]) -> Callable[[str], str]:
    """From the key of a skill to its name, over all frameworks."""
    return lambda key: next((y.skills[key].name for y in yardsticks if key in y.skills), key)
