"""`manage.py export_framework key [--format toml] [--edition V] [--output FILE]`: an edition in a known format."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from competence.formats.interchange import FORMATS
from competence.models import Edition
from competence.queries import editions, exports


class Command(BaseCommand):
    help = (
        "Write one edition of a framework as a file: as TOML, which load_frameworks reads again with nothing lost, or "
        "in another format. What a format cannot hold is listed first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the id of the framework, such as three-levels")
        parser.add_argument("--format", default="toml", choices=list(FORMATS), help="toml when none is named")
        parser.add_argument("--edition", default="", help="its version; the current one when none is named")
        parser.add_argument("--output", type=Path, help="the file to write; the terminal when none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        key, version, form = options["key"], options["edition"], FORMATS[options["format"]]
        try:
            edition = exports.edition_of(key, version)
        except Edition.DoesNotExist as error:
            known = ", ".join(each.key for each in editions.all_current()) or "none yet"
            raise CommandError(f"There is no edition {version} of “{key}”. Frameworks here: {known}.") from error
        for sentence in form.losses(exports.document_of(edition)):
            self.stderr.write(f"{form.name}: {sentence}")
        text = exports.export(edition, form, settings.SITE_URL).text
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["output"].write_bytes(text.encode())
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        self.stdout.write(f"{key} {edition.version} is written to {options['output']}.")
