"""Is this machine fit to answer?"""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def faults() -> list[str]:
    """What keeps the site from working, one word each and most fundamental first; empty when it is ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if _unapplied_migrations():
            return ["migrations"]
    except DatabaseError:
        return ["database"]
    return [] if _storage_is_well(settings.DATA_DIR) and _storage_is_well(settings.MEDIA_ROOT) else ["storage"]


def _unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _storage_is_well(folder: Path) -> bool:
    """The folder (or the one in which it will be made) can be written to and has more free than the reserve."""
    place = next((path for path in [folder, *folder.parents] if path.is_dir()), None)
    if place is None or not os.access(place, os.W_OK):
        return False
    return shutil.disk_usage(place).free >= settings.RESERVE_MB * 1024 * 1024
