"""How evidence that was carried over from another framework is shown as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from competence.yardstick import Yardstick
from portfolio import carrying

if TYPE_CHECKING:
    from portfolio.queries.records import EvidenceRecord


def words(record: EvidenceRecord, yardsticks: Iterable[Yardstick]) -> str:
    """As in: Carried over from “Dropout” (Three levels). Empty for evidence of its own. No query."""
    source = record.evidence.follows
    return carrying.words(source.skill.key, yardsticks) if source is not None else ""
