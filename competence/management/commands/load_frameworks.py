"""`manage.py load_frameworks [files…] [--check]`: frameworks, crosswalk, process templates, project ideas."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from competence.actions import frameworks
from competence.formats.problems import BadFile
from competence.formats.source import MAX_BYTES, decode

SHIPPED = Path(__file__).resolve().parents[2] / "data"
ORDER = (
    "three-levels",
    "ml-progress-checklist",
    "field-guide",
    "global-competencies",
    "process-templates",
    "crosswalk",
    "project-ideas",
)
"""The shipped files, in the order in which frameworks are listed."""

STALE = "Portfolios are still reckoned by what was there before. Now run: manage.py recompute_coverage"


def shipped() -> list[Path]:
    """The files that come with Threefold."""
    return [SHIPPED / f"{name}.toml" for name in ORDER]


def contents(paths: list[Path]) -> list[tuple[str, str]]:
    """Name and text of each file. `Refused` when any of them is too large or no text."""
    files, bad = [], []
    for path in paths:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        try:
            files.append((path.name, decode(content, path.name)))
        except BadFile as error:
            bad.append(error)
    if bad:
        raise frameworks.Refused(bad)
    return files


class Command(BaseCommand):
    help = (
        "Load frameworks, process templates, crosswalk and project ideas from TOML files; without files, those that "
        "are shipped. All or nothing; loading again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="TOML files; the shipped ones when none is named")
        parser.add_argument("--check", action="store_true", help="only say whether the files are right")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["files"] or shipped()
        try:
            files = []
            for number, path in enumerate(paths, start=1):
                self.stdout.write(f"Reading {number} of {len(paths)}: {path.name}")
                files += contents([path])
            if options["check"]:
                documents = frameworks.read(files)
                counts = frameworks.counts([document.content for document in documents])
                self.stdout.write(f"{frameworks.Outcome(counts, ('the files are right, nothing was written',))}")
                return
            outcome = frameworks.load(files, at=timezone.now(), say=self.stdout.write)
            self.stdout.write(str(outcome))
            if outcome.replaced:
                self.stdout.write(f"A new edition of {', '.join(outcome.replaced)}.")
            if outcome.moved:
                self.stdout.write(f"Other process templates, which rules of {', '.join(outcome.moved)} ask for.")
            if outcome.replaced or outcome.moved:
                self.stdout.write(STALE)
        except frameworks.Refused as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Nothing was changed.") from error
