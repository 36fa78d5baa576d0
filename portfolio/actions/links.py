"""What links answered when asked: no word of the person, so no date, revision or version of evidence moves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portfolio.actions import portfolios
from portfolio.models import Artefact


@transaction.atomic
def record(link: Artefact, *, answer: str, at: datetime) -> bool:
    """Keep what `link.url` answered at `at`, one of `Artefact.Answer`. Pages show it: the portfolio's version rises.

    False, and nothing is kept, when the link is gone or leads elsewhere by now, or was asked later than this.
    """
    portfolios.lock(link.project.practitioner)
    now = Artefact.objects.filter(pk=link.pk, kind=Artefact.Kind.LINK, url=link.url).first()
    if now is None or (now.asked_at is not None and now.asked_at > at):
        return False
    now.answer, now.asked_at = Artefact.Answer(answer), at
    now.save(update_fields=["answer", "asked_at"])
    portfolios.refresh(link.project.practitioner, at=at)
    return True
