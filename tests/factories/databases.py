"""Databases for processes that a test starts: all tables, and nothing in them.

Migrating takes seconds, so each process of the tests does it once, and gives every test a copy.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def clean_environment(data: Path, **variables: str) -> dict[str, str]:
    """Nothing of the developer's settings: only where Python and the data are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(data), "RESERVE_MB": "0", "PYTHONUNBUFFERED": "1", **variables}


def migrate(address: str, data: Path) -> None:
    """Brings the database at `address` up to date, as an operator does."""
    environment = clean_environment(data, DATABASE_URL=address)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)


def migrated(temporary: pytest.TempPathFactory) -> Path:
    """An SQLite file to copy; made when it is first asked for."""
    folder = temporary.getbasetemp() / "migrated"
    file = folder / "tables.sqlite3"
    if not file.exists():
        folder.mkdir()
        migrate(f"sqlite:///{file}", folder)
    return file
