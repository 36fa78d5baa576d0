"""The demo world, made once."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from portfolio.demo import drawing
from portfolio.models import Practitioner
from tests.portfolio.demo import reading
from tests.portfolio.demo.places import visited
from tests.portfolio.demo.reading import FAST, World


@pytest.fixture(scope="session")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Made once by the command, read, and rolled back at once, so that no other test meets these people.

    Whoever asks for it is marked `django_db`: pytest-django makes the test database only for tests that say so.
    """
    out = io.StringIO()
    media = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, DATA_DIR=media, DEMO=True, PASSWORD_HASHERS=FAST),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(drawing, "draw", reading.small)
        call_command("demo", stdout=out)
        people = {person.handle: reading.seen(person) for person in Practitioner.objects.all()}
        found = dict(reading.shown())
        made = World(people, out.getvalue(), timezone.now(), dict(reading.latest()), found, visited())
        transaction.set_rollback(True)
    return made
