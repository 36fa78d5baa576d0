"""A question that could be asked, before it is decided which ones are."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.interview.facts import Spot, Subject, Work
from hiring.interview.relevance import Relevance
from hiring.interview.values import HEADS, Question


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be asked about one place, in one or more forms of words."""

    kind: str
    rank: int
    """How much it matters for the brief; lower is more."""
    forms: tuple[Question, ...]
    """The same question put in different ways, the best first."""
    project: str = ""
    """Key of the project; empty for what concerns none."""
    skill: str = ""
    """Key of the skill; empty for what concerns none."""
    topic: str = ""
    """What is asked for once in a whole kit, wherever it stands."""
    order: int = 5
    """Among candidates of the same kind and rank: lower first."""
    is_verified: bool = False
    """Whether it is about verified work, which is not asked about unless somebody wants it or there is little else."""

    @property
    def place(self) -> str:
        """The address that it is about; two questions of one kit never have the same."""
        return self.forms[0].spot.href


@dataclass(frozen=True)
class Ground:
    """What all makers of questions stand on."""

    subject: Subject
    relevance: Relevance

    def question(
        self,
        kind: str,
        text: str,
        why: str,
        touches: list[str],
        spot: Spot,
        key: str = "",
        *,
        is_direct: bool = True,
        head: str = "",
        beside: tuple[str, ...] = (),
    ) -> Question:
        """A question. `key` is the skill that it is about or, when it is not `is_direct`, that the project is put
        forward for; `head` says in words what kind of question it is, where the kind has several."""
        skill = self.relevance.skill(key) if is_direct else None
        return Question(
            kind=kind,
            text=text,
            why=" ".join(part for part in (why, self.relevance.why(key, is_direct=is_direct)) if part),
            touches=tuple(touches[:4]),
            spot=spot,
            head=head or HEADS[kind],
            skill=skill.name if skill else "",
            weight=self.relevance.weight(key) if is_direct else "",
            beside=beside,
        )

    def best(self, work: Work, keys: tuple[str, ...] = ()) -> tuple[str, int]:
        """The skill of `keys`, else of the whole project, that matters most, and how much; "" where none is known."""
        key = self.relevance.best(keys) or self.relevance.best(work.skills)
        return key, self.relevance.rank(key)
