"""Pages of a list, by number in the address (`?page=2`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.http import Http404, QueryDict

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page: its rows, where it stands, and the query strings (`?…`) of its neighbours; empty: there is none."""

    rows: list[T]
    number: int
    pages: int
    total: int
    first: int
    last: int
    previous_query: str
    next_query: str

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_others(self) -> bool:
        """Whether there is anything to page through."""
        return self.pages > 1


def page_of(rows: Any, params: QueryDict, *, size: int = 20, name: str = "page") -> Page[Any]:
    """The page of `rows` (an ordered QuerySet or a list) that `params[name]` asks for; without it the first.

    The other parameters are kept in the neighbours' query strings. A number that is none, or beyond the last page, is
    `Http404`: such a page does not exist. Costs one count and one select.
    """
    asked = params.get(name, "1")
    paginator: Paginator[Any] = Paginator(rows, size)
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 9) or not 1 <= int(asked) <= paginator.num_pages:
        raise Http404("There is no such page.")
    page: DjangoPage[Any] = paginator.page(int(asked))
    return Page(
        rows=list(page.object_list),
        number=page.number,
        pages=paginator.num_pages,
        total=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        previous_query=_query(params, name, page.number - 1) if page.has_previous() else "",
        next_query=_query(params, name, page.number + 1) if page.has_next() else "",
    )


def _query(params: QueryDict, name: str, number: int) -> str:
    copy = params.copy()
    if number > 1:
        copy[name] = str(number)
    else:
        copy.pop(name, None)
    return "?" + copy.urlencode()
