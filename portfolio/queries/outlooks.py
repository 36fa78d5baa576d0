"""How a profile will read once a project is published: told before, so that nothing on it comes as a shock."""

from __future__ import annotations

from dataclasses import dataclass

from competence.yardstick import Yardstick
from portfolio import english, shape
from portfolio.models import Project
from portfolio.pages import standing_words
from portfolio.pages.standing_words import LevelLine
from portfolio.queries import records, standings
from portfolio.queries.profiles import Ground
from portfolio.queries.records import PortfolioRecord
from portfolio.shape import Shape


@dataclass(frozen=True)
class Outlook:
    """What a visitor will find at the head of the profile."""

    shape: Shape
    levels: tuple[LevelLine, ...]
    """Those that the rules call out of order."""
    show_first: str
    """The levels to show first, as in: Level 1 and Level 2. Empty where nothing is out of order."""
    answer: str
    """The reason that the person gave for their order."""
    has_headline: bool
    has_about: bool

    @property
    def out_of_order(self) -> bool:
        """Whether visitors will find the warning."""
        return self.shape.out_of_order or bool(self.levels)

    @property
    def lacks(self) -> str:
        """What the profile itself has not said yet."""
        lacking = [] if self.has_headline else ["headline"]
        lacking += [] if self.has_about else ["words about you"]
        return " and no ".join(lacking)


def of(project: Project, on: Ground) -> Outlook:
    """The profile with `project` on it, and what else is public there. Queries as for a portfolio."""
    person = project.practitioner
    whole = records.read(person, yardsticks=on.yardsticks)
    record = PortfolioRecord(
        person, tuple(one for one in whole.projects if one.is_on_profile or one.project.pk == project.pk)
    )
    standing = standings.standing(record, on.default, on.processes)
    said = shape.of_record(record, on.default, standing)
    early = tuple(line for line in standing_words.read(standing, on.default) if line.is_out_of_order)
    return Outlook(
        shape=said,
        levels=early,
        show_first=_first(said, on.default) or next((line.show_first for line in early), ""),
        answer=person.order_reason.strip(),
        has_headline=bool(person.headline.strip()),
        has_about=bool(person.about.strip()),
    )


def _first(said: Shape, yardstick: Yardstick) -> str:
    """The levels that the shape calls passed over."""
    passed = [yardstick.levels_by_key[key] for key in said.behind]
    tier = yardstick.tiers.level
    return english.listing([f"{tier} {level.number}" if yardstick.ordered else level.name for level in passed])
