"""What the readers of notebooks share: a value of JSON that should be a text or a number, made into one."""

from typing import Any

Json = dict[str, Any]


def clean(text: str) -> str:
    """`text` with halves of surrogate pairs replaced, so that it can be written as UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def joined(value: object, between: str = "") -> str:
    """A text that nbformat may have split into a list of lines; empty for anything else."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return clean(between.join(each for each in value if isinstance(each, str)))
    return ""


def number_of(value: object) -> int | None:
    """A whole number above zero as JSON has it; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
