"""One training log of any kind: the bytes decide what it is, and the name only says what to call it. Pure."""

from __future__ import annotations

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import csv_logs, json_logs, mlflow_files, tensorboard
from portfolio.inspection.logs.build import MOST_BYTES
from portfolio.inspection.logs.runs import Log

HEAD = 4096
MOST_CONTROL = 0.05
"""The share of control characters in the beginning of a text; pickles and archives have far more."""


def read(raw: bytes, name: str) -> Log:
    """The log in `raw`. `name` is the file's, with folders where they are known; metrics may be called after it.

    Raises `Unreadable` with a sentence for the person; nothing else, whatever the bytes are.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"A log has at most {MOST_BYTES // 2**20} MB. Write fewer steps, or export a part of it.")
    if not raw.strip():
        raise Unreadable("This file is empty.")
    if tensorboard.is_events(raw):
        return tensorboard.read(raw, name)
    text = _text(raw)
    if text.lstrip()[:1] in {"{", "["}:
        return json_logs.read(text, name)
    if mlflow_files.is_metric_file(text):
        return mlflow_files.read(text, name)
    return csv_logs.read(text, name)


def _text(raw: bytes) -> str:
    """The file as text; bytes that are none become a mark. Raises `Unreadable` for what was never text."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", errors="replace").lstrip("\ufeff")
    head = raw[:HEAD]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if control > MOST_CONTROL * len(head):
        raise Unreadable(
            "This is neither text nor a TensorBoard event file. "
            "Upload the log as CSV or JSON, or the file events.out.tfevents.…"
        )
    return raw.decode("utf-8-sig", errors="replace")
