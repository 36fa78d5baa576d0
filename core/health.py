"""Is this machine fit to answer?"""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core import storage


def faults() -> list[str]:
    """What keeps the site from working, one word each and most fundamental first; empty when it is ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if _unapplied_migrations():
            return ["migrations"]
    except DatabaseError:
        return ["database"]
    return [] if all(_storage_is_well(folder) for folder in _folders()) else ["storage"]


def storage_is_low() -> bool:
    """Whether less is free than the reserve. Uploads are refused then (507), so that everything else goes on."""
    return any(_free(place) < settings.RESERVE_MB * 1024 * 1024 for folder in _folders() if (place := _place(folder)))


def _folders() -> list[Path]:
    """Where this machine keeps things. A store elsewhere is not asked: while it is away the pages still work."""
    return [settings.DATA_DIR, *([settings.MEDIA_ROOT] if storage.is_local() else [])]


def _unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _place(folder: Path) -> Path | None:
    """The folder, or the one in which it will be made."""
    return next((path for path in [folder, *folder.parents] if path.is_dir()), None)


def _free(place: Path) -> int:
    return shutil.disk_usage(place).free


def _storage_is_well(folder: Path) -> bool:
    """The folder (or the one in which it will be made) can be written to and has more free than the reserve."""
    place = _place(folder)
    if place is None or not os.access(place, os.W_OK):
        return False
    return _free(place) >= settings.RESERVE_MB * 1024 * 1024
