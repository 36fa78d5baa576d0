import json
import logging
import sys

import pytest

from core import logs


def line_of(message, *arguments, **extra):
    record = logging.getLogger("a").makeRecord("a", logging.INFO, "f", 1, message, arguments, None, extra=extra)
    logs.RequestFilter().filter(record)
    return logs.JsonFormatter().format(record)


@pytest.mark.parametrize(
    "value",
    ["a\r\nb", "%0d%0a", "\x1b[31mred", "\x00", "\u202eevil", "\u2028", "é", '"', "\\", "\x9b2J", "\ud800"],
)
def test_r_in_03_an_event_is_one_line_of_plain_json(value):
    line = line_of("seen %s", value, path=value)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["path"] == value
    assert json.loads(line)["message"] == f"seen {value}"


def test_r_in_03_long_values_are_cut():
    entry = json.loads(line_of("x" * 50_000, path="/" + "a" * 10_000))
    assert len(entry["message"]) == len(entry["path"]) == logs.LONGEST + 1


def test_a_line_says_when_how_bad_where_and_during_which_request():
    token = logs.request_id.set("abc")
    try:
        entry = json.loads(line_of("hello", ms=1.5, user=None))
    finally:
        logs.request_id.reset(token)
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "level": "INFO", "logger": "a", "message": "hello", "request_id": "abc", "ms": 1.5, "user": None,
    }  # fmt: skip


def test_a_trace_stays_in_the_same_line():
    try:
        raise ValueError("broken\nin two")
    except ValueError:
        record = logging.getLogger("a").makeRecord("a", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    line = logs.JsonFormatter().format(record)
    assert line.isprintable()
    assert "ValueError: broken\nin two" in json.loads(line)["trace"]
