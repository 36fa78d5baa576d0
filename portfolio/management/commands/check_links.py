"""Ask the links of visible projects whether they still answer, and keep what they said."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import outbound
from core.outbound import Answer, Pace
from portfolio.actions import links as actions
from portfolio.actions import portfolios
from portfolio.models import Artefact, Practitioner
from portfolio.queries import links

DAYS = 7
EVERY = 20
"""Links between two lines of progress, and answers of one person that are written together."""


class Command(BaseCommand):
    help = "Ask the links of visible projects whether they answer: slowly, and never towards a private network."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handle", nargs="?", default="", help="one person; without it, everybody")
        parser.add_argument("--days", type=int, default=DAYS, help=f"ask what was not asked for so long ({DAYS})")

    def handle(self, *args: Any, **options: Any) -> None:
        handle = options["handle"]
        if options["days"] < 0:
            raise CommandError("Give days from 0 on.")
        if handle and not Practitioner.objects.filter(handle=handle).exists():
            raise CommandError(f"Nobody here has the address “{handle}”.")
        due = links.due(timezone.now() - timedelta(days=options["days"]), handle)
        if not due:
            self.stdout.write("No link has to be asked.")
            return
        kept: Counter[str] = Counter()
        for practitioner, some in self._asked(due):
            kept += self._keep(practitioner, some)
        words = dict(Artefact.Answer.choices)
        self.stdout.write(", ".join(f"{words[answer].lower()}: {kept[answer]:,}" for answer in words if kept[answer]))

    def ask(self, url: str, pace: Pace) -> Answer:
        """What one address answers. Tests ask a server of their own."""
        return outbound.check(url, site=settings.SITE_URL, pace=pace)

    def _asked(self, due: Sequence[Artefact]) -> Iterator[tuple[Practitioner, list[tuple[Artefact, str]]]]:
        """The links of one person after the other, a few at a time, with their answers. No transaction is open then."""
        pace, known = Pace(), dict[str, Answer]()
        done = 0
        for practitioner, group in groupby(due, key=lambda link: link.project.practitioner):
            own = list(group)
            for begin in range(0, len(own), EVERY):
                some = []
                for link in own[begin : begin + EVERY]:
                    if link.url not in known:
                        known[link.url] = self.ask(link.url, pace)
                    some.append((link, known[link.url].outcome))
                    done += 1
                    if done % EVERY == 0 or done == len(due):
                        self.stdout.write(f"{done:,} of {len(due):,}")
                yield practitioner, some

    def _keep(self, practitioner: Practitioner, some: Sequence[tuple[Artefact, str]]) -> Counter[str]:
        """Write what was answered as one short change of the portfolio."""
        kept: Counter[str] = Counter()
        at = timezone.now()
        with portfolios.batch(practitioner, at=at):
            for link, answer in some:
                kept[answer] += actions.record(link, answer=answer, at=at)
        return kept
