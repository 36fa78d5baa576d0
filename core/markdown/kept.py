"""Markdown that is rendered once: what comes of it is kept in the cache of pages."""

import hashlib
from collections.abc import Callable, Mapping

from django.core.cache import caches
from django.utils.safestring import SafeString

from core import markdown
from core.markdown import Image, stored

CACHE_SECONDS = 30 * 24 * 3600


def html(
    source: str, *, images: Mapping[str, Image] | None = None, heading_base: int = 2, prefix: str = "s-"
) -> SafeString:
    """As `markdown.render`, kept under a hash of all that the result depends on, `markdown.VERSION` included."""

    def make() -> str:
        return str(markdown.render(source, images=images, heading_base=heading_base, prefix=prefix))

    return stored.trusted(_kept((source, sorted((images or {}).items()), heading_base, prefix), make))


def plain(source: str, *, prose: bool = False) -> str:
    """As `markdown.plain`, kept likewise."""
    return _kept(("plain", source, prose), lambda: markdown.plain(source, prose=prose))


def _kept(asked: object, make: Callable[[], str]) -> str:
    given = repr((markdown.VERSION, asked)).encode("utf-8", "backslashreplace")
    key = f"core.markdown:{hashlib.sha256(given).hexdigest()}"
    cache = caches["pages"]
    found: str | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, CACHE_SECONDS)
    return found
