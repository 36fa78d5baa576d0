"""What a practitioner could do next, read off the portfolio. Pure: a record in, a short list out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from portfolio import readiness
from portfolio.models import Artefact, Visibility
from portfolio.queries import studio
from portfolio.queries.records import PortfolioRecord, ProjectRecord
from portfolio.queries.successors import Move

SHOWN = 7
"""A longer list is not read."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what comes before the link, the link, and why it matters."""

    text: str
    target: str
    href: str
    why: str


def read(record: PortfolioRecord, moves: Iterable[Move] = ()) -> tuple[Todo, ...]:
    """The most useful things first: what stops a reader, what weakens a proof, what rounds a project off.

    `moves` are the proposals of `portfolio.queries.successors` for evidence whose skill was retired.
    """
    found = [*_profile(record)]
    for project in record.projects:
        found += [*_publishing(project), *_proofs(project)]
    found += [_move(move) for move in moves if move.is_proposed]
    for project in record.projects:
        found += _rounding_off(project)
    return tuple(found[:SHOWN])


def _profile(record: PortfolioRecord) -> Iterator[Todo]:
    person = record.practitioner
    href = reverse("portfolio:profiles-edit")
    if not person.headline:
        yield Todo("Say what you do in", "one line under your name", href, "It is read first.")
    if not record.projects:
        new = reverse("portfolio:projects-new")
        yield Todo("Describe", "a project that you really did", new, "Everything here follows from projects.")
    if person.visibility == Visibility.PRIVATE and record.projects:
        seen = reverse("portfolio:profiles-visibility")
        yield Todo("Show", "your profile", seen, "It is private: nobody can open it.")


def _publishing(project: ProjectRecord) -> Iterator[Todo]:
    if project.project.visibility != Visibility.PRIVATE:
        return
    missing = readiness.stops(readiness.read(project))
    if missing:
        yield Todo("Finish", project.project.title, studio.url(project.project, missing[0].tab), missing[0].text)
    else:
        href = reverse("portfolio:projects-publish", args=[project.project.slug])
        yield Todo("Publish", project.project.title, href, "It is ready, and only you see it.")


def _proofs(project: ProjectRecord) -> Iterator[Todo]:
    claims = [e for e in project.evidence if not e.reading.is_shown]
    earlier = [e for e in project.evidence if e.reading.is_shown and e.reading.is_earlier]
    unpinned = {p.pointer.artefact for e in project.evidence for p in e.places if _is_loose(p.pointer.artefact)}
    title, href = project.project.title, studio.url(project.project, "evidence")
    if claims:
        count = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
        yield Todo(f"Say where to look for {count} in", title, href, "Without a place a claim counts for nothing.")
    if earlier:
        count = "1 proof was" if len(earlier) == 1 else f"{len(earlier)} proofs were"
        yield Todo("Read again what changed in", title, href, f"{count} verified for an earlier version.")
    if any(e.is_behind for e in project.evidence):
        why = "A newer version was uploaded, and evidence still points at the one before."
        yield Todo("Look at the newer file of", title, href, why)
    if unpinned:
        yield Todo(
            "Pin the code of", title, studio.url(project.project, "artefacts"), "Without a commit the lines may move."
        )


def _move(move: Move) -> Todo:
    """As in: Move this evidence to “Dropout” in A project of mine."""
    project, retirement = move.record.project, move.retirement
    successor = retirement.successor.name if retirement.successor else ""
    text = f"Move evidence for “{retirement.name}” to “{successor}” in"
    href = f"{studio.url(project, 'evidence')}#{move.record.evidence.anchor}"
    return Todo(text, project.title, href, retirement.words)


def _is_loose(artefact: Artefact | None) -> bool:
    return artefact is not None and artefact.link_kind == Artefact.LinkKind.CODE and not artefact.is_pinned


def _rounding_off(project: ProjectRecord) -> Iterator[Todo]:
    """The first open point of a published project."""
    if project.project.visibility == Visibility.PRIVATE:
        return
    for item in readiness.read(project):
        if not item.done:
            yield Todo("Round off", project.project.title, studio.place(project.project, item), item.text)
            return
