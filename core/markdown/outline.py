"""The headings of a document: which level each gets on the page, and under which address it is reached."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from core.markdown.events import Event

DEEPEST = 6
MAX_SLUG = 60
_NAMES = {f"h{level}": level for level in range(1, DEEPEST + 1)}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the page: `anchor` is its id, `words` its text (with place-holders until the page is done)."""

    level: int
    anchor: str
    slug: str
    words: str


def headings(events: Sequence[Event], base: int, prefix: str, plain: Callable[[str], str]) -> list[Heading]:
    """The headings of `events` in order; `plain` gives the text of escaped words from which an anchor is made.

    The first rank that occurs becomes `base`, and no rank is skipped on the way down: a page's outline has no holes,
    whether somebody starts with `#` or with `###`.
    """
    found: list[Heading] = []
    ranks: list[int] = []
    used: dict[str, int] = {}
    for at, event in enumerate(events):
        if isinstance(event, str) or event.end or event.name not in _NAMES:
            continue
        rank = _NAMES[event.name]
        while ranks and ranks[-1] >= rank:
            ranks.pop()
        ranks.append(rank)
        words = _words(events, at)
        slug = _unique(slugify(plain(words))[:MAX_SLUG].strip("-") or "section", used)
        found.append(Heading(min(DEEPEST, base + len(ranks) - 1), prefix + slug, slug, words))
    return found


def _words(events: Sequence[Event], at: int) -> str:
    """The text of the heading that starts at `at`, still escaped, without the numbers of footnotes."""
    parts: list[str] = []
    silent = False
    for event in (events[later] for later in range(at + 1, len(events))):
        if isinstance(event, str):
            parts.append("" if silent else event)
            continue
        if event.end and event.name in _NAMES:
            break
        silent = "footnote-ref" in event.classes
    return "".join(parts).strip()


def _unique(slug: str, used: dict[str, int]) -> str:
    used[slug] = count = used.get(slug, 0) + 1
    if count == 1:
        return slug
    return _unique(f"{slug}-{count}", used)


def contents(found: Sequence[Heading], replace: Callable[[str], str]) -> str:
    """The headings as nested lists of links; `replace` puts in what the place-holders in their words stand for."""
    if not found:
        return ""
    top = min(heading.level for heading in found)
    parts = ['<nav class="contents" aria-label="Contents">']
    depth = 0
    for heading in found:
        wanted = min(heading.level - top + 1, depth + 1)
        if wanted > depth:
            parts.append("<ul>" * (wanted - depth))
        else:
            parts.append("</li>" + "</ul></li>" * (depth - wanted))
        depth = wanted
        parts.append(f'<li><a href="#{heading.anchor}">{replace(heading.words)}</a>')
    parts.append("</li></ul>" * depth + "</nav>")
    return "".join(parts)
