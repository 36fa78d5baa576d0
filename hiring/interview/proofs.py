"""Questions on evidence that is thin: claimed only, not reviewed, verified for an earlier version, from a tutorial."""

from __future__ import annotations

from collections.abc import Iterator

from competence.strengths import Strength
from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Opinion, Piece, Work
from hiring.interview.values import Question
from hiring.interview.wording import SAID, TITLE, beside, doing, looked_for, named, quoted, says, told

CLOSINGS = (
    (
        "Walk me through it: what did you do there, and how do you know what came of it?",
        "What they did themselves, step by step, and a figure or a check that tells what came of it",
    ),
    (
        "What went wrong on the way there, and how did you notice?",
        "One thing that went wrong, how it came to light, and what they changed",
    ),
    (
        "If a colleague doubted it, what would you show them first, and what would you admit?",
        "Something that anybody can check, and a limit that they name themselves",
    ),
)
"""How a question on evidence ends, and what a good answer to that touches."""
TODAY = (
    ("What would you do differently today?", "One thing, why, and what it would gain or cost"),
    ("Where would the same approach not have worked?", "Data or a use for which it breaks, and how they would notice"),
    (
        "How would you explain to somebody who pays for it what this was good for?",
        "What can be done with it that could not be done before, in plain words, and where that ends",
    ),
)
"""The same of verified evidence."""
DOUBTS = {"partly": "partly shown", "not-yet": "not yet shown"}


def read(on: Ground) -> Iterator[Candidate]:
    """Candidates for each piece of evidence for a skill of the yardstick, and one for each project that is not all
    their own."""
    for work in on.subject.works:
        if work.originality != "own":
            yield _origin(work, on)
        for piece in work.pieces:
            if on.relevance.skill(piece.skill) is not None:
                yield from _of_piece(piece, work, on)


def _of_piece(piece: Piece, work: Work, on: Ground) -> Iterator[Candidate]:
    doubt = next((o for o in reversed(piece.opinions) if o.outcome in DOUBTS and says(o.grounds)), None)
    if doubt is not None and not doubt.is_now and piece.is_earlier:
        doubt = None
    if piece.strength == Strength.VERIFIED:
        yield _make("verified", _verified(piece, work, on), piece, work, on, is_verified=True)
    elif doubt is not None:
        yield _make("verdict", (_doubted(doubt, piece, work, on),), piece, work, on, order=0 if doubt.is_now else 1)
    elif piece.is_earlier:
        yield _make("proof", (_changed(piece, work, on),), piece, work, on, order=1)
    elif piece.strength == Strength.CLAIMED:
        yield _make("proof", (_claimed(piece, work, on),), piece, work, on, order=2)
    elif _is_better_elsewhere(piece, on):
        return
    else:
        yield _make("proof", _unreviewed(piece, work, on), piece, work, on, order=3)


def _is_better_elsewhere(piece: Piece, on: Ground) -> bool:
    """Whether the skill is verified in another project, so that this piece is not what it rests on."""
    return on.subject.strengths.get(piece.skill, piece.strength) > piece.strength


def _make(
    kind: str,
    forms: tuple[Question, ...],
    piece: Piece,
    work: Work,
    on: Ground,
    *,
    order: int = 5,
    is_verified: bool = False,
) -> Candidate:
    return Candidate(
        kind=kind,
        rank=on.relevance.rank(piece.skill) + (5 if not is_verified and _is_better_elsewhere(piece, on) else 0),
        forms=forms,
        project=work.key,
        skill=piece.skill,
        order=order,
        is_verified=is_verified,
    )


def _asked(kind: str, text: str, why: str, touch: str, piece: Piece, on: Ground, *, head: str = "") -> Question:
    """A question on a piece: what a good answer touches, and beside it what the framework says of the skill."""
    skill = on.relevance.skill(piece.skill)
    touches, notes = [touch, *looked_for(skill)], beside(skill, on.subject.yardstick)
    return on.question(kind, text, why, touches, piece.spot, piece.skill, head=head, beside=notes)


def _name(piece: Piece, on: Ground) -> str:
    skill = on.relevance.skill(piece.skill)
    return named(skill.name if skill else piece.skill)


