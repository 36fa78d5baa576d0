"""Kinds of rule that count skills: `skills`, `groups`, `competences`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from competence.standing.ground import Ground, live
from competence.standing.readings import Open
from competence.standing.selection import Outcome, keys, lacking, names, narrowed, needed, selected, within_reach
from competence.standing.sentences import indispensable, joined, progress, remaining, still_open
from competence.yardstick import Competence, Group, Rule, Skill

Told = Callable[[int, int], str]


def skills(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` (or `at_least_share`) of the selected skills are shown, `must_include` among them."""
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    choice = selected(ground, rule)
    shown = {skill.key for skill in choice if skill.key in ground.by_skill}
    return tally(ground, rule, choice, shown)


def tally(ground: Ground, rule: Rule, choice: tuple[Skill, ...], shown: set[str], told: Told = progress) -> Outcome:
    """Hold the `shown` ones of `choice` against the number that the rule asks for; `told` says it in a sentence."""
    have, need = len(shown), needed(rule, choice, shown)
    elsewhere = ground.by_skill.keys() - {skill.key for skill in choice}
    wanted = lacking(ground, rule, shown | elsewhere)
    absent = [skill for skill in live(choice) if skill.key not in shown]
    holds = have >= need and not wanted
    return Outcome(
        holds=holds,
        have=have,
        need=need,
        reason=joined(told(have, need), remaining(names(absent), need - have, names(wanted))),
        proofs=ground.of_skills(skill.key for skill in choice if skill.key in shown),
        open=Open() if holds else Open(skills=keys(absent), indispensable=keys(wanted)),
    )


def groups(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` of the listed `groups` have `each_at_least` skills shown, `must_include` among them."""
    return _spread(ground, rule, "group", ground.yardstick.groups)


def competences(ground: Ground, rule: Rule) -> Outcome:
    """At least `at_least` of the listed `competences` have `each_at_least` skills shown, as for groups."""
    return _spread(ground, rule, "competence", ground.yardstick.competences)


@dataclass(frozen=True, slots=True)
class _Place:
    """One listed group or competence: how many of its skills are shown and asked for."""

    key: str
    name: str
    skills: tuple[Skill, ...]
    have: int
    need: int
    in_reach: bool

    @property
    def full(self) -> bool:
        return self.have >= self.need

    @property
    def label(self) -> str:
        return self.name if self.need == 1 else f"{self.name} ({self.have} of {self.need})"


def _spread(ground: Ground, rule: Rule, tier: str, known: Mapping[str, Group] | Mapping[str, Competence]) -> Outcome:
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    places = list(_places(ground, rule, tier, known))
    have = sum(place.full for place in places)
    reachable = sum(place.in_reach for place in places)
    asked = int(rule.params.get("at_least", len(places)))
    need = min(asked, reachable) if reachable else max(1, asked)
    short = [place for place in places if not place.full]
    absent = [s for place in short for s in live(place.skills) if s.key not in ground.by_skill]
    wanted = lacking(ground, rule, ground.by_skill)
    holds = have >= need and not wanted
    return Outcome(
        holds=holds,
        have=have,
        need=need,
        reason=joined(
            progress(have, need),
            still_open([place.label for place in short if place.in_reach], need - have),
            indispensable(names(wanted), after_list=need > have),
        ),
        proofs=ground.of_skills(skill.key for place in places for skill in place.skills),
        open=_open(short, absent, wanted, holds),
    )


def _places(ground: Ground, rule: Rule, tier: str, known: Mapping) -> Iterable[_Place]:
    choice = narrowed(ground, rule)
    each = int(rule.params.get("each_at_least", 1))
    for key in rule.params.get(f"{tier}s", ()):
        inside = tuple(skill for skill in choice if getattr(skill, tier) == key)
        shown = {skill.key for skill in inside if skill.key in ground.by_skill}
        in_reach = bool(shown) or any(live(inside))
        need = within_reach(each, inside, shown)
        yield _Place(key, known[key].name if key in known else key, inside, len(shown), need, in_reach)


def _open(short: list[_Place], absent: list[Skill], wanted: tuple[Skill, ...], holds: bool) -> Open:
    if holds:
        return Open()
    return Open(skills=keys(absent), indispensable=keys(wanted), groups=tuple(place.key for place in short))
