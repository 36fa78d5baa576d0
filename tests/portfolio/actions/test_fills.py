"""Filling in what was confirmed: all of it or nothing."""

import pytest

from core.errors import DomainError
from portfolio.actions import fills
from portfolio.fills import Found
from portfolio.models import DataSet, Project, Result
from tests.factories import portfolio as make

DATA = Found("dataset:mnist", "dataset", "MNIST", "", {"name": "MNIST", "origin": "standard-dataset"})
LIBRARY = Found("library:keras", "library", "Keras", "", {"name": "Keras"})


def result(value: str, **more: str) -> Found:
    return Found(f"result:{value}", "result", value, "", {"metric": "accuracy", "value": value, "unit": "", **more})


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def test_figures_keep_their_digits(project: Project) -> None:
    fills.fill(project, chosen=[result("0.940", spread="0.0030")], origins={}, by=None, at=make.AT)
    found = Result.objects.get()
    assert (str(found.value), str(found.spread), found.is_headline) == ("0.940", "0.0030", True)


def test_one_coverage_for_all(project: Project) -> None:
    """Everything in one go: the revision of the project goes up once, for its own fields."""
    before = project.revision
    chosen = [DATA, LIBRARY, Found("field:seeds", "field", "", "", {"seeds": "42"})]
    fills.fill(project, chosen=chosen, origins={DATA.key: "competition"}, by=None, at=make.AT)
    project.refresh_from_db()
    assert (project.seeds, project.revision) == ("42", before + 1)
    assert DataSet.objects.get().origin == "competition" and project.libraries.get().name == "Keras"


@pytest.mark.parametrize("bad", [result("many"), result("1" * 41), result("0.9", spread="1e900")])
def test_all_or_nothing(project: Project, bad: Found) -> None:
    with pytest.raises(DomainError, match="is not a figure that can be kept"):
        fills.fill(project, chosen=[DATA, LIBRARY, result("0.9"), bad], origins={}, by=None, at=make.AT)
    assert not DataSet.objects.exists() and not Result.objects.exists() and not project.libraries.exists()
