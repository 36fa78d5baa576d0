"""What was uploaded on its way out, with the headers that make it harmless whatever it holds (R-UP-10).

Pictures that we wrote are shown; every other stored file is a download, never anything that a browser would run. The
view decides who may see it and says how long it may be kept (`cache_control`).
"""

from __future__ import annotations

from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from core.filenames import display_name

FILE_TYPE = "application/octet-stream"
"""Whatever it is: a browser that is told nothing guesses nothing (`nosniff`) and saves it."""
PICTURE_TYPE = "image/webp"


def response(file: IO[bytes], *, name: str, size: int, sha256: str, cache_control: str) -> FileResponse:
    """The file, streamed, as a download. `file` is closed by the server."""
    answer = FileResponse(file, content_type=FILE_TYPE)
    answer["Content-Length"] = str(size)
    _guard(answer, name=name, sha256=sha256, cache_control=cache_control, attachment=True)
    return answer


def picture(content: bytes, *, name: str, sha256: str, cache_control: str) -> HttpResponse:
    """A stored rendition (`core.images`), to be shown."""
    answer = HttpResponse(content, content_type=PICTURE_TYPE)
    _guard(answer, name=name, sha256=sha256, cache_control=cache_control)
    return answer


def content_disposition(name: str, *, attachment: bool = False) -> str:
    """The header value for a file of this name, by RFC 6266; no name can break out of it or split the header."""
    return content_disposition_header(attachment, display_name(name)) or "inline"


def _guard(answer: HttpResponseBase, *, name: str, sha256: str, cache_control: str, attachment: bool = False) -> None:
    """Nothing is guessed, nothing runs, nobody else embeds it."""
    answer["Content-Disposition"] = content_disposition(name, attachment=attachment)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = cache_control
    answer["ETag"] = f'"{sha256}"'
