"""Questions on comparisons: single runs, no difference, one within the spread, one against, and one that held."""

from __future__ import annotations

from collections.abc import Iterator

from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Trial, Work
from hiring.interview.wording import TITLE, quoted, valued
from portfolio import english


def read(on: Ground) -> Iterator[Candidate]:
    """One candidate for each comparison."""
    for work in on.subject.works:
        for trial in work.trials:
            yield _candidate(trial, work, on)


Words = tuple[str, str, str, list[str]]
"""What is asked for once in a kit, the question, why, and what a good answer touches."""


def _candidate(trial: Trial, work: Work, on: Ground) -> Candidate:
    moved = valued(trial.metric, f"{trial.before} before and {trial.after} after")
    lead = f"In {quoted(work.title, TITLE)} you tried {quoted(trial.technique, 80)}: {moved}{_runs(trial)}"
    order, topic, end, why, touches = _what_it_leaves_open(trial)
    key, rank = on.best(work, trial.skills)
    question = on.question(
        "result", f"{lead}. {end}", why, touches, trial.spot, key, is_direct=bool(trial.skills), head="Before and after"
    )
    return Candidate(
        kind="result",
        rank=rank,
        forms=(question,),
        project=work.key,
        skill=key if trial.skills else "",
        topic=f"trial:{topic}",
        order=order,
        is_verified=trial.is_verified,
    )


def _runs(trial: Trial) -> str:
    """How often each side was run, where one of them was run once; as in: , five runs before and one after"""
    before, after = trial.runs
    if before == after:
        return ", one run each" if before == 1 else ""
    if min(trial.runs) > 1:
        return ""
    return f", {english.count(before)} run{'s' * (before > 1)} before and {english.count(after)} after"


def _what_it_leaves_open(trial: Trial) -> tuple[int, *Words]:
    """What is asked of a comparison, what matters most first."""
    single = trial.runs.count(1)
    if trial.is_equal:
        return (2, *_no_difference(single > 0))
    if single:
        return (1, *(_single_runs() if single == 2 else _single_run()))
    if trial.is_within:
        return (2, *_within())
    return (4, *_held()) if trial.helped else (2, *_against())


def _single_runs() -> Words:
    touches = [
        "That one run each cannot tell the technique from a lucky start",
        "How many runs they would make, and what they would compare then",
        "What else differed between the two runs",
    ]
    return "once", "How sure are you that this is not chance?", "A comparison of single runs.", touches


def _single_run() -> Words:
    touches = [
        "That a single run may be a lucky or an unlucky one, however often the other side was run",
        "How far the runs of the other side lie apart, and whether the single one lies outside",
        "What else differed between the two sides",
    ]
    return "once", "How sure are you that this is not chance?", "One of the two sides was run only once.", touches


def _no_difference(is_single: bool) -> Words:
    touches = [
        "That no difference was seen, which is not yet that there is none",
        "What would settle it: more runs on each side, other data, a stronger setting",
        "Why they expected more, or did not",
    ]
    end = ", and a single run is part of it." if is_single else ". Measured and reported, that counts in full."
    why = f"Both figures are the same{end}"
    return "equal", "What do you conclude from that?", why, touches


def _within() -> Words:
    touches = [
        "Says plainly that this cannot be told from chance",
        "What would settle it: more runs, other data, a stronger setting",
        "Why they expected more, or did not",
    ]
    why = "The difference lies within the spread of the runs. Measured and reported, that counts in full."
    return "within", "What do you conclude from that?", why, touches


def _against() -> Words:
    touches = [
        "A reason that fits the data at hand, and how it could be checked",
        "Where the technique does help",
        "Whether it had a fair chance: its settings were searched as well",
    ]
    why = "It did not help, and they report it. An honest negative result counts in full."
    return "against", "Why did it not help here, and where would it?", why, touches


def _held() -> Words:
    touches = [
        "The same data, split, budget and random starts on both sides",
        "Whether both sides had their settings searched",
        "How far the runs on each side lie apart",
    ]
    why = "A before and after proves something only if one thing changed."
    return "held", "How do you know that nothing else had changed between the two?", why, touches
