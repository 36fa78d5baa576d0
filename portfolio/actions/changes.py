"""Noting that a portfolio changed, for whoever keeps something that is made from many of them (`portfolio.engine`)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from portfolio.models import Change
from portfolio.models.changes import LOCK

CHUNK = 500


def note(people: Iterable[int]) -> None:
    """These practitioners, by primary key, have changed: each gets a number above all before.

    Part of the transaction that changed them, as late in it as can be, and under the lock of each of them. Two
    transactions may commit in another order than their numbers: on PostgreSQL a lock that writers share tells a reader
    whether one is still under way (`portfolio.queries.changes`); SQLite has one writer at a time.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A change is noted in the transaction that made it.")
    keys = sorted(set(people))
    if not keys:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        older: QuerySet[Change] = Change.objects.filter(practitioner__in=chunk)
        older.delete()
        Change.objects.bulk_create(Change(practitioner=key) for key in chunk)
