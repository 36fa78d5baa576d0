"""Reads markup that a machine wrote (nh3, math-core) as a flat run of tags and texts, and refuses anything else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?: [a-zA-Z-]+=\"[^\"<]*\")*) ?(?P<empty>/?)>|(?P<text>[^<]+)"
)
_ATTRIBUTE = re.compile(r" ([a-zA-Z-]+)=\"([^\"]*)\"")

VOID = frozenset({"br", "hr", "img", "input"})


@dataclass(slots=True)
class Tag:
    """A start or end tag. The values of `attrs` are still escaped, as they stood in the markup."""

    name: str
    end: bool = False
    attrs: dict[str, str] = field(default_factory=dict)

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    def __str__(self) -> str:
        if self.end:
            return f"</{self.name}>"
        return f"<{self.name}" + "".join(f' {name}="{value}"' for name, value in self.attrs.items()) + ">"


Event = Tag | str
"""A tag, or text that is still escaped."""


class Unreadable(Exception):
    """The markup is not in the plain form that its writer is known to produce."""


def read(html: str) -> Iterator[Event]:
    """The tags and texts of `html` in order; an empty element `<x/>` is a start and an end. Raises Unreadable."""
    at = 0
    for match in _TOKEN.finditer(html):
        if match.start() != at:
            break
        at = match.end()
        if match["text"]:
            yield match["text"]
            continue
        tag = Tag(match["name"], bool(match["end"]), dict(_ATTRIBUTE.findall(match["rest"])))
        yield tag
        if match["empty"]:
            yield Tag(tag.name, end=True)
    if at != len(html):
        raise Unreadable(html[at : at + 40])


def unwrapped(events: Iterator[Event]) -> list[Event]:
    """`events` without the spans that carry no class, and with neighbouring texts joined."""
    out: list[Event] = []
    kept: list[bool] = []
    for event in events:
        if isinstance(event, Tag) and event.name == "span":
            if not event.end:
                kept.append(bool(event.attrs))
            if not (kept.pop() if event.end else kept[-1]):
                continue
        if isinstance(event, str) and out and isinstance(out[-1], str):
            out[-1] += event
        else:
            out.append(event)
    return out
