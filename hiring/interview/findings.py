"""Questions on checks that did not hold. None accuses anybody: what a file does not show may well have been done."""

from __future__ import annotations

from collections.abc import Iterator

from hiring.interview.candidates import Candidate, Ground
from hiring.interview.facts import Finding, Work
from hiring.interview.wording import SAID, TITLE, quoted, says, told
from portfolio import english

ORDER = {"split": 0, "figure": 1, "order": 2, "seeds": 3}


def read(on: Ground) -> Iterator[Candidate]:
    """One candidate for each check that is open; of each kind a kit asks once."""
    for work in on.subject.works:
        for finding in work.findings:
            key, rank = on.best(work)
            text, why, touches = _WORDS[finding.key](finding, work)
            question = on.question("check", text, why, touches, finding.spot, key, is_direct=False)
            yield Candidate(
                kind="check",
                rank=rank,
                forms=(question,),
                project=work.key,
                topic=f"check:{finding.key}",
                order=ORDER[finding.key],
            )


def _split(finding: Finding, work: Work) -> tuple[str, str, list[str]]:
    said = f" You write: {told(finding.said, SAID)}" if says(finding.said) else ""
    text = (
        f"Which part of the data in {quoted(work.title, TITLE)} did the model never see before you measured it?{said} "
        "How did you keep that part away, from the first look to the last?"
    )
    if finding.has_code:
        why = "No step that holds data back was found in the code."
    else:
        why = "Figures are given, and the page does not say which part of the data was held back."
    touches = [
        "When the data was divided: before anything was fitted, filled in or chosen",
        "By what it was divided (rows, people, time), and why that fits the use",
        "That settings were chosen on another part than the one that is reported",
    ]
    return text, why, touches


def _figure(finding: Finding, work: Work) -> tuple[str, str, list[str]]:
    where = quoted(work.title, TITLE)
    if finding.repeats > 1:
        text = (
            f"{english.capital(finding.figure)} in {where} stands for {finding.repeats} runs. How did you get "
            "from the single runs to this one figure, and how far did they lie apart?"
        )
        why = "The figure stands in no output of the notebooks; a figure over several runs often does not."
        touches = [
            "That all runs were counted, and none left out",
            "The worst and the best of them",
            "Where the single scores can be seen",
        ]
    else:
        text = f"Where does {finding.figure} in {where} come from, and could we see it come out again?"
        why = "The figure stands in no output of the notebooks. It may have been made elsewhere."
        touches = [
            "The very step and file that print it",
            "On which part of the data it was measured",
            "Whether a second run gives the same, or how far it is off",
        ]
    return text, why, touches


def _order(finding: Finding, work: Work) -> tuple[str, str, list[str]]:
    text = (
        f"If somebody opens the notebook of {quoted(work.title, TITLE)} on a fresh computer and runs it from the first "
        "line to the last, what comes out?"
    )
    why = "The notebook was saved after its cells had been run out of order or more than once, which is common."
    touches = [
        "Whether they have tried it, and what happened",
        "What it needs: data, versions of libraries, time",
        "How they keep trial and error apart from the version that is shown",
    ]
    return text, why, touches


def _seeds(finding: Finding, work: Work) -> tuple[str, str, list[str]]:
    said = f" You write: {told(finding.said, 90)}" if says(finding.said) else ""
    text = (
        f"Training starts from random numbers. If you trained the model of {quoted(work.title, TITLE)} again tomorrow, "
        f"how different would the figures be?{said} How do you know?"
    )
    why = "No line that fixes the random numbers was found in the code."
    touches = [
        "Several runs, with all scores or their spread",
        "What else is random beside the start: order of the data, the split, the machine",
        "Whether the order of the models stays the same",
    ]
    return text, why, touches


_WORDS = {"split": _split, "figure": _figure, "order": _order, "seeds": _seeds}
