"""What stands beside the frameworks, as frozen values: the crosswalk between them and the project ideas.

Built from a file by `competence.formats.toml` and from the tables by `competence.queries`. No database here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from competence.yardstick import unknown

IDEA_AXES = ("data-condition", "target-type", "domain", "sub-problem")
"""Axes on which an idea has values; the others follow from what is done with the data."""
TO_BE_LOOKED_UP = "check"
"""What the catalogue says of a licence that nobody vouches for."""


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

    @property
    def text(self) -> str:
        """What would be done, in a sentence."""
        return str(self.document.get("idea", ""))

    @property
    def axis_values(self) -> Mapping[str, tuple[str, ...]]:
        """What kind of project it is: its values by axis, whether a framework knows them or not."""
        own = self.document
        said = (own.get("conditions", ()), *((own.get(name, ""),) for name in ("target", "domain", "sub_problem")))
        return {axis: tuple(filter(None, found)) for axis, found in zip(IDEA_AXES, said, strict=True)}

    @property
    def size(self) -> str:
        """How large the data is, as in "208 rows, 60 columns"; empty where the catalogue does not say."""
        named = (("instances", "rows"), ("features", "columns"))
        return ", ".join(f"{self.document[key]:,} {word}" for key, word in named if self.document.get(key))

    @property
    def licence(self) -> str:
        """The licence of the data; empty where it has to be looked up."""
        said = str(self.document.get("licence", ""))
        return "" if said == TO_BE_LOOKED_UP else said

    @property
    def site(self) -> str:
        """The host on which the data is at home, for example archive.ics.uci.edu."""
        return str(self.document.get("home", "")).partition("/")[0]

    @property
    def address(self) -> str:
        """Where the data is at home."""
        return f"https://{self.document['home']}" if self.document.get("home") else ""

    @property
    def known_scores(self) -> tuple[str, ...]:
        """What others reached and what the naive answer reaches, each in a sentence."""
        naive = self.document.get("baseline")
        scores = [(one, one.get("source", "")) for one in self.document.get("references", ())]
        told = [(naive, naive.get("how", ""))] if naive else []
        return tuple(f"{one['metric']} {one['value']}: {words}." for one, words in (*told, *scores))


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
