"""Whatever the bytes are, reading ends in a log or in a sentence for the person, soon, and in little room."""

import json
import pickle
import random
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import MOST_ROWS
from portfolio.inspection.logs.crc32c import crc32c
from portfolio.inspection.logs.read import read
from portfolio.inspection.logs.runs import MOST_POINTS, Log
from portfolio.pages import curves
from tests.factories import logs

KINDS = list(logs.all_kinds())


def outcome(raw: bytes, name: str = "log.csv") -> Log | str:
    """The log, or the sentence; whatever is a log can be kept as JSON and drawn."""
    try:
        log = read(raw, name)
    except Unreadable as refusal:
        assert refusal.message.endswith((".", "…")), refusal.message
        return refusal.message
    assert Log.from_json(json.loads(json.dumps(log.to_json(), allow_nan=False))) == log
    for run in log.runs:
        for line in run.series:
            assert len(line.steps) == len(line.values) <= MOST_POINTS
            assert list(line.steps) == sorted(set(line.steps))
    curves.page_of(log)
    return log


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "This file is empty."),
        (b" \n\t\n", "This file is empty."),
        (b"0" * (8 * 2**20 + 1), "A log has at most 8 MB."),
        (b"name,comment\na,b\n", "There is no series of numbers in this file."),
        (b"just a sentence about training", "There is no series of numbers in this file."),
        (b"epoch\n1\n2\n", "There is no series of numbers in this file."),
        (b"loss\nnan\nnan\n", "There is no series of numbers in this file."),
        (b"age,height,sex\n31,180,m\n40,170,f\n", "No column of this table counts epochs or steps"),
        (b"1,2\n3,4\n", "No column of this table counts epochs or steps"),
        (b'[{"age": 3}, {"age": 4}]', "No column of this table counts epochs or steps"),
        (b'{"editor.rulers": [88, 120]}', "This JSON is not a training log that is known."),
        (b"[1, 2, 3]", "This JSON is not a training log that is known."),
        (b"[[1, 2], [3, 4]]", "This JSON is not a training log that is known."),
        (b"epoch,loss\nnan,0.5\ninf,0.4\n", "There is no series of numbers in this file."),
        (b"step," + b",".join(b"m%d" % k for k in range(2000)), "This log has more than 2,000 columns."),
        (b"loss\n" + b"1\n" * (MOST_ROWS + 1), "This log has more than 200,000 rows."),
        (b'epoch,loss\n1,"0.5\n' + b"2,0.4\n" * 60_000, "Row 2 cannot be read as CSV"),
        (b"Name,State,lr\na,finished,0.1\n", "This table of runs has no column with the name of a metric"),
        (b'{"loss": [0.5, 0.4', "This JSON breaks at line 1, column 19."),
        (b"[" * 100_000, "This JSON is nested too deeply"),
        (b'{"loss": ' + b"9" * 5000 + b"}", "This JSON has a number that is far too long."),
        (b'{"accuracy": 0.9}', "This JSON has single figures and no series."),
        (b'{"cells": [], "nbformat": 4}', "This JSON is not a training log that is known."),
        (b"[]", "This JSON is not a training log that is known."),
        (b"{}", "This JSON is not a training log that is known."),
        (pickle.dumps({"loss": [0.5, 0.4]}), "This is neither text nor a TensorBoard event file."),
        (zlib.compress(b"epoch,loss\n1,0.5\n" * 400), "This is neither text nor a TensorBoard event file."),
        (b"PK\x03\x04" + bytes(300), "This is neither text nor a TensorBoard event file."),
        (logs.record(b"\x09" + bytes(8)), "This TensorBoard file has no scalars"),
        (logs.record(logs.image_event("sample", 1)), "This TensorBoard file has no scalars"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_log_is_refused_with_a_sentence(raw: bytes, words: str) -> None:
    message = outcome(raw)
    assert isinstance(message, str)
    assert message.startswith(words)


def test_two_thousand_columns_and_two_hundred_thousand_rows_are_read() -> None:
    wide = b"step," + b",".join(b"m%d" % k for k in range(1999)) + b"\n" + b"\n".join(
        b",".join([b"%d" % step, *[b"0.5"] * 1999]) for step in range(3)
    )  # fmt: skip
    log = outcome(wide)
    assert isinstance(log, Log)
    assert len(log.runs[0].series) == 1999
    tall = outcome(b"loss\n" + b"1.5\n" * MOST_ROWS)
    assert isinstance(tall, Log)
    assert tall.runs[0].series[0].steps[-1] == MOST_ROWS


def test_a_wide_head_over_many_short_rows_is_read_in_a_moment() -> None:
    """Two thousand columns times two hundred thousand rows would be 400 million cells."""
    head = b",".join(b"loss%d" % k for k in range(2000))
    began = time.perf_counter()
    assert isinstance(outcome(head + b"\n" + b"1\n" * MOST_ROWS), Log)
    assert time.perf_counter() - began < 20


def test_a_broken_record_ends_the_reading_and_its_place_is_said() -> None:
    raw = bytearray(logs.events())
    half = len(raw) // 2
    raw[half] ^= 0xFF
    log = outcome(bytes(raw), "events.out.tfevents.1")
    whole = outcome(logs.events(), "events.out.tfevents.1")
    assert isinstance(log, Log) and isinstance(whole, Log)
    [note] = log.notes
    assert note.startswith("The file is broken at byte ")
    place = int(note.split("byte ")[1].split(";")[0].replace(",", ""))
    assert half - 100 < place <= half
    for line, intact in zip(log.runs[0].series, whole.runs[0].series, strict=True):
        assert 0 < len(line.values) < len(intact.values)
        assert line.values == intact.values[: len(line.values)]


def test_an_event_file_that_is_still_written_is_read_up_to_its_end() -> None:
    log = outcome(logs.events()[:-7], "events.out.tfevents.1")
    assert isinstance(log, Log)
    assert log.notes[0].endswith("what stands before it was read.")


def test_a_record_of_absurd_length_takes_no_room() -> None:
    head = (2**63).to_bytes(8, "little")
    crc = crc32c(head)
    mask = ((((crc >> 15) | (crc << 17)) & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF
    message = outcome(head + mask.to_bytes(4, "little") + b"xx")
    assert isinstance(message, str)
    assert "broken at byte 0" in message


@pytest.mark.parametrize("data", [b"123456789", b"", b"a", bytes(range(256)), bytes(32), b"abc" * 101])
def test_the_checksum_is_that_of_its_definition(data: bytes) -> None:
    assert crc32c(data) == logs.crc32c(data)
    assert crc32c(b"123456789") == 0xE3069283


def test_a_line_of_a_history_that_broke_off_is_left_out() -> None:
    log = outcome(logs.wandb_jsonl()[:-20], "history.jsonl")
    assert isinstance(log, Log)
    assert log.notes == ("1 line is not JSON and left out.",)


def test_bytes_that_are_no_text_are_read_over() -> None:
    log = outcome(b"epoch,lo\xffss\n1,0.5\n2,0.4\n")
    assert isinstance(log, Log)
    assert log.runs[0].series[0].name == "lo\ufffdss"


def test_r_xss_08_names_in_logs_cannot_steer_a_terminal_or_turn_a_line() -> None:
    raw = b"epoch,val\x1b[31m_loss,\xe2\x80\xaegnp.exe,<script>\n1,0.5,1,2\n2,0.4,3,4\n"
    log = outcome(raw)
    assert isinstance(log, Log)
    assert [line.name for line in log.runs[0].series] == ["val␛[31m_loss", "⟨U+202E⟩gnp.exe", "<script>"]
    tagged = outcome(logs.record(logs.scalar_event("a\x00\u2066b", 1, 0.5)), "x\u202e\x07/events")
    assert isinstance(tagged, Log)
    assert (tagged.runs[0].name, tagged.runs[0].series[0].name) == ("x⟨U+202E⟩␇", "a␀⟨U+2066⟩b")
    assert not any(ord(character) < 32 for character in json.dumps(tagged.to_json(), ensure_ascii=False))


@given(st.binary(max_size=400), st.text(max_size=20))
def test_random_bytes(raw: bytes, name: str) -> None:
    outcome(raw, name)


@given(st.text(alphabet='0123456789.,;-+eE\n\t "[]{}:nainfloss_epoch', max_size=300))
def test_random_text_that_looks_like_a_log(text: str) -> None:
    outcome(text.encode())


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(
            st.sampled_from(
                "loss val_loss epoch step key value history log_history metrics run runs data info 0".split()
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@given(JSON)
def test_random_json(data: object) -> None:
    outcome(json.dumps(data).encode(), "log.json")


@pytest.mark.parametrize(("kind", "name", "raw"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_mutated_logs(kind: str, name: str, raw: bytes) -> None:
    chance = random.Random(kind)
    for _ in range(60):
        damaged = bytearray(raw)
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 4))
        outcome(bytes(damaged), name)


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.floats(width=32)), min_size=1, max_size=30))
def test_any_scalars_in_an_event_file(points: list[tuple[int, float]]) -> None:
    outcome(b"".join(logs.record(logs.scalar_event("loss", step, value)) for step, value in points), "events")
