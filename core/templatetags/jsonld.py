"""`{% json_ld data %}`: facts for machines as a data block (`application/ld+json`), which the policy lets stand.

The text of a script element is not HTML, so escaping for HTML would break it; instead every character that could end
the element or begin another is written as a JSON escape (as `django.utils.html.json_script` does).
"""

from __future__ import annotations

import json
from typing import Any

from django import template

register = template.Library()
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def text(data: Any) -> str:
    """`data` as JSON that can stand inside a script element whatever it contains."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


class DataBlock(template.Node):
    def __init__(self, data: template.base.FilterExpression) -> None:
        self.data = data

    def render(self, context: template.Context) -> str:
        data = self.data.resolve(context)
        return f'<script type="application/ld+json">{text(data)}</script>' if data else ""


@register.tag
def json_ld(parser: template.base.Parser, token: template.base.Token) -> DataBlock:
    """One argument: the data, made of dictionaries, lists, texts and numbers. Nothing for empty data."""
    pieces = token.split_contents()
    if len(pieces) != 2:
        raise template.TemplateSyntaxError("json_ld takes one argument: the data.")
    return DataBlock(parser.compile_filter(pieces[1]))
