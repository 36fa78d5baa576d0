"""Bring everything derived from portfolios in step: coverage, fingerprints, what people are found by."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portfolio.actions import indexing, listings, portfolios
from portfolio.models import Practitioner

EVERY = 50
"""People between two lines of progress."""


class Command(BaseCommand):
    help = "Recompute coverage, what people are found by, versions of evidence, words for search and HTML of texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handle", nargs="?", help="one person; without it, everybody")

    def handle(self, *args: Any, **options: Any) -> None:
        people = Practitioner.objects.order_by("pk")
        if options["handle"]:
            people = people.filter(handle=options["handle"])
            if not people.exists():
                raise CommandError(f"Nobody here has the address “{options['handle']}”.")
        total = people.count()
        for number, practitioner in enumerate(people.iterator(), 1):
            portfolios.refresh(practitioner, at=timezone.now())
            if number % EVERY == 0 or number == total:
                self.stdout.write(f"{number:,} of {total:,}")
        if not options["handle"]:
            indexing.prune()
            listings.prune()
        if not total:
            self.stdout.write("There is nobody yet; nothing changed.")
