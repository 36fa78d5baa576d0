"""The store on a disk: whole files only, nothing overwritten, faults said as what they are (R-UP-09)."""

import os
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from core import storage

NAME = "files/ab/one"


class Slow(File):
    """Content that comes in pieces, and says when the first of them has come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__(None, NAME)
        self.pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield from self.pieces


@pytest.fixture
def media(settings: Any) -> Path:
    return Path(settings.MEDIA_ROOT)


def files(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def test_it_is_the_store_of_the_site(media: Path) -> None:
    assert isinstance(default_storage, storage.DurableStorage)
    assert storage.is_local()
    assert default_storage.save(NAME, ContentFile(b"content")) == NAME
    assert (media / NAME).read_bytes() == b"content"
    with default_storage.open(NAME) as file:
        assert file.read() == b"content"
    assert files(media) == ["one"]


def test_files_and_folders_are_the_site_s_alone(media: Path, settings: Any) -> None:
    before = os.umask(0o077)
    try:
        default_storage.save(NAME, ContentFile(b"x"))
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (media / NAME, media / "files/ab", media / "files", media)]
    assert modes == [settings.FILE_UPLOAD_PERMISSIONS] + [settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS] * 3


def test_what_was_uploaded_by_way_of_a_file_and_text_come_in_too(media: Path) -> None:
    with TemporaryUploadedFile("a.csv", "text/csv", 4, None) as upload:
        upload.write(b"a,b\n")
        upload.seek(0)
        default_storage.save(NAME, upload)
    default_storage.save("files/ab/two", ContentFile("é"))
    assert [(media / "files/ab" / name).read_bytes() for name in ("one", "two")] == [b"a,b\n", "é".encode()]


def test_r_up_09_a_file_has_its_name_when_it_is_whole_and_not_before(media: Path) -> None:
    seen: list[list[str]] = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"a" * 100_000, b"b" * 100_000):
            seen.append(files(media))
            yield piece

    default_storage.save(NAME, Slow(pieces()))
    assert [len(names) for names in seen] == [1, 1]
    assert all(name.startswith(".") and name.endswith(storage.PARTIAL) for names in seen for name in names)
    assert files(media) == ["one"]
    assert (media / NAME).stat().st_size == 200_000


def test_an_upload_that_breaks_off_leaves_nothing(media: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a" * 100_000
        raise KeyError("broken off")

    with pytest.raises(KeyError):
        default_storage.save(NAME, Slow(pieces()))
    assert files(media) == []


def test_r_up_09_a_process_that_is_killed_while_it_writes_leaves_no_file_of_that_name(media: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a" * 200_000
        os.kill(os.getpid(), signal.SIGKILL)
        yield b"never"

    child = os.fork()
    if child == 0:
        default_storage.save(NAME, Slow(pieces()))
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert [name.endswith(storage.PARTIAL) for name in files(media)] == [True]
    assert default_storage.save(NAME, ContentFile(b"again")) == NAME


def test_nothing_is_overwritten_even_at_the_same_moment(media: Path) -> None:
    """Both ask whether the name is free before either has it."""
    start = threading.Barrier(2)
    names: list[str] = []

    def pieces(letter: bytes) -> Iterator[bytes]:
        start.wait(10)
        yield letter * 1000

    def save(letter: bytes) -> None:
        names.append(default_storage.save(NAME, Slow(pieces(letter))))

    threads = [threading.Thread(target=save, args=(letter,)) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(set(names)) == 2
    assert {(media / name).read_bytes()[:1] for name in names} == {b"a", b"b"}


def test_without_hard_links_it_is_a_rename(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    first = default_storage.save(NAME, ContentFile(b"first"))
    second = default_storage.save(NAME, ContentFile(b"second"))
    assert [(media / name).read_bytes() for name in (first, second)] == [b"first", b"second"]
    assert len(files(media)) == 2


def test_names_that_lead_out_are_refused(media: Path) -> None:
    for name in ("../out", "/etc/out", "files/../../out"):
        with pytest.raises(Exception, match=r"path|traversal|outside"):
            default_storage.save(name, ContentFile(b"x"))
    assert files(media.parent) == []


def test_what_is_not_there_is_said_to_be_so_and_can_be_deleted(media: Path) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open(NAME)
    default_storage.delete(NAME)


def test_a_disk_that_fails_is_said_to_be_unavailable(media: Path) -> None:
    media.parent.mkdir(exist_ok=True)
    media.write_text("a file where the folder of the store should be")
    asked = [
        lambda: default_storage.save(NAME, ContentFile(b"x")),
        lambda: default_storage.open(NAME),
        lambda: default_storage.delete(NAME),
    ]
    for ask in asked:
        with pytest.raises(storage.Unavailable):
            ask()
    storage.discard(NAME)


def test_discard_deletes(media: Path) -> None:
    default_storage.save(NAME, ContentFile(b"x"))
    storage.discard(NAME)
    assert files(media) == []
