"""Secrets in links: for choosing a new password, and for undoing a change of address."""

import uuid

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing

from accounts.models import User

UNDO_SALT = "accounts.emails.undo"


class PasswordLinks(PasswordResetTokenGenerator):
    """Links for choosing a password. One dies when it is used, after `PASSWORD_RESET_TIMEOUT`, at the next sign-in, and
    with everything that ends the sessions: another address, another role, deactivation, "sign out everywhere"."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_epoch}"


def undo_token(change: uuid.UUID) -> str:
    """The signed secret of the link that undoes this change of address."""
    return signing.dumps(str(change), salt=UNDO_SALT)


def read_undo_token(token: str, *, days: int) -> uuid.UUID | None:
    """Which change the link undoes; None when it is not ours or older than `days`."""
    try:
        return uuid.UUID(signing.loads(token, salt=UNDO_SALT, max_age=days * 24 * 60 * 60))
    except (signing.BadSignature, ValueError):
        return None
