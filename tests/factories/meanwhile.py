"""Two people at once, on one connection: what somebody else does between the reading and the writing of a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """`act` happens when an action begins: the view has read by then, and nothing is locked yet."""
    happened: list[bool] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("SAVEPOINT") and not happened:
            happened.append(True)
            act()
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield
    assert happened, "no action began"
