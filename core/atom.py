"""Atom feeds of what people typed."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Atom1Feed):
    """An Atom feed that takes any plain text. Fields of forms refuse only NUL, and a character that XML 1.0 cannot hold
    would spoil the feed of everybody in it, so those are left out."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**_legible(fields))

    def add_item(self, *, description: str, **fields: Any) -> None:  # type: ignore[override]  # all by name
        """One entry. Readers take its description for HTML, so a "<" in it is written as one."""
        super().add_item(**_legible({"description": escape(description), **fields}))

    def answer(self) -> HttpResponse:
        """The feed as it is sent."""
        return HttpResponse(self.writeString("utf-8"), content_type=self.content_type)


def _legible(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _NOT_IN_XML.sub("", value) if isinstance(value, str) else value for name, value in fields.items()}
