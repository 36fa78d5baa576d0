"""Questions on results: near, at or beyond the best known, no better than a simpler model, from one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Figure, Known, Work
from hiring.interview.wording import TITLE, bare, quoted, says, valued
from portfolio import english

NEAR = Decimal("0.9")
"""From this share of the way between the easy and the best known value on, a result is near the best known."""
PERFECT = Decimal("0.99")
"""From here on a share such as accuracy is nearly perfect."""
EASY, BEST = ("naive", "simple"), ("strong",)


def read(on: Ground) -> Iterator[Candidate]:
    """At most one candidate for each result that leaves something to ask."""
    for work in on.subject.works:
        for figure in work.figures:
            yield from _of_result(figure, work, on)


def _of_result(figure: Figure, work: Work, on: Ground) -> Iterator[Candidate]:
    """The most telling question for one result, if there is one."""
    best = _best(figure, BEST)
    simple = _best(figure, ("simple",))
    if best is not None and is_better(figure, figure.value, best.value):
        yield _make(figure, work, on, 0, _beyond(figure, work, best))
    elif _is_too_perfect(figure, best):
        yield _make(figure, work, on, 1, _perfect(figure, work))
    elif simple is not None and not is_better(figure, figure.value, simple.value):
        yield _make(figure, work, on, 1, _simpler(figure, work, simple))
    elif best is not None and figure.value == best.value:
        yield _make(figure, work, on, 2, _equal(figure, work, best))
    elif best is not None and _way(figure, best) >= NEAR:
        yield _make(figure, work, on, 2, _near(figure, work, best))
    elif not any(known.role in EASY for known in figure.known) and figure.is_headline:
        yield _make(figure, work, on, 3, _bare(figure, work))
    elif figure.repeats < 2:
        yield _make(figure, work, on, 4, _once(figure, work))


Words = tuple[str, str, str, list[str]]
"""What is asked for once in a kit, the question, why, and what a good answer touches."""


def _make(figure: Figure, work: Work, on: Ground, order: int, words: Words) -> Candidate:
    key, rank = on.best(work, figure.skills)
    topic, text, why, touches = words
    is_direct = bool(figure.skills)
    return Candidate(
        kind="result",
        rank=rank,
        forms=(on.question("result", text, why, touches, figure.spot, key, is_direct=is_direct),),
        project=work.key,
        skill=key if figure.skills else "",
        topic=topic,
        order=order,
        is_verified=figure.is_verified,
    )


def is_better(figure: Figure, one: Decimal, other: Decimal) -> bool:
    """Whether `one` is better than `other` by the metric of `figure`."""
    return one < other if figure.is_lower_better else one > other


def _best(figure: Figure, roles: Iterable[str]) -> Known | None:
    """The best of the values in these roles."""
    found = [known for known in figure.known if known.role in roles]
    if not found:
        return None
    return min(found, key=lambda k: k.value) if figure.is_lower_better else max(found, key=lambda k: k.value)


def _way(figure: Figure, best: Known) -> Decimal:
    """How much of the way from the easiest to the best known value was made; 0 where that cannot be told."""
    easy = [known.value for known in figure.known if known.role in EASY]
    start = (max(easy) if figure.is_lower_better else min(easy)) if easy else None
    if start is None or start == best.value or not is_better(figure, best.value, start):
        return Decimal(0)
    return (figure.value - start) / (best.value - start)


def _is_too_perfect(figure: Figure, best: Known | None) -> bool:
    """Whether a share is nearly all, where nobody else is known to have come that far."""
    if not figure.is_share or figure.is_lower_better:
        return False
    whole = 100 if "%" in figure.words or figure.value > 1 else 1
    return figure.value >= PERFECT * whole and (best is None or best.value < PERFECT * whole)


def _name(figure: Figure) -> str:
    return valued(figure.metric, figure.words)


def _source(known: Known) -> str:
    return f" ({bare(known.source, 70)})" if says(known.source) else ""


def _beyond(figure: Figure, work: Work, best: Known) -> Words:
    text = (
        f"In {quoted(work.title, TITLE)} you report {_name(figure)}. The best known value beside it is {best.words}"
        f"{_source(best)}. What did you do to make sure that yours is not too good to be true?"
    )
    why = "Better than the best known value. That happens, and good people expect to be asked."
    touches = [
        "Whether both values come from the same data, split and metric",
        "What the model never saw, and that no setting was chosen by it",
        "How often it was run, and how far the runs lie apart",
    ]
    return "beyond", text, why, touches


def _perfect(figure: Figure, work: Work) -> Words:
    text = (
        f"{english.capital(_name(figure))} in {quoted(work.title, TITLE)} is nearly perfect. What could have "
        "given the answer away to the model, and how did you rule it out?"
    )
    why = "A nearly perfect figure can be a leak: the model saw the answer in some form."
    touches = [
        "Copies or near copies on both sides of the split",
        "Inputs that are only known once the answer is",
        "Preparation that was fitted before the data was divided",
    ]
    return "perfect", text, why, touches


def _simpler(figure: Figure, work: Work, simple: Known) -> Words:
    model = f"a simpler model{_source(simple)}"
    text = (
        f"In {quoted(work.title, TITLE)} {model} reached {valued(figure.metric, simple.words)}, "
        f"yours {figure.words}. Which of the two would you hand over, and why?"
    )
    if simple.value == figure.value:
        text = (
            f"In {quoted(work.title, TITLE)} {model} does as well as yours: {_name(figure)}. "
            "Which of the two would you hand over, and why?"
        )
    why = "The simpler model did at least as well, and they say so. Preferring it is good judgement."
    touches = [
        "Says plainly which one did better, and whether the difference is more than chance",
        "What each costs to run, to explain and to keep",
        "When the larger model would be worth it after all",
    ]
    return "simpler", text, why, touches


def _equal(figure: Figure, work: Work, best: Known) -> Words:
    text = (
        f"In {quoted(work.title, TITLE)} you reach {_name(figure)}, the same as the best known value{_source(best)}. "
        "How do you know that the two can be compared, and what made the largest difference on the way?"
    )
    why = "As good as the best known value: a result worth hearing about."
    touches = [
        "Whether both values come from the same data, split and metric",
        "The one or two steps that counted, with what each was worth",
        "Whether it is the same approach again, or another one that leads as far",
    ]
    return "equal", text, why, touches


def _near(figure: Figure, work: Work, best: Known) -> Words:
    text = (
        f"In {quoted(work.title, TITLE)} you reach {_name(figure)}, close to the best known {best.words}"
        f"{_source(best)}. What made the largest difference on the way, and what still lies between the two?"
    )
    why = "Close to the best known value: a result worth hearing about."
    touches = [
        "The one or two steps that counted, with what each was worth",
        "What the best known solution has that theirs has not",
        "Whether both values can be compared at all",
    ]
    return "near", text, why, touches


def _bare(figure: Figure, work: Work) -> Words:
    text = (
        f"In {quoted(work.title, TITLE)} you report {_name(figure)}. What does the simplest rule that you can think of "
        "reach on the same data?"
    )
    why = "No simple value stands beside the figure, so a reader cannot tell how hard the task is."
    touches = [
        "A figure for a rule of thumb, such as always giving the commonest answer or the last value",
        "What a plain model without a network reaches",
        "How much of the result is owed to their model",
    ]
    return "bare", text, why, touches


def _once(figure: Figure, work: Work) -> Words:
    where = quoted(work.title, TITLE)
    if figure.repeats:
        text = f"{english.capital(_name(figure))} in {where} comes from one run."
        why = "One run; how far several would lie apart is not known."
    else:
        text = f"From how many runs does {_name(figure)} in {where} come?"
        why = "How often it was run is not stated."
    text += " If you ran it again tomorrow from another random start, what would come out?"
    touches = [
        "How they would find out: several starts or several splits, with all scores shown",
        "About how large the differences are, and from what",
        "Which conclusions would still hold, and which would not",
    ]
    return "once", text, why, touches
