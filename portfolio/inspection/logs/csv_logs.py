"""Logs as CSV: of Keras's CSVLogger, of Lightning, of Ultralytics, anybody's own, and exports of services. Pure."""

from __future__ import annotations

from portfolio.inspection.logs import csv_exports, wide
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.logs.tables import table


def read(text: str, name: str) -> Log:
    """The log in a CSV text; `name` is the file's. Raises `Unreadable`."""
    found = table(text)
    return csv_exports.read(found, name) or wide.log(found, name)
