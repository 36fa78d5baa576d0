"""How many briefs ask for skills, for those who change a framework. Only ever counted: no brief is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from competence.yardstick import Skill
from hiring.models import Need
from hiring.sheets import DOMAIN, GROUP, SKILL


@dataclass(frozen=True)
class Asking:
    """Briefs in use, by the skills that they ask for: themselves, by their group or by their domain."""

    by_skill: Mapping[str, frozenset[int]]

    def of(self, key: str) -> int:
        """How many ask for this skill."""
        return len(self.by_skill.get(key, ()))

    def any_of(self, keys: Iterable[str]) -> int:
        """How many ask for at least one of these."""
        return len(frozenset().union(*(self.by_skill.get(key, frozenset()) for key in keys)))


def of(framework: str, skills: Iterable[Skill]) -> Asking:
    """Who asks for these skills as they stand now. One query."""
    ids = {skill.key: _ids(skill) for skill in skills}
    wanted = {key for asked in ids.values() for _, key in asked}
    rows = Need.objects.filter(
        brief__framework__key=framework,
        brief__archived_at__isnull=True,
        kind__in=(SKILL, GROUP, DOMAIN),
        key__in=wanted,
    )
    briefs: dict[tuple[str, str], set[int]] = {}
    for kind, key, brief in rows.values_list("kind", "key", "brief_id"):
        briefs.setdefault((kind, key), set()).add(brief)
    return Asking({key: frozenset().union(*(briefs.get(one, set()) for one in asked)) for key, asked in ids.items()})


def _ids(skill: Skill) -> tuple[tuple[str, str], ...]:
    """The needs that mean this skill."""
    found = ((SKILL, skill.key), (GROUP, skill.group), (DOMAIN, skill.domain))
    return tuple((kind, key) for kind, key in found if key)
