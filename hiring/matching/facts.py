"""All that matching may know of a person. There is no field for a name, place, school, employer or picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from competence.standing import State
from competence.strengths import Strength


@dataclass(frozen=True)
class Facts:
    """What one person shows to everybody."""

    strengths: Mapping[str, Strength] = field(default_factory=dict)
    """The best strength by key of the skill."""
    standings: Mapping[str, State] = field(default_factory=dict)
    """The state by key of the level, in the framework of the brief."""
    last_proof_on: date | None = None
    """The day of the latest proof."""
