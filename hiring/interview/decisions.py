"""Questions on decisions: what was chosen instead of what, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Choice, Work
from hiring.interview.values import Question
from hiring.interview.wording import CHOICE, OPTIONS, REASON, REVISIT, TITLE, quoted, says, told

WHY = "The write-up says why; their own words show how far it goes."
WHY_AGAIN = "Whoever knows what would change a decision has understood it."


def read(on: Ground) -> Iterator[Candidate]:
    """One candidate for each decision that says what was chosen."""
    for work in on.subject.works:
        for choice in work.choices:
            if says(choice.choice):
                yield _candidate(choice, work, on)


def _candidate(choice: Choice, work: Work, on: Ground) -> Candidate:
    key, rank = on.best(work, choice.skills)
    depth = sum(says(text) for text in (choice.options, choice.reason, choice.revisit))
    about = key if choice.skills else ""
    return Candidate(
        kind="decision",
        rank=rank,
        forms=_forms(choice, work, on, key),
        project=work.key,
        skill=about,
        order=3 - depth,
        is_verified=choice.is_verified,
    )


def _forms(choice: Choice, work: Work, on: Ground, key: str) -> tuple[Question, ...]:
    lead = f"In {quoted(work.title, TITLE)} you decided: {told(choice.choice, CHOICE)}"
    options, revisit = says(choice.options), says(choice.revisit)
    asked: list[str] = []
    whys = [_why(choice)]
    if options:
        asked.append(
            f"You also had on the table: {told(choice.options, OPTIONS)} "
            "What speaks for the other way, and when would you take it?"
        )
    if revisit:
        asked.append(
            f"You write when you would look at it again: {told(choice.revisit, REVISIT)} "
            "Say that it happens next month: what do you do first, and what would you measure?"
        )
        whys = whys * len(asked)
        whys[-1] = WHY_AGAIN if whys[-1] == WHY else whys[-1]
    if not asked:
        asked.append("What else could you have done, and what would have to be different for you to decide otherwise?")
    return tuple(
        on.question(
            "decision",
            f"{lead} {words}",
            why,
            _touches(choice, words),
            choice.spot,
            key,
            is_direct=bool(choice.skills),
        )
        for words, why in zip(asked, whys, strict=True)
    )


def _why(choice: Choice) -> str:
    missing = [
        word
        for word, text in (("what else there was", choice.options), ("what would change it", choice.revisit))
        if not says(text)
    ]
    if not missing:
        return WHY
    return f"The write-up does not say {' or '.join(missing)}."


def _touches(choice: Choice, words: str) -> list[str]:
    """Their own reason, and of options and condition what the question itself does not quote."""
    found = []
    if says(choice.reason):
        found.append(f"The reason in the write-up: {quoted(choice.reason, REASON)}")
    options, revisit = quoted(choice.options, OPTIONS), quoted(choice.revisit, REVISIT)
    if says(choice.revisit) and revisit not in words:
        found.append(f"What would change it, in their words: {revisit}")
    if says(choice.options) and options not in words:
        found.append(f"What it was weighed against: {options}")
    if not says(choice.options):
        found.append("At least one other way, with what it would have cost or gained")
    if len(found) < 3:
        found.append("A figure or an observation that settled it, not only a rule of thumb")
    return found
