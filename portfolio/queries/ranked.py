"""What a search finds, in order, read page by page; with a word put right when nothing has it as it was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet

from portfolio.explore import Asked
from portfolio.queries import spellings
from portfolio.queries.finding_index import Counts
from portfolio.queries.spellings import Mended
from portfolio.queries.texts import Found

Row = TypeVar("Row", bound=Model)


class Finder(Protocol):
    """Who answers: `portfolio.queries.finding` for people, `finding_projects.Finder` for projects."""

    def found(self, asked: Asked, *, first: int = 0, most: int = 20) -> Found: ...

    def counts(self, asked: Asked) -> Counts: ...


@dataclass
class Ranked(Generic[Row]):
    """The rows for which everything asked holds. `core.paging` asks for their number and for a page."""

    asked: Asked
    kind: str
    """Of the documents: person or project."""
    finder: Finder
    rows: QuerySet[Any, Any]
    size: int
    """Rows of a page."""
    mended: Mended | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if not self._first.total and self.asked.q:
            self.mended = spellings.mended(self.asked, self.kind)
            if self.mended is not None:
                self._first = self.finder.found(self.searched, most=self.size)

    @property
    def searched(self) -> Asked:
        """What is searched: what was asked, or the same with a word put right."""
        return self.mended.asked if self.mended else self.asked

    @cached_property
    def _first(self) -> Found:
        return self.finder.found(self.asked, most=self.size)

    def count(self) -> int:
        """How many there are."""
        return self._first.total

    def __len__(self) -> int:
        return self._first.total

    def __getitem__(self, part: slice) -> list[Row]:
        first, most = part.start or 0, (part.stop or len(self)) - (part.start or 0)
        ids = self._first.ids[:most]
        if first or most > self.size:
            ids = self.finder.found(self.searched, first=first, most=most).ids
        known = self.rows.in_bulk(ids)
        return [known[pk] for pk in ids if pk in known]
