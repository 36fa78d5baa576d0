"""Kinds of rule that look at comparisons, the measured before and after of a technique: `comparisons`, `repeats`.

An improvement is never asked for: an honest negative result, measured properly, counts as well (PRODUCT.md, point 8).
"""

from __future__ import annotations

from functools import partial

from competence.standing.facts import ComparisonFacts
from competence.standing.ground import Ground
from competence.standing.readings import Open
from competence.standing.selection import Outcome, selected
from competence.standing.sentences import joined, progress, quoted, still_open
from competence.standing.skill_kinds import tally
from competence.yardstick import Rule

EXAMINED = partial(progress, noun="technique", what="shown with a before and after")


def comparisons(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` of the selected skills marked `comparison` have a measured before and after.

    With `problem` the comparison names that problem, with `problem_shown` it also shows it.
    """
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    choice = tuple(skill for skill in selected(ground, rule) if skill.comparison)
    kept = {p: any(not _fault(c, rule) for c in p.comparisons) for s in choice for p in ground.by_skill.get(s.key, ())}
    shown = {proof.skill for proof, counts in kept.items() if counts}
    outcome = tally(ground, rule, choice, shown, EXAMINED)
    near = [proof for proof, counts in kept.items() if not counts and proof.skill not in shown]
    hint = ""
    if near and not outcome.holds:
        faults = [_fault(comparison, rule) for comparison in near[0].comparisons] or [UNMEASURED]
        hint = f"{ground.yardstick.skills[near[0].skill].name} is put forward, but {max(faults, key=FAULTS.index)}."
    return Outcome(
        holds=outcome.holds,
        have=outcome.have,
        need=outcome.need,
        reason=joined(outcome.reason, hint),
        proofs=tuple(proof for proof in outcome.proofs if kept[proof]),
        open=outcome.open,
    )


UNMEASURED = "without a metric before and after"
ELSEWHERE = "its comparison does not name this problem"
UNSHOWN = "its comparison does not show the problem first"
FAULTS = ("", UNMEASURED, ELSEWHERE, UNSHOWN)
"""From far to near: the last fault is the one that is nearest to counting."""


def _fault(comparison: ComparisonFacts, rule: Rule) -> str:
    """Why this comparison does not count for `rule`, or nothing when it does."""
    problem = rule.params.get("problem", "")
    if not comparison.complete:
        return UNMEASURED
    if problem and comparison.problem != problem:
        return ELSEWHERE
    if rule.params.get("problem_shown") and not (comparison.problem and comparison.problem_shown):
        return UNSHOWN
    return ""


def repeats(ground: Ground, rule: Rule) -> Outcome:
    """Every complete comparison of the selected skills has at least `at_least` runs on each side.

    The one kind that more evidence can break, which is why it never decides about a level (`levels.decides`). It does
    not hold as long as there is no comparison at all.
    """
    proofs = ground.of_skills(skill.key for skill in selected(ground, rule))
    found = {c.id: c for proof in proofs for c in proof.comparisons if c.complete}
    least = int(rule.params.get("at_least", 1))
    short = [c for c in found.values() if min(c.repeats_before, c.repeats_after) < least]
    have, need = len(found) - len(short), len(found)
    if not found:
        return Outcome(False, 0, 1, "No comparison shown yet.")
    passed = {c.id for c in found.values()} - {c.id for c in short}
    return Outcome(
        holds=not short,
        have=have,
        need=need,
        reason=joined(
            progress(have, need, "comparison", f"shown with {least} runs or more on either side"),
            still_open([quoted(c.label or c.id) for c in short], len(short)),
        ),
        proofs=tuple(proof for proof in proofs if any(c.id in passed for c in proof.comparisons)),
        open=Open(comparisons=tuple(c.id for c in short)),
    )
