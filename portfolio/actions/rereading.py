"""Bringing strengths in step after a yardstick changed, for everybody concerned at once.

A new edition may ask other proof for the same skill. Only evidence for such skills is read again; what stands in the
tables of everybody else is right already. What people are found by follows from rules, axes and names as well, so it is
written anew for all who have put something forward for the framework.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q

from competence.queries import editions
from portfolio import facets, words
from portfolio.actions import changes, derived, indexing
from portfolio.models import Coverage, Evidence, Facet, Practitioner, Project, Proof, Visibility
from portfolio.queries import records

CHUNK = 100
"""Projects read at a time."""

Say = Callable[[int, int], None]


def lock_everybody() -> None:
    """No portfolio changes until the transaction ends: whoever is changing one now is waited for, and whoever comes
    later finds the new edition. To be called before an edition is published."""
    list(Practitioner.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def reread(keys: Collection[str], *, at: datetime, say: Say | None = None) -> int:
    """Work out anew the strength of all evidence for the skills `keys`, and what follows from it. Says for how many
    people. `say` hears how many projects of how many are done.

    Read, written and counted in chunks: about twenty queries for 100 projects.
    """
    concerned = Project.objects.filter(evidence__skill__key__in=keys) if keys else Project.objects.none()
    rows = list(concerned.distinct().order_by("practitioner", "pk").values_list("pk", "practitioner_id"))
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        _read(keys, [project for project, _ in chunk])
        if say is not None:
            say(start + len(chunk), len(rows))
    people = list(dict.fromkeys(person for _, person in rows))
    for start in range(0, len(people), CHUNK):
        _cover(keys, people[start : start + CHUNK])
    return len(people)


@transaction.atomic
def restate(*frameworks: str, at: datetime, say: Say | None = None) -> int:
    """Write anew what people are found by, for everybody who has put something forward for a skill of `frameworks`.
    Says for how many. `say` hears how many of how many are done.

    Read and written in chunks: about thirty queries for 100 people.
    """
    shown = Coverage.objects.filter(skill__framework__key__in=frameworks).values_list("practitioner", flat=True)
    begun = [Q(value__startswith=f"{framework}/") for framework in frameworks]
    stood = Facet.objects.filter(reduce(or_, begun, Q(pk=None)), kind=facets.STANDING)
    keys = sorted({*shown.distinct(), *stood.values_list("practitioner", flat=True).distinct()})
    yardsticks, processes = editions.everything()
    for start in range(0, len(keys), CHUNK):
        chunk = Practitioner.objects.filter(pk__in=keys[start : start + CHUNK])
        whole = records.read_all(chunk, *words.READ_ALONG, yardsticks=yardsticks)
        derived.write(whole, yardsticks, processes)
        indexing.write(whole, yardsticks)
        if say is not None:
            say(start + len(whole), len(keys))
    changes.note(keys)
    return len(keys)


def _read(keys: Collection[str], projects: Sequence[int]) -> None:
    """The proofs of these projects, by the yardsticks that are current now."""
    found = {
        item.evidence.pk: item
        for record in records.read_projects(Project.objects.filter(pk__in=projects))
        for item in record.evidence
        if item.skill_key in keys
    }
    changed = []
    for proof in Proof.objects.filter(evidence__in=found):
        item = found[proof.evidence_id]
        if (proof.strength, proof.proven_at) != (item.strength, item.proven_at):
            proof.strength, proof.proven_at = item.strength, item.proven_at
            changed.append(proof)
    Proof.objects.bulk_update(changed, ["strength", "proven_at"])


def _cover(keys: Collection[str], people: Sequence[int]) -> None:
    """The coverage of these people for these skills, from their proofs."""
    best = _best(keys, people)
    changed = []
    for row in Coverage.objects.filter(practitioner__in=people, skill__key__in=keys):
        proof = best[row.practitioner_id, row.skill_id, row.scope].proof
        if (row.strength, row.best_id, row.proven_at) != (proof.strength, proof.evidence_id, proof.proven_at):
            row.strength, row.best_id, row.proven_at = proof.strength, proof.evidence_id, proof.proven_at
            changed.append(row)
    Coverage.objects.bulk_update(changed, ["strength", "best", "proven_at"])
    Practitioner.objects.filter(pk__in=people).update(version=F("version") + 1)
    changes.note(people)


def _best(keys: Collection[str], people: Sequence[int]) -> dict[tuple[int, int, str], Evidence]:
    """(person, skill, scope) → the strongest, then latest piece; of equals the first, as in a whole portfolio."""
    order = ("project__position", "-project__published_at", "-project__pk", "position", "pk")
    pieces = Evidence.objects.filter(project__practitioner__in=people, skill__key__in=keys)
    found: dict[tuple[int, int, str], Evidence] = {}
    for piece in pieces.select_related("proof", "project").order_by(*order):
        for scope in _scopes(piece):
            place = (piece.project.practitioner_id, piece.skill_id, scope)
            other = found.get(place)
            if other is None or _weight(piece) > _weight(other):
                found[place] = piece
    return found


def _weight(piece: Evidence) -> tuple[int, datetime]:
    return piece.proof.strength, piece.proof.proven_at


def _scopes(piece: Evidence) -> tuple[str, ...]:
    if piece.project.visibility == Visibility.PUBLIC:
        return (Coverage.Scope.ALL, Coverage.Scope.PUBLIC)
    return (Coverage.Scope.ALL,)
