"""A store whose process is killed at a chosen place."""

import os
import signal
from collections.abc import Iterator

from django.core.files.base import File

from core.storage import DurableStorage


def die() -> None:
    """As if the power went: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Breaking(File):
    """Content whose reader is killed when half of it is read."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        whole = self.file.read()
        yield whole[: len(whole) // 2]
        die()


class DyingStorage(DurableStorage):
    """The store of the site; it ends the process in the middle of a file, after one, or before one is deleted."""

    dies = ""
    """writing, saved, deleting, or nothing"""
    after = 0
    """So many files are saved well before."""

    def _save(self, name: str, content: File) -> str:
        due = self.dies in {"writing", "saved"} and DyingStorage.after == 0
        DyingStorage.after -= 1
        if due and self.dies == "writing":
            content = Breaking(content, name)
        saved = super()._save(name, content)
        if due:
            die()
        return saved

    def delete(self, name: str) -> None:
        if self.dies == "deleting":
            die()
        super().delete(name)
