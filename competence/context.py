"""What every page may say about the yardstick."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from competence.models import Edition
from competence.queries import frameworks


def edition(request: HttpRequest) -> dict[str, Any]:
    """For the foot of `base.html`: `edition`, the current one of the default framework (`key`, `title`, `version`,
    `published_on`), or nothing. Looked up when a template asks for it; a view that knows its edition hands over its
    own and saves the query."""
    return {"edition": SimpleLazyObject(_default)}


def _default() -> frameworks.Head | None:
    try:
        return frameworks.default_head()
    except Edition.DoesNotExist:
        return None
