"""Whether other process templates can move a standing."""

from __future__ import annotations

from typing import Any

from competence.standing.kinds import bearing
from competence.standing.project_kinds import COMPLETES
from competence.yardstick import Processes, Rule, Yardstick


def can_move(yardstick: Yardstick, before: Processes, after: Processes) -> bool:
    """Whether somebody may stand elsewhere by `yardstick` with other templates: when those differ in more than words
    that a rule asks for on which a state depends."""
    rules = [entry for rule in bearing(yardstick) for entry in (rule, *rule.requires) if entry.kind == "process"]
    return any(_asked(rule, before) != _asked(rule, after) for rule in rules)


def _asked(rule: Rule, processes: Processes) -> Any:
    """All that the rule reads of templates."""
    template = processes.by_key.get(rule.params.get("template", ""))
    steps = frozenset((step.key, step.required) for step in template.steps) if template else None
    links = [link for link in processes.links if link.relation in COMPLETES and rule.params.get("accept_equivalent")]
    return steps, frozenset((link.source, target) for link in links for target in link.targets)
