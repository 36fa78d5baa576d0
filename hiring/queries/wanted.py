"""What briefs ask for, read from their needs and the edition that is current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from competence.queries import editions, retirements
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from hiring import sheets
from hiring.models import Brief, Need
from hiring.wanted import Ask, Wanted

LAST = 10**9
"""The place of what the edition no longer has."""
DOMAIN_AXIS = "domain"
Place = tuple[int, int, int]


def of(brief: Brief, yardstick: Yardstick) -> Wanted:
    """What `brief` asks for by `yardstick`, the current edition of its framework. One query; none when the needs are
    prefetched."""
    return wanted(brief.needs.all(), yardstick, Strength(brief.strength))


def for_briefs(briefs: Iterable[Brief], yardsticks: Iterable[Yardstick] | None = None) -> dict[int, Wanted]:
    """The same for several briefs, by primary key. Two queries, and one for the yardsticks unless given.

    Briefs whose framework has no current edition are left out.
    """
    current = {y.key: y for y in (editions.all_current() if yardsticks is None else yardsticks)}
    rows: dict[int, list[Need]] = {brief.pk: [] for brief in briefs}
    for need in Need.objects.filter(brief__in=rows):
        rows[need.brief_id].append(need)
    heads = Brief.objects.filter(pk__in=rows).values_list("pk", "framework__key", "strength")
    return {pk: wanted(rows[pk], current[key], Strength(counts)) for pk, key, counts in heads if key in current}


def wanted(needs: Iterable[Need], yardstick: Yardstick, strength: Strength) -> Wanted:
    """The needs as one value; `strength` counts where a need says nothing of its own. No query."""
    asks: list[tuple[bool, Place, Ask]] = []
    not_needed = set()
    places = _Places(yardstick)
    for need in needs:
        if need.weight == Need.Weight.NOT_NEEDED:
            not_needed.add(need.key)
            continue
        place, ask = places.ask(need, Strength(need.strength) if need.strength else strength)
        asks.append((need.weight == Need.Weight.USEFUL, place, ask))
    asks.sort(key=lambda entry: (entry[0], entry[1], entry[2].key))
    return Wanted(
        framework=yardstick.key,
        asks=tuple(ask for _, _, ask in asks),
        not_needed=frozenset(not_needed & yardstick.levels_by_key.keys()),
    )


def label_of(kind: str, key: str, yardstick: Yardstick) -> str:
    """What a need is called in the current edition; its key where that has it no longer. No query."""
    if kind == Need.Kind.SKILL:
        skill = yardstick.skills.get(key)
        return _skill_label(skill, yardstick) if skill else key
    if kind == Need.Kind.LEVEL:
        level = yardstick.levels_by_key.get(key)
        return f"{yardstick.tiers.level} {level.number}, {level.name}" if level else key
    if kind == Need.Kind.GROUP:
        return sheets.group_name(key, yardstick)
    return domains(yardstick).get(key, key)


def domains(yardstick: Yardstick) -> Mapping[str, str]:
    """The domains that skills of this edition name, by value with their name, in the order of their axis."""
    axis = yardstick.axes_by_key.get(DOMAIN_AXIS)
    names = {value.key: value.name for value in axis.values} if axis else {}
    used = {skill.domain: skill.domain for skill in yardstick.skills.values() if skill.domain and not skill.retired}
    return {key: name for key, name in names.items() if key in used} | {k: k for k in used if k not in names}


def _skill_label(skill: Skill, yardstick: Yardstick) -> str:
    """As in: Dropout; and of a retired one: Old name (retired, continued as “Dropout”)."""
    if not skill.retired:
        return skill.name
    successor = retirements.continued(yardstick, skill)
    return f"{skill.name} (retired, continued as “{successor.name}”)" if successor else f"{skill.name} (retired)"


class _Places:
    """Where the things of one edition stand in it, and which skills they mean."""

    def __init__(self, yardstick: Yardstick) -> None:
        self._yardstick = yardstick
        self._level = {level.key: n for n, level in enumerate(yardstick.levels)}
        self._skill = {key: n for n, key in enumerate(yardstick.skills)}

    def ask(self, need: Need, strength: Strength) -> tuple[Place, Ask]:
        """The need with its place: levels stand before their skills, groups and domains before their first skill."""
        skills = sheets.skills_of(need.kind, need.key, self._yardstick)
        is_level = need.kind == Need.Kind.LEVEL
        gone = need.key not in self._level if is_level else not skills
        ask = Ask(
            kind=need.kind,
            key=need.key,
            label=label_of(need.kind, need.key, self._yardstick),
            weight=need.weight,
            strength=strength,
            skills=() if gone else skills,
            at_least=min(need.at_least, len(skills)) if skills and need.kind != Need.Kind.SKILL else 1,
            retired=gone,
        )
        return self._place(need, skills), ask

    def _place(self, need: Need, skills: Sequence[str]) -> Place:
        if need.key in self._level and need.kind == Need.Kind.LEVEL:
            return (self._level[need.key], -1, 0)
        first = skills[0] if skills else need.key if need.key in self._skill else ""
        if not first:
            return (LAST, LAST, 0)
        return (self._level[self._yardstick.skills[first].level], self._skill[first], need.kind == Need.Kind.SKILL)
