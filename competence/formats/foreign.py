"""What the readers of other people's formats share: what they hand over, keys, names and texts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from competence.formats.blocks import KEY, SHORT
from competence.formats.source import CONTROL, SCHEMA_VERSION
from competence.strengths import Strength

Document = dict[str, Any]

TREE = ("levels", "competences", "groups", "skills")
"""The lists of blocks that are the tree, from the top."""
LONGEST_KEY = 60
NOT_WORD = re.compile(r"[^a-z0-9]+")
SPACE = re.compile(r"\s+")
VERSION = re.compile(r"^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?$")
PLACES = frozenset({"id", "name", "summary", "can_do", "level", "competence", "group", "under", "made_up"})
"""Fields of a block that every foreign format speaks about."""
HEAD_STAYS = frozenset({"id", "version", "default", "ordered", "tiers", "language"})
PLACE = re.compile(r"^([a-z_]+)\[(\d+)\]\.?(.*)$")


@dataclass(frozen=True)
class Taken:
    """What a reader found in a file: a document in the shape of our own files, and what there is to say about it."""

    document: Document
    places: Mapping[str, str] = field(default_factory=dict)
    """Where a block stood in the file: "skills[3]" → "row 12"."""
    remarks: tuple[str, ...] = ()
    """What was read leniently, in sentences for people."""
    holds: frozenset[str] | None = None
    """The parts of a document that the format speaks about; None: all of them. The others stay as they are."""
    owns: frozenset[str] | None = None
    """The fields of a block that the format speaks about; None: all of them."""
    keeps: frozenset[str] = frozenset()
    """Fields of the head that stay when a framework is updated."""
    identifier: str = ""
    """Of the document, as the file has it; only CASE has one."""

    def is_other(self, document: Mapping[str, Any]) -> bool:
        """Whether a framework with the same key came from somewhere else: its identifier or its file says so."""
        mine = _identifier(self.document)
        return bool(mine) and bool(_identifier(document)) and _identifier(document) != mine

    def renamed(self, key: str) -> Taken:
        """The same with another key for the framework."""
        head = {**self.document["framework"], "id": key}
        return replace(self, document={**self.document, "framework": head})

    def place(self, path: str) -> str:
        """A path of the document in the words of the file: "skills[3].name" → "row 12, name"."""
        if path.startswith("framework.") and "framework" in self.places:
            return f"{self.places['framework']}, {path.removeprefix('framework.')}"
        found = PLACE.match(path)
        if not found or f"{found[1]}[{found[2]}]" not in self.places:
            return path
        place = self.places[f"{found[1]}[{found[2]}]"]
        return f"{place}, {found[3]}" if found[3] else place


def _identifier(document: Mapping[str, Any]) -> str:
    kept = document["framework"].get("case")
    return str(kept.get("identifier", "")).lower() if isinstance(kept, Mapping) else ""


def framework(key: str, title: str, **head: Any) -> Document:
    """The head of a document that is read from a foreign format; fields without content are left out."""
    fields = {"id": key, "title": title, **{name: value for name, value in head.items() if value}}
    return {
        "schema_version": SCHEMA_VERSION,
        "framework": {**fields, "ordered": False},
        "evaluation": {"counted_strength": Strength.EVIDENCED.word},
    }


def key_from(text: str, *, longest: int = LONGEST_KEY) -> str:
    """A key made of any text: lower case, words joined by hyphens. The same text gives the same key."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = NOT_WORD.sub("-", plain).strip("-")
    if slug and len(slug) <= longest:
        return slug
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{slug[: longest - 9].strip('-')}-{mark}".strip("-")


def keys_from(ids: list[str], prefix: str) -> dict[str, str]:
    """A key for each id, in order, with the framework's key in front; ids that look alike get different keys."""
    taken: set[str] = set()
    keys = {}
    for name in ids:
        key = f"{prefix}.{key_from(name)}"
        if key in taken:
            key = f"{key}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        taken.add(key)
        keys[name] = key
    return keys


def is_key(text: str) -> bool:
    return bool(KEY.match(text)) and len(text) <= SHORT


def clean(text: str) -> str:
    """A text without control characters, with plain line ends."""
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def short_name(text: str) -> str:
    """One line of at most 200 characters, cut between words."""
    line = SPACE.sub(" ", clean(text)).strip()
    if len(line) <= SHORT:
        return line
    return f"{line[: SHORT - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def version_from(text: object) -> str:
    """major.minor.patch from what others write as a version; "" when it is nothing of the kind."""
    found = VERSION.match(text.strip()) if isinstance(text, str) else None
    return ".".join(str(int(part or 0)) for part in found.groups()) if found else ""
