"""Questions on what is not there: levels shown out of their order, and what a brief asks for and nothing shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from competence.signals import MIDDLE_NEGLECTED, NEGLECTED_BELOW, STARTED_TOO_HIGH, Signal
from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Level, Skill
from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Work
from hiring.interview.wording import SAID, TITLE, beside, doing, level, listing, looked_for, named, quoted, says, they
from hiring.wanted import Ask
from portfolio import english

ELSEWHERE = "Work elsewhere counts, also when it cannot be shown: what it was, their part in it, what came of it"
ABSENT = "which says nothing of what they can do."
ELSE = "the rest may well have been done elsewhere."
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
        f"shows {_how_much(first, on)}. Take that project: {_did(skill)}"
    )
    why = (
        "Work at a higher level is easier to judge with the basics below it; many learn those on the way and never "
        "write them up."
    )
    touches = looked_for(skill)
    if says(on.subject.order_reason):
        touches.insert(0, f"Their own answer on the profile: {quoted(on.subject.order_reason, SAID)}")
    touches.append("What they did by the book, and what they tried out themselves")
    question = on.question("order", text, why, touches, work.spot, beside=beside(skill, yardstick))
    yield Candidate(kind="order", rank=0, forms=(question,), skill=skill.key, topic="order", project=work.key)


def _how_much(found: Level, on: Ground) -> str:
    reading = on.subject.standing.by_key[found.key]
    if not reading.shown:
        return "nothing yet"
    return "little so far" if reading.shown * NEGLECTED_BELOW < reading.total else "a part so far"


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
        if len(shown) >= min(ask.at_least, len(known)) or (claimed and len(known) == 1):
            return
        made = _gap_of_skill(known[0]) if len(known) == 1 else _gap_of_group(ask, known, shown)
    if made is None:
        return
    key = ask.skills[0] if ask.kind == "skill" and ask.skills else ""
    weight = "A must of" if ask.weight == "must" else "Useful for"
    head = "Asked for, shown in part" if made.is_part else ""
    question = on.question(
        "gap", made.text, f"{weight} the brief. {made.state}", made.touches, on.subject.spot, head=head
    )
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


@dataclass(frozen=True, slots=True)
class _Gap:
    """What to ask about something that is not shown, or in part."""

    text: str
    state: str
    """A sentence on how much is shown."""
    touches: list[str]
    is_part: bool = False


def _gap_of_skill(skill: Skill) -> _Gap:
    can = doing(skill)
    ask = f"Elsewhere, have you had to {can}?" if can else "Have you worked on that elsewhere?"
    text = f"We look for {named(skill.name)}, which your portfolio does not show yet. {ask} What came of it?"
    touches = [ELSEWHERE]
    if skill.evidence.strip():
        touches.append(f"Proof would look like this: {english.small(skill.evidence.strip()).rstrip('.')}.")
    return _Gap(text, f"It is not shown yet, {ABSENT}", [*touches, NEW])


def _gap_of_group(ask: Ask, known: list[Skill], shown: list[Skill]) -> _Gap:
    """Some of several skills."""
    number, so_far = english.count(ask.at_least), english.count(len(shown))
    seen, state = "shows none so far. Which ones", f"None of them is shown yet, {ABSENT}"
    if shown:
        seen = f"shows {listing([s.name for s in shown])} so far. Which others"
        state = f"{english.capital(so_far)} of {number} {'is' if len(shown) == 1 else 'are'} shown so far; {ELSE}"
    missing = listing([s.name for s in known if s not in shown][:3])
    text = (
        f"We look for at least {number} skill{'s' * (ask.at_least > 1)} of {named(ask.label)}. Your portfolio {seen}, "
        f"such as {missing}, have you needed elsewhere, and for what?"
    )
    return _Gap(text, state, [ELSEWHERE, "Why they would take one rather than another", NEW], is_part=bool(shown))


def _gap_of_level(ask: Ask, on: Ground) -> _Gap | None:
    """A level whose rules are still open, or one below it."""
    reading = on.subject.standing.by_key.get(ask.key)
    if reading is None or reading.state >= State.DEMONSTRATED:
        return None
    yardstick = on.subject.yardstick
    name = level(reading.level, yardstick)
    seen, state = f"{name}, which your portfolio does not show yet", f"It is not shown yet, {ABSENT}"
    if reading.state == State.OUT_OF_ORDER:
        below = english.listing([level(each, yardstick) for each in reading.show_first])
        seen = f"{name} with what comes before it, and {below} your portfolio shows only in part"
        state = f"It is shown, and what comes before it is still open; {ELSE}"
    elif reading.shown:
        seen, state = f"{name}, which your portfolio shows in part", f"It is shown in part; {ELSE}"
    text = f"We look for {seen}. Which work elsewhere would you count towards it, and what did you learn from it?"
    touches = [f"What the level means: {_means(reading.level)}"] if reading.level.means.strip() else []
    return _Gap(text, state, [*touches, ELSEWHERE, NEW], is_part=reading.shown > 0)


def _means(found: Level) -> str:
    return f"{english.small(they(found.means.strip())).rstrip('.')}."
