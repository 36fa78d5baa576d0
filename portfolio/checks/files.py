"""What one notebook or script shows by itself: was it run from top to bottom, did cells fail, are seeds set, is a part
held out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from portfolio import english
from portfolio.checks.values import HOLDS, IMPOSSIBLE, OPEN, Check, FileFacts, Place, Spot, some

ORDER = "Run from top to bottom"
ERRORS = "No failed cells"
SEEDS = "Seeds are set"
SPLIT = "A part of the data is held out"
LANGUAGE = "python"
"""What is looked through for calls."""
NO_FILE = "No notebook and no script stands here as a file; code that is only linked is not looked through."
MOST_NAMED = 3
"""Cells or calls that a sentence names."""


def of_file(file: FileFacts) -> tuple[Check, ...]:
    """The checks of one file: four of a notebook, two of a script, which has no outputs."""
    shared = (seeds([file]), split([file]))
    return (order(file), errors(file), *shared) if file.is_notebook else shared


def order(file: FileFacts) -> Check:
    """Whether all code cells were run in one go, from the first to the last: their counts are 1, 2, 3 and so on."""
    outcome, reason, cells = _order(file)
    places = some(file.place(cell) for cell in cells) or (file.place(0),)
    return Check("order", outcome, ORDER, reason, places)


def _order(file: FileFacts) -> tuple[str, str, list[int]]:
    counts = [count for _, count in file.counts if count is not None]
    if not file.counts:
        return IMPOSSIBLE, f"{file.title} has no code.", []
    if not counts:
        return IMPOSSIBLE, f"{file.title} was saved without the numbers of its runs.", []
    idle = [cell for cell, count in file.counts if count is None]
    if idle:
        return OPEN, f"In {file.title} {_cells(idle)} {_have(idle)} no number of a run.", idle
    for (above, before), (cell, count) in pairwise(file.counts):
        if before is not None and count is not None and count <= before:
            how = "was run before" if count < before else "has the same number of a run as"
            return OPEN, f"In {file.title} cell {cell} {how} cell {above}, which stands above it.", [cell]
    return _in_one_go(file, counts)


def _in_one_go(file: FileFacts, counts: Sequence[int]) -> tuple[str, str, list[int]]:
    """Of a notebook whose cells were all run in their order: whether anything else was run in between."""
    number = len(counts)
    all_cells = (
        "its only cell of code was run" if number == 1 else f"all {number} cells of code were run in their order"
    )
    if counts[0] != 1:
        others = english.count(counts[0] - 1)
        reason = f"In {file.title} {all_cells}, after {others} other {_runs(counts[0] - 1)} in the same session."
        return OPEN, reason, [file.counts[0][0]]
    gap = next((at for at, (one, other) in enumerate(pairwise(counts), 1) if other != one + 1), None)
    if gap is None:
        return HOLDS, f"In {file.title} {all_cells}, in one go.", []
    between = counts[gap] - counts[gap - 1] - 1
    cell = file.counts[gap][0]
    reason = (
        f"In {file.title} {all_cells}, but before cell {cell} there {'was' if between == 1 else 'were'}"
        f" {english.count(between)} more {_runs(between)} that it does not show: a cell was run again, or is gone."
    )
    return OPEN, reason, [cell]


def errors(file: FileFacts) -> Check:
    """Whether no cell ended in an error."""
    if file.errors:
        cells = list(dict.fromkeys(cell for cell, _ in file.errors))
        names = english.listing(list(dict.fromkeys(name for _, name in file.errors))[:MOST_NAMED])
        reason = f"In {file.title} {_cells(cells)} ended in {names}. That may be meant; the write-up can say so."
        return Check("errors", OPEN, ERRORS, reason, some(file.place(cell) for cell in cells))
    if not file.was_run:
        reason = f"{file.title} was saved without a run, so nothing could fail."
        return Check("errors", IMPOSSIBLE, ERRORS, reason, (file.place(0),))
    return Check("errors", HOLDS, ERRORS, f"In {file.title} no cell ended in an error.", (file.place(0),))


def seeds(files: Sequence[FileFacts], stated: str = "") -> Check:
    """Whether the code sets seeds; `stated` is what the project says of them."""
    said = f" The project says: “{stated}”." if stated else ""
    return _found("seeds", SEEDS, files, [file.seeds for file in files], "No call that sets a seed was found", said)


def split(files: Sequence[FileFacts], stated: Sequence[str] = ()) -> Check:
    """Whether the code holds a part of the data out; `stated` is what the project says of it."""
    said = f" The project says: “{stated[0]}”." if stated else ""
    return _found("split", SPLIT, files, [file.splits for file in files], "No split was found", said)


def _found(
    key: str, title: str, files: Sequence[FileFacts], spots: Sequence[Sequence[Spot]], nothing: str, said: str
) -> Check:
    """A check that holds when one of the files has such a spot."""
    by_cell = [sorted(found, key=lambda spot: spot.cell) for found in spots]
    here = [(file, spot) for file, found in zip(files, by_cell, strict=True) for spot in found]
    if not here:
        return _nothing_found(key, title, files, nothing, said)
    texts = list(dict.fromkeys(spot.text for _, spot in here))
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    places: list[Place] = [file.place(spot.cell) for file, spot in here]
    where = places[0][0]
    reason = f"{', '.join(texts[:MOST_NAMED])}{more}, first in {where}."
    return Check(key, HOLDS, title, reason, some(places))


def _nothing_found(key: str, title: str, files: Sequence[FileFacts], nothing: str, said: str) -> Check:
    if not files:
        return Check(key, IMPOSSIBLE, title, f"{NO_FILE}{said}")
    read = [file for file in files if file.figures.language == LANGUAGE]
    if not read:
        reason = f"{files[0].title} is not in Python; other code is not looked through.{said}"
        return Check(key, IMPOSSIBLE, title, reason, some(file.place(0) for file in files))
    names = english.listing([file.title for file in read[:MOST_NAMED]])
    more = f" and {len(read) - MOST_NAMED} more" if len(read) > MOST_NAMED else ""
    return Check(key, OPEN, title, f"{nothing} in {names}{more}.{said}", some(file.place(0) for file in read))


def _cells(cells: Sequence[int]) -> str:
    """As in: cell 5; cells 5, 7 and 9; cells 5, 7, 9 and 12 more"""
    named = [str(cell) for cell in cells[:MOST_NAMED]]
    if len(cells) > MOST_NAMED:
        return f"cells {', '.join(named)} and {len(cells) - MOST_NAMED} more"
    return f"cell{'s' if len(cells) > 1 else ''} {english.listing(named)}"


def _have(cells: Sequence[int]) -> str:
    return "has" if len(cells) == 1 else "have"


def _runs(number: int) -> str:
    return "run" if number == 1 else "runs"
