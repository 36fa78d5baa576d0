"""Where the demo world may be made, and what is left of it when its making ends early."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from portfolio.demo import world
from portfolio.models import Practitioner

pytestmark = pytest.mark.django_db


def make(settings: Any, folder: Path, **options: Any) -> None:
    settings.DATA_DIR = folder
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("demo", stdout=io.StringIO(), **options)


@pytest.mark.parametrize(("demo", "production"), [(False, False), (False, True), (True, True)])
def test_r_op_01_only_a_demo_site_gets_the_demo_world(
    settings: Any, tmp_path: Path, demo: bool, production: bool
) -> None:
    settings.DEMO, settings.PRODUCTION = demo, production
    with pytest.raises(CommandError, match="never made with PRODUCTION=yes"):
        make(settings, tmp_path, if_empty=True)
    assert (User.objects.count(), list(tmp_path.glob("demo*"))) == (0, [])


def test_a_run_that_ends_early_leaves_no_people_but_the_mark(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So `--if-empty` begins anew instead of taking half a world for a whole one; the mark keeps production away."""
    settings.DEMO = True
    built = []

    def build(person: Any, **rest: Any) -> None:
        if built:
            raise KeyboardInterrupt
        built.append(
            Practitioner.objects.create(handle=person.handle, name="One", created_at=rest["at"], changed_at=rest["at"])
        )

    monkeypatch.setattr(world, "build", build)
    with pytest.raises(KeyboardInterrupt):
        make(settings, tmp_path)
    assert len(built) == 1
    assert (User.objects.count(), Practitioner.objects.count()) == (0, 0)
    assert (tmp_path / "demo-world").is_file()


def test_a_site_with_people_gets_no_mark(settings: Any, tmp_path: Path, ada: User) -> None:
    settings.DEMO = True
    make(settings, tmp_path, if_empty=True)
    with pytest.raises(CommandError, match="There are people here already"):
        make(settings, tmp_path)
    assert not (tmp_path / "demo-world").exists()
