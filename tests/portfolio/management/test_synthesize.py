"""A large made-up world: as if everybody had written it themselves, and apart from everybody who has."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portfolio.actions import portfolios
from portfolio.engine import Keeper
from portfolio.models import (
    Change,
    Coverage,
    Document,
    Evidence,
    Facet,
    Listing,
    Practitioner,
    Proof,
    Verdict,
)
from portfolio.synthesis import drawing, world
from tests.factories import portfolio as made

pytestmark = pytest.mark.django_db
DERIVED = (Coverage, Proof, Facet, Listing, Document)


def synthesize(*arguments: str) -> None:
    call_command("synthesize", *arguments, "--processes", "1")


def everything() -> dict[str, list[dict[str, Any]]]:
    """Whatever follows from portfolios, row by row, and what the people's own rows keep of it."""
    tables = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in DERIVED}
    tables["people"] = list(Practitioner.objects.order_by("pk").values("pk", "last_proof_on"))
    tables["evidence"] = list(Evidence.objects.order_by("pk").values("pk", "fingerprint"))
    return tables


def test_refreshing_a_made_up_person_changes_nothing():
    synthesize("--practitioners", "25")
    before = everything()
    assert all(before.values())
    assert {row["strength"] for row in before["Proof"]} == {1, 2, 3}
    for person in Practitioner.objects.all():
        portfolios.refresh(person, at=made.AT)
    assert everything() == before


def test_keys_of_the_database_hold():
    synthesize("--practitioners", "10")
    connection.check_constraints()


def test_who_is_listed_is_in_the_index_and_in_the_log(tmp_path: Path):
    synthesize("--practitioners", "20")
    assert Change.objects.count() == 20
    keeper = Keeper(tmp_path, "on")
    keeper.prepare()
    with keeper.reading() as index:
        assert index is not None
        listed = set(Practitioner.objects.listed().values_list("pk", flat=True))
        assert set(index.people(index.found())) == listed
    assert 10 < len(listed) < 20


def test_it_goes_on_where_it_stopped_and_a_seed_gives_the_same_people(capsys: Any):
    synthesize("--practitioners", "4")
    first = list(Practitioner.objects.order_by("handle").values_list("handle", "name", "uuid"))
    synthesize("--practitioners", "6")
    assert "4 were there already" in capsys.readouterr().out
    whole = list(Practitioner.objects.order_by("handle").values_list("handle", "name", "uuid"))
    assert whole[:4] == first
    synthesize("--remove")
    synthesize("--practitioners", "6")
    assert list(Practitioner.objects.order_by("handle").values_list("handle", "name", "uuid")) == whole
    synthesize("--remove")
    synthesize("--practitioners", "6", "--seed", "2")
    assert not set(Practitioner.objects.values_list("uuid", flat=True)) & {row[2] for row in whole}


def test_real_people_stay_where_they_are():
    """Also somebody whose address looks the same."""
    real = made.practitioner(visibility="public", handle="s-0000003")
    alike = made.practitioner(visibility="public", handle="s-anna")
    for person in (real, alike):
        project = made.project(person, visibility="public")
        made.verdict(made.evidence(project, "l1.modeling.target-binary", made.section(project)))
    before = everything()
    with pytest.raises(CommandError, match="s-0000003"):
        synthesize("--practitioners", "5")
    synthesize("--practitioners", "2")
    assert Practitioner.objects.count() == 4
    number = Change.objects.order_by("-number")[:1].get().number
    synthesize("--remove")
    assert everything() == before
    assert Verdict.objects.count() == 2
    assert Change.objects.filter(number__gt=number).count() == 2, "whoever follows hears that they are gone"


def test_several_processes_make_the_same(monkeypatch: pytest.MonkeyPatch):
    """What a process works out depends on its numbers alone."""
    from datetime import UTC, datetime

    mill = world._mill(1, datetime(2026, 1, 1, tzinfo=UTC))
    first = dict.fromkeys(world.ORDER, 1000)
    one, other = mill.lot([7, 8], first), mill.lot([8], first)
    assert other.texts <= one.texts
    assert one.rows[Practitioner][1][1:] == other.rows[Practitioner][0][1:]


def test_people_are_as_different_as_on_a_real_site():
    deck = world._mill(1, made.AT).deck
    people = [drawing.person(number, 1, deck) for number in range(400)]
    pieces = [piece for person in people for project in person.projects for piece in project.pieces]
    counts = sorted((sum(p.skill == skill for p in pieces) for skill in deck.skills), reverse=True)
    assert counts[0] > 5 * counts[len(counts) // 2] > 0
    assert 0.03 < sum(piece.strength == 3 for piece in pieces) / len(pieces) < 0.12
    assert 10 < len(pieces) / len(people) < 25
    assert {len(person.projects) for person in people} == {1, 2, 3, 4}


def test_a_site_in_production_asks_twice(settings: Any):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="real ones"):
        synthesize("--practitioners", "1")
    synthesize("--practitioners", "1", "--yes")
    assert Practitioner.objects.count() == 1


@pytest.mark.parametrize("arguments", [[], ["--practitioners", "5", "--remove"], ["--practitioners", "0"]])
def test_what_makes_no_sense_is_refused(arguments: list[str]):
    with pytest.raises(CommandError):
        synthesize(*arguments)
