"""From facts and a brief to the kit."""

from __future__ import annotations

from hiring.interview import choosing, decisions, figures, findings, proofs, standing, teams, trials
from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Subject
from hiring.interview.relevance import Relevance
from hiring.interview.values import Kit
from hiring.wanted import Wanted


def build(subject: Subject, wanted: Wanted | None = None, *, verified_too: bool = False) -> Kit:
    """The questions for `subject`, by the brief `wanted` or by the whole yardstick; the same each time."""
    return choosing.choose(candidates(subject, wanted), verified_too=verified_too)


def candidates(subject: Subject, wanted: Wanted | None = None) -> list[Candidate]:
    """Everything that could be asked."""
    on = Ground(subject, Relevance(subject.yardstick, wanted))
    makers = (decisions, proofs, figures, trials, findings, standing, teams)
    return [candidate for maker in makers for candidate in maker.read(on)]
