"""What comes out: questions, and the words of the scoring sheet."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.interview.facts import Spot

ANCHORS = (
    ("Not answered", "another question is answered, or none"),
    ("In general words", "right as far as it goes; a textbook would say the same"),
    ("With their own case", "what they did, what they saw and what followed, in the very project"),
    ("With limits and alternatives", "and where it would not hold, what else there was, and what would change it"),
)
HEADS = {
    "decision": "A decision",
    "proof": "Not reviewed yet",
    "result": "A result",
    "verdict": "A reviewer’s doubt",
    "check": "A check that is open",
    "order": "The order of levels",
    "gap": "Asked for, not shown yet",
    "team": "Work in a team",
    "verified": "Verified work",
}
"""Kinds of questions, in the order in which a kit shows them."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what the person who asks has to know."""

    kind: str
    """A key of HEADS."""
    text: str
    why: str
    touches: tuple[str, ...]
    """What a good answer touches: two to four points."""
    spot: Spot
    head: str
    """What kind of question it is, in words."""
    skill: str = ""
    """Name of the skill that it is about, where it is about one."""
    weight: str = ""
    """must or useful, where the brief asks for that skill"""
    beside: tuple[str, ...] = ()
    """What to bear in mind while listening: a warning sign, what is not needed."""


@dataclass(frozen=True, slots=True)
class Kit:
    """All questions for one person and one brief, in the order in which they are asked."""

    questions: tuple[Question, ...]
    verified_too: bool = False
    """Whether verified work is asked about as well."""
    is_thin: bool = False
    """Whether verified work is asked about because there was little else."""
