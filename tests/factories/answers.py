"""Answers of the site in tests."""

from typing import Any


def read_out(response: Any) -> Any:
    """The answer, read to its end, as a server does: a file that is handed out is closed then.

    Closing it instead would end the test's own connection to the database.
    """
    if response.streaming:
        b"".join(response.streaming_content)
    return response
