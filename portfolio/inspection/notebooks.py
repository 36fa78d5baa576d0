"""Reads an .ipynb file, nbformat 4 and 3, as leniently as it is safe to. Pure; nothing is executed.

A reader of our own, because a page must show what is there: a file with a missing key is shown, not refused, and the
notes say what was read over. See docs/decisions/0061-notebooks.md; R-XSS-06.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from portfolio.inspection import notebooks_old
from portfolio.inspection.cells import Cell, Notebook, Output
from portfolio.inspection.errors import Unreadable
from portfolio.inspection.texts import Json, clean, joined, number_of

MAX_BYTES = 20 * 1024 * 1024
MAX_CELLS = 1_000
MAX_OUTPUTS = 10_000
MAX_LANGUAGE = 40

_KINDS = ("code", "markdown", "raw")
_OUTPUTS = {"stream": "stream", "display_data": "display", "execute_result": "result", "error": "error"}

_SIZE = "This notebook has {:,.1f} MB; at most {} are read. Clear large outputs and save it again."
_NOT_JSON = "This is not a notebook: it cannot be read as JSON. Save it again in Jupyter and upload the .ipynb file."
_DEEP = "This notebook is nested too deeply to be read. Clear the outputs and save it again."
_NOT_NOTEBOOK = "This is not a notebook: it has no list of cells. Upload the .ipynb file that Jupyter saves."
_OLD = "This notebook is in format {} of the years before 2013. Open it in Jupyter, save it and upload it again."
_NEW = "This notebook is in format {}, which is not known here yet. Save it in format 4 and upload it again."
_EMPTY = "This notebook has no cells. Check that it is the right file."
_CELLS = "This notebook has {:,} cells; at most {:,} are read. Split it."
_MANY_OUTPUTS = "This notebook has {:,} outputs; at most {:,} are read. Clear those that nobody needs."


def read(raw: bytes) -> Notebook:
    """The notebook in `raw`. Raises Unreadable with a sentence for the person."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(_SIZE.format(len(raw) / 1024**2, MAX_BYTES // 1024**2))
    seen: Counter[Any] = Counter()
    try:
        return _notebook(_parsed(raw, seen), seen)
    except RecursionError as error:
        raise Unreadable(_DEEP) from error


def _parsed(raw: bytes, seen: Counter[Any]) -> Json:
    """The JSON of `raw`. NaN and the like become None, and a name that stands twice has its last value."""

    def pairs(items: list[tuple[str, Any]]) -> Json:
        found = dict(items)
        if len(found) != len(items):
            seen["name that stands twice", "names that stand twice"] += len(items) - len(found)
        return found

    def no_number(_: str) -> None:
        seen["value that is not a number", "values that are not numbers"] += 1

    try:
        text = raw.decode(json.detect_encoding(raw), "replace").removeprefix("\ufeff")
        found = json.loads(text, object_pairs_hook=pairs, parse_constant=no_number)
    except ValueError as error:
        raise Unreadable(_NOT_JSON) from error
    if not isinstance(found, dict):
        raise Unreadable(_NOT_NOTEBOOK)
    return found


def _notebook(found: Json, seen: Counter[Any]) -> Notebook:
    old = _is_old(found)
    rows = notebooks_old.rows(found) if old else found.get("cells")
    if not isinstance(rows, list):
        raise Unreadable(_NOT_NOTEBOOK)
    cells = [row for row in rows if isinstance(row, dict)]
    _count(seen, len(rows) - len(cells), "cell that is no cell", "cells that are no cells")
    if not cells:
        raise Unreadable(_EMPTY)
    if len(cells) > MAX_CELLS:
        raise Unreadable(_CELLS.format(len(cells), MAX_CELLS))
    outputs = sum(len(row["outputs"]) for row in cells if isinstance(row.get("outputs"), list))
    if outputs > MAX_OUTPUTS:
        raise Unreadable(_MANY_OUTPUTS.format(outputs, MAX_OUTPUTS))
    modern: Callable[[Json], Json] = notebooks_old.cell if old else dict
    made = tuple(_cell(modern(row), at, seen) for at, row in enumerate(cells, start=1))
    return Notebook(made, _language(found, cells), tuple(_notes(seen)))


