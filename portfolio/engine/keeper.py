"""The index of this process: made when first wanted, brought in step before every answer, dropped when in doubt."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock, Thread

from django.db import Error, connection

from portfolio.engine import fitting, rows, snapshots
from portfolio.engine.index import Index
from portfolio.models import Practitioner
from portfolio.queries import changes
from portfolio.queries.changes import Mark, News

LEAST = 2_000
"""Listed people from which it pays, where nobody has decided otherwise."""
OFTEN = 200
"""Questions after which it is asked anew whether it pays, and tried anew where it could not be built."""
RENEWED = 1_000
"""Changed people, at least, after which the snapshot is made anew; else one in fifty."""
_log = logging.getLogger(__name__)


class Keeper:
    """One for a process; a lock lets one thread at a time bring the index in step or read it."""

    def __init__(self, folder: Path, mode: str) -> None:
        self.folder = folder
        self.mode = mode
        self._lock = RLock()
        self._index: Index | None = None
        self._mark = Mark()
        self._file: tuple[int, int] | None = None
        self._builder: Thread | None = None
        self._questions = 0
        self._asked = 0
        self._patience = 0
        self._pays = mode == "on"

    @contextmanager
    def reading(self) -> Iterator[Index | None]:
        """The index, in step with all that is committed, for as long as the block lasts; None where SQL has to answer:
        it is switched off, does not pay, or is just being built.

        Not inside a transaction that writes: what is rolled back afterwards would stay. Take values out of the block,
        and do what takes long after it.
        """
        if not self._is_wanted():
            yield None
            return
        with self._lock:
            yield self._in_step()

    def prepare(self, say: rows.Say | None = None) -> None:
        """Make the index now, in this thread, unless it is there: for commands and measurements."""
        with self._lock, snapshots.alone(self.folder):
            if self._index is None and not self._load():
                self._build(say)
            self._in_step()

    def forget(self) -> None:
        """Drop the index; the next question makes it again."""
        with self._lock:
            self._index = None
            self._questions = 0

    def _is_wanted(self) -> bool:
        """By the setting; else counted now and then, because a count costs more than an answer."""
        if self.mode == "auto":
            if self._questions % OFTEN == 0:
                self._pays = Practitioner.objects.listed().count() >= LEAST
            self._questions += 1
        return self._pays

    def _in_step(self) -> Index | None:
        try:
            if self._index is not None and (self._is_behind() or self._is_unsettled()):
                self._follow()
            if self._index is None and not self._has_to_wait() and not self._load():
                self._begin()
        except Error:
            raise
        except Exception:
            _log.exception("The index of people is dropped; SQL answers")
            self._index = None
        return self._index

    def _is_behind(self) -> bool:
        return changes.total_from(self._mark.low) != self._mark.total

    def _is_unsettled(self) -> bool:
        """Whether to try once more for a mark that knows few people: where somebody was always writing, it knows many,
        and each question adds up their numbers."""
        self._asked += 1
        return len(self._mark.known) > RENEWED and self._asked % OFTEN == 0

    def _follow(self) -> None:
        """Hold what those who changed show now. Nothing is held any more when they are very many, or when the database
        is another one."""
        news = changes.since(self._mark)
        if news is None or self._index is None or _is_much(news, self._index):
            self._index = None
            return
        self._index.put(news.people, rows.entries(news.people, self._index.words.tokens))
        self._mark = news.mark
        if self._index.matrix.changed > _most(self._index):
            self._renew(self._index)

    def _renew(self, held: Index) -> None:
        """Put everything into a new file, which is mapped in place of what this process holds alone; or take the one
        that another process has just written."""
        mark = self._mark
        if self._file != snapshots.identity(self.folder) and self._load():
            return
        self._index, self._mark = held, mark
        if len(held.sets.everybody) * 2 < held.slots.used:
            self._index = None  # half of the slots are empty: from the beginning
        elif not (self._save() and self._load()):
            held.matrix.settle(held.slots.used)

    # ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _begin(self) -> None:
        """Build in a thread of its own: that takes seconds where there are many, and SQL answers meanwhile."""
        self._builder = Thread(target=self._build_aside, name="index", daemon=True)
        self._builder.start()

    def _has_to_wait(self) -> bool:
        """Whether it is being built, or could not be built just now."""
        self._patience = max(0, self._patience - 1)
        return self._patience > 0 or (self._builder is not None and self._builder.is_alive())

    def _build_aside(self) -> None:
        try:
            with snapshots.alone(self.folder):  # others wait for the file that the first of them writes, if it can
                if not self._load():
                    self._build()
        except Exception:
            _log.exception("The index of people could not be built; SQL answers")
            self._patience = OFTEN
        finally:
            connection.close()
            _give_back()

    def _build(self, say: rows.Say | None = None) -> None:
        mark = changes.begin()
        index = rows.everybody(say)
        with self._lock:
            self._index, self._mark = index, mark
            if self._save():
                self._load()

    # ── The file ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _load(self) -> bool:
        """Whether the snapshot is there, whole, and of this database; then it is the index, in step."""
        file = snapshots.identity(self.folder)
        try:
            index, stamp = snapshots.load(self.folder)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, snapshots.Unusable) as error:
            _log.warning("The snapshot of the index of people is not used: %s", error)
            return False
        news = changes.since(fitting.mark_of(stamp))
        if news is None or _is_much(news, index) or not fitting.fits(stamp, set(news.people)):
            return False
        if news.people:
            index.put(news.people, rows.entries(news.people))
        with self._lock:
            self._index, self._mark, self._file = index, news.mark, file
        return True

    def _save(self) -> bool:
        """Whether the index could be written. Without a file each process builds its own."""
        if self._index is None:
            return False
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            snapshots.save(self._index, fitting.stamp(self._index, self._mark), self.folder)
        except OSError as error:
            _log.warning("The index of people cannot be kept in %s: %s", self.folder, error)
            return False
        return True


def _give_back() -> None:
    """What building needed and nobody uses any more goes back to the system: several times what is kept. Elsewhere than
    with the C library of GNU, the allocator decides."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _most(index: Index) -> int:
    """So many people may differ from the file."""
    return max(RENEWED, index.slots.used // 50)


def _is_much(news: News, index: Index) -> bool:
    """Whether reading everybody is quicker than reading those who changed."""
    return len(news.people) > 2 * _most(index)
