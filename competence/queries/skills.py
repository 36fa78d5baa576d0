"""Finding skills, and what a framework says about one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from competence.catalogues import Idea
from competence.models import Skill as SkillRow
from competence.queries import crosswalk, editions, ideas
from competence.yardstick import Competence, Group, Level, Rule, Skill, Yardstick

WORDS_AT_MOST = 8
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """A skill that was found, with its place."""

    framework: Yardstick
    level: Level
    competence: Competence
    skill: Skill

    @property
    def group(self) -> Group | None:
        """The group that the skill stands in, if any."""
        return self.framework.groups.get(self.skill.group)


@dataclass(frozen=True)
class About:
    """Everything that the frameworks say about one skill."""

    pk: int
    """Of the lasting identity that evidence refers to."""
    framework: Yardstick
    level: Level
    competence: Competence
    group: Group | None
    skill: Skill
    above: tuple[Skill, ...]
    """The skills that it stands under, where a framework has such, the nearest last."""
    does_not_mean: str
    """The skill's own text, or that of its competence."""
    rules: tuple[Rule, ...]
    """Rules that name this skill itself."""
    successor: Skill | None
    problems: tuple[Mapping[str, Any], ...]
    """Problems that this skill is a technique against, or shows."""
    hints: tuple[Mapping[str, Any], ...]
    """Typical ranges of settings and starting points."""
    matches: tuple[crosswalk.CrosswalkEntry, ...]
    ideas: tuple[Idea, ...]


def about(framework_key: str, skill_key: str) -> About:
    """One skill of the current edition of a framework. Five queries when warm.

    `Edition.DoesNotExist` or `Skill.DoesNotExist` (of `competence.models`) when there is no such framework or skill.
    """
    yardstick = editions.of(framework_key)
    skill = yardstick.skills.get(skill_key)
    if skill is None:
        raise SkillRow.DoesNotExist(f"{framework_key} has no skill {skill_key}.")
    competence = yardstick.competences[skill.competence]
    extra = yardstick.extra
    return About(
        pk=SkillRow.objects.values_list("pk", flat=True).get(key=skill_key),
        framework=yardstick,
        level=yardstick.levels_by_key[skill.level],
        competence=competence,
        group=yardstick.groups.get(skill.group),
        skill=skill,
        above=above(skill, yardstick),
        does_not_mean=skill.does_not_mean or competence.does_not_mean,
        rules=tuple(rule for rule in yardstick.rules if skill_key in named_in(rule)),
        successor=yardstick.skills.get(skill.successor),
        problems=tuple(p for p in extra.get("problems", ()) if skill_key in _skills_of(p)),
        hints=tuple(hint for hint in extra.get("hints", ()) if hint.get("skill") == skill_key),
        matches=crosswalk.matches(skill_key),
        ideas=ideas.exercising(skill_key),
    )


def above(skill: Skill, yardstick: Yardstick) -> tuple[Skill, ...]:
    """The skills that a skill stands under, the nearest last. Files may say anything: a circle ends where it closes."""
    way = dict[str, Skill]()
    while (upper := yardstick.skills.get(str(skill.extra.get("under", "")))) and upper.key not in way:
        way[upper.key] = skill = upper
    return tuple(reversed(way.values()))


def named_in(rule: Rule) -> set[str]:
    """The skills that a rule names one by one."""
    return {*rule.params.get("skills", ()), *rule.params.get("must_include", ())}


def _skills_of(problem: Mapping[str, Any]) -> set[str]:
    return {problem.get("diagnosis", ""), problem.get("skill", ""), *problem.get("techniques", ())}


def search(words: str, *, framework: str = "", limit: int = 20) -> tuple[Hit, ...]:
    """Skills in use in which every word occurs (in the name, in what it means, or in the names above it), across all
    frameworks or in one; those found by name come first, then framework order. One query when warm.

    Upper and lower case, accents and punctuation do not matter. Without words nothing is found.
    """
    if not fold(words):
        return ()
    chosen = [yardstick for yardstick in editions.all_current() if framework in ("", yardstick.key)]
    ranked = [entry for yardstick in chosen for entry in _ranked(words, yardstick)]
    ranked.sort(key=lambda entry: entry[0])
    return tuple(hit for _, hit in ranked[:limit])


def find(words: str, yardstick: Yardstick) -> tuple[Hit, ...]:
    """The same in one edition, without a limit. No query."""
    return tuple(hit for _, hit in sorted(_ranked(words, yardstick), key=lambda entry: entry[0]))


def _ranked(words: str, yardstick: Yardstick) -> list[tuple[int, Hit]]:
    """What is found with its rank, in framework order."""
    wanted = fold(words).split()[:WORDS_AT_MOST]
    if not wanted:
        return []
    around = {key: fold(home.name) for key, home in yardstick.competences.items()}
    around |= {key: fold(group.name) for key, group in yardstick.groups.items()}
    ranked = []
    for skill in yardstick.skills.values():
        rank = None if skill.retired else _rank(wanted, skill, around)
        if rank is not None:
            ranked.append((rank, _hit(skill, yardstick)))
    return ranked


def _rank(wanted: list[str], skill: Skill, around: Mapping[str, str]) -> int | None:
    name = fold(skill.name)
    if name == " ".join(wanted):
        return 0
    if all(f" {word}" in f" {name}" for word in wanted):
        return 1
    if all(word in name for word in wanted):
        return 2
    text = f"{name} {fold(skill.can_do)}"
    if all(word in text for word in wanted):
        return 3
    place = f"{around[skill.competence]} {around.get(skill.group, '')} {fold(f'{skill.key} {skill.domain}')}"
    return 4 if all(word in f"{text} {place}" for word in wanted) else None


def _hit(skill: Skill, yardstick: Yardstick) -> Hit:
    return Hit(yardstick, yardstick.levels_by_key[skill.level], yardstick.competences[skill.competence], skill)


def fold(text: str) -> str:
    """Lower case, without accents and punctuation: what is compared when people search."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain.casefold()))
