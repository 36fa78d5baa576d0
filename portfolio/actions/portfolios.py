"""The two halves of every change of a portfolio: lock it first, bring what is derived in step last.

Fingerprints, proofs, coverage, facets, documents for search and the version number follow from the facts, and all
change in the transaction of the fact that moved them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.db.models import F

from competence.queries import editions
from portfolio import words
from portfolio.actions import changes, derived, indexing, renderings
from portfolio.models import Coverage, Evidence, Practitioner, Proof, Visibility
from portfolio.queries import records
from portfolio.queries import renderings as stored

_waiting: ContextVar[frozenset[int]] = ContextVar("portfolios_waiting", default=frozenset())


def lock(practitioner: Practitioner) -> Practitioner:
    """The practitioner's row, locked until the transaction ends: changes of one portfolio come one after the other."""
    return Practitioner.objects.select_for_update().get(pk=practitioner.pk)


def show(practitioner: Practitioner, *, visibility: str, at: datetime) -> None:
    """Set who can see the profile, and keep when everybody could for the first time. Call under the lock."""
    practitioner.visibility = Visibility(visibility)
    if practitioner.is_public:
        practitioner.published_at = practitioner.published_at or at
    practitioner.save(update_fields=["visibility", "published_at"])


@contextmanager
def batch(practitioner: Practitioner, *, at: datetime) -> Iterator[None]:
    """Many changes of one portfolio as one: inside, `refresh` waits for the end, which is the end of a transaction.

    For imports; nothing derived may be read inside.
    """
    with transaction.atomic():
        token = _waiting.set(_waiting.get() | {practitioner.pk})
        try:
            yield
        finally:
            _waiting.reset(token)
        refresh(practitioner, at=at)


@transaction.atomic
def refresh(practitioner: Practitioner, *, at: datetime) -> None:
    """Recompute everything derived for one practitioner and raise the portfolio's version.

    Called last by every action that changes anything in a portfolio. Sets `practitioner.version`, `changed_at` and
    `last_proof_on` on the object given as well. Inside `batch` it waits for the end.
    """
    if practitioner.pk in _waiting.get():
        return
    yardsticks, processes = editions.everything()
    now = lock(practitioner)  # the row as it is now, not as the caller once read it
    record = records.read(now, *words.READ_ALONG, yardsticks=yardsticks)
    _update_fingerprints(record)
    _update_proofs(record)
    _update_coverage(record)
    derived.write([record], yardsticks, processes)
    indexing.write([record], yardsticks)
    Practitioner.objects.filter(pk=practitioner.pk).update(version=F("version") + 1, changed_at=at)
    changes.note([practitioner.pk])
    renderings.follow(stored.outdated(record))
    practitioner.refresh_from_db(fields=["version", "changed_at", "last_proof_on"])


def touch(practitioner: Practitioner, *, at: datetime) -> None:
    """Raise the portfolio's version where nothing derived moves: the public page has changed. Call under the lock."""
    Practitioner.objects.filter(pk=practitioner.pk).update(version=F("version") + 1, changed_at=at)
    changes.note([practitioner.pk])


def _update_fingerprints(record: records.PortfolioRecord) -> None:
    changed = []
    for item in record.evidence:
        if item.evidence.fingerprint != item.fingerprint:
            item.evidence.fingerprint = item.fingerprint
            changed.append(item.evidence)
    Evidence.objects.bulk_update(changed, ["fingerprint"])


def _update_proofs(record: records.PortfolioRecord) -> None:
    """Keep one proof for every piece of evidence, touching only those that differ."""
    existing = {p.evidence_id: p for p in Proof.objects.filter(project__practitioner=record.practitioner)}
    new: list[Proof] = []
    changed: list[Proof] = []
    for item in record.evidence:
        known = existing.get(item.evidence.pk)
        proof = known or Proof(evidence=item.evidence)
        wanted = (item.project.pk, item.evidence.skill_id, item.strength, item.proven_at)
        if known and (proof.project_id, proof.skill_id, proof.strength, proof.proven_at) == wanted:
            continue
        proof.project_id, proof.skill_id, proof.strength, proof.proven_at = wanted
        (changed if known else new).append(proof)
    Proof.objects.bulk_create(new)
    Proof.objects.bulk_update(changed, ["project", "skill", "strength", "proven_at"])


def _update_coverage(record: records.PortfolioRecord) -> None:
    """Make the coverage rows of both scopes equal to the record, touching only rows that differ."""
    wanted = coverage_of(record)
    existing = {(c.scope, c.skill_id): c for c in Coverage.objects.filter(practitioner=record.practitioner)}
    gone = [row.pk for key, row in existing.items() if key not in wanted]
    Coverage.objects.filter(pk__in=gone).delete()
    new, changed = [], []
    for key, row in wanted.items():
        known = existing.get(key)
        if known is None:
            new.append(row)
        elif not _equal(known, row):
            row.pk = known.pk
            changed.append(row)
    Coverage.objects.bulk_create(new)
    Coverage.objects.bulk_update(changed, ["strength", "best", "pieces", "proven_at"])


def coverage_of(record: records.PortfolioRecord) -> dict[tuple[str, int], Coverage]:
    """The rows that a portfolio has to have, by scope and skill; not saved."""
    wanted = _rows(record, Coverage.Scope.ALL)
    if record.practitioner.visibility != "private":
        wanted |= _rows(record.on_profile(), Coverage.Scope.PUBLIC)
    return wanted


def _rows(record: records.PortfolioRecord, scope: str) -> dict[tuple[str, int], Coverage]:
    pieces: dict[str, int] = {}
    for item in record.evidence:
        pieces[item.skill_key] = pieces.get(item.skill_key, 0) + 1
    return {
        (scope, best.evidence.skill_id): Coverage(
            practitioner=record.practitioner,
            skill_id=best.evidence.skill_id,
            scope=scope,
            strength=best.strength,
            best=best.evidence,
            pieces=pieces[key],
            proven_at=best.proven_at,
        )
        for key, best in record.best.items()
    }


def _equal(one: Coverage, other: Coverage) -> bool:
    return (one.strength, one.best_id, one.pieces, one.proven_at) == (
        other.strength,
        other.best_id,
        other.pieces,
        other.proven_at,
    )
