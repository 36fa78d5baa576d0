"""The public page of a brief: what evidence is expected, and how somebody stands against it, for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from competence.levelmap import GAP
from competence.strengths import Strength
from competence.vocabulary import Proof
from competence.yardstick import Yardstick
from hiring.matching import Facts, Reading, words
from hiring.matching.readings import read_ask
from hiring.models import Brief
from hiring.queries import briefs, wanted
from hiring.sheets import GROUP, LEVEL, SKILL
from hiring.wanted import Ask
from portfolio.models import Practitioner, Project, Visibility
from portfolio.queries import practitioners, records, standings
from portfolio.queries.profiles import Ground
from portfolio.queries.records import PortfolioRecord

SHOWN_SKILLS = 8
"""Skills of a group or domain that are listed by name."""


@dataclass(frozen=True, slots=True)
class Own:
    """How the person who looks stands against one point."""

    whole: Reading
    """By everything that they have."""
    public: Reading
    """By what everybody may see of it."""
    href: str
    action: str
    """What can be done about it, and where."""

    @property
    def is_hidden(self) -> bool:
        """Whether they have it, and visitors cannot see it."""
        return self.whole.met > self.public.met

    @property
    def mark(self) -> str:
        """gap, claimed, evidenced or verified: at which strength they hold the whole of it."""
        return self.whole.held.word if self.whole.held else GAP

    @property
    def words(self) -> str:
        """How far they have it."""
        return words.standing(self.whole)

    @property
    def public_words(self) -> str:
        """How far everybody sees that."""
        return words.standing(self.public)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is expected."""

    ask: Ask
    means: str
    proof: str
    """What a reviewer looks for, or how much is expected."""
    skills: tuple[tuple[str, str], ...]
    """Names and addresses of the skills that count."""
    more: int
    """How many further skills count."""
    own: Own | None


@dataclass(frozen=True)
class Opening:
    """A published brief as everybody reads it."""

    brief: Brief
    yardstick: Yardstick
    by: str
    """The team; empty where one person hires."""
    musts: tuple[Point, ...]
    useful: tuple[Point, ...]
    not_needed: tuple[str, ...]
    strength: str
    is_practitioner: bool

    @property
    def met(self) -> int:
        """How many musts the person who looks has, by everything that is theirs."""
        return sum(point.own is not None and point.own.whole.is_met for point in self.musts)

    @property
    def met_publicly(self) -> int:
        return sum(point.own is not None and point.own.public.is_met for point in self.musts)


def show(brief: Brief, user: User | None, on: Ground) -> Opening | None:
    """A published brief, for a practitioner with how they stand; None when its framework has no edition any more."""
    yardstick = on.of(brief.framework.key)
    if yardstick is None:
        return None
    asked = wanted.of(brief, yardstick)
    person = practitioners.of(user) if user is not None else None
    eyes = _Eyes(person, yardstick, on) if person is not None else None
    return Opening(
        brief=brief,
        yardstick=yardstick,
        by=brief.team.name if brief.team else "",
        musts=tuple(_point(ask, yardstick, eyes) for ask in asked.musts),
        useful=tuple(_point(ask, yardstick, eyes) for ask in asked.useful),
        not_needed=briefs.not_needed(asked, yardstick),
        strength=Strength(brief.strength).word,
        is_practitioner=eyes is not None,
    )


def _point(ask: Ask, yardstick: Yardstick, eyes: _Eyes | None) -> Point:
    skills = tuple((yardstick.skills[key].name, skill_url(yardstick, key)) for key in ask.skills)
    return Point(
        ask=ask,
        means=_means(ask, yardstick),
        proof=_proof(ask, yardstick),
        skills=skills if ask.kind == SKILL else skills[:SHOWN_SKILLS],
        more=max(0, len(skills) - SHOWN_SKILLS),
        own=eyes.own(ask) if eyes else None,
    )


def skill_url(yardstick: Yardstick, key: str) -> str:
    """The page of a skill."""
    return reverse("portfolio:skills-show", args=[yardstick.key, key])


def _means(ask: Ask, yardstick: Yardstick) -> str:
    if ask.kind == SKILL:
        return yardstick.skills[ask.key].can_do
    if ask.kind == LEVEL:
        level = yardstick.levels_by_key[ask.key]
        return level.means or level.summary
    if ask.kind == GROUP:
        return yardstick.groups[ask.key].summary
    return ""


def _proof(ask: Ask, yardstick: Yardstick) -> str:
    """What is looked for, in plain words."""
    if ask.kind == SKILL:
        skill = yardstick.skills[ask.key]
        return skill.evidence or f"Usually shown by: {Proof(skill.proof).label}."
    if ask.kind == LEVEL:
        return "The rules of the level hold, by projects that everybody can inspect."
    if len(ask.skills) == ask.at_least:
        return "All of these."
    return f"At least {ask.at_least} of these." if ask.kind == GROUP else "At least one of these."


class _Eyes:
    """One person's portfolio from both sides, read once."""

    def __init__(self, person: Practitioner, yardstick: Yardstick, on: Ground) -> None:
        self._record = records.read(person, yardsticks=on.yardsticks)
        is_public = person.visibility == Visibility.PUBLIC
        seen = self._record.on_profile() if is_public else PortfolioRecord(person, ())
        self._is_public, self._yardstick = is_public, yardstick
        self._whole, self._seen = (_facts(record, yardstick, on) for record in (self._record, seen))

    def own(self, ask: Ask) -> Own:
        whole, seen = read_ask(ask, self._whole), read_ask(ask, self._seen)
        href, action = self._next(ask, whole, seen)
        return Own(whole, seen, href, action)

    def _next(self, ask: Ask, whole: Reading, seen: Reading) -> tuple[str, str]:
        """Where to go on: publish what is hidden, strengthen what is weak, begin what is missing."""
        if whole.met > seen.met and not self._is_public:
            return reverse("portfolio:profiles-visibility"), "Your profile is not public"
        if ask.kind == LEVEL:
            return reverse("dashboard:overviews-show"), "See what is open at this level"
        if whole.met > seen.met:
            project = self._project(key for key in ask.skills if self._is_hidden(key))
            return reverse("portfolio:projects-publish", args=[project.slug]), f"Publish {project.title}"
        if whole.is_met:
            project = self._project(whole.counts)
            return project.get_absolute_url(), project.title
        if whole.weaker:
            project = self._project(whole.weaker)
            return reverse("portfolio:evidence-index", args=[project.slug]), f"Strengthen it in {project.title}"
        first = next(key for key in ask.skills if key not in whole.counts)
        return skill_url(self._yardstick, first), "Read what shows it"

    def _is_hidden(self, key: str) -> bool:
        """Whether a skill has stronger proof than visitors see."""
        return self._whole.strengths.get(key, 0) > self._seen.strengths.get(key, 0)

    def _project(self, keys: Iterable[str]) -> Project:
        """Where the strongest proof of these skills is; one of them at least is shown."""
        best = self._record.best
        return best[max(keys, key=lambda key: best[key].strength)].project


def _facts(record: PortfolioRecord, yardstick: Yardstick, on: Ground) -> Facts:
    standing = standings.standing(record, yardstick, on.processes)
    return Facts(record.strengths, {reading.level.key: reading.state for reading in standing.levels})
