"""Stored files on their way out: always as a download, never as anything that a browser would run (R-UP-10)."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse

from core import images

CONTENT_TYPE = "application/octet-stream"
"""Whatever it is: a browser that is told nothing guesses nothing (`nosniff`) and saves it."""


def response(file: IO[bytes], *, name: str, size: int, sha256: str, cache_control: str) -> FileResponse:
    """The file, streamed, with the headers that make it harmless whatever it holds. `file` is closed by the server.

    The view decides who may see it and says how long it may be kept (`cache_control`).
    """
    answer = FileResponse(file, content_type=CONTENT_TYPE)
    answer["Content-Length"] = str(size)
    images.guard(answer, name=name, sha256=sha256, cache_control=cache_control, attachment=True)
    return answer
