"""Plain sentences about what is shown and what is still open, in the voice of the design."""

from __future__ import annotations

from collections.abc import Sequence

NAMES_AT_MOST = 4


def listed(names: Sequence[str]) -> str:
    """At most four names, then how many more: "Dropout, Early stopping and 4 more"."""
    if len(names) <= NAMES_AT_MOST:
        return ", ".join(names)
    rest = len(names) - NAMES_AT_MOST + 1
    return f"{', '.join(names[: NAMES_AT_MOST - 1])} and {rest} more"


def progress(have: int, need: int, noun: str = "", what: str = "shown") -> str:
    """ "3 of 4 shown.", "5 projects shown, 4 asked for.", "Not shown yet.", "No technique shown yet." """
    things = f"{noun}s " if noun else ""
    if have > need:
        return f"{have} {things}{what}, {need} asked for."
    if need == 1 and noun:
        return f"1 {noun} {what}." if have else f"No {noun} {what} yet."
    if need == 1:
        return f"{what[0].upper()}{what[1:]}." if have else f"Not {what} yet."
    return f"{have} of {need} {things}{what}." if have else f"None of {need} {things}{what} yet."


def still_open(names: Sequence[str], missing: int) -> str:
    """What is left, where `missing` of `names` are enough; nothing when none is missing."""
    if missing < 1 or not names:
        return ""
    if missing >= len(names):
        return f"Still open: {listed(names)}."
    return f"Still open, {'one' if missing == 1 else missing} of: {listed(names)}."


def indispensable(names: Sequence[str], *, after_list: bool = False) -> str:
    """Skills that have to be among those shown and are not; shorter where a list of what is open came before."""
    if not names:
        return ""
    have = "has" if len(names) == 1 else "have"
    if after_list:
        return f"{listed(names)} {have} to be among them."
    return f"Still open: {listed(names)}, which {have} to be among them."


def remaining(names: Sequence[str], missing: int, wanted: Sequence[str]) -> str:
    """What is left, where `wanted` is indispensable: naming that is enough when it fills all that is missing."""
    if wanted and len(wanted) >= missing:
        return indispensable(wanted)
    if missing >= len(names):
        return still_open(names, missing)
    return joined(still_open(names, missing), indispensable(wanted, after_list=True))


def joined(*sentences: str) -> str:
    """The sentences that say something, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)


def quoted(title: str) -> str:
    """A title in quotation marks."""
    return f"“{title}”"


def uncapitalised(sentence: str) -> str:
    """The sentence, to go on after a colon."""
    return sentence[:1].lower() + sentence[1:]


def with_names(sentence: str, names: Sequence[str]) -> str:
    """ "Shown: Competition dataset." """
    return f"{sentence[:-1]}: {listed(names)}." if names else sentence
