"""Starting, changing, publishing, withdrawing and removing projects."""

from datetime import timedelta

import pytest

from competence.models import ProcessTemplate
from core.errors import DomainError, StaleVersion
from portfolio.actions import projects
from portfolio.models import AxisChoice, Library, Practitioner, Project
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


@pytest.fixture
def person(db: None) -> Practitioner:
    return make.practitioner()


def test_a_template_gives_an_empty_section_for_every_step(person: Practitioner) -> None:
    template = ProcessTemplate.objects.get(key="technique-study")
    project = make.project(person, template=template)
    sections = project.sections.order_by("position")
    assert [s.title for s in sections] == [s.name for s in template.steps.order_by("position")]
    assert not any(s.body for s in sections) and project.visibility == "private"


def test_short_names_are_free_and_readable(person: Practitioner) -> None:
    names = [make.project(person, title).slug for title in ("Churn, in a table", "Churn in a table!", "心跳", "❤")]
    assert names == ["churn-in-a-table", "churn-in-a-table-2", "project", "project-2"]
    assert make.project(make.practitioner(), "Churn in a table").slug == "churn-in-a-table"


def test_changing_keeps_the_address(person: Practitioner) -> None:
    project = make.project(person, "Churn")
    changed = projects.change(project, revision=1, fields={"title": "Who leaves?"}, by=None, at=LATER)
    assert (changed.title, changed.slug, changed.revision, changed.changed_at) == ("Who leaves?", "churn", 2, LATER)


def test_two_tabs_do_not_overwrite_each_other(person: Practitioner) -> None:
    """R-RL-03"""
    project = make.project(person)
    projects.change(project, revision=1, fields={"title": "First"}, by=None, at=LATER)
    with pytest.raises(StaleVersion):
        projects.change(project, revision=1, fields={"title": "Second"}, by=None, at=LATER)
    assert Project.objects.get().title == "First"


def test_a_field_that_is_not_the_projects_is_refused(person: Practitioner) -> None:
    """R-AZ-04"""
    with pytest.raises(ValueError, match="visibility"):
        projects.change(make.project(person), revision=1, fields={"visibility": "public"}, by=None, at=LATER)


def test_axes_that_are_not_named_stay(person: Practitioner) -> None:
    project = make.project(person)
    projects.classify(
        project, axes={"technique": ["dropout"], "domain": ["time-series"]}, libraries=[], by=None, at=LATER
    )
    projects.change(
        project,
        revision=1,
        fields={},
        axes={"domain": [], "problem": ["overfitting", "overfitting"]},
        by=None,
        at=LATER,
    )
    assert set(AxisChoice.objects.values_list("axis", "value")) == {
        ("technique", "dropout"),
        ("problem", "overfitting"),
    }


def test_libraries_are_kept_once_each(person: Practitioner) -> None:
    project = make.project(person)
    projects.change(
        project, revision=1, fields={}, libraries=["Keras", " scikit-learn ", "keras", "…"], by=None, at=LATER
    )
    assert set(Library.objects.values_list("key", flat=True)) == {"keras", "scikit-learn"}


def test_publishing_needs_a_summary_and_something_to_read(person: Practitioner) -> None:
    project = make.project(person, summary="")
    with pytest.raises(DomainError) as refusal:
        projects.publish(project, visibility="public", show_profile=True, by=None, at=LATER)
    assert refusal.value.message.startswith("Before it can be published: Say in one or two sentences")
    person.refresh_from_db()
    assert person.visibility == "private" and Project.objects.get().visibility == "private"


def test_a_private_profile_stops_publishing_until_it_is_shown_too(person: Practitioner) -> None:
    project = make.project(person)
    make.section(project)
    with pytest.raises(DomainError, match="Your profile is private"):
        projects.publish(project, visibility="public", by=None, at=LATER)
    published = projects.publish(project, visibility="unlisted", show_profile=True, by=None, at=LATER)
    person.refresh_from_db()
    assert (published.visibility, published.published_at, person.visibility) == ("unlisted", LATER, "unlisted")


def test_a_public_profile_is_not_narrowed_by_an_unlisted_project(db: None) -> None:
    person = make.practitioner(visibility="public")
    make.project(person, visibility="unlisted")
    person.refresh_from_db()
    assert person.visibility == "public"


def test_the_first_publication_is_dated_once(db: None) -> None:
    project = make.project(make.practitioner(visibility="public"), visibility="public")
    projects.withdraw(project, by=None, at=LATER)
    again = projects.publish(project, visibility="public", by=None, at=LATER + timedelta(days=1))
    assert again.published_at == make.AT


def test_removing_takes_everything_along(person: Practitioner) -> None:
    project = make.project(person)
    section, image = make.section(project), make.image(project)
    make.evidence(project, "l1.modeling.target-binary", section, image)
    projects.remove(project, by=None, at=LATER)
    assert not Project.objects.exists() and Practitioner.objects.filter(pk=person.pk).exists()
