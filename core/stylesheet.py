"""The one style sheet of the site, joined from the parts in `static/css`.

A page loads a single file, so a visitor waits for one request; people edit the parts. There is no build step: this
finder stands in `STATICFILES_FINDERS` and hands the joined file to `collectstatic`, to whitenoise and to test servers
as if it lay in `static/`. Source: docs/decisions/0050-pages.md.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import get_ident

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

NAME = "css/threefold.css"
PARTS = (
    *("tokens", "base", "layout", "components", "code", "curves", "notebooks", "files", "checks", "checklists"),
    *("briefs", "snapshots", "choosing", "finding", "interviews", "branches", "screens", "matches", "editor", "print"),
)
"""In the order of their cascade layers."""


class StylesheetFinder(BaseFinder):
    """Finds `css/threefold.css`, and nothing else."""

    def __init__(self, sources: Path | None = None, target: Path | None = None) -> None:
        """`sources` is the folder of the parts, `target` the folder to write to; both default to the settings'."""
        self.sources = sources or Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=target or Path(settings.DATA_DIR) / "joined")
        self.storage.prefix = ""  # type: ignore[attr-defined]  # collectstatic asks every storage for it

    def check(self, **kwargs: object) -> list[CheckMessage]:
        """Nothing to configure, so nothing to complain about."""
        return []

    def find(  # type: ignore[override]  # Django's own finders answer [] for no single file as well
        self, path: str, find_all: bool = False, **kwargs: object
    ) -> str | list[str]:
        """The path of the joined file, or an empty list for any other name."""
        if path != NAME:
            return []
        found = self.joined()
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The joined file and its storage, for `collectstatic`."""
        self.joined()
        yield NAME, self.storage

    def joined(self) -> str:
        """Write the joined file where it differs from what is there, and say where it lies."""
        text = "".join((self.sources / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
        target = Path(self.storage.path(NAME))
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(f".{get_ident()}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(target)
        return str(target)
