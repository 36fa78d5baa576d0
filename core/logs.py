"""Logs as JSON lines: one event, one line, every control character escaped."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

LONGEST = 2000
STANDARD = {*vars(logging.LogRecord("", 0, "", 0, "", (), None)), "message", "request_id", "request", "status_code"}


class RequestFilter(logging.Filter):
    """Gives each record the id of the request in which it was made."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """One record as one line of ASCII JSON: time in UTC, level, logger, message, the `extra` fields, and the trace.

    JSON's own escaping keeps line breaks, terminal sequences and bidirectional marks out of the file as such; long
    values are cut after 2,000 characters.
    """

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _cut(record.getMessage()),
        }
        if getattr(record, "request_id", ""):
            entry["request_id"] = getattr(record, "request_id", "")
        entry.update({name: _plain(value) for name, value in vars(record).items() if name not in STANDARD})
        if record.exc_info:
            entry["trace"] = "".join(traceback.format_exception(*record.exc_info))[-20_000:]
        return json.dumps(entry, ensure_ascii=True)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _plain(value: object) -> str | int | float | bool | None:
    return value if isinstance(value, int | float | bool) or value is None else _cut(str(value))
