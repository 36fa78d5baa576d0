"""Draws and reads uploaded files anew: after an upgrade that draws or reads them in another way."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.errors import DomainError
from portfolio.actions import files, readings
from portfolio.queries import files as stored


class Command(BaseCommand):
    """`manage.py read_files`: those that an older version has drawn; `--all`: every one."""

    help = "Draw and read uploaded files anew where an older version of Threefold did it; --all does it for every file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--all`."""
        parser.add_argument("--all", action="store_true", help="every file, not only those of an older version")

    def handle(self, *args: Any, **options: Any) -> None:
        """One file after the other, each in a transaction of its own; a file that fails is named and left as it is."""
        found = stored.readable(drawn_before=None if options["all"] else files.RENDERER)
        done = failed = 0
        for version in found.iterator(chunk_size=20):
            try:
                readings.again(version, by=None, at=timezone.now())
                done += 1
            except (DomainError, FileNotFoundError) as error:
                failed += 1
                self.stderr.write(f"{version.artefact} of {version.artefact.project.practitioner}: {error}")
            self.stdout.write(f"\r{done + failed} files", ending="")
        self.stdout.write(f"\n{done} read anew, {failed} left as they were.")
