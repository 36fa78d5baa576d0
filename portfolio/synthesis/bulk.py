"""Writing rows by the ten thousand: numbers reserved beforehand, COPY on PostgreSQL, one statement a model else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection, models

Prepared = list[tuple[Any, ...]]
"""Rows as the database takes them, a value a column."""


class Ids:
    """Numbers for new rows, from the first that is reserved for each model."""

    def __init__(self, first: Mapping[type[models.Model], int]) -> None:
        self._counts = {model: count(number) for model, number in first.items()}

    def __call__(self, model: type[models.Model]) -> int:
        return next(self._counts[model])


def reserve(model: type[models.Model], many: int) -> int:
    """The first of `many` primary keys that nothing else will get."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
            sequence = cursor.fetchone()[0]
            cursor.execute("SELECT setval(%s, nextval(%s) + %s) - %s", [sequence, sequence, many - 1, many - 1])
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (int(row[0]) if row else 0) + 1
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first + many - 1])
        return first


def prepared(model: type[models.Model], rows: Iterable[Any]) -> Prepared:
    """Rows, or anything with the same attributes, ready to be written. Asks no database."""
    ways = [(each.attname, _way(each)) for each in model._meta.concrete_fields]
    return [tuple(way(getattr(row, name)) if way else getattr(row, name) for name, way in ways) for row in rows]


def write(model: type[models.Model], rows: Prepared) -> None:
    """All rows in one go."""
    if not rows:
        return
    quote = connection.ops.quote_name
    names = [quote(str(each.column)) for each in model._meta.concrete_fields]
    table, columns = quote(model._meta.db_table), ", ".join(names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", rows)
        else:
            places = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608


def _copy(cursor: Any, statement: str, values: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def _way(field: models.Field) -> Callable[[Any], Any] | None:
    """From a value of a field to what the database takes; None where that is the same."""
    is_sqlite = connection.vendor == "sqlite"
    kind = getattr(field, "target_field", field).get_internal_type()
    if kind == "JSONField":
        return lambda value: json.dumps(value, ensure_ascii=False)
    if is_sqlite and kind == "UUIDField":
        return _hex
    if is_sqlite and kind == "DateTimeField":
        return _moment
    if is_sqlite and kind == "DateField":
        return _day
    return None if kind in _PLAIN or kind == "UUIDField" or "Date" in kind else _prepared(field)


_PLAIN = {"CharField", "TextField", "SlugField", "URLField", "BooleanField", "BigAutoField", "BigIntegerField"}
_PLAIN |= {"PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"}


def _prepared(field: models.Field) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _moment(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
