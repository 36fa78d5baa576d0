"""What listed projects are found by is packed in step with every change, and holds nothing that a visitor does not
see."""

from datetime import timedelta
from importlib import import_module

import numpy as np
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from competence.models import Framework
from competence.queries import editions
from portfolio.actions import listings, practitioners, projects, rereading
from portfolio.models import Listing, Practitioner, Project, Trait
from portfolio.models.listings import NUMBERING
from portfolio.shelf.entries import HEAD, NUMBER
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

DROPOUT, UNIVARIATE = "l2.generalization.dropout", "l3.technique.ts-univariate"
LATER = made.AT + timedelta(days=3)


def traits() -> dict[str, set[str]]:
    """Of every listing, by the title of the project."""
    names = {number: f"{kind} {value}" for number, kind, value in Trait.objects.values_list("pk", "kind", "value")}
    return {
        row.project.title: {names[n] for n in np.frombuffer(row.packed, NUMBER, offset=HEAD.itemsize).tolist()}
        for row in Listing.objects.select_related("project")
    }


def day() -> int:
    return int(np.frombuffer(Listing.objects.get().packed, HEAD, count=1)["day"][0])


@pytest.fixture
def person(frameworks: None, db: None) -> Practitioner:
    """A public profile with one public project (a comparison, a sub-problem, a library, data) and one that is not."""
    someone = made.practitioner(
        visibility="public", location="Lyon, France", seeking=["contract"], workplaces=["remote"]
    )
    project = made.project(someone, "Shown", visibility="public", originality="adapted")
    projects.classify(project, axes={"sub-problem": ["multi-step"]}, libraries=["Keras"], by=None, at=made.AT)
    made.dataset(project, origin="competition")
    made.evidence(project, DROPOUT, made.comparison(project))
    made.evidence(project, UNIVARIATE)
    made.evidence(made.project(someone, "Kept back", visibility="unlisted"), "l1.library.fit-model")
    return someone


OF_OWNER = {"standing three-levels/l2/in-progress", "seeking contract", "workplace remote", "place france"}
SHOWN = OF_OWNER | {
    "originality adapted", "library keras", "data competition", "problem multi-step", f"cure overfitting/{DROPOUT}",
    f"skill {DROPOUT}/2", f"skill {UNIVARIATE}/1",
}  # fmt: skip


def test_a_project_is_listed_by_what_it_says_and_by_its_owner(person: Practitioner):
    assert traits() == {"Shown": SHOWN}
    assert day() == made.AT.date().toordinal()


def test_a_row_that_was_left_behind_shows_nothing(person: Practitioner, client: Client):
    """As one would be where an older version of the site withdrew the project."""
    assert "Shown" in client.get("/explore/projects/").content.decode()
    Project.objects.update(visibility="private")
    assert Listing.objects.exists()
    assert "Shown" not in client.get("/explore/projects/?sort=proof").content.decode()


def test_every_change_is_followed_and_other_projects_keep_theirs(person: Practitioner):
    projects.publish(Project.objects.get(title="Kept back"), visibility="public", by=None, at=LATER)
    before = traits()
    assert before["Kept back"] == OF_OWNER | {"originality own", "skill l1.library.fit-model/1"}
    shown = Project.objects.get(title="Shown")
    made.verdict(shown.evidence.get(skill__key=DROPOUT), at=LATER)
    assert traits() == {**before, "Shown": SHOWN - {f"skill {DROPOUT}/2"} | {f"skill {DROPOUT}/3"}}
    practitioners.change(person, revision=1, fields={"seeking": []}, by=person.user, at=LATER)
    assert "seeking contract" not in traits()["Shown"] | traits()["Kept back"]


@pytest.mark.parametrize("hide", ["project", "private", "unlisted"])
def test_what_is_withdrawn_is_gone(person: Practitioner, hide: str):
    if hide == "project":
        projects.withdraw(Project.objects.get(title="Shown"), by=None, at=LATER)
    else:
        practitioners.set_visibility(person, visibility=hide, by=None, at=LATER)
    assert traits() == {}


def test_a_new_edition_changes_the_standing_that_a_project_is_found_by(no_frameworks: None):
    load_text(SMALL)
    Framework.objects.update(is_default=True)
    project = made.project(made.practitioner(visibility="public"), "Shown", visibility="public")
    made.evidence(project, "s1.basics.split", made.link(project), lines="1")
    assert "standing small/s1/demonstrated" in traits()["Shown"]
    load_text(SMALL.replace('version = "1.0.0"', 'version = "2.0.0"').replace("at_least = 1\nof", "at_least = 2\nof"))
    editions.forget()
    rereading.restate("small", at=made.AT)
    assert "standing small/s1/in-progress" in traits()["Shown"]


def test_filling_the_table_makes_what_every_change_makes(person: Practitioner):
    """The migration knows the tables only."""
    made.verdict(Project.objects.get(title="Shown").evidence.get(skill__key=DROPOUT), at=LATER)
    claimed = made.project(person, "Claimed", visibility="public")
    made.evidence(claimed, "l1.modeling.test-harness", made.comparison(claimed))  # which is no technique
    before, was = traits(), dict(Listing.objects.values_list("project", "packed"))
    heads = {pk: bytes(body)[: HEAD.itemsize] for pk, body in was.items()}
    Listing.objects.all().delete()
    Trait.objects.all().delete()
    import_module("portfolio.migrations.0011_listings").fill(apps, connection.schema_editor())
    assert traits() == before and len(before) == 2
    assert {row.pk: bytes(row.packed)[: HEAD.itemsize] for row in Listing.objects.all()} == heads


def test_numbers_that_no_project_has_are_forgotten(person: Practitioner):
    projects.classify(Project.objects.get(title="Shown"), axes={}, libraries=["JAX"], by=None, at=LATER)
    before = traits()
    assert Trait.objects.filter(value="keras").exists()
    call_command("recompute_coverage")
    assert not Trait.objects.filter(value="keras").exists()
    assert traits() == before
    assert listings.prune() == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_no_number_is_forgotten_while_somebody_packs(person: Practitioner):
    projects.classify(Project.objects.get(title="Shown"), axes={}, libraries=[], by=None, at=LATER)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [NUMBERING])
            assert listings.prune() == 0
            cursor.execute("ROLLBACK")
            assert listings.prune() > 0
    finally:
        other.close()
