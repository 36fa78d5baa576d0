"""HTML that comes back from the database: the door for what this package, or the renderer of notebooks, once wrote."""

import re

from django.utils.safestring import SafeString, mark_safe

_ANCHOR = re.compile(r'(<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")*?) id="[^"]*"')
"""In a tag only; in a text `<` is escaped."""


def trusted(html: str) -> SafeString:
    """`html` as safe for a page.

    Only for values that were written by `core.markdown` or `portfolio.rendering` and stored by us, in columns that no
    form and no import fills. Everything else goes through `core.markdown.render` or `core.markdown.foreign.clean`.
    """
    return mark_safe(html)  # noqa: S308


def without_anchors(html: str) -> SafeString:
    """As `trusted`, without the ids: for an excerpt on a page where the same cell may stand twice."""
    return trusted(_ANCHOR.sub(r"\1", html))
