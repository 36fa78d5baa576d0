"""What stands beside the frameworks, as frozen values: the crosswalk between them and the project ideas.

Built from a file by `competence.formats.toml` and from the tables by `competence.queries`. No database here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from competence.yardstick import unknown


@dataclass(frozen=True)
class Pair:
    """Reads "`source` `kind` `target`": `broader` says that the target is the wider skill."""

    source: str
    kind: str
    target: str


@dataclass(frozen=True)
class MatchKind:
    """What evidence for one skill may do for the other: "counts" (listed there as well) or "suggest" (offered)."""

    key: str
    meaning: str
    source_to_target: str
    target_to_source: str


@dataclass(frozen=True)
class Crosswalk:
    key: str
    title: str
    version: str
    kinds: tuple[MatchKind, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extra: Mapping[str, Any] = unknown()
    """The rest of the file: its head, the policy of carrying over, skills without a counterpart."""

    @cached_property
    def kinds_by_key(self) -> Mapping[str, MatchKind]:
        return {kind.key: kind for kind in self.kinds}


@dataclass(frozen=True)
class Idea:
    key: str
    title: str
    document: Mapping[str, Any] = unknown()
    """The block of the catalogue, whole."""
    skills: tuple[str, ...] = ()
    """Every skill that the project would exercise: those of its sets, its own, and those of other frameworks."""


@dataclass(frozen=True)
class Ideas:
    key: str
    title: str
    version: str
    ideas: tuple[Idea, ...] = ()
    extra: Mapping[str, Any] = unknown()
    """The rest of the file: its head, conditions, domains and sets of skills."""


def exercised(document: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every skill that an idea names: by its `skill_sets`, its `skills` and its `other_skills`, each once."""
    shared = [skill for name in document.get("skill_sets", ()) for skill in sets.get(name, ())]
    return tuple(dict.fromkeys([*shared, *document.get("skills", ()), *document.get("other_skills", ())]))
