"""Questions on what is not there: levels shown out of their order, and what a brief asks for and nothing shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from competence.signals import MIDDLE_NEGLECTED, STARTED_TOO_HIGH, Signal
from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Level, Skill
from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Work
from hiring.interview.wording import SAID, TITLE, doing, level, listing, looked_for, named, quoted, says, they
from hiring.wanted import Ask
from portfolio import english

ELSEWHERE = "Work elsewhere counts, also when it cannot be shown: what it was, their part in it, what came of it"
NEW = "If it is new to them: how they would begin, and how they would notice that it works"


def read(on: Ground) -> Iterator[Candidate]:
    """Out of order first, then one candidate for each ask of the brief that is not shown; and one for an empty
    portfolio."""
    if not any(work.pieces for work in on.subject.works):
        yield _empty(on)
    signals = {signal.key: signal for signal in on.subject.signals}
    for key in (MIDDLE_NEGLECTED, STARTED_TOO_HIGH):
        if key in signals:
            yield from _order(signals[key], on)
    wanted = on.relevance.wanted
    for place, ask in enumerate((*wanted.musts, *wanted.useful) if wanted else ()):
        yield from _gap(ask, place, on)


def _empty(on: Ground) -> Candidate:
    """Nothing to ask about yet."""
    text = (
        "Your portfolio shows no skill yet. Which finished piece of work would you show us, and what is there to see?"
    )
    why = "No public project is put forward for a skill yet, which says nothing of what they can do."
    touches = [
        "What the question was, and what they did themselves",
        "How the result was measured, and beside what",
        "One decision that they would defend, and one that they would take back",
    ]
    return Candidate("gap", 0, (on.question("gap", text, why, touches, on.subject.spot),), topic="gap", order=-1)


def _order(signal: Signal, on: Ground) -> Iterator[Candidate]:
    """Work at a level above one that is open: the basics within that very work."""
    yardstick = on.subject.yardstick
    first = signal.levels[-1] if signal.key == STARTED_TOO_HIGH else signal.levels[0]
    if on.relevance.wanted is not None and first.key in on.relevance.wanted.not_needed:
        return
    above = _above(signal, first, on)
    skill = _example(first, on)
    if above is None or skill is None:
        return
    top, work = above
    text = (
        f"{quoted(work.title, TITLE)} is work at {level(top, yardstick)}; of {level(first, yardstick)} your portfolio "
        f"shows little so far. Take that project: {_did(skill)}"
    )
    why = (
        "Work at a higher level is easier to judge with the basics below it; many learn those on the way and never "
        "write them up."
    )
    touches = looked_for(skill, yardstick)[:2]
    if says(on.subject.order_reason):
        touches.insert(0, f"Their own answer on the profile: {quoted(on.subject.order_reason, SAID)}")
    touches.append("What they did by the book, and what they tried out themselves")
    question = on.question("order", text, why, touches, work.spot)
    yield Candidate(kind="order", rank=0, forms=(question,), skill=skill.key, topic="order", project=work.key)


def _did(skill: Skill) -> str:
    can = doing(skill)
    if not can:
        return f"what did you do about {named(skill.name)}, and what came of it?"
    return f"did you {can}? How did you go about it, and what came of it?"


def _above(signal: Signal, first: Level, on: Ground) -> tuple[Level, Work] | None:
    """The level that stands too high, and the project that shows most of it."""
    yardstick = on.subject.yardstick
    found: list[tuple[int, int, Work, Level]] = []
    for place, work in enumerate(on.subject.works):
        shown = [yardstick.skills[p.skill] for p in work.pieces if p.strength >= Strength.EVIDENCED
                 and p.skill in yardstick.skills]  # fmt: skip
        found += [
            (sum(skill.level == upper.key for skill in shown), -place, work, upper)
            for upper in yardstick.levels
            if upper.number > first.number and not upper.optional
        ]
    best = max(found, key=lambda each: each[:2], default=None)
    return (best[3], best[2]) if best is not None and best[0] else None


def _example(found: Level, on: Ground) -> Skill | None:
    """A skill of the level for which there is nothing, no claim either: what the brief asks for first, else the first
    that a project proves."""
    open_ = [skill for skill in found.skills if not skill.retired and skill.key not in on.subject.strengths]
    if not open_:
        return None
    return min(open_, key=lambda skill: (on.relevance.rank(skill.key), not (skill.diagnosis or skill.comparison)))


def _gap(ask: Ask, place: int, on: Ground) -> Iterator[Candidate]:
    """What is asked for and not shown. A claim is asked about as a claim."""
    if ask.kind == "level":
        made = _gap_of_level(ask, on)
    else:
        known = [skill for key in ask.skills if (skill := on.relevance.skill(key)) and not skill.retired]
        shown = [s for s in known if on.subject.strengths.get(s.key, 0) >= Strength.EVIDENCED]
        claimed = [s for s in known if on.subject.strengths.get(s.key) == Strength.CLAIMED]
        if not known or len(shown) >= ask.at_least or (claimed and len(known) == 1):
            return
        made = _gap_of_skill(known[0]) if len(known) == 1 else _gap_of_group(ask, known, shown)
    if made is None:
        return
    text, touches = made
    key = ask.skills[0] if ask.kind == "skill" and ask.skills else ""
    weight = "A must of" if ask.weight == "must" else "Useful for"
    why = f"{weight} the brief. It is not shown yet, which says nothing of what they can do."
    question = on.question("gap", text, why, touches, on.subject.spot)
    if skill := on.relevance.skill(key):
        question = replace(question, skill=skill.name, weight=ask.weight)
    yield Candidate(
        kind="gap",
        rank=0 if ask.weight == "must" else 10,
        forms=(question,),
        skill=key or ask.key,
        topic=f"gap:{ask.kind}:{ask.key}",
        order=place,
    )


def _gap_of_skill(skill: Skill) -> tuple[str, list[str]]:
    can = doing(skill)
    ask = f"Elsewhere, have you had to {can}?" if can else "Have you worked on that elsewhere?"
    text = f"We look for {named(skill.name)}, which your portfolio does not show yet. {ask} What came of it?"
    touches = [ELSEWHERE]
    if skill.evidence.strip():
        touches.append(f"Proof would look like this: {english.small(skill.evidence.strip()).rstrip('.')}.")
    return text, [*touches, NEW]


def _gap_of_group(ask: Ask, known: list[Skill], shown: list[Skill]) -> tuple[str, list[str]]:
    """Some of several skills."""
    number = english.count(ask.at_least)
    label = named(ask.label)
    missing = listing([s.name for s in known if s not in shown][:3])
    seen = (
        f"shows {listing([s.name for s in shown])} so far. Which others" if shown else "shows none so far. Which ones"
    )
    text = (
        f"We look for {number} or more skills of {label}. Your portfolio {seen}, such as {missing}, have you needed "
        "elsewhere, and for what?"
    )
    return text, [ELSEWHERE, "Why they would take one rather than another", NEW]


def _gap_of_level(ask: Ask, on: Ground) -> tuple[str, list[str]] | None:
    """A level whose rules are still open."""
    reading = on.subject.standing.by_key.get(ask.key)
    if reading is None or reading.state >= State.DEMONSTRATED:
        return None
    named_ = level(reading.level, on.subject.yardstick)
    text = (
        f"We look for {named_}, which your portfolio does not show in full yet. Which work elsewhere would you count "
        "towards it, and what did you learn from it?"
    )
    touches = [f"What the level means: {_means(reading.level)}"] if reading.level.means.strip() else []
    return text, [*touches, ELSEWHERE, NEW]


def _means(found: Level) -> str:
    return f"{english.small(they(found.means.strip())).rstrip('.')}."
