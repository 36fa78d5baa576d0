"""Delete what snapshots held whose last day is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hiring.actions import snapshots as actions
from hiring.models import Snapshot


class Command(BaseCommand):
    help = "Delete what snapshots held whose last day is over. Nobody has been able to read them since."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = actions.end_overdue(Snapshot.objects.all(), at=timezone.now())
        self.stdout.write(f"{ended:,} snapshot{'' if ended == 1 else 's'} ended.")
