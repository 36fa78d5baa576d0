"""Takes out of a text who wrote it: names, handle, addresses, place, employer and school become "[hidden]". Pure.

What is hidden is what the person's profile and account say of them; so the same text of two people comes out the
same. Short names and names that are words ("May", "Li", "Will") are hidden only where they stand as names: alone, with
their capital. Nothing can find a nickname, or an employer that is never named as one: decision 0084 says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from hiring.scrub_patterns import (
    called,
    employers_of,
    fold,
    of_affiliation,
    of_background,
    of_handle,
    of_name,
    of_place,
)

HIDDEN = "[hidden]"
ANYBODY = (
    r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+(?::[\w./\-]+)?",
    r"(?:https?|ftp)://[^\s<>\"'“”]+|\bwww\.[^\s<>\"'“”]+",
    r"(?<![\w./\-])(?:[a-zA-Z0-9\-]+\.)+(?:com|org|net|edu|io|ai|dev|app|me|de|uk|se|no|fi|fr|nl|es|pt|it|pl|ch|at|eu|in|"
    r"cn|jp|br|ru|example)(?:/[^\s<>\"'“”)]*)?(?![\w(]|\.\w)",
    r"(?<![\w.])@(?=[\w\-]{2,39}\b)(?!(?<=^@)\w+(?:\.\w+)*\s*(?:\(|$))[A-Za-z0-9_\-]+",
    r"(?<=/home/)[^/\s\"']+|(?<=/Users/)[^/\s\"']+|(?<=\\Users\\)[^\\\s\"']+",
    r"(?i:(?<=author: )|(?<=authors: )|(?<=author = )|(?<=__author__ = )|(?<=maintainer: )|(?<=copyright )|(?<=© )"
    r"|(?<=written by )(?=[A-Z])|(?<=created by )(?=[A-Z]))[^\n.;]+",
)
"""Addresses, @handles (but no decorators), folders of users and lines that name an author, whoever it is."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as their profile and account say."""

    name: str
    handle: str
    others: tuple[str, ...] = ()
    """Names of people they worked with."""
    place: str = ""
    background: tuple[str, ...] = ()
    """Lines of work and study."""
    account: str = ""
    """The name of the account, which may be another one."""
    affiliation: str = ""
    """Where they work or study, as reviewers and messages say it."""
    headline: str = ""
    """What stands under the name; it may say where they work."""
    links: tuple[str, ...] = ()
    """Addresses of their own pages: they tell how somebody is called elsewhere."""


@dataclass(frozen=True)
class Scrub:
    """Hides one identity in texts: `scrub(text)`."""

    identity: Identity

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        who = self.identity
        names = [pattern for name in dict.fromkeys((who.name, who.account, *who.others)) for pattern in of_name(name)]
        handles = [pattern for handle in (who.handle, *called(who.links)) for pattern in of_handle(handle)]
        lines = [*who.background, *employers_of(who.headline)]
        places = [*of_place(who.place), *of_background(lines), *of_affiliation(who.affiliation)]
        return re.compile("|".join(f"(?:{each})" for each in (*ANYBODY, *names, *handles, *places)), re.MULTILINE)

    def __call__(self, text: str) -> str:
        """`text` with "[hidden]" in the place of what names the person; lines stay lines."""
        if not text:
            return text
        folded, places = fold(text)
        spans = [(places[found.start()][0], places[found.end() - 1][1]) for found in self._pattern.finditer(folded)
                 if found.end() > found.start()]  # fmt: skip
        return _replaced(text, spans)


def _replaced(text: str, spans: list[tuple[int, int]]) -> str:
    """One "[hidden]" for what stands side by side."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start] in (" ", ", ", "-", ".", "_")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    parts, at = [], 0
    for start, end in merged:
        parts += [text[at:start], HIDDEN]
        at = end
    return "".join([*parts, text[at:]])