def _claimed(piece: Piece, work: Work, on: Ground) -> Question:
    """It is said, and nothing can be opened for it."""
    where, can = quoted(work.title, TITLE), doing(on.relevance.skill(piece.skill))
    if says(piece.statement):
        lead = f"On {_name(piece, on)} you wrote, with {where}: {told(piece.statement, SAID)}"
    else:
        lead = f"You put {where} forward for {_name(piece, on)}."
    time = f"one time when you had to {can}" if can else "one time when you needed it"
    text = f"{lead} Tell me about {time}: what was at hand, what did you do, and could we look at any of it?"
    why = "Claimed so far: nothing of the kind that the skill asks for can be opened."
    touch = "One real case: what was at hand, what they did themselves, and what came of it"
    return _asked("proof", text, why, touch, piece, on, head="Claimed only")


def _unreviewed(piece: Piece, work: Work, on: Ground) -> tuple[Question, ...]:
    """It can be opened, and nobody has judged it."""
    where = quoted(work.title, TITLE)
    said = f": {told(piece.statement, SAID)}" if says(piece.statement) else "."
    lead = f"For {_name(piece, on)} you point to {where}{said}"
    why = "Evidenced, and not reviewed by anybody yet."
    return tuple(_asked("proof", f"{lead} {closing}", why, touch, piece, on) for closing, touch in CLOSINGS)


def _changed(piece: Piece, work: Work, on: Ground) -> Question:
    """It was verified, and then changed."""
    text = (
        f"A reviewer verified {_name(piece, on)} in {quoted(work.title, TITLE)}; you changed it afterwards. "
        "What did you change, why, and does the proof still hold?"
    )
    first = "What is different now, and whether the figures were measured again since"
    why = "Verified for an earlier version; nobody has looked at this one."
    head = "Changed since it was verified"
    return _asked("proof", text, why, first, piece, on, head=head)


def _doubted(doubt: Opinion, piece: Piece, work: Work, on: Ground) -> Question:
    """A reviewer was not convinced."""
    end = "What do you answer?" if doubt.is_now else "What did you change after that, and what did you leave?"
    of = "" if doubt.is_now else " of an earlier version"
    text = (
        f"On {_name(piece, on)} in {quoted(work.title, TITLE)} a reviewer wrote{of}: "
        f"{told(doubt.grounds, SAID + 40)} {end}"
    )
    why = f"A reviewer’s verdict{of}: {DOUBTS[doubt.outcome]}. Reviewers can be wrong; the answer tells more."
    first = "The point itself, with a fact or a figure; or what they would do to settle it"
    return _asked("verdict", text, why, first, piece, on)


def _verified(piece: Piece, work: Work, on: Ground) -> tuple[Question, ...]:
    """Nothing is in doubt: what they would do today."""
    grounds = next((o.grounds for o in reversed(piece.opinions) if o.outcome == "meets" and says(o.grounds)), "")
    lead = f"A reviewer verified {_name(piece, on)} in {quoted(work.title, TITLE)}"
    lead += f" and wrote: {told(grounds, SAID)}" if grounds else "."
    why = "Verified: nothing is in doubt here. It is a good place to hear how they think."
    return tuple(_asked("verified", f"{lead} {end}", why, touch, piece, on) for end, touch in TODAY)


def _origin(work: Work, on: Ground) -> Candidate:
    """A tutorial, or adapted from other work: which part is their own."""
    key, rank = on.best(work)
    source = f" You write: {told(work.source, SAID)}" if says(work.source) else ""
    how = "follows a tutorial" if work.originality == "tutorial" else "builds on other work"
    text = (
        f"{quoted(work.title, TITLE)} {how}.{source} Take the part that is most your own: how does it differ from the "
        "original, and what had to change for your question?"
    )
    touches = [
        "One part that is their own, named exactly",
        "Why the original does a step, not only that it does it",
        "What would break with other data, and how they know",
    ]
    why = "They say so themselves, which speaks for them; the talk can show which part is theirs."
    question = on.question("proof", text, why, touches, work.spot, key, is_direct=False, head="Not all their own")
    return Candidate(kind="proof", rank=rank, forms=(question,), project=work.key, topic=f"origin:{work.key}", order=0)
