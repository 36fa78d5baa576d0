"""The second door against bodies that are too large: counts the bytes of uploaded files while they come in (R-UP-02).

The first door is `core.middleware.door`, which answers 413 by the length that the client states. Django's own
`DATA_UPLOAD_MAX_MEMORY_SIZE` does not count files. Setting: this handler stands first in `FILE_UPLOAD_HANDLERS`.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class UploadTooLarge(RequestDataTooBig):
    """More came in than the site takes. Django answers 400; nothing was given to a view."""


class LimitedUploadHandler(FileUploadHandler):
    """Passes chunks on until all files of one request together are over `BODY_LIMIT`; then nothing more is read."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, for the next handler. Raises UploadTooLarge, after the temporary files are gone."""
        self.received += len(raw_data)
        if self.received > settings.BODY_LIMIT:
            for handler in getattr(self.request, "upload_handlers", ()):
                handler.upload_interrupted()
            raise UploadTooLarge("The files of this request are too large.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keeps nothing itself."""
        return
