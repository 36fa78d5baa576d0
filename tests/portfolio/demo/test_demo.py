"""The demo world: twelve people, and where each of them stands by the three levels, reckoned by hand.

The figures were counted from the files in portfolio/demo/people without the code under test; states and sentences were
checked against the rules in competence/data/three-levels.toml, and the comments say how they follow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from portfolio.demo import cast, script
from portfolio.models import Practitioner
from tests.portfolio.demo.reading import FAST


def test_marta_answers_for_the_order_of_her_levels() -> None:
    marta = next(person for person in script.people() if person.handle == "marta")
    assert marta.person["order_reason"].strip()


def _projects() -> Iterator[tuple[script.Person, script.Table]]:
    for person in script.people():
        for project in person.projects:
            yield person, project


def test_every_place_that_evidence_names_exists() -> None:
    """`script.people` checks it while reading; it must have had something to check."""
    places = [place for _, project in _projects() for row in project.get("evidence", ()) for place in row["at"]]
    assert len(places) > 200


def test_days_run_from_joining_to_rewording() -> None:
    """Days before now: joined, begun, published, judged, reworded, each later than the one before, none after now."""
    for person, project in _projects():
        where = f"{person.handle}: {project['title']}"
        published = project.get("published", project["begun"])
        assert person.person["joined"] >= project["begun"] >= published > 0, where
        for row in project.get("evidence", ()):
            judged = [verdict["days"] for verdict in row.get("verdicts", ())]
            assert all(published > days > 0 for days in judged), f"{where}: {row['skill']}"
            if "statement_first" in row:
                assert min(judged) > row["reworded"] > 0, f"{where}: {row['skill']}"


def test_verdicts_come_from_the_roles_of_the_cast() -> None:
    roles = {role.handle for role in cast.ROLES}
    rows = [row for _, project in _projects() for row in project.get("evidence", ())]
    given = {verdict["by"] for row in rows for verdict in row.get("verdicts", ())}
    assert given
    assert given <= roles


PERSON = """
[person]
handle = "nobody"
name = "Nobody"

[[projects]]
title = "Nothing much"
begun = 9

[[projects.sections]]
step = "five-step.define-problem"
body = "Words."

[[projects.evidence]]
skill = "l1.modeling.define-problem"
statement = "Look there."
at = ["{place}"]
"""


ELSEWHERE = ["section:five-step.prepare-data", "image:curve", "link:train-py#3-9", "notebook:curves.ipynb#3", "nowhere"]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_place_that_does_not_exist_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "99-nobody.toml").write_text(PERSON.format(place=place), encoding="utf-8")
    with pytest.raises(script.BadScript, match=rf"^99-nobody\.toml: Nothing much: l1\.\S+ points at {place}$"):
        list(script.people(tmp_path))


def test_a_place_that_exists_is_taken(tmp_path: Path) -> None:
    text = PERSON.format(place="section:five-step.define-problem")
    (tmp_path / "99-nobody.toml").write_text(text, encoding="utf-8")
    assert [person.handle for person in script.people(tmp_path)] == ["nobody"]


@pytest.mark.parametrize("text", ["handle = ", "[[projects]]\ntitle = 'Nobody did this'\n"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "98-broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(script.BadScript, match=r"98-broken\.toml"):
        list(script.people(tmp_path))


def _counts() -> tuple[int, int]:
    return User.objects.count(), Practitioner.objects.count()


def test_a_site_with_people_is_left_alone(ada: User, settings: Any) -> None:
    """What must always hold: the demo world never mixes with real people."""
    settings.DEMO = True
    before = _counts()
    with pytest.raises(CommandError, match="There are people here already"):
        call_command("demo", stdout=io.StringIO())
    assert _counts() == before == (1, 1)


def test_if_empty_does_nothing_where_there_are_people(ada: User, settings: Any) -> None:
    settings.DEMO = True
    out = io.StringIO()
    call_command("demo", "--if-empty", stdout=out)
    assert "nothing changed" in out.getvalue()
    assert cast.PASSWORD not in out.getvalue()
    assert _counts() == (1, 1)


@pytest.mark.django_db
def test_without_the_command_there_is_no_account(settings: Any) -> None:
    """No default account: a site that was migrated and loaded knows nobody, and the demo's password opens nothing."""
    settings.PASSWORD_HASHERS = FAST
    assert _counts() == (0, 0)
    for handle in [*(role.handle for role in cast.ROLES), *(person.handle for person in script.people())]:
        assert authenticate(None, email=cast.address(handle), password=cast.PASSWORD) is None
