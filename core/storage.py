"""The store of uploaded files: on a disk of this machine (`DurableStorage`), or in S3 (`core.storage_s3`).

Both hold three promises. A name that is there has its whole content, through a power cut too: rows are written after
their files (R-UP-09). Nothing is overwritten. A store that does not answer raises `Unavailable`, and the site says 503
(R-UP-11); a file that is not there raises `FileNotFoundError`.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.utils import validate_file_name

logger = logging.getLogger("core.storage")
PARTIAL = ".part"
"""How the name of a file ends that is still being written; it begins with a dot."""


class Unavailable(OSError):
    """The store cannot be reached, or takes nothing more. Nothing of the site's state has changed by that."""


@contextmanager
def _answering() -> Iterator[None]:
    """Faults of the disk as `Unavailable`. A file that is not there stays what it is."""
    try:
        yield
    except (FileNotFoundError, Unavailable):
        raise
    except OSError as error:
        logger.error("store failed", extra={"event": "store", "reason": str(error)})
        raise Unavailable(str(error)) from error


class DurableStorage(FileSystemStorage):
    """Files below `MEDIA_ROOT`. Each is written under another name in its folder, forced to the disk, and then named.

    So a file of the final name is whole, whenever the power goes. What a process that was killed leaves behind begins
    with a dot and ends in `.part`; no row names it, and `manage.py sweep_files` takes it away.
    """

    def open(self, name: str, mode: str = "rb") -> File:
        """The file, for reading unless told; the caller closes it."""
        with _answering():
            return super().open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with _answering():
            draft = self._draft(Path(self.path(name)).parent, content)
            try:
                while not _named(draft, Path(self.path(name))):
                    name = self.get_available_name(name)
                    validate_file_name(name, allow_relative_path=True)
            finally:
                draft.unlink(missing_ok=True)
            _force(draft.parent)
        return Path(self.path(name)).relative_to(self.location).as_posix()

    def _draft(self, folder: Path, content: File) -> Path:
        """The content in a file of another name in `folder`, on the disk and with the permissions of the settings."""
        self._make(folder)
        draft = folder / f".{secrets.token_hex(12)}{PARTIAL}"
        try:
            with open(draft, "xb", opener=_private) as file:
                file.writelines(chunk.encode() if isinstance(chunk, str) else chunk for chunk in content.chunks())
                if self.file_permissions_mode is not None:
                    os.fchmod(file.fileno(), self.file_permissions_mode)
                with suppress(PermissionError):  # whoever may read the folder of the store may read the file
                    os.fchown(file.fileno(), -1, Path(self.location).stat().st_gid)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return draft

    def _make(self, folder: Path) -> None:
        """The folder and those above it, as far as they are not there yet; on the disk, too."""
        missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            if self.directory_permissions_mode is not None:
                each.chmod(self.directory_permissions_mode)
            _force(each.parent)

    def delete(self, name: str) -> None:
        """Nothing happens when there is no such file."""
        with _answering():
            super().delete(name)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _named(draft: Path, path: Path) -> bool:
    """Give the draft its final name as well. False, and nothing is overwritten, when the name is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        draft.rename(path)
    return True


def _force(folder: Path) -> None:
    """The names in a folder onto the disk, where the file system knows of such a thing."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


def discard(path: str) -> None:
    """Delete a file that no row names any more. When the store does not answer it stays until the next sweep."""
    try:
        default_storage.delete(path)
    except Unavailable:
        logger.warning("file stays until the next sweep", extra={"event": "store"})


def is_local() -> bool:
    """Whether the files lie on a disk of this machine."""
    return isinstance(default_storage, FileSystemStorage)
