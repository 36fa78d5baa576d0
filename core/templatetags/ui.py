"""Filters of the pages: dates, figures and counted words. They return plain text and know no word of the domain."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

GROUPED_FROM = 10_000
"""From here on figures get thousands separators: 1540, but 15,400."""


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> str:
    """A date as `12 October 2026`; nothing for None."""
    if value is None:
        return ""
    date = timezone.localtime(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
    return f"{date.day} {date:%B %Y}"


@register.filter
def figure(value: Decimal | float | int | str | None) -> str:
    """A figure with every digit it was typed with, never in scientific notation; nothing for None."""
    if value is None or value == "":
        return ""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        return str(value)
    return f"{number:,f}" if abs(number) >= GROUPED_FROM else f"{number:f}"


@register.filter
def counted(number: int, words: str) -> str:
    """`3|counted:"skill"` is `3 skills`; an irregular plural follows a comma: `counted:"entry,entries"`."""
    one, _, many = words.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def listed(values: Iterable[object], last: str = "and") -> str:
    """`[1, 2, 3]|listed` is `1, 2 and 3`; another last word is the argument."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


@register.simple_tag
def when(value: datetime.date | datetime.datetime | None) -> SafeString | str:
    """`{% when date %}`: a `<time>` element that shows `12 October 2026`; nothing for None."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%d}", day(value))
