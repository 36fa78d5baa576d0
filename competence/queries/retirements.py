"""Skills that are out of use: since which edition, and what continues them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from competence.models import Skill as SkillRow
from competence.yardstick import Skill, Yardstick


@dataclass(frozen=True)
class Retirement:
    """One skill that is out of use. Evidence for it stays."""

    key: str
    name: str
    framework: str
    edition: str
    """The version that retired it; empty where that is not known."""
    successor: Skill | None
    """The skill in use that continues it: the successor, or the successor's own, and so on."""

    @property
    def words(self) -> str:
        """As in: Retired in edition 1.2.0, continued as “Dropout”."""
        when = f"Retired in edition {self.edition}" if self.edition else "Retired"
        return f"{when}, continued as “{self.successor.name}”." if self.successor else f"{when}, without a successor."


def of(keys: Iterable[str], yardsticks: Sequence[Yardstick]) -> Mapping[str, Retirement]:
    """Those of the skills `keys` that are out of use in these current yardsticks. One query, none without any."""
    retired = {
        key: (yardstick, yardstick.skills[key])
        for key in dict.fromkeys(keys)
        for yardstick in yardsticks
        if key in yardstick.skills and yardstick.skills[key].retired
    }
    editions = _editions(retired) if retired else {}
    return {
        key: Retirement(key, skill.name, yardstick.key, editions.get(key, ""), continued(yardstick, skill))
        for key, (yardstick, skill) in retired.items()
    }


def continued(yardstick: Yardstick, skill: Skill) -> Skill | None:
    """The skill in use at the end of the successors of `skill`; None where they end, or lead in a circle."""
    seen = {skill.key}
    found = yardstick.skills.get(skill.successor)
    while found is not None and found.retired and found.key not in seen:
        seen.add(found.key)
        found = yardstick.skills.get(found.successor)
    return found if found is not None and not found.retired else None


def _editions(keys: Iterable[str]) -> dict[str, str]:
    """Skill → the version of the edition that was published when it was retired."""
    rows = SkillRow.objects.filter(key__in=list(keys), framework__editions__published_at=models.F("retired_at"))
    return dict(rows.values_list("key", "framework__editions__version"))
