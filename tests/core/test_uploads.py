"""R-UP-02: files of one request that are too large together are not read to the end, and leave nothing behind."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory

from core.uploads import LimitedUploadHandler, UploadTooLarge

HEAD = b'--b\r\nContent-Disposition: form-data; name="f%d"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n'
MIB = 1024 * 1024


class Body(io.RawIOBase):
    """Endless zeros behind the head of a form, and how many bytes were taken."""

    def __init__(self, head: bytes) -> None:
        self.head, self.taken = head, 0

    def read(self, size: int = -1) -> bytes:
        data = (self.head[self.taken : self.taken + size] or b"\0" * size)[:size]
        self.taken += len(data)
        return data


@pytest.fixture
def temporary(tmp_path: Path, settings: Any) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.BODY_LIMIT = 3 * MIB
    return tmp_path


def posted(body: io.RawIOBase, length: int) -> Any:
    request = RequestFactory().generic("POST", "/", b"x", content_type="multipart/form-data; boundary=b")
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = body
    request._read_started = False
    request.upload_handlers = [LimitedUploadHandler(request), TemporaryFileUploadHandler(request)]
    return request


def test_r_up_02_one_gigabyte_is_not_read_to_the_end_and_leaves_no_file(temporary: Path) -> None:
    body = Body(HEAD % 1)
    with pytest.raises(UploadTooLarge):
        posted(body, 1024 * MIB).FILES  # noqa: B018  (reading it is what starts the parser)
    assert body.taken <= (3 + 1) * MIB
    assert list(temporary.iterdir()) == []


def test_r_up_02_many_files_count_together(temporary: Path) -> None:
    parts = b"".join(HEAD % number + b"\0" * MIB + b"\r\n" for number in range(5))
    raw = parts + b"--b--\r\n"
    with pytest.raises(RequestDataTooBig):
        posted(io.BytesIO(raw), len(raw)).FILES  # noqa: B018


def test_what_is_within_the_limit_comes_through_unchanged(temporary: Path) -> None:
    raw = HEAD % 1 + b"\1" * MIB + b"\r\n" + HEAD % 2 + b"\2" * MIB + b"\r\n--b--\r\n"
    files = posted(io.BytesIO(raw), len(raw)).FILES
    assert [(name, file.read() == bytes([number]) * MIB) for number, (name, file) in enumerate(files.items(), 1)] == [
        ("f1", True),
        ("f2", True),
    ]
    for file in files.values():
        file.close()


def test_control_without_the_handler_all_of_it_is_read(temporary: Path) -> None:
    raw = HEAD % 1 + b"\0" * (6 * MIB) + b"\r\n--b--\r\n"
    request = posted(io.BytesIO(raw), len(raw))
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    assert request.FILES["f1"].size == 6 * MIB
    request.FILES["f1"].close()
