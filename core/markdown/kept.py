"""Markdown that is rendered once: what comes of it is kept in the cache of pages."""

import hashlib
from collections.abc import Callable, Mapping

from django.core.cache import caches
from django.utils.safestring import SafeString

from core import markdown
from core.markdown import Image, stored
from core.markdown.convert import IMAGE_SCHEME

CACHE_SECONDS = 30 * 24 * 3600


def html(
    source: str, *, images: Mapping[str, Image] | None = None, heading_base: int = 2, prefix: str = "s-"
) -> SafeString:
    """As `markdown.render`, kept under `key`."""

    asked = key(source, images=images, heading_base=heading_base, prefix=prefix)

    def make() -> str:
        return str(markdown.render(source, images=images, heading_base=heading_base, prefix=prefix))

    return stored.trusted(_kept(asked, make))


def key(source: str, *, images: Mapping[str, Image] | None = None, heading_base: int = 2, prefix: str = "s-") -> str:
    """A hash of all that the HTML depends on, `markdown.VERSION` included: 64 hexadecimal digits."""
    return _hash((source, sorted((images or {}).items()), heading_base, prefix))


def may_show(source: str) -> bool:
    """Whether `source` can ask for an image at all; if not, its HTML does not depend on them."""
    return IMAGE_SCHEME in source


def plain(source: str, *, prose: bool = False) -> str:
    """As `markdown.plain`, kept likewise."""
    return _kept(_hash(("plain", source, prose)), lambda: markdown.plain(source, prose=prose))


def _hash(asked: object) -> str:
    given = repr((markdown.VERSION, asked)).encode("utf-8", "backslashreplace")
    return hashlib.sha256(given).hexdigest()


def _kept(asked: str, make: Callable[[], str]) -> str:
    name = f"core.markdown:{asked}"
    cache = caches["pages"]
    found: str | None = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, CACHE_SECONDS)
    return found
