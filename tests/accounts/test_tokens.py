"""Secrets in links."""

import uuid
from datetime import UTC, datetime, timedelta

import time_machine

from accounts import tokens
from accounts.actions import emails, users
from accounts.models import User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_an_undo_link_names_its_change() -> None:
    change = uuid.uuid4()
    assert tokens.read_undo_token(tokens.undo_token(change), days=7) == change


def test_an_undo_link_cannot_be_made_up() -> None:
    change = uuid.uuid4()
    token = tokens.undo_token(change)
    assert tokens.read_undo_token(token[:-1], days=7) is None
    assert tokens.read_undo_token(str(change), days=7) is None
    assert tokens.read_undo_token("", days=7) is None


def test_r_au_05_an_undo_link_holds_seven_days() -> None:
    with time_machine.travel(NOW, tick=False):
        token = tokens.undo_token(uuid.uuid4())
    with time_machine.travel(NOW + timedelta(days=6, hours=23), tick=False):
        assert tokens.read_undo_token(token, days=emails.UNDO_DAYS)
    with time_machine.travel(NOW + timedelta(days=7, seconds=1), tick=False):
        assert tokens.read_undo_token(token, days=emails.UNDO_DAYS) is None


def test_r_au_05_links_for_a_password_die_with_the_sessions(ada: User) -> None:
    links = tokens.PasswordLinks()
    token = links.make_token(ada)
    assert links.check_token(ada, token)
    users.end_sessions(ada, by=ada, at=NOW)
    assert not links.check_token(ada, token)
