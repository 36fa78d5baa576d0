"""What is missing before a project is worth publishing. Pure: a record in, a list to tick off out.

The eleven points are those of the design's checklist ("Eleven steps make a project complete. A missing step is a
question a reader will ask."); two of them stop publication, because without them the page says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.models import Reference

if TYPE_CHECKING:
    from portfolio.queries.records import ProjectRecord


@dataclass(frozen=True, slots=True)
class Item:
    """One point; `tab` is the studio page on which it can be done."""

    key: str
    done: bool
    title: str
    text: str
    """What to do, as a sentence."""
    tab: str
    stops: bool = False


def read(record: ProjectRecord) -> tuple[Item, ...]:
    """The eleven points for one project, those that stop publication first."""
    project = record.project
    results = list(project.results.all())
    roles = {reference.role for result in results for reference in result.references.all()}
    shown = [e for e in record.evidence if e.reading.is_shown]
    return (
        Item(
            "summary",
            bool(project.summary.strip()),
            "Summary in one or two sentences",
            "Say in one or two sentences what you did and found.",
            "settings",
            stops=True,
        ),
        Item(
            "write-up",
            any(s.has_content for s in project.sections.all()),
            "Something to read",
            "Write at least one section.",
            "sections",
            stops=True,
        ),
        Item(
            "question",
            bool(project.question.strip()),
            "Problem and user stated",
            "State the question, and for whom it matters.",
            "settings",
        ),
        Item(
            "data",
            bool(record.datasets),
            "Data source and licence named",
            "Name the data, where it comes from and its licence.",
            "datasets",
        ),
        Item(
            "harness",
            bool(project.harness.strip()),
            "Split described, leakage ruled out",
            "Describe how the data was split and each candidate judged.",
            "settings",
        ),
        Item(
            "baseline",
            bool(roles & {Reference.Role.NAIVE, Reference.Role.SIMPLE}),
            "Baseline reported",
            "Give a result and the trivial baseline or simple model beside it.",
            "results",
        ),
        Item(
            "spread",
            any(r.spread is not None for r in results),
            "Interval or spread given",
            "Repeat the run and give the spread of a result.",
            "results",
        ),
        Item(
            "best",
            bool(roles & {Reference.Role.HISTORICAL, Reference.Role.STRONG}),
            "Best known result named",
            "Name a published result to read yours against.",
            "results",
        ),
        Item(
            "decision",
            bool(list(project.decisions.all())),
            "A design decision defended",
            "Defend one decision: instead of what, and why.",
            "decisions",
        ),
        Item(
            "evidence",
            bool(shown),
            "A skill linked to its proof",
            "Link a skill to the place that shows it.",
            "evidence",
        ),
        Item(
            "limits", bool(project.limits.strip()), "Limits stated", "Say what this project does not show.", "settings"
        ),
    )


def stops(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The points that still stop publication."""
    return tuple(item for item in items if item.stops and not item.done)
