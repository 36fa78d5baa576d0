"""Hold the index of people against SQL."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from competence.models import Edition
from competence.queries import editions
from portfolio.engine import Keeper
from portfolio.explore import Asked
from portfolio.queries import checking_index

MOST = 50
"""Differences that are said."""


class Command(BaseCommand):
    help = "Hold the index of people, as a web process would load it, against SQL; say what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questions", type=int, default=40, help="how many questions are drawn at random (40)")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other questions (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        keeper = Keeper(Path(settings.DATA_DIR) / "index", "on")
        keeper.prepare()
        with keeper.reading() as index:
            if index is None:
                raise CommandError("There is no index: it could not be built. The log says why.")
            found = list(islice(checking_index.differences(index), MOST))
            people = len(index.sets.everybody)
            if not found and options["questions"]:
                try:
                    asked = Asked(editions.current(), day=timezone.now().date())
                except Edition.DoesNotExist:
                    raise CommandError("There is no framework yet to ask by.") from None
                found = list(checking_index.wrong_answers(index, options["questions"], options["seed"], asked))
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"The index differs from SQL. Delete {keeper.folder} and start anew to build it again.")
        self.stdout.write(f"{people:,} people, {options['questions']} questions: the index says what SQL says.")
