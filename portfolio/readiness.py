"""What is missing before a project is worth publishing. Pure: a record in, a list to tick off out.

The eleven points are those of the design's checklist ("Eleven steps make a project complete. A missing step is a
question a reader will ask."); two of them stop publication, because without them the page says nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import markdown
from portfolio.models import Artefact, Reference

if TYPE_CHECKING:
    from portfolio.queries.records import ProjectRecord

Role = Reference.Role


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist; `tab` is the studio page on which it can be done."""

    key: str
    title: str
    text: str
    """What to do, as a sentence."""
    tab: str
    holds: Callable[[ProjectRecord], bool]
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One point held against one project."""

    key: str
    done: bool
    title: str
    text: str
    tab: str
    stops: bool = False
    part: str = ""
    """The UUID of the section or comparison that it is about, if any."""
    field: str = ""
    """The box of the overview that it is about, if any."""


@dataclass(frozen=True, slots=True)
class Written:
    """A Markdown text of a project: what it is called, the text, and where it is written, as in `Item`."""

    title: str
    text: str
    tab: str
    part: str = ""
    field: str = ""


def _said(field: str) -> Callable[[ProjectRecord], bool]:
    return lambda record: bool(getattr(record.project, field).strip())


def _reference(*roles: str) -> Callable[[ProjectRecord], bool]:
    return lambda record: any(
        reference.role in roles for result in record.project.results.all() for reference in result.references.all()
    )


def _written(record: ProjectRecord) -> bool:
    return any(section.has_content for section in record.project.sections.all())


def _spread(record: ProjectRecord) -> bool:
    return any(result.spread is not None for result in record.project.results.all())


def _decided(record: ProjectRecord) -> bool:
    return bool(record.project.decisions.all())


def _shown(record: ProjectRecord) -> bool:
    return any(evidence.reading.is_shown for evidence in record.evidence)


SHORT = 60
"""Characters of a formula that are named."""
SUMMARY = "Say in one or two sentences what you did and found."
BASELINE = "Give a result and the trivial baseline or simple model beside it."
POINTS = (
    Point("summary", "Summary in one or two sentences", SUMMARY, "settings", _said("summary"), stops=True),
    Point("write-up", "Something to read", "Write at least one section.", "sections", _written, stops=True),
    Point(
        "question",
        "Problem and user stated",
        "State the question, and for whom it matters.",
        "settings",
        _said("question"),
    ),
    Point(
        "data",
        "Data source and licence named",
        "Name the data, where it comes from and its licence.",
        "datasets",
        lambda record: bool(record.datasets),
    ),
    Point(
        "harness",
        "Split described, leakage ruled out",
        "Describe how the data was split and each candidate judged.",
        "settings",
        _said("harness"),
    ),
    Point("baseline", "Baseline reported", BASELINE, "results", _reference(Role.NAIVE, Role.SIMPLE)),
    Point("spread", "Interval or spread given", "Repeat the run and give the spread of a result.", "results", _spread),
    Point(
        "best",
        "Best known result named",
        "Name a published result to read yours against.",
        "results",
        _reference(Role.HISTORICAL, Role.STRONG),
    ),
    Point(
        "decision",
        "A design decision defended",
        "Defend one decision: instead of what, and why.",
        "decisions",
        _decided,
    ),
    Point("evidence", "A skill linked to its proof", "Link a skill to the place that shows it.", "evidence", _shown),
    Point("limits", "Limits stated", "Say what this project does not show.", "settings", _said("limits")),
)


def read(record: ProjectRecord) -> tuple[Item, ...]:
    """The eleven points for one project, those that stop publication first."""
    return tuple(
        Item(p.key, p.holds(record), p.title, p.text, p.tab, p.stops, field=p.key if p.tab == "settings" else "")
        for p in POINTS
    )


def faults(record: ProjectRecord) -> tuple[Item, ...]:
    """What is wrong rather than missing: images that a text asks for and the project does not have, and formulas that
    cannot be read.

    They count as no step, since most projects never have one. Readers find the words of the image in its place, and the
    TeX of the formula with the reason.
    """
    texts = list(_texts(record))
    asked = [(name, place) for place in texts for name in markdown.asked_for(place.text)]
    known = _images(record) if asked else frozenset()
    unknown = [_unknown(name, place) for name, place in asked if name not in known]
    unread = [_unread(*told, place) for place in texts for told in markdown.unread_formulas(place.text)]
    return (*unknown, *unread)


def _unread(tex: str, reason: str, place: Written) -> Item:
    short = textwrap.shorten(tex, SHORT, placeholder=" …") if " " in tex[:SHORT] else tex[:SHORT]
    where = f"{place.title} has a formula that cannot be read: “{short}”."
    text = f"{where} Readers see it as typed, with the reason: {reason}"
    return _fault("formula", f"Formula “{short}”", text if text.endswith(".") else f"{text}.", place)


def _unknown(name: str, place: Written) -> Item:
    text = f"{place.title} asks for the image “{name}”, but none has that name. Readers find its words instead."
    return _fault("image", f"Image “{name}”", text, place)


def _fault(key: str, title: str, text: str, place: Written) -> Item:
    return Item(key, False, title, text, place.tab, part=place.part, field=place.field)


def _texts(record: ProjectRecord) -> Iterator[Written]:
    """Every Markdown text of a project."""
    own = record.project
    yield Written("The question", own.question, "settings", field="question")
    yield Written("The harness", own.harness, "settings", field="harness")
    for section in own.sections.all():
        yield Written(f"“{section.title}”", section.body, "sections", part=str(section.uuid))
    for comparison in own.comparisons.all():
        for text in (comparison.problem_shown, comparison.conclusion):
            yield Written(f"The comparison “{comparison.technique}”", text, "comparisons", part=str(comparison.uuid))
    yield Written("“Lessons”", own.lessons, "settings", field="lessons")
    yield Written("“Limits and risks”", own.limits, "settings", field="limits")


def _images(record: ProjectRecord) -> frozenset[str]:
    """The names of the images that a text may show."""
    artefacts = record.project.artefacts.all()
    return frozenset(a.name for a in artefacts if a.kind == Artefact.Kind.IMAGE and a.renditions)


def stops(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The points that still stop publication."""
    return tuple(item for item in items if item.stops and not item.done)
