"""The Markdown texts of a project's page, in order, as HTML: stored when they were saved, or made now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString

from core.markdown import Image, kept, stored
from portfolio.models import Comparison, Project
from portfolio.pages import pictures

BASE = 3
"""The level of the highest heading of a text: the page has its title (1) and the heading over the text (2)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One text as the page asks for it: under `anchor`, with `images`, of which those have an anchor that no text
    before it shows. `key` names all that its HTML depends on."""

    anchor: str
    source: str
    images: Mapping[str, Image]

    @property
    def key(self) -> str:
        return kept.key(self.source, images=self.images, heading_base=BASE, prefix=f"{self.anchor}-")

    def html(self) -> SafeString:
        """Rendered, or from the cache of pages. Raises TooLong."""
        return kept.html(self.source, images=self.images, heading_base=BASE, prefix=f"{self.anchor}-")

    def shown(self, html: str) -> tuple[str, ...]:
        """The anchors of the images that `html` shows for the first time."""
        return tuple(i.anchor for i in self.images.values() if i.anchor and f'<img id="{i.anchor}"' in html)


@dataclass(frozen=True, slots=True)
class Made:
    """One text as HTML, and the anchors of the images that it is the first to show."""

    key: str
    html: str
    places: tuple[str, ...]


@dataclass(slots=True)
class Texts:
    """All texts of one page, by anchor."""

    by_anchor: dict[str, SafeString] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    """Anchors of the images that a text shows."""

    def html(self, anchor: str) -> str:
        """The HTML under this anchor; empty where nothing is written."""
        return self.by_anchor.get(anchor, "")


def sources(project: Project) -> Iterator[tuple[str, str]]:
    """(anchor, Markdown) of everything that is written, in the order in which images find their place."""
    parts = (
        ("question", project.question),
        ("harness", project.harness),
        *(pair for c in _ordered(project.comparisons) for pair in _of_comparison(c)),
        *((section.anchor, section.body) for section in _ordered(project.sections)),
        ("lessons", project.lessons),
        ("limits", project.limits),
    )
    return ((anchor, source) for anchor, source in parts if source.strip())


def of(project: Project, known: Mapping[str, str]) -> Texts:
    """The texts of `project`. `known`: stored HTML by key; what is not in it is rendered. Raises TooLong.

    The parts of the project were read before (`records.read_project`); no query.
    """
    found = Texts()

    def write(asked: Asked) -> tuple[str, ...]:
        html = stored.trusted(known[key]) if (key := asked.key) in known else asked.html()
        made = Made(key, html, asked.shown(html))
        found.by_anchor[asked.anchor] = html
        found.made.append(made)
        found.placed.update(made.places)
        return made.places

    _walk(project, write)
    return found


def are_stored(project: Project, known: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether just the texts of `project` are stored. `known`: the places of stored HTML by key."""
    seen: set[str] = set()

    def look(asked: Asked) -> tuple[str, ...] | None:
        seen.add(key := asked.key)
        return known.get(key)

    return _walk(project, look) and len(seen) == len(known)


def _walk(project: Project, visit: Callable[[Asked], tuple[str, ...] | None]) -> bool:
    """Every text in order; `visit` answers which images it shows first, or None to end. Whether the end was reached."""
    images = pictures.by_name(project.artefacts.all())
    placed: set[str] = set()
    for anchor, source in sources(project):
        left = {name: replace(i, anchor="") if i.anchor in placed else i for name, i in images.items()}
        places = visit(Asked(anchor, source, left if kept.may_show(source) else {}))
        if places is None:
            return False
        placed.update(places)
    return True


def _ordered(parts: Any) -> list[Any]:
    return sorted(parts.all(), key=lambda part: (part.position, part.pk))


def _of_comparison(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    return ((f"{comparison.anchor}-p", comparison.problem_shown), (f"{comparison.anchor}-c", comparison.conclusion))
