"""Which release of the code answers: part of every ETag, so that a page changes for browsers when its template does."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

SUFFIXES = {".py", ".html", ".css", ".js"}
LEFT_OUT = {"tests", "docs", "var", "node_modules"}


@cache
def mark() -> str:
    """16 hexadecimal digits over all code, templates and static files: equal on every machine of one release.

    Read once per process. Empty while developing (`DEBUG`), where files change under a running server.
    """
    return "" if settings.DEBUG else of(Path(settings.BASE_DIR))


def of(root: Path) -> str:
    """The mark of the files below `root`."""
    digest = hashlib.sha256()
    folders = sorted(path for path in root.iterdir() if path.is_dir())
    for folder in folders:
        if folder.name.startswith((".", "_")) or folder.name in LEFT_OUT:
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
