"""From a portfolio record to what the rules of a framework say of it."""

from __future__ import annotations

from competence.queries import editions
from competence.standing import ComparisonFacts, PortfolioFacts, ProjectFacts, Proof, Standing, read
from competence.yardstick import Processes, Yardstick
from portfolio.models import Comparison
from portfolio.queries.records import EvidenceRecord, PortfolioRecord, ProjectRecord


def standing(record: PortfolioRecord, yardstick: Yardstick, processes: Processes | None = None) -> Standing:
    """Where the projects of `record` stand by `yardstick`.

    Hand in a record cut to what the reader may see (`record.on_profile()`). Without `processes` they are read: one
    query.
    """
    return read(yardstick, editions.processes() if processes is None else processes, portfolio_facts(record))


def portfolio_facts(record: PortfolioRecord) -> PortfolioFacts:
    """The facts that a standing is worked out from. Projects are named by their slug, proofs by their uuid."""
    return PortfolioFacts(
        projects=tuple(_project(project) for project in record.projects),
        proofs=tuple(_proof(evidence) for evidence in record.evidence),
    )


def _project(record: ProjectRecord) -> ProjectFacts:
    return ProjectFacts(
        id=record.project.slug,
        title=record.project.title,
        steps=record.steps,
        axis_values=record.axis_values,
        datasets=record.datasets,
        dataset_sources=record.origins,
    )


def _proof(record: EvidenceRecord) -> Proof:
    return Proof(
        skill=record.skill_key,
        project=record.project.slug,
        strength=record.strength,
        comparisons=tuple(comparison_facts(comparison) for comparison in record.comparisons),
        id=str(record.evidence.uuid),
        label=record.project.title,
    )


def comparison_facts(comparison: Comparison) -> ComparisonFacts:
    """What the rules ask of a before and after."""
    return ComparisonFacts(
        id=str(comparison.uuid),
        complete=bool(comparison.metric),
        problem=comparison.problem,
        problem_shown=bool(comparison.problem_shown.strip()),
        repeats_before=comparison.before_repeats,
        repeats_after=comparison.after_repeats,
        label=comparison.technique,
    )
