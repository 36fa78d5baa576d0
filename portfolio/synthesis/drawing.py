"""Who shows what, drawn by a seed. Pure: the same number and seed give the same person, whoever was drawn before.

As on a real site, few skills are shown by many people and most by few (Zipf); most is claimed or evidenced, little is
verified; nearly everybody is listed; somebody works in one to four domains, on one to four projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import TypeVar

from competence.strengths import Strength
from competence.yardstick import Skill, Template, Yardstick
from portfolio.synthesis import lists

T = TypeVar("T")
STRENGTHS = ((Strength.CLAIMED, 0.42), (Strength.EVIDENCED, 0.51), (Strength.VERIFIED, 0.07))
ZIPF = 0.9
MEAN_SKILLS, FEWEST, MOST = 15.0, 3, 45
SEEKING = (("permanent", 0.5), ("contract", 0.25), ("part-time", 0.12), ("internship", 0.15), ("collaboration", 0.2))
WORKPLACES = (("remote", 0.7), ("hybrid", 0.5), ("on-site", 0.3))
DAYS = 3 * 365


@dataclass(frozen=True, slots=True)
class PieceDraw:
    """One skill that a project is put forward for."""

    skill: Skill
    strength: Strength
    day: int
    """Days before the world's own."""


@dataclass(frozen=True)
class ProjectDraw:
    """One project."""

    title: str
    subject: str
    material: str
    domain: str
    libraries: tuple[str, ...]
    origin: str
    originality: str
    visibility: str
    template: Template | None
    day: int
    texts: tuple[str, ...]
    pieces: tuple[PieceDraw, ...]


@dataclass(frozen=True)
class PersonDraw:
    """One person."""

    number: int
    name: str
    location: str
    seeking: tuple[str, ...]
    workplaces: tuple[str, ...]
    visibility: str
    projects: tuple[ProjectDraw, ...]


@dataclass(frozen=True)
class Deck:
    """What is drawn from."""

    skills: tuple[Skill, ...]
    weights: tuple[float, ...]
    domains: tuple[str, ...]
    templates: tuple[Template, ...]


def deck(yardstick: Yardstick, templates: Sequence[Template]) -> Deck:
    """The skills of a framework, the first ones the most common, and its domains."""
    skills = tuple(skill for skill in yardstick.skills.values() if not skill.retired)
    axis = yardstick.axes_by_key.get("domain")
    return Deck(
        skills=skills,
        weights=tuple((place + 1) ** -ZIPF for place in range(len(skills))),
        domains=tuple(value.key for value in axis.values) if axis else ("",),
        templates=tuple(templates),
    )


def person(number: int, seed: int, deck: Deck) -> PersonDraw:
    """The person with this number."""
    dice = Random(f"{seed}:{number}")  # noqa: S311  # made-up people, not secrets
    domains = dice.sample(deck.domains, min(len(deck.domains), dice.choice((1, 1, 2, 2, 3, 4))))
    days = sorted((dice.randrange(1, DAYS) for _ in range(dice.choice((1, 1, 2, 2, 3, 4)))), reverse=True)
    skills = _skills(dice, deck)
    shares: list[list[Skill]] = [[] for _ in days]
    for skill in skills:
        for place in dice.sample(range(len(days)), 2 if len(days) > 1 and dice.random() < 0.2 else 1):
            shares[place].append(skill)
    return PersonDraw(
        number=number,
        name=f"{dice.choice(lists.GIVEN)} {dice.choice(lists.FAMILY)}",
        location=_one(dice, lists.PLACES),
        seeking=_some(dice, SEEKING),
        workplaces=_some(dice, WORKPLACES),
        visibility=_one(dice, (("public", 92), ("unlisted", 4), ("private", 4))),
        projects=tuple(
            _project(dice, deck, domains, day, share) for day, share in zip(days, shares, strict=True) if share
        ),
    )


def _skills(dice: Random, deck: Deck) -> list[Skill]:
    """So many as a Poisson number of mean `MEAN_SKILLS` says, common ones more often; in framework order."""
    many = min(max(round(dice.gauss(MEAN_SKILLS, MEAN_SKILLS**0.5)), FEWEST), MOST, len(deck.skills))
    keyed = sorted(((dice.random() ** (1 / weight), place) for place, weight in enumerate(deck.weights)), reverse=True)
    return [deck.skills[place] for place in sorted(place for _, place in keyed[:many])]


def _project(dice: Random, deck: Deck, domains: Sequence[str], day: int, skills: Sequence[Skill]) -> ProjectDraw:
    subject, material = dice.choice(lists.SUBJECTS).replace("-", " "), dice.choice(lists.MATERIAL)
    libraries = tuple(dict.fromkeys(_one(dice, lists.LIBRARIES) for _ in range(dice.choice((1, 2, 2, 3)))))
    fill = {"subject": subject, "material": material, "library": libraries[0]}
    return ProjectDraw(
        title=_capital(dice.choice(lists.TITLES).format(**fill)),
        subject=subject,
        material=material,
        domain=dice.choice(domains),
        libraries=libraries,
        origin=_one(dice, lists.ORIGINS),
        originality=_one(dice, (("own", 75), ("adapted", 17), ("tutorial", 8))),
        visibility=_one(dice, (("public", 90), ("unlisted", 4), ("private", 6))),
        template=dice.choice(deck.templates) if deck.templates and dice.random() < 0.6 else None,
        day=day,
        texts=tuple(_capital(sentence.format(**fill)) for sentence in dice.sample(lists.SENTENCES, 6)),
        pieces=tuple(PieceDraw(skill, _one(dice, STRENGTHS), dice.randrange(day)) for skill in skills),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _some(dice: Random, chances: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(value for value, chance in chances if dice.random() < chance)


def _one(dice: Random, weighted: Sequence[tuple[T, float]]) -> T:
    return dice.choices(weighted, cum_weights=_sums(tuple(weight for _, weight in weighted)))[0][0]


@lru_cache(maxsize=32)
def _sums(weights: tuple[float, ...]) -> list[float]:
    return list(accumulate(weights))