def _is_old(found: Json) -> bool:
    """Whether it is in format 3; the cells decide where no format is named. Raises Unreadable for one not read here."""
    version = number_of(found.get("nbformat"))
    if version is None:
        return "cells" not in found and "worksheets" in found
    if version < 3:
        raise Unreadable(_OLD.format(version))
    if version > 4:
        raise Unreadable(_NEW.format(version))
    return version == 3 and "worksheets" in found


def _cell(row: Json, number: int, seen: Counter[Any]) -> Cell:
    kind = row.get("cell_type")
    if kind not in _KINDS:
        _count(seen, 1, "cell of an unknown kind", "cells of an unknown kind")
        kind = "code" if "outputs" in row else "raw"
    if not isinstance(row.get("source"), str | list):
        _count(seen, 1, "cell without a source", "cells without a source")
    source = joined(row.get("source"))
    if kind == "code":
        outputs = row.get("outputs")
        if not isinstance(outputs, list):
            _count(seen, 1, "code cell without its list of outputs", "code cells without their lists of outputs")
            outputs = []
        made = tuple(output for each in outputs if (output := _output(each, seen)) is not None)
        return Cell(number, kind, source, number_of(row.get("execution_count")), made)
    return Cell(number, kind, source, attachments=_attachments(row.get("attachments")))


def _output(row: object, seen: Counter[Any]) -> Output | None:
    kind = _OUTPUTS.get(str(row.get("output_type"))) if isinstance(row, dict) else None
    if kind is None or not isinstance(row, dict):
        _count(seen, 1, "output of an unknown kind", "outputs of an unknown kind")
        return None
    if kind == "stream":
        return Output(kind, joined(row.get("text")), _word(row.get("name"), "stdout"))
    if kind == "error":
        trace = row.get("traceback")
        text = joined(trace, between="\n") if isinstance(trace, list) else joined(trace)
        return Output(kind, text, _word(row.get("ename"), "Error"), joined(row.get("evalue")))
    return Output(kind, data=_bundle(row.get("data")))


def _bundle(data: object) -> dict[str, str]:
    """Type → content; what is neither a text nor a list of texts is JSON and becomes its text."""
    if not isinstance(data, dict):
        return {}
    return {clean(kind): _content(value) for kind, value in data.items()}


def _content(value: object) -> str:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return joined(value)
    return clean(json.dumps(value, ensure_ascii=False))


def _attachments(found: object) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(found, dict):
        return {}
    return {clean(name): _bundle(bundle) for name, bundle in found.items() if isinstance(bundle, dict)}


def _language(found: Json, cells: list[Json]) -> str:
    """The language by what the kernel, then the notebook, then the first cell says; Python when nobody does."""
    metadata = found.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    kernel, info = metadata.get("kernelspec"), metadata.get("language_info")
    names = [
        info.get("name") if isinstance(info, dict) else None,
        kernel.get("language") if isinstance(kernel, dict) else None,
        _of_kernel(kernel.get("name")) if isinstance(kernel, dict) else None,
        *(row.get("language") for row in cells[:1]),
    ]
    said = next((name for name in names if isinstance(name, str) and name.strip()), "python")
    name = said.strip().lower()[:MAX_LANGUAGE]
    return name if name.isascii() and name.isprintable() else "unknown"


def _of_kernel(name: object) -> object:
    return "r" if name == "ir" else name.rstrip("0123456789.") if isinstance(name, str) else None


def _word(value: object, default: str) -> str:
    return clean(value) if isinstance(value, str) and value else default


def _count(seen: Counter[Any], amount: int, one: str, many: str) -> None:
    if amount:
        seen[one, many] += amount


def _notes(seen: Counter[Any]) -> Iterable[str]:
    for (one, many), amount in seen.items():
        yield f"{amount:,} {one if amount == 1 else many}"
