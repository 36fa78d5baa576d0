"""Deleting an account reaches into every app that keeps something of the person, so it stands above them."""

from datetime import datetime

from django.db import transaction

from accounts.actions import users
from accounts.models import User
from hiring.actions import people
from portfolio.actions import practitioners, verdicts
from portfolio.models import Practitioner


@transaction.atomic
def delete(user: User, *, at: datetime) -> None:
    """Deletes the account, its portfolio and the files of it, all or nothing.

    Verdicts that the person gave to others stay without name and affiliation: they are facts about other people's work.
    Notes that others wrote about the person stay with them, without the person.
    """
    verdicts.anonymise(user, at=at)  # first: it locks the account and all portfolios concerned, in everybody's order
    for practitioner in Practitioner.objects.filter(user=user):
        people.forget(practitioner, by=user, at=at)
        practitioners.remove(practitioner, by=user, at=at)
    people.leave_teams(user, at=at)
    users.delete(user, at=at)
