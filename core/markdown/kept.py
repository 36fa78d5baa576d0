"""Markdown that is rendered once: its HTML is kept in the cache of pages."""

import hashlib
from collections.abc import Mapping

from django.core.cache import caches
from django.utils.safestring import SafeString

from core import markdown
from core.markdown import Image, stored

CACHE_SECONDS = 30 * 24 * 3600


def html(
    source: str, *, images: Mapping[str, Image] | None = None, heading_base: int = 2, prefix: str = "s-"
) -> SafeString:
    """As `markdown.render`, kept under a hash of all that the result depends on, `markdown.VERSION` included."""
    asked = repr((markdown.VERSION, source, sorted((images or {}).items()), heading_base, prefix))
    key = "core.markdown:" + hashlib.sha256(asked.encode("utf-8", "backslashreplace")).hexdigest()
    cache = caches["pages"]
    found = cache.get(key)
    if found is None:
        found = str(markdown.render(source, images=images, heading_base=heading_base, prefix=prefix))
        cache.set(key, found, CACHE_SECONDS)
    return stored.trusted(found)
