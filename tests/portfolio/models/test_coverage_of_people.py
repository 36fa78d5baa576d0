"""What some people show is read by people, on either database and without statistics."""

import pytest
from django.db import connection

from portfolio.models import Coverage
from tests.factories import portfolio as made

pytestmark = pytest.mark.django_db


def test_only_what_everybody_may_see():
    person = made.practitioner(visibility="public")
    made.evidence(made.project(person, visibility="public"), "l2.generalization.dropout")
    made.evidence(made.project(person, "Kept"), "l1.modeling.target-binary")
    shown = Coverage.objects.of_people([person.pk]).values_list("skill__key", flat=True)
    assert list(shown) == ["l2.generalization.dropout"]
    assert Coverage.objects.filter(practitioner=person).count() == 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about how SQLite plans")
def test_nobody_else_s_rows_are_read():
    plan = Coverage.objects.of_people([1, 2, 3]).explain()
    assert "practitioner_id=?" in plan
    wrong = Coverage.objects.filter(practitioner__in=[1, 2, 3], scope="public").explain()
    assert "practitioner_id=?" not in wrong, "if SQLite has learned, the detour can go"
