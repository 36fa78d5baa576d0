"""Evidence for skills that are out of use, and where it could go on. Nothing moves without the person."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from competence.models import Skill
from competence.queries import editions, retirements
from competence.queries.retirements import Retirement
from competence.yardstick import Yardstick
from portfolio.models import Dismissal, Evidence
from portfolio.queries.records import EvidenceRecord, ProjectRecord


@dataclass(frozen=True)
class Move:
    """One piece of evidence for a retired skill. It stays as it is until it is moved, or for good."""

    record: EvidenceRecord
    retirement: Retirement
    is_linked: bool
    """Whether the project shows the successor by other evidence already."""
    is_dismissed: bool
    """Whether the person has put the proposal aside."""

    @property
    def is_possible(self) -> bool:
        """Whether it can be moved."""
        return self.retirement.successor is not None and not self.is_linked

    @property
    def is_proposed(self) -> bool:
        """Whether it can be moved and was not put aside."""
        return self.is_possible and not self.is_dismissed


def of_projects(projects: Iterable[ProjectRecord], yardsticks: Sequence[Yardstick]) -> tuple[Move, ...]:
    """The evidence of these projects that stands on retired skills, in their order. Two queries, none without any."""
    pieces = [(project, item) for project in projects for item in project.evidence]
    retired = retirements.of((item.skill_key for _, item in pieces), yardsticks)
    if not retired:
        return ()
    concerned = {project.project.pk for project, item in pieces if item.skill_key in retired}
    rows = Dismissal.objects.filter(project__in=concerned)
    dismissed = set(rows.values_list("project_id", "skill__key"))
    found = ((project, item, retired[item.skill_key]) for project, item in pieces if item.skill_key in retired)
    return tuple(_move(project, item, retirement, dismissed) for project, item, retirement in found)


def _move(
    project: ProjectRecord, item: EvidenceRecord, retirement: Retirement, dismissed: Container[tuple[int, str]]
) -> Move:
    successor = retirement.successor.key if retirement.successor else ""
    return Move(
        record=item,
        retirement=retirement,
        is_linked=any(other.skill_key == successor for other in project.evidence),
        is_dismissed=(project.project.pk, successor) in dismissed,
    )


def successor_of(piece: Evidence) -> Skill | None:
    """The skill in use that continues the retired skill of `piece`; None where there is none."""
    found = retirements.of([piece.skill.key], editions.all_current()).get(piece.skill.key)
    return Skill.objects.get(key=found.successor.key) if found is not None and found.successor is not None else None
