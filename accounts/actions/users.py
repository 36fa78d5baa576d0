"""What happens to a user. Whatever changes who may do what ends every session of the user, for good (R-AU-04)."""

import json
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from accounts.models import User


@transaction.atomic
def create(
    *, email: str, password: str | None, name: str = "", affiliation: str = "", is_staff: bool = False, at: datetime
) -> User:
    """A user whose address counts as confirmed, saved; without a password only a reset link lets them in.

    For people whom the site itself brings in. Who signs up is made by allauth and has to confirm the address.
    """
    user = User.objects.create_user(
        email, password, name=name, affiliation=affiliation, is_staff=is_staff, joined_at=at
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def describe(user: User, *, name: str, affiliation: str, by: User, at: datetime) -> None:
    """Sets what is shown with the verdicts and messages of this person, and in their teams."""
    user.name = name
    user.affiliation = affiliation
    user.save(update_fields=["name", "affiliation"])


@transaction.atomic
def set_password(user: User, *, password: str, by: User, at: datetime) -> None:
    """A new password. Every session ends, and with it every link for choosing a password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user, by=by, at=at)


@transaction.atomic
def change_role(user: User, *, is_staff: bool, by: User, at: datetime) -> None:
    """Makes the person an admin, or no longer one."""
    user.is_staff = is_staff
    user.save(update_fields=["is_staff"])
    end_sessions(user, by=by, at=at)


@transaction.atomic
def deactivate(user: User, *, by: User, at: datetime) -> None:
    """Shuts the account: nobody signs in with it until it is activated again."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user, by=by, at=at)


@transaction.atomic
def activate(user: User, *, by: User, at: datetime) -> None:
    """Opens a shut account again. Sessions from before stay ended."""
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def end_sessions(user: User, *, by: User, at: datetime) -> None:
    """Ends every session of the user, wherever it is; `user` then holds the new epoch.

    One UPDATE that counts in the database, so two at once cannot lose one another.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


@transaction.atomic
def delete(user: User, *, at: datetime) -> None:
    """Deletes the account: addresses, second factors, sessions and whatever hangs on the user by CASCADE.

    What the person made in other apps is removed first, from above (`dashboard.actions.accounts`), because files have
    to go with it. Verdicts that the person gave to others stay and name nobody.
    """
    _delete_sessions(user)
    user.delete()


def _delete_sessions(user: User) -> None:
    """An ended session holds its person until it is swept away. Rare enough to look into each one."""
    mine = [row.session_key for row in Session.objects.iterator(chunk_size=500) if _is_of(row, user)]
    Session.objects.filter(session_key__in=mine).delete()


def _is_of(row: Session, user: User) -> bool:
    data = row.get_decoded()
    return data.get("_auth_user_id") == str(user.pk) or user.email in json.dumps(data, ensure_ascii=False, default=str)
