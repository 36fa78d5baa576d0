"""What goes into a standing: the facts of one portfolio, as plain values that name nothing of the portfolio app.

Whoever calls decides what the reader may see: a public page passes only what is public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from competence.strengths import Strength


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """One before and after of one technique. How strong it is as proof, the `Proof` that points to it says."""

    id: str
    complete: bool = False
    """Metric, value before and value after are all there."""
    problem: str = ""
    """The value of the axis `problem` that the comparison names, or nothing."""
    problem_shown: bool = False
    """The problem itself was made visible before it was treated."""
    repeats_before: int = 1
    repeats_after: int = 1
    label: str = ""
    """What to call it in a sentence."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: a project put forward for a skill, as strong as the facts behind it make it.

    Evidence that may not count (a verdict on another version, data that proves nothing for this competence) arrives
    here with the strength that is left to it.
    """

    skill: str
    """Key of the skill. Skills of other frameworks are passed over."""
    project: str
    """`ProjectFacts.id`"""
    strength: Strength
    comparisons: tuple[ComparisonFacts, ...] = ()
    id: str = ""
    """Stable identifier, for links to the evidence."""
    label: str = ""
    """What to call it in a citation, usually the title of the project."""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the rules ask of a project itself, beside the evidence drawn from it."""

    id: str
    title: str = ""
    steps: frozenset[str] = frozenset()
    """Keys of the template steps that have content."""
    axis_values: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)
    """Axis key → values that the practitioner stated for the project."""
    datasets: frozenset[str] = frozenset()
    """Identities of the data sets: the same data set has the same identity in every project."""
    dataset_sources: frozenset[str] = frozenset()
    """Origins of the data sets, as values of the axis `dataset-source`."""

    @property
    def name(self) -> str:
        """What to call the project in a sentence."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything that a standing is worked out from."""

    projects: tuple[ProjectFacts, ...] = ()
    proofs: tuple[Proof, ...] = ()
