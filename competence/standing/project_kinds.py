"""Kinds of rule that count projects: `process`, `projects`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from competence.standing.facts import ProjectFacts
from competence.standing.ground import Ground
from competence.standing.readings import Open
from competence.standing.selection import SELECTORS, Outcome, narrowed
from competence.standing.sentences import joined, progress, quoted, still_open
from competence.strengths import Strength
from competence.yardstick import Processes, Rule, Step

COMPLETES = frozenset({"same", "covers"})
"""The relations of the step map that complete a step; `part-of` only helps with it."""


def process(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` projects have content in every required step of `template`.

    With `accept_equivalent` a step of another template completes those that the step map says it does;
    `required_steps_extra` adds steps that are optional elsewhere. Steps carry no strength of their own: among verified
    evidence, a project counts when at least one piece of its evidence in the rule's level is verified.
    """
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    template = ground.processes.by_key.get(rule.params.get("template", ""))
    need = int(rule.params.get("at_least", 1))
    if template is None:
        return Outcome(False, 0, need, "The process that this rule names is not known on this site.")
    extra = rule.params.get("required_steps_extra", ())
    steps = tuple(step for step in template.steps if step.required or step.key in extra)
    accounts = [
        _account(ground, rule, project, steps) for project in ground.projects if _may_count(ground, rule, project)
    ]
    whole = [account for account in accounts if steps and not account.open]
    begun = [account for account in accounts if account.open and account.done]
    holds = len(whole) >= need
    nearest = max(begun, key=lambda account: account.done, default=None)
    return Outcome(
        holds=holds,
        have=len(whole),
        need=need,
        reason=_told(whole, nearest, steps, need),
        proofs=tuple(p for account in whole for p in ground.in_level(account.project.id, rule.level)),
        projects=tuple(account.project.id for account in whole),
        open=Open() if holds else _open_steps(nearest, steps),
    )


@dataclass(frozen=True, slots=True)
class _Account:
    """How far one project describes a process."""

    project: ProjectFacts
    done: int
    open: tuple[Step, ...]


def _account(ground: Ground, rule: Rule, project: ProjectFacts, steps: tuple[Step, ...]) -> _Account:
    done = project.steps
    if rule.params.get("accept_equivalent"):
        done = completed(ground.processes, project.steps)
    left = tuple(step for step in steps if step.key not in done)
    return _Account(project, len(steps) - len(left), left)


def _may_count(ground: Ground, rule: Rule, project: ProjectFacts) -> bool:
    return ground.floor < Strength.VERIFIED or bool(ground.in_level(project.id, rule.level))


def completed(processes: Processes, steps: Iterable[str]) -> frozenset[str]:
    """`steps` and all that they complete through the step map, from link to link."""
    done = set(steps)
    links = [link for link in processes.links if link.relation in COMPLETES]
    while more := {t for link in links if link.source in done for t in link.targets} - done:
        done |= more
    return frozenset(done)


def _open_steps(nearest: _Account | None, steps: tuple[Step, ...]) -> Open:
    left = nearest.open if nearest else steps
    return Open(steps=tuple(step.key for step in left), project=nearest.project.id if nearest else "")


def _told(whole: list[_Account], nearest: _Account | None, steps: tuple[Step, ...], need: int) -> str:
    told = [f"{quoted(account.project.name)} describes all {len(steps)} steps." for account in whole[:need]]
    if len(whole) >= need:
        return joined(*told)
    if nearest is None:
        return joined(*told, f"No {'other ' if whole else ''}project describes this process yet.")
    left = [step.name for step in nearest.open]
    begun = f"{quoted(nearest.project.name)} describes {nearest.done} of {len(steps)} steps."
    return joined(*told, begun, still_open(left, len(left)))


def projects(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` projects each show `min_skills_per_project` skills of the level.

    With `distinct_datasets` each of them stands for a data set of its own; one without a data set stands for none.
    """
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    least, need = int(rule.params.get("min_skills_per_project", 1)), int(rule.params.get("at_least", 1))
    distinct = bool(rule.params.get("distinct_datasets"))
    choice = _skills_of(ground, rule)
    counts = {p.id: len({e.skill for e in ground.by_project.get(p.id, ())} & choice) for p in ground.projects}
    full = [project for project in ground.projects if counts[project.id] >= least]
    chosen = own_datasets(full) if distinct else full
    holds = len(chosen) >= need
    begun = [p for p in ground.projects if 0 < counts[p.id] < least]
    nearest = max(begun, key=lambda project: counts[project.id], default=None)
    hint = ""
    if not holds and len(full) > len(chosen):
        left_out = quoted(next(project for project in full if project not in chosen).name)
        hint = f"{left_out} shows enough skills, but names no data set that the others do not use."
    elif not holds and nearest:
        hint = f"{quoted(nearest.name)} shows {counts[nearest.id]} of {least} skills."
    what = (
        "shown on data of its own" if distinct and need == 1 else "shown on data of their own" if distinct else "shown"
    )
    return Outcome(
        holds=holds,
        have=len(chosen),
        need=need,
        reason=joined(progress(len(chosen), need, "project", what), hint),
        proofs=tuple(e for project in chosen for e in ground.by_project.get(project.id, ()) if e.skill in choice),
        projects=tuple(project.id for project in chosen),
        open=Open(project=nearest.id) if nearest and not holds else Open(),
    )


def _skills_of(ground: Ground, rule: Rule) -> set[str]:
    if any(selector in rule.params for selector in SELECTORS):
        return {skill.key for skill in narrowed(ground, rule)}
    return {skill.key for skill in ground.yardstick.skills.values() if skill.level == rule.level}


def own_datasets(candidates: Iterable[ProjectFacts]) -> list[ProjectFacts]:
    """As many projects as possible that can each stand for a data set that no other of them stands for.

    A greatest matching of projects and data sets, by augmenting paths: adding a project or a data set never makes it
    smaller.
    """
    holders: dict[str, ProjectFacts] = {}

    def placed(project: ProjectFacts, tried: set[str]) -> bool:
        for dataset in sorted(project.datasets - tried):
            tried.add(dataset)
            if dataset not in holders or placed(holders[dataset], tried):
                holders[dataset] = project
                return True
        return False

    candidates = list(candidates)
    for project in candidates:
        placed(project, set())
    chosen = {project.id for project in holders.values()}
    return [project for project in candidates if project.id in chosen]
