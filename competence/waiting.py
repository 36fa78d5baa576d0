"""Files whose import is not confirmed yet: kept in the store under names that nobody can guess, and in no table.

`manage.py sweep_files` takes away what was never confirmed, since no row names it.
"""

from __future__ import annotations

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import storage

FOLDER = "files/imports"


def keep(content: bytes) -> str:
    """Keep a file. Its name in the store, by which it is found again."""
    return default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))


def kept(path: str) -> bytes:
    """A file that was kept. `FileNotFoundError` when it is gone."""
    with default_storage.open(path) as file:
        return bytes(file.read())


def forget(path: str) -> None:
    """Delete a file that is not needed any more."""
    storage.discard(path)
