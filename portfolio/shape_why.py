"""How the sentence of a shape was made: the rule, and the counts of this person it was applied to. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from competence.yardstick import Yardstick
from portfolio.grading import Domain, Level


def lines(yardstick: Yardstick, levels: Sequence[Level]) -> tuple[str, ...]:
    """The rule, then the counts that it was applied to."""
    tier = yardstick.tiers.level.lower()
    domains = [domain for level in levels for domain in level.domains]
    lines = [
        f"“Solid” means that two thirds of a {tier}’s skills are shown and half of those are verified; “most of” that "
        "as many are shown, but fewer are verified. “Part of” is one third to two thirds, “starting” is less. "
        "Claims never count."
    ]
    if domains:
        top = next(level for level in levels if level.domains)
        lines.append(
            f"At {top.label} a domain is named from three shown skills; “first” means one project in it, “broad” "
            "three or more, “complete” every skill. Its work is said to be ahead of every level below of which less "
            "than a third is shown, unless that level is demonstrated by the rules of the framework."
        )
    lines.append("A part of the map that is empty is always named; if none is empty, what is missing in the emptiest.")
    lines.append(" ".join(_numbers(level) for level in levels))
    if any(domain.shown for domain in domains):
        lines.append("; ".join(_domain_numbers(d) for d in domains if d.shown).capitalize() + ".")
    if yardstick.rules:
        lines.append(
            f"This sentence counts how much of a {tier} is shown. “Demonstrated”, under Standing, says that enough is "
            f"shown for the rules of the framework. So a {tier} can be demonstrated while only part of it is shown."
        )
    return tuple(lines)


def _numbers(level: Level) -> str:
    grade = "" if level.domains else f": {level.grade.value}"
    return f"{level.label}: {level.shown} of {level.total} skills shown, {level.verified} of them verified{grade}."


def _domain_numbers(domain: Domain) -> str:
    projects = "1 project" if domain.projects == 1 else f"{domain.projects} projects"
    return f"{domain.name}: {domain.shown} of {domain.total} skills shown, in {projects}"
