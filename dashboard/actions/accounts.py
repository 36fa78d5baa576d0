"""Deleting an account reaches into every app that keeps something of the person, so it stands above them."""

from datetime import datetime

from django.db import transaction

from accounts.actions import users
from accounts.models import User
from portfolio.actions import practitioners, verdicts
from portfolio.models import Practitioner


@transaction.atomic
def delete(user: User, *, at: datetime) -> None:
    """Deletes the account, its portfolio and the files of it, all or nothing.

    Verdicts that the person gave to others stay without name and affiliation: they are facts about other people's work.
    """
    verdicts.anonymise(user, at=at)  # first: it locks the account and all portfolios concerned, in everybody's order
    for practitioner in Practitioner.objects.filter(user=user):
        practitioners.remove(practitioner, by=user, at=at)
    users.delete(user, at=at)
