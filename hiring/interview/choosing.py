"""Which of all candidates are asked: at most twelve, of many kinds, what matters for the brief first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hiring.interview.candidates import Candidate
from hiring.interview.relevance import ASIDE
from hiring.interview.values import HEADS, Kit, Question

MOST = 12
MOST_A_PROJECT = 3
MOST_A_KIND = {"decision": 5, "proof": 4, "result": 3, "verdict": 3, "check": 2, "order": 1, "gap": 3, "team": 1}
MOST_A_SKILL = 2
"""Questions of one kind on one skill."""
FEWEST = 4
"""With fewer than these, verified work is asked about as well."""
DEAL = (
    *("decision", "verdict", "order", "proof", "result", "gap", "check", "decision", "proof", "team"),
    *("decision", "gap", "result", "check", "verdict", "proof", "decision"),
)
"""The kinds in turn: so a kit has many kinds before it has many of one."""
TURNS = ("verified", "decision", "verified", "result")
"""The same of verified work."""
KEPT_FOR_VERIFIED = 4
"""Places that are kept for verified work where it is asked about."""
FEWEST_POINTS = 2
ENOUGH = 8
"""Up to this number, a kit also takes what the brief does not ask for."""


@dataclass
class _Table:
    """What has been chosen so far."""

    chosen: list[Candidate] = field(default_factory=list)
    projects: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    skills: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def takes(self, candidate: Candidate) -> bool:
        """Whether there is room for `candidate`, and nothing like it was chosen."""
        if len(self.chosen) >= MOST or self.seen & _marks(candidate):
            return False
        if self.kinds[candidate.kind] >= MOST_A_KIND.get(candidate.kind, MOST):
            return False
        if candidate.project and self.projects[candidate.project] >= MOST_A_PROJECT:
            return False
        return not candidate.skill or self.skills[candidate.kind, candidate.skill] < MOST_A_SKILL

    def add(self, candidate: Candidate) -> None:
        self.chosen.append(candidate)
        self.projects[candidate.project] += 1
        self.kinds[candidate.kind] += 1
        self.skills[candidate.kind, candidate.skill] += 1
        self.seen |= _marks(candidate)


def _marks(candidate: Candidate) -> set[str]:
    """By what two candidates are told to ask the same: topic, place, words."""
    place = set() if candidate.kind in ("gap", "order", "team") else {f"at {candidate.place}"}
    lacking = {f"lacking {candidate.skill}"} if candidate.kind in ("gap", "order") and candidate.skill else set()
    return (
        place
        | lacking
        | {f"words {candidate.forms[0].text}"}
        | ({f"topic {candidate.topic}"} if candidate.topic else set())
    )


def choose(candidates: Iterable[Candidate], *, verified_too: bool = False) -> Kit:
    """The kit. `verified_too`: also ask about verified work, which is otherwise left for a kit with little else."""
    ordered = sorted(candidates, key=lambda each: (each.rank, each.order))
    doubtful = [each for each in ordered if not each.is_verified]
    verified = [each for each in ordered if each.is_verified]
    asked_for = [each for each in doubtful if each.rank < ASIDE]
    table = _Table()
    _deal(table, asked_for, DEAL, most=MOST - KEPT_FOR_VERIFIED if verified_too else MOST)
    if verified_too:
        _deal(table, [each for each in verified if each.rank < ASIDE], TURNS * 2)
    _deal(table, asked_for, DEAL)
    if len(table.chosen) < ENOUGH:
        _deal(table, [each for each in asked_for if each.kind == "gap"], ("gap",) * 5, most=ENOUGH - len(table.chosen))
        _deal(table, doubtful, DEAL, most=ENOUGH - len(table.chosen))
    is_thin = not verified_too and len(table.chosen) < FEWEST and bool(verified)
    if is_thin:
        _deal(table, verified, TURNS * 2, most=2 * FEWEST - len(table.chosen))
    return Kit(_asked(table.chosen), verified_too=verified_too, is_thin=is_thin)


def _deal(table: _Table, candidates: list[Candidate], kinds: Iterable[str], most: int = MOST) -> None:
    """One candidate of each kind in turn, the first that there is room for."""
    left = list(candidates)
    for kind in kinds:
        if most <= 0:
            return
        found = next((each for each in left if each.kind == kind and table.takes(each)), None)
        if found is not None:
            left.remove(found)
            table.add(found)
            most -= 1


def _asked(chosen: list[Candidate]) -> tuple[Question, ...]:
    """In the order of the kinds, each put in other words than the one of its kind before."""
    places = {kind: place for place, kind in enumerate(HEADS)}
    forms: Counter[str] = Counter()
    asked: list[Question] = []
    for candidate in sorted(chosen, key=lambda each: places[each.kind]):
        words = candidate.forms[forms[candidate.kind] % len(candidate.forms)]
        forms[candidate.kind] += len(candidate.forms) > 1
        said = {point for question in asked for point in (*question.touches, *question.beside)}
        beside = tuple(point for point in words.beside if point not in said)
        asked.append(replace(words, touches=_fresh(words.touches, said), beside=beside))
    return tuple(asked)


def _fresh(touches: tuple[str, ...], said: set[str]) -> tuple[str, ...]:
    """Without what another question of the kit has said already, as long as two points are left."""
    new = tuple(touch for touch in touches if touch not in said)
    return new if len(new) >= FEWEST_POINTS else touches
