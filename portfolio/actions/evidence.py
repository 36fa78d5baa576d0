"""Linking skills to the places that show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.models import Skill
from core.errors import DomainError, StaleVersion
from portfolio.actions import artefacts, parts, portfolios
from portfolio.models import Artefact, Cell, Evidence, FileVersion, Pointer, Project
from portfolio.queries.places import TARGETS

if TYPE_CHECKING:
    from accounts.models import User


FOLLOWS = "This follows other evidence and changes with it. Change that, or let it stop following first."


@transaction.atomic
def link(
    project: Project, *, skill: Skill, statement: str, pointers: Sequence[Pointer] = (), by: User | None, at: datetime
) -> Evidence:
    """Put `project` forward for `skill`. Without pointers it is a claim.

    `DomainError` if the skill is retired, is linked already, or a pointer leads out of the project.
    """
    portfolios.lock(project.practitioner)
    if skill.retired_at is not None:
        raise DomainError("This skill is retired. Choose the one that continues it.")
    if Evidence.objects.filter(project=project, skill=skill).exists():
        raise DomainError("This project is linked to that skill already. Change the link below instead.")
    evidence = Evidence(project=project, skill=skill, statement=statement)
    last = parts.siblings(evidence).last()
    evidence.position = last.position + 1 if last else 0
    evidence.created_at = evidence.changed_at = at
    evidence.save()
    _point(evidence, pointers)
    parts.touch(project, at=at)
    return evidence


@transaction.atomic
def change(
    evidence: Evidence,
    *,
    revision: int,
    statement: str,
    pointers: Sequence[Pointer],
    by: User | None,
    at: datetime,
) -> Evidence:
    """Change the statement and where it points. Verdicts stay, and then read "for an earlier version".

    `DomainError` for evidence that follows other evidence, and as for `link`.
    """
    portfolios.lock(evidence.project.practitioner)
    current = parts.fresh(evidence, revision=revision)
    if current.follows_id is not None:
        raise DomainError(FOLLOWS)
    current.statement = statement
    parts.save(current, ["statement"], at=at)
    _point_anew(current, pointers)
    _follow(current, at=at)
    parts.touch(current.project, at=at)
    return current


@transaction.atomic
def remove(evidence: Evidence, *, by: User | None, at: datetime) -> None:
    """Unlink the skill, and with it the evidence of other frameworks that follows it."""
    project = evidence.project
    portfolios.lock(project.practitioner)
    pointed = _files_of(evidence)
    evidence.delete()
    _prune(pointed)
    parts.touch(project, at=at)


@transaction.atomic
def renew(evidence: Evidence, *, by: User | None, at: datetime) -> Evidence:
    """Point at the newest versions of the files that `evidence` points at.

    A cell is found again by its content, else by the line that it begins with. `DomainError` when one is not found:
    then nothing is changed, and the person chooses the cell; and for evidence that follows other evidence.
    """
    portfolios.lock(evidence.project.practitioner)
    evidence.refresh_from_db(fields=["revision", "follows"])
    if evidence.follows_id is not None:
        raise DomainError(FOLLOWS)
    pointers = [_renewed(pointer) for pointer in evidence.pointers.order_by("position", "pk")]
    evidence.revision += 1
    evidence.changed_at = at
    evidence.save(update_fields=["revision", "changed_at"])
    _point_anew(evidence, pointers)
    _follow(evidence, at=at)
    parts.touch(evidence.project, at=at)
    return evidence


def _renewed(pointer: Pointer) -> Pointer:
    """The same place in the newest version of its file; any other pointer as it is."""
    if pointer.version is None or pointer.artefact is None:
        return pointer
    newest = pointer.artefact.versions.order_by("-number").first()
    if newest is None or newest.pk == pointer.version_id:
        return pointer
    moved = pointer_like(pointer, pointer.evidence, pointer.position)
    moved.version = newest
    if pointer.cell is not None:
        moved.cell = newest.cells.get() if pointer.kind == Pointer.Kind.CODE else _found_again(pointer.cell, newest)
        moved.lines = _lines_again(pointer, moved.cell)
    return moved


def _found_again(cell: Cell, newest: FileVersion) -> Cell:
    """The cell of `newest` that is `cell`: of the same content, else the only one that begins with the same line."""
    others = list(newest.cells.filter(kind=cell.kind).order_by("number"))
    same = [other for other in others if other.content_hash == cell.content_hash]
    alike = [other for other in others if other.first_line == cell.first_line]
    if same:
        return min(same, key=lambda other: abs(other.number - cell.number))
    if len(alike) == 1:
        return alike[0]
    raise DomainError(f"Cell {cell.number} was not found again in the newest version. Choose the cell below.")


def _lines_again(pointer: Pointer, cell: Cell) -> str:
    """Where the lines that are pointed to stand in `cell` now. In a notebook the cell is enough when they are gone."""
    if not pointer.lines or pointer.cell is None or pointer.cell.content_hash == cell.content_hash:
        return pointer.lines
    first, _, last = pointer.lines.partition("-")
    start, end = int(first), int(last or first)
    meant = pointer.cell.drawn["lines"][start - 1 : end]
    now = cell.drawn["lines"]
    found = [at for at in range(len(now)) if meant and now[at : at + len(meant)] == meant]
    if len(found) == 1:
        at = found[0] + 1
        return str(at) if len(meant) == 1 else f"{at}-{at + len(meant) - 1}"
    if pointer.kind == Pointer.Kind.NOTEBOOK:
        return ""
    raise DomainError("These lines were not found again in the newest version. Give the lines anew below.")


@transaction.atomic
def follow(evidence: Evidence, *, skill: Skill, by: User | None, at: datetime) -> Evidence:
    """Put the same work forward for a matching skill of another framework.

    The new piece shares statement and places, now and after every change of `evidence`; verdicts are its own.
    `DomainError` as for `link`.
    """
    follower = link(evidence.project, skill=skill, statement=evidence.statement, by=by, at=at)
    follower.follows = evidence.follows or evidence
    follower.save(update_fields=["follows"])
    _point(follower, list(evidence.pointers.order_by("position", "pk")))
    parts.touch(evidence.project, at=at)
    return follower


@transaction.atomic
def part_ways(evidence: Evidence, *, by: User | None, at: datetime) -> Evidence:
    """Evidence that followed other evidence keeps what it says and shows, and from now on is changed by itself."""
    portfolios.lock(evidence.project.practitioner)
    current = Evidence.objects.select_related("project__practitioner").filter(pk=evidence.pk).first()
    if current is None:
        raise StaleVersion(parts.REMOVED)
    if current.follows_id is not None:
        current.follows = None
        parts.save(current, ["follows"], at=at)
        parts.touch(current.project, at=at)
    return current


def _follow(evidence: Evidence, *, at: datetime) -> None:
    """What follows this piece says and shows the same."""
    for follower in evidence.followers.select_related("project"):
        follower.statement = evidence.statement
        parts.save(follower, ["statement"], at=at)
        _point_anew(follower, list(evidence.pointers.order_by("position", "pk")))


def _point_anew(evidence: Evidence, pointers: Sequence[Pointer]) -> None:
    """New pointers in place of the old; versions of files that nothing points at any more go."""
    pointed = _files_of(evidence)
    evidence.pointers.all().delete()
    _point(evidence, pointers)
    _prune(pointed)


def _point(evidence: Evidence, pointers: Sequence[Pointer]) -> None:
    _check_versions(pointers)
    fresh = []
    for position, pointer in enumerate(pointers):
        target = pointer.target
        if target is None or target.project_id != evidence.project_id:
            raise DomainError("A pointer can only lead to a place in the same project.")
        if not _is_whole(pointer):
            raise DomainError("This place is not part of that file any more. Choose it again.")
        fresh.append(pointer_like(pointer, evidence, position))
    Pointer.objects.bulk_create(fresh)


def _check_versions(pointers: Sequence[Pointer]) -> None:
    """Under the lock: a version may have gone since the form was shown."""
    wanted = {pointer.version_id for pointer in pointers if pointer.version_id is not None}
    if wanted and FileVersion.objects.filter(pk__in=wanted).count() < len(wanted):
        raise DomainError("A newer version of this file was uploaded in the meantime. Choose the place again.")


def pointer_like(pointer: Pointer, evidence: Evidence, position: int) -> Pointer:
    """A new row, not saved, that leads where `pointer` leads."""
    targets = {name: getattr(pointer, name) for name in TARGETS}
    return Pointer(evidence=evidence, position=position, kind=pointer.kind, lines=pointer.lines, **targets)


def _is_whole(pointer: Pointer) -> bool:
    """Whether version and cell belong to the file that is pointed to."""
    version, cell = pointer.version, pointer.cell
    if version is not None and version.artefact_id != pointer.artefact_id:
        return False
    return cell is None or (version is not None and cell.version_id == version.pk)


def _files_of(evidence: Evidence) -> list[Artefact]:
    return list(Artefact.objects.filter(pointers__evidence=evidence, kind__in=Artefact.FILES).distinct())


def _prune(found: Sequence[Artefact]) -> None:
    for artefact in found:
        artefacts.prune(artefact)
