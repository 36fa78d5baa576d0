"""What a draft does to people, for everybody and with progress; with a note, it is published."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from competence.models import Draft
from core.errors import DomainError
from dashboard.actions import publishing
from dashboard.queries import publications
from dashboard.queries.impacts import Impact
from dashboard.queries.publications import Publication


class Command(BaseCommand):
    help = "Say whom the draft of a framework touches, worked out for everybody; with --note, publish it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the framework, or processes, crosswalk, ideas")
        parser.add_argument("--note", default="", help="publish, with this note beside the edition")
        parser.add_argument("--by", default="", help="address of the person in whose name it is published")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            draft = publications.draft_of(options["key"])
        except Draft.DoesNotExist as error:
            raise CommandError(str(error)) from error
        page = publications.page(draft, limit=None, say=self._progress("people"))
        self._say(page)
        if not options["note"]:
            return
        by = self._person(options["by"])
        try:
            published = publishing.publish(
                draft,
                note=options["note"],
                seen=draft.revision,
                by=by,
                at=timezone.now(),
                say=self._progress("projects"),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        named = f"edition {published.edition.version}" if published.edition else draft.key
        self.stdout.write(f"Published {named}. Evidence of {published.people:,} people was read again.")

    def _person(self, email: str) -> User | None:
        if not email:
            return None
        found = User.objects.filter(email__iexact=email).first()
        if found is None:
            raise CommandError(f"Nobody here has the address “{email}”.")
        return found

    def _progress(self, what: str) -> publishing.Say:
        return lambda done, of: self.stdout.write(f"{done:,} of {of:,} {what}")

    def _say(self, page: Publication) -> None:
        following = page.review.next
        self.stdout.write(f"Next edition: {following.version} ({following.part or 'nothing differs'})")
        for problem in page.review.problems:
            self.stdout.write(f"To be put right first: {problem.text}")
        if page.impact is not None:
            self._say_whom(page.impact)

    def _say_whom(self, impact: Impact) -> None:
        for skill in impact.skills:
            self.stdout.write(f"{skill.change.name}: {skill.change.words}; {skill.pieces:,} pieces of evidence")
        for level in impact.effects.changed_levels:
            for sentence, _ in level.said:
                self.stdout.write(sentence)
        if not impact.effects.changed.total:
            self.stdout.write("Nobody stands differently.")
