"""The frameworks that ship with the product, and portfolios in three-levels for the tests of standing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import competence
from competence.formats import toml
from competence.standing import ComparisonFacts, PortfolioFacts, ProjectFacts, Proof
from competence.strengths import Strength
from competence.yardstick import Processes, Yardstick

DATA = Path(competence.__file__).parent / "data"
FRAMEWORKS = ("three-levels", "field-guide", "ml-progress-checklist", "global-competencies")


@cache
def yardstick(name: str) -> Yardstick:
    """One shipped framework."""
    return toml.read_framework((DATA / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")


@cache
def processes() -> Processes:
    """The shipped process templates."""
    name = "process-templates.toml"
    return toml.read_processes((DATA / name).read_text(encoding="utf-8"), name)


# --- portfolios in three-levels, as small as the rules allow ---

STEPS = tuple(
    f"applied-ml-end-to-end.{step}"
    for step in (
        "define-problem",
        "gather-data",
        "prepare-data",
        "build-test-harness",
        "evaluate-candidates",
        "select-final-model",
        "prepare-final-model",
        "predict-new-data",
    )
)
LEVEL_1 = {
    "wine": "library.define-model library.fit-model library.predict library.multilayer-perceptron "
    "library.environment-setup modeling.define-problem modeling.scaling modeling.test-harness "
    "modeling.predict-new-data modeling.input-differing-scales modeling.target-multiclass",
    "churn": "modeling.input-mixed-types modeling.input-missing-values modeling.target-binary",
    "prices": "modeling.input-redundant-features modeling.target-regression modeling.compare-models",
}
TECHNIQUES = {
    "l2.learning.learning-rate": "slow-or-poor-learning",
    "l2.generalization.dropout": "overfitting",
    "l2.prediction.model-averaging": "high-variance-predictions",
}


def level_1(strength: Strength = Strength.EVIDENCED) -> PortfolioFacts:
    """Three projects that demonstrate Level 1 with nothing to spare but one library skill."""
    projects = tuple(
        ProjectFacts(
            name,
            name.capitalize(),
            frozenset(STEPS if name == "wine" else ()),
            {},
            frozenset({f"{name}.csv"}),
            frozenset({"classic-repository"}),
        )
        for name in LEVEL_1
    )
    return PortfolioFacts(
        projects, tuple(cite(f"l1.{key}", name, strength) for name, keys in LEVEL_1.items() for key in keys.split())
    )


def level_2(strength: Strength = Strength.EVIDENCED, project: str = "study") -> PortfolioFacts:
    """One technique of each competence, each with a before and after on a problem that was shown."""
    return PortfolioFacts(
        (
            ProjectFacts(
                project,
                project.capitalize(),
                datasets=frozenset({"blobs"}),
                dataset_sources=frozenset({"contrived-problem"}),
            ),
        ),
        tuple(
            cite(key, project, strength, ComparisonFacts(f"{project}:{key}", True, problem, True, 5, 5))
            for key, problem in TECHNIQUES.items()
        ),
    )


LEVEL_3 = (
    "l3.data-handling.ts-supervised-framing",
    "l3.technique.ts-recurrent",
    "l3.technique.ts-univariate",
    "l3.technique.compare-domain-models",
    "l3.technique.select-architecture",
)


def level_3(
    strength: Strength = Strength.EVIDENCED, project: str = "power", source: str = "competition"
) -> PortfolioFacts:
    """One project in time series that satisfies every rule of Level 3, with one technique of Level 2 in it."""
    key = "l2.generalization.dropout"
    return PortfolioFacts(
        (
            ProjectFacts(
                project,
                project.capitalize(),
                frozenset((*STEPS, "applied-ml-end-to-end.tune-model")),
                {"domain": frozenset({"time-series"})},
                frozenset({"load"}),
                frozenset({source} if source else ()),
            ),
        ),
        (
            cite(key, project, strength, ComparisonFacts(f"{project}:{key}", True, "overfitting", True, 5, 5)),
            *(cite(skill, project, strength) for skill in LEVEL_3),
        ),
    )


def cite(skill: str, project: str, strength: Strength, *comparisons: ComparisonFacts) -> Proof:
    """One piece of evidence."""
    return Proof(skill, project, strength, comparisons, id=f"{project}:{skill}", label=project.capitalize())
