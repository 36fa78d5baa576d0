"""Copies all made-up people of the database so often that there are many: for measuring where making each of them anew
takes too long.

    python -m tests.bench.hiring.multiply TIMES

Copies differ in address and uuid only, so there are many equals, which is the harder case for an order. What they are
found by is copied too: words of the address find the original. For measuring, never for a site.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time

import django


def main(times: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection, transaction

    from portfolio.synthesis import world

    last = {model: _last(model) for model in world.ORDER}
    last[world.Listing] = last[world.Project]  # whose key it shares
    print(f"{last[world.Practitioner]:,} people", flush=True)
    for number in range(1, times):
        began = time.monotonic()
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SET LOCAL session_replication_role = replica")  # keys are copies of keys that fit
            else:
                connection.connection.create_function("md5", 1, lambda text: hashlib.md5(text.encode()).hexdigest())
            for model in last:
                cursor.execute(_copy(model, number, last))
            cursor.execute(
                "INSERT INTO portfolio_change (number, practitioner) SELECT "
                f"(SELECT MAX(number) FROM portfolio_change) + id, id FROM portfolio_practitioner WHERE id > "
                f"{last[world.Practitioner] * number}"
            )
        print(f"{number + 1} times, {time.monotonic() - began:.0f} s", flush=True)
    _sequences(list(world.ORDER))


def _last(model: type) -> int:
    from django.db.models import Max

    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _copy(model: type, number: int, last: dict[type, int]) -> str:
    """The statement that copies the rows of a model for the so many-th time."""
    from portfolio.models import Practitioner, Project

    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = field.column
        value = column
        if field.primary_key:
            value = f"{column} + {last[model] * number}"
        elif field.is_relation and field.related_model in last:
            value = f"{column} + {last[field.related_model] * number}"
        elif column == "uuid":
            value = _uuid(last[Practitioner] * number)
        elif column == "handle":
            added = f"(CAST(substr(handle, 3) AS integer) + {last[Practitioner] * number})"
            padded = f"substr('0000000' || {added}, -7)" if _is_sqlite() else f"lpad({added}::text, 7, '0')"
            value = f"'s-' || {padded}"
        elif column == "thing":
            value = (
                f"thing + CASE kind WHEN 'person' THEN {last[Practitioner] * number} ELSE {last[Project] * number} END"
            )
        columns.append(f'"{column}"')
        values.append(value)
    table, key = model._meta.db_table, model._meta.pk.column
    into = f"INSERT INTO {table} ({', '.join(columns)})"
    return f"{into} SELECT {', '.join(values)} FROM {table} WHERE {key} <= {last[model]}"


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _uuid(added: int) -> str:
    """Another one, the same wherever the old one stands: a document and what it is of have the same."""
    return f"md5(uuid || '{added}')" if _is_sqlite() else f"md5(uuid::text || '{added}')::uuid"


def _sequences(models: list[type]) -> None:
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


if __name__ == "__main__":
    main(int(sys.argv[1]))
