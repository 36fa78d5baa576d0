"""Reading notebooks and scripts: what is there is read, what cannot be is refused with a sentence (R-XSS-06)."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from portfolio.inspection import notebooks, scripts
from portfolio.inspection.errors import Unreadable
from tests.factories import notebooks as made


def changed(**more: Any) -> bytes:
    return json.dumps({"cells": [made.code("1")], "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **more}).encode()


@pytest.mark.parametrize("make", made.FRIENDLY.values(), ids=list(made.FRIENDLY))
def test_every_cell_is_read_as_nbformat_reads_it(make: Callable[[], bytes]) -> None:
    raw = make()
    found = notebooks.read(raw)
    told = nbformat.reads(raw.decode(), as_version=4)
    assert [cell.kind for cell in found.cells] == [cell.cell_type for cell in told.cells]
    for cell, other in zip(found.cells, told.cells, strict=True):
        assert cell.source.rstrip() == plain(other.source).rstrip()
        assert [output.kind for output in cell.outputs] == [
            KINDS[each.output_type] for each in other.get("outputs", [])
        ]
        assert cell.count == other.get("execution_count")
    assert found.notes == ()


KINDS = {"stream": "stream", "display_data": "display", "execute_result": "result", "error": "error"}


def plain(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_outputs_are_texts_by_type() -> None:
    found = notebooks.read(made.outputs_of_every_kind())
    by_count = {cell.source: cell.outputs for cell in found.cells}
    assert [(output.name, output.text) for output in by_count["a"]] == [
        ("stdout", "out\n"), ("stdout", "more\n"), ("stderr", "careful\n"),
    ]  # fmt: skip
    assert json.loads(by_count["j"][0].data["application/json"]) == {"loss": 0.5}
    assert by_count["k"][1].name == "ValueError" and by_count["k"][1].value == "no such column"
    assert "\x1b[0;31m" in by_count["k"][1].text


def test_an_old_notebook_reads_like_a_new_one() -> None:
    found = notebooks.read(made.version_3())
    assert [cell.source for cell in found.cells[:3]] == ["# Old title", "Some *text*", "print 1\n1 + 1"]
    stream, result, picture, failure = found.cells[2].outputs
    assert (stream.name, stream.text) == ("stdout", "1\n")
    assert result.data == {"text/plain": "2"} and "image/png" in picture.data
    assert (failure.kind, failure.name, failure.text) == ("error", "NameError", "NameError: x")


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "r"),
        ({"kernelspec": {"language": "Julia"}}, "julia"),
        ({"kernelspec": {"name": "python3"}}, "python"),
        ({"kernelspec": {"name": "ir"}}, "r"),
        ({"kernelspec": 7, "language_info": []}, "python"),
        ([], "python"),
        ({"language_info": {"name": "py\u202ethon"}}, "unknown"),
    ],
)
def test_the_language_is_what_the_notebook_says(metadata: Any, language: str) -> None:
    assert notebooks.read(changed(metadata=metadata)).language == language


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "cannot be read as JSON"),
        (b"\x89PNG\r\n\x1a\n", "cannot be read as JSON"),
        (b'{"cells": [', "cannot be read as JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"9" * 10_000, "cannot be read as JSON"),
        (b"[1]", "no list of cells"),
        (b'{"a": 1}', "no list of cells"),
        (b'{"cells": {}}', "no list of cells"),
        (changed(cells=[]), "has no cells"),
        (changed(cells=[1, None, "x"]), "has no cells"),
        (changed(nbformat=1), "format 1"),
        (changed(nbformat=2), "format 2"),
        (changed(nbformat=5), "format 5, which is not known here yet"),
        (changed(cells=[made.raw("")] * 1_001), "has 1,001 cells; at most 1,000"),
        (changed(cells=[made.raw("")] * 10_000), "has 10,000 cells"),
        (changed(cells=[{"cell_type": "code", "outputs": [{}] * 20_001}]), "20,001 outputs"),
        (b" " * (20 * 1024**2 + 1), "20.0 MB; at most 20"),
    ],
)  # fmt: skip
def test_r_xss_06_what_is_no_notebook_is_refused_with_a_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        notebooks.read(raw)
    assert words in refusal.value.message
    assert refusal.value.message[0].isupper() and refusal.value.message.endswith(".")


@pytest.mark.parametrize("depth", [50, 300, 900, 1_000, 5_000, 100_000])
def test_r_xss_06_depth_is_read_or_refused_and_never_ends_the_process(depth: int) -> None:
    value = b"[" * depth + b"]" * depth
    raw = changed(cells=[made.code("1", made.shows(a_b="HERE"))]).replace(b'"HERE"', value)
    try:
        found = notebooks.read(raw)
    except Unreadable as refusal:
        assert depth >= 900 and "nested too deeply" in refusal.message
    else:
        assert found.cells[0].outputs[0].data["a/b"].startswith("[[[")


@pytest.mark.parametrize(
    ("cells", "kinds", "note"),
    [
        ([{"cell_type": "code"}], ["code"], "1 cell without a source"),
        ([{"cell_type": "code", "source": "1"}], ["code"], "1 code cell without its list of outputs"),
        ([{"cell_type": "video", "source": "x"}] * 2, ["raw", "raw"], "2 cells of an unknown kind"),
        ([{"source": "x", "outputs": []}], ["code"], "1 cell of an unknown kind"),
        ([{"cell_type": "markdown", "source": 7}], ["markdown"], "1 cell without a source"),
        ([{"cell_type": "markdown", "source": ["a", 7, "b"]}, "no cell"], ["markdown"], "1 cell that is no cell"),
        ([made.code("x", {"output_type": "hologram"}, 7)], ["code"], "2 outputs of an unknown kind"),
        ([{"cell_type": ["code"], "source": "x"}], ["raw"], "1 cell of an unknown kind"),
    ],
)  # fmt: skip
def test_r_xss_06_what_is_wrong_is_read_over_and_said(cells: list[Any], kinds: list[str], note: str) -> None:
    found = notebooks.read(changed(cells=cells))
    assert [cell.kind for cell in found.cells] == kinds
    assert note in found.notes


def test_r_xss_06_numbers_and_names_that_json_does_not_know() -> None:
    raw = (
        b'{"nbformat": 4, "cells": [{"cell_type": "raw", "cell_type": "code", "source": "1", "outputs": [], "x": NaN}]}'
    )
    found = notebooks.read(raw)
    assert found.cells[0].kind == "code"
    assert found.notes == ("1 value that is not a number", "1 name that stands twice")


def test_counts_of_other_types_are_no_counts() -> None:
    cells = [{**made.code("1"), "execution_count": value} for value in (True, "3", -1, 0, 2.5, None, 4)]
    assert [cell.count for cell in notebooks.read(changed(cells=cells)).cells] == [None] * 6 + [4]


def test_other_encodings_and_halves_of_characters() -> None:
    text = made.markdown("ä \U0001f600")
    assert notebooks.read(changed(cells=[text]).decode().encode("utf-16")).cells[0].source == "ä \U0001f600"
    assert notebooks.read(b"\xef\xbb\xbf" + changed(cells=[text])).cells[0].source == "ä \U0001f600"
    assert notebooks.read(changed(cells=[made.markdown("a\ud800b")])).cells[0].source == "a\ufffdb"


def test_r_xss_06_a_large_notebook_is_read_in_little_time_and_memory() -> None:
    raw = made.notebook(*(made.code("x", made.stream("y" * 19_000)) for _ in range(1_000)))
    assert len(raw) > 19_000_000
    tracemalloc.start()
    start = time.process_time()
    assert len(notebooks.read(raw).cells) == 1_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - start < 3
    assert peak < 300_000_000


def test_a_script_is_one_cell() -> None:
    found = scripts.read("x = 'ä'\r\ny = 2\r\n".encode(), "train.py")
    assert [(cell.kind, cell.source) for cell in found.cells] == [("code", "x = 'ä'\ny = 2\n")]
    assert scripts.read(b"# -*- coding: latin-1 -*-\nx = '\xe4'\n", "a.py").cells[0].source.endswith("'ä'\n")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"x" * (1024**2 + 1), "1.0 MB"),
        (b"x\n" * 20_001, "20,001 lines"),
        (b"\x00asm", "not text"),
        (b"x = '\xff\xfe\xe4'", "not text in UTF-8"),
        (b"# coding: no-such-thing\n", "not text in UTF-8"),
        (b"# coding: hex\n61", "not text in UTF-8"),
        (b" \n\t\n", "empty"),
    ],
)
def test_a_script_that_is_none_is_refused_with_a_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        scripts.read(raw, "a.py")
