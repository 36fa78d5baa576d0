"""Make the demo world: twelve people with portfolios, one account for each role, and a team that hires."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core import checks
from hiring.demo import world as hiring_world
from portfolio.demo import cast, script, world
from portfolio.models import Practitioner


class Command(BaseCommand):
    help = "Make the demo world: twelve people, an account for each role, a team that hires. Never where people are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", help="one password for all demo accounts; without it, the well-known one")
        parser.add_argument("--random-password", action="store_true", help="make a password up and print it")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are people already")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION or not settings.DEMO:
            raise CommandError(
                "The demo world has accounts with public passwords: it needs DEMO=yes, "
                "and is never made with PRODUCTION=yes."
            )
        if Practitioner.objects.exists():
            if options["if_empty"]:
                self.stdout.write("The demo world is there already; nothing changed.")
                return
            raise CommandError("There are people here already. The demo world is made on an empty site only.")
        password = options["password"] or (secrets.token_urlsafe(15) if options["random_password"] else cast.PASSWORD)
        checks.demo_mark().touch()  # before anything else: no world without its mark
        self._make(password)
        self.stdout.write(cast.how_to_sign_in(password))

    @transaction.atomic
    def _make(self, password: str) -> None:
        """All of the world or nothing of it, so that `--if-empty` after a killed run makes it whole."""
        at = timezone.now()
        people = list(script.people())
        users = cast.make(people, password=password, at=at)
        for number, person in enumerate(people, 1):
            world.build(person, user=users[person.handle], reviewers=users, at=at)
            self.stdout.write(f"{number:>2} of {len(people)}  {person.person['name']}")
        hiring_world.build(users, at=at)
