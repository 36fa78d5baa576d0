"""Deleting files of the store that nothing names any more (R-UP-09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage


def delete(paths: Iterable[str]) -> Iterator[int]:
    """Delete these files, and say after each how many are gone. The caller knows that no row names them."""
    for number, path in enumerate(paths, 1):
        default_storage.delete(path)
        yield number
