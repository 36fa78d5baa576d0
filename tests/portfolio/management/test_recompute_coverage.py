"""`manage.py recompute_coverage` mends what no longer follows from the facts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portfolio.models import Coverage, Practitioner
from tests.factories import portfolio as make


def run(*args: str) -> str:
    out = StringIO()
    call_command("recompute_coverage", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def person(frameworks: None, db: None) -> Practitioner:
    practitioner = make.practitioner(visibility="public")
    project = make.project(practitioner)
    make.evidence(project, "l1.library.fit-model", make.section(project, body="Words."))
    return practitioner


def test_wrong_rows_are_put_right_and_the_version_is_raised(person: Practitioner) -> None:
    Coverage.objects.update(strength=3, pieces=9)
    Coverage.objects.filter(scope="public").delete()
    before = person.version
    assert "1 of 1" in run()
    person.refresh_from_db()
    row = Coverage.objects.get(practitioner=person, scope="all")
    assert (row.strength, row.pieces) == (2, 1)
    assert person.version > before


def test_an_unknown_person_is_refused(person: Practitioner) -> None:
    with pytest.raises(CommandError, match="nobody-here"):
        run("nobody-here")


def test_an_empty_site_says_so(frameworks: None, db: None) -> None:
    assert "nobody yet" in run()
