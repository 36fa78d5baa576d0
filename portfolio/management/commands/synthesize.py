"""Make a large made-up world, for measuring; or take it away again."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.errors import DomainError
from portfolio.synthesis import world


class Command(BaseCommand):
    help = "Make a large world of made-up people (addresses s-0000001 …), for measuring; --remove takes it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--practitioners", type=int, metavar="N", help="how many made-up people there shall be")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other people (1)")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many work at it")
        parser.add_argument("--remove", action="store_true", help="delete all made-up people, and nobody else")
        parser.add_argument("--yes", action="store_true", help="on a site in production, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION and not options["yes"]:
            raise CommandError(
                "This is a site in production: made-up people would be listed beside real ones. --yes does it."
            )
        if options["remove"] == (options["practitioners"] is not None):
            raise CommandError("Say either --practitioners N or --remove.")
        began = time.monotonic()

        def say(done: int, of: int) -> None:
            rate = done / max(time.monotonic() - began, 1e-6)
            self.stdout.write(f"{done:>9,} of {of:,}   {rate:,.0f} people a second, {_span((of - done) / rate)} to go")

        if options["remove"]:
            self.stdout.write(f"{world.remove(say=say):,} made-up people are gone.")
            return
        many = options["practitioners"]
        if not 0 < many < 10_000_000:
            raise CommandError("Between 1 and 9,999,999 people can be made up.")
        try:
            made = world.make(many, seed=options["seed"], now=timezone.now(), say=say, processes=options["processes"])
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        there = "" if made == many else f", {many - made:,} were there already"
        self.stdout.write(f"{made:,} people were made up in {_span(time.monotonic() - began)}{there}.")


def _span(seconds: float) -> str:
    """As in: 2 min 5 s."""
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"
