"""`manage.py import_framework <file> [--into key] [--check]`: a file of any known format into the draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from competence.actions import imports as actions
from competence.formats.interchange import MAX_BYTES
from competence.formats.problems import BadFile
from competence.queries import imports
from core.errors import DomainError
from core.terminal import visible


class Command(BaseCommand):
    help = (
        "Take frameworks in from a file: TOML, CSV, CASE JSON, Mahara .matrix or Moodle CSV. They go into drafts, "
        "which are looked through and published at /manage/frameworks/. All or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--into", default="", metavar="KEY", help="the framework that it is meant for")
        parser.add_argument("--check", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            self.stdout.write(f"Reading {path.name}, {len(content):,} bytes")
            self._tell(imports.plan(content, path.name, options["into"]))
            if options["check"]:
                self.stdout.write("Nothing was written.")
                return
            drafts = actions.take_in(
                content, path.name, into=options["into"], by=None, at=timezone.now(), say=self.stdout.write
            )
            for draft in drafts:
                self.stdout.write(f"In the draft of {draft.key}. Look it through at /manage/frameworks/{draft.key}/.")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Nothing was changed.") from error
        except BadFile as error:
            raise CommandError(visible("Nothing was changed.\n" + "\n".join(error.lines))) from error
        except DomainError as error:
            raise CommandError(f"{error} Nothing was changed.") from error

    def _tell(self, plan: imports.Plan) -> None:
        self.stdout.write(f"Format: {plan.format_name}")
        for planned in plan.frameworks:
            self.stdout.write(visible(f"{planned.title} ({planned.key}){', new' if planned.is_new else ''}"))
            for sort in planned.sorts:
                self.stdout.write(f"  {sort.name}: {sort.count}")
            for remark in planned.remarks:
                self.stdout.write(visible(f"  {remark}"))
            for problem in planned.to_mend:
                self.stdout.write(visible(f"  To put right before publishing: {problem}"))
