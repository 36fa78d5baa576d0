"""A project begun from an idea of the catalogue: what is known is there, and nothing is claimed."""

from __future__ import annotations

import pytest

from competence.catalogues import Idea
from competence.models import ProcessTemplate
from competence.queries import editions
from competence.queries import ideas as catalogue
from portfolio.actions import ideas
from portfolio.models import DataSet, Practitioner, Project
from portfolio.queries import studio
from tests.factories import portfolio as make

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def person(db: None) -> Practitioner:
    return make.practitioner()


def start(person: Practitioner, idea: Idea, **more: object) -> Project:
    yardstick = editions.current()
    given = {"title": idea.title, **more}
    return ideas.start(person, idea=idea, yardstick=yardstick, by=None, at=make.AT, **given)  # type: ignore[arg-type]


def test_question_data_set_and_kind_are_filled_in(person: Practitioner) -> None:
    sonar = catalogue.named("sonar")
    assert sonar is not None
    template = ProcessTemplate.objects.get(key="technique-study")
    project = start(person, sonar, template=template)
    assert project.question.startswith("Tell metal cylinders from rocks")
    assert project.visibility == "private" and project.sections.count() == template.steps.count()
    data = project.datasets.get()
    assert (data.name, data.origin, data.licence) == ("Sonar, Mines vs. Rocks", "classic-repository", "CC BY 4.0")
    assert data.size == "208 rows, 60 columns" and data.url.startswith("https://archive.ics.uci.edu/dataset/151/")
    assert data.note.splitlines()[0] == "accuracy 0.534: always the most frequent class."
    assert studio.axes(project) == {
        "data-condition": ["same-scale", "redundant-features"],
        "target-type": ["binary"],
    }, "few rows is no value of this framework"
    assert not project.evidence.exists() and not project.results.exists()


def test_every_idea_of_the_catalogue_can_be_begun(person: Practitioner) -> None:
    project = make.project(person)
    found = catalogue.all_ideas()
    for idea in found:
        DataSet(project=project, created_at=make.AT, changed_at=make.AT, **ideas.data(idea)).full_clean()
    assert len(found) == 88
    with_cells = [idea for idea in found if ideas.axes(idea, editions.current())]
    assert len(with_cells) > 80


def test_what_an_administrator_wrote_too_long_or_unknown_is_fitted(person: Practitioner) -> None:
    odd = Idea("odd", "T" * 200, {"idea": "Do.", "home": "example.org/" + "a" * 400, "dataset_source": "moon"})
    data = start(person, odd, title="Moon").datasets.get()
    assert (data.name, data.url, data.origin) == ("T" * 140, "", "standard-dataset")
