"""Shutting, opening and deleting an account reach into every app that keeps something of the person, so they stand
above them."""

from datetime import datetime

from django.db import transaction

from accounts.actions import users
from accounts.models import User
from hiring.actions import people
from portfolio.actions import changes, portfolios, practitioners, verdicts
from portfolio.models import Practitioner


@transaction.atomic
def deactivate(user: User, *, by: User, at: datetime) -> None:
    """Shuts the account: nobody signs in with it, and its portfolio is not found, until it is activated again."""
    users.deactivate(user, by=by, at=at)
    _note(user)


@transaction.atomic
def activate(user: User, *, by: User, at: datetime) -> None:
    """Opens a shut account again; what its portfolio shows is found as before."""
    users.activate(user, by=by, at=at)
    _note(user)


def _note(user: User) -> None:
    """Whether somebody is listed depends on the account, of which the portfolio's own tables say nothing."""
    changes.note([portfolios.lock(practitioner).pk for practitioner in Practitioner.objects.filter(user=user)])


@transaction.atomic
def delete(user: User, *, at: datetime) -> None:
    """Deletes the account, its portfolio and the files of it, all or nothing.

    Verdicts that the person gave to others stay without name and affiliation: they are facts about other people's work.
    Notes that others wrote about the person stay with them, without the person.
    """
    verdicts.anonymise(user, at=at)  # first: it locks the account and all portfolios concerned, in everybody's order
    people.hold(user)
    for practitioner in Practitioner.objects.filter(user=user):
        people.forget(practitioner, by=user, at=at)
        practitioners.remove(practitioner, by=user, at=at)
    people.leave_teams(user, at=at)
    people.leave_briefs(user, at=at)
    users.delete(user, at=at)
