"""Results, their references, and the one that stands for the project."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import StaleVersion
from portfolio.actions import results
from portfolio.models import Project, Reference, Result
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def test_the_first_result_is_the_headline_and_there_is_only_one(project: Project) -> None:
    first = make.result(project)
    second = make.result(project, "0.9")
    assert (first.is_headline, second.is_headline) == (True, False)
    results.change(second, revision=1, fields={"is_headline": True}, by=None, at=LATER)
    assert list(Result.objects.filter(is_headline=True)) == [second]
    third = make.result(project, "0.95", is_headline=True)
    assert list(Result.objects.filter(is_headline=True)) == [third]


def test_figures_keep_their_zeros(project: Project) -> None:
    make.result(project, "0.940", baseline="0.50")
    assert str(Result.objects.get().value) == "0.940" and str(Reference.objects.get().value) == "0.50"


def test_references_are_replaced_or_left_alone(project: Project) -> None:
    made = make.result(project, baseline="0.5", best="0.9")
    results.change(made, revision=1, fields={"metric": "F1"}, by=None, at=LATER)
    assert Reference.objects.count() == 2
    only = [Reference(role="simple", value=Decimal("0.7"))]
    results.change(made, revision=2, fields={}, references=only, by=None, at=LATER)
    assert [r.role for r in Reference.objects.all()] == ["simple"]


def test_two_tabs_do_not_overwrite_each_other(project: Project) -> None:
    """R-RL-03"""
    made = make.result(project, baseline="0.5")
    results.change(made, revision=1, fields={"metric": "F1"}, by=None, at=LATER)
    with pytest.raises(StaleVersion):
        results.change(made, revision=1, fields={"metric": "MCC"}, references=[], by=None, at=LATER)
    assert Result.objects.get().metric == "F1" and Reference.objects.count() == 1
