"""`manage.py export_framework key [--version V] [--output FILE]`: an edition in the format of our own files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from competence.formats import documents, toml_text
from competence.models import Edition
from competence.queries import editions


class Command(BaseCommand):
    help = "Write one edition of a framework as a TOML file that load_frameworks reads again, with nothing lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the id of the framework, such as three-levels")
        parser.add_argument("--edition", default="", help="its version; the current one when none is named")
        parser.add_argument("--output", type=Path, help="the file to write; the terminal when none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        key, version = options["key"], options["edition"]
        try:
            yardstick = editions.edition(key, version) if version else editions.of(key)
        except Edition.DoesNotExist as error:
            known = ", ".join(each.key for each in editions.all_current()) or "none yet"
            raise CommandError(f"There is no edition {version} of “{key}”. Frameworks here: {known}.") from error
        text = toml_text.write(documents.of(yardstick))
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["output"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        self.stdout.write(f"{yardstick.key} {yardstick.version} is written to {options['output']}.")
