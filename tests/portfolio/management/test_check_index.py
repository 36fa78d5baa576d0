"""The index is held against SQL, and what differs is said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portfolio.models import Coverage, Facet, Practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings: Any, tmp_path: Path, frameworks: None) -> None:
    """A few people, and an index of them in a file."""
    settings.DATA_DIR = tmp_path
    call_command("synthesize", "--practitioners", "30", "--processes", "1")
    call_command("check_index", "--questions", "0")


def test_nothing_differs(site: None, capsys: Any):
    call_command("check_index", "--questions", "15")
    assert "15 questions: the index says what SQL says" in capsys.readouterr().out


def weaken() -> None:
    Coverage.objects.filter(scope="public", strength=2).update(strength=1)


def forget_a_facet() -> None:
    Facet.objects.filter(kind="library").delete()


def shift_a_day() -> None:
    Practitioner.objects.listed().update(last_proof_on=date(2020, 1, 1))


def hide() -> None:
    Practitioner.objects.listed().update(visibility="private")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (weaken, "at strength 2"),
        (forget_a_facet, "has library"),
        (shift_a_day, "latest proof"),
        (hide, "is listed"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_was_written_past_the_actions_is_said(act: Any, said: str, site: None, capsys: Any):
    act()
    with pytest.raises(CommandError, match="differs from SQL"):
        call_command("check_index")
    assert said in capsys.readouterr().out
