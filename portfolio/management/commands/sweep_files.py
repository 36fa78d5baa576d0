"""Delete uploaded files that nothing names any more."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.storage import Unavailable
from portfolio.actions import stored_files as actions
from portfolio.queries import stored_files
from portfolio.queries.stored_files import Survey

EVERY = 100
"""Folders, or files that are deleted, between two lines of progress."""
FEW = 20
"""So many files may go however many there are."""


def hours(text: str) -> timedelta:
    """As typed: a whole number, one at least."""
    if not (text.isascii() and text.isdecimal()) or int(text) < 1:
        raise ArgumentTypeError("hours are a whole number from 1 upwards; a younger file may be just being written")
    return timedelta(hours=int(text))


class Command(BaseCommand):
    help = "Delete files of the store that nothing names any more: what interrupted uploads and deletions have left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than", metavar="HOURS", type=hours, default=timedelta(hours=24), help="24 unless told"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
        parser.add_argument("--even-most", action="store_true", help="even if that is more than half of all files")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._look(options["older_than"])
            if options["dry_run"]:
                for path in found.unnamed:
                    self.stdout.write(path)
                self.stdout.write(f"{_files(len(found.unnamed))} would be deleted; nothing was changed.")
                return
            self._refuse_most(found, options["even_most"])
            self._delete(found.unnamed)
        except Unavailable as error:
            raise CommandError(f"The store cannot be reached ({error}). Run this again later.") from error

    def _look(self, older_than: timedelta) -> Survey:
        found = Survey()
        for number, (folder, found) in enumerate(stored_files.survey(older_than=older_than, at=timezone.now()), 1):
            if number % EVERY == 0:
                self.stdout.write(f"{folder}: {_files(found.files)} so far")
        self.stdout.write(
            f"{_files(found.files)} in the store. Without a name: {len(found.unnamed):,} old enough to go, "
            f"{found.young:,} younger."
        )
        return found

    def _refuse_most(self, found: Survey, even_most: bool) -> None:
        if len(found.unnamed) > max(FEW, found.files // 2) and not even_most:
            raise CommandError(
                f"{len(found.unnamed):,} of {_files(found.files)} have no name in this database. Is it the right one? "
                "Nothing was deleted. If it is, run this again with --even-most."
            )

    def _delete(self, paths: list[str]) -> None:
        for number in actions.delete(paths):
            if number % EVERY == 0 and number < len(paths):
                self.stdout.write(f"{number:,} of {len(paths):,} deleted")
        self.stdout.write(f"{_files(len(paths))} deleted.")


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"
