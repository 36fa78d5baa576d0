"""What one rule alone would do to standings, while it is being built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from competence.drafting.items import put_together, taken_apart
from competence.formats import documents
from competence.formats.problems import BadFile
from competence.yardstick import Yardstick
from dashboard.effects import Effects
from dashboard.queries import impacts


@dataclass(frozen=True)
class RuleEffect:
    """The effect, or why it cannot be told yet."""

    effects: Effects | None
    everybody: int = 0
    problem: str = ""


def of_block(before: Yardstick, block: Mapping[str, Any]) -> RuleEffect:
    """`block` is the rule as a file says it: in the place of the published rule of the same id, or as a further one."""
    document = documents.of(before)
    rules = list(document.get("rules", ()))
    known = any(rule["id"] == block["id"] for rule in rules)
    document["rules"] = [block if rule["id"] == block["id"] else rule for rule in rules] + ([] if known else [block])
    try:
        after, _ = documents.read(put_together(taken_apart(document)), "rule")
    except BadFile as bad:
        return RuleEffect(None, problem=" ".join(problem.text for problem in bad.problems[:3]))
    assert isinstance(after, Yardstick), "it was one before"
    effects, everybody = impacts.of_change(before, after)
    return RuleEffect(effects, everybody)
