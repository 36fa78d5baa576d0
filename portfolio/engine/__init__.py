"""An index of all listed people in each web process: sets of people by what they show, and their strengths as a matrix.

SQL is the truth and the reference (`portfolio.queries.finding`); the index answers the same questions from memory. It
follows every change before it answers, rebuilds itself, and can be switched off (docs/decisions/0086-engine.md).

    with engine.reading() as index:
        if index is None:  # off, too few people, or just being built: ask SQL
            ...
        else:
            found = index.found([Shows(("l2.generalization.dropout",)), Is("library", ("keras",))])
            counts = index.sets.counted(found, "domain")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from portfolio.engine.asks import Either, Has, Is, Point, Shows, ShowsAny, Since, Term
from portfolio.engine.index import Index
from portfolio.engine.keeper import Keeper
from portfolio.engine.ranking import Figures, Placed, Ranking


@lru_cache(maxsize=1)
def here() -> Keeper:
    """The keeper of this process, by the settings."""
    return Keeper(Path(settings.DATA_DIR) / "index", settings.SEARCH_INDEX)


def reading() -> AbstractContextManager[Index | None]:
    """The index, in step, while the block lasts; None where SQL has to answer."""
    return nullcontext() if _only_sql.get() else here().reading()


@contextmanager
def only_sql() -> Iterator[None]:
    """Inside, SQL answers everything: for holding the index against it."""
    token = _only_sql.set(True)
    try:
        yield
    finally:
        _only_sql.reset(token)


_only_sql: ContextVar[bool] = ContextVar("only_sql", default=False)


__all__ = [
    "Either",
    "Figures",
    "Has",
    "Index",
    "Is",
    "Keeper",
    "Placed",
    "Point",
    "Ranking",
    "Shows",
    "ShowsAny",
    "Since",
    "Term",
    "here",
    "only_sql",
    "reading",
]
