"""Adding, changing, ordering and removing the parts of a project."""

from datetime import timedelta

import pytest

from core.errors import StaleVersion
from portfolio.actions import evidence as evidence_actions
from portfolio.actions import parts, results
from portfolio.forms.artefacts import ImageWordsForm, LinkForm
from portfolio.forms.comparisons import ComparisonForm
from portfolio.forms.contributors import ContributorForm
from portfolio.forms.datasets import DataSetForm
from portfolio.forms.decisions import DecisionForm
from portfolio.forms.results import ResultForm
from portfolio.forms.sections import SectionForm
from portfolio.models import Decision, Project, Section
from portfolio.models.parts import Part
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def titles(project: Project) -> list[str]:
    return [s.title for s in project.sections.order_by("position", "pk")]


def test_new_parts_stand_last_of_their_kind(project: Project) -> None:
    for name in "ABC":
        make.section(project, name)
    assert titles(project) == ["A", "B", "C"]
    assert [s.position for s in project.sections.order_by("pk")] == [0, 1, 2]
    assert make.decision(project).position == 0


@pytest.mark.parametrize(
    ("name", "to", "order"),
    [("B", "up", "BAC"), ("B", "down", "ACB"), ("A", "up", "ABC"), ("C", "down", "ABC"), ("C", "up", "ACB")],
)
def test_moving_swaps_with_the_neighbour(project: Project, name: str, to: str, order: str) -> None:
    made = {title: make.section(project, title) for title in "ABC"}
    parts.move(made[name], to=to, by=None, at=LATER)  # type: ignore[arg-type]
    assert titles(project) == list(order)


def test_images_and_links_are_ordered_each_among_themselves(project: Project) -> None:
    first, link, second = make.image(project, "one"), make.link(project), make.image(project, "two")
    parts.move(second, to="up", by=None, at=LATER)
    order = project.artefacts.filter(kind="image").order_by("position", "pk")
    assert list(order) == [second, first]
    link.refresh_from_db()
    assert link.position == 0


def test_a_change_raises_the_revision_and_dates_part_and_project(project: Project) -> None:
    made = make.decision(project)
    parts.change(made, revision=1, fields={"reason": "Because."}, by=None, at=LATER)
    after = Decision.objects.get()
    assert (after.reason, after.revision, after.changed_at) == ("Because.", 2, LATER)
    assert Project.objects.get().changed_at == LATER


def test_two_tabs_do_not_overwrite_each_other(project: Project) -> None:
    """R-RL-03"""
    made = make.section(project)
    parts.change(made, revision=1, fields={"body": "First"}, by=None, at=LATER)
    with pytest.raises(StaleVersion):
        parts.change(made, revision=1, fields={"body": "Second"}, by=None, at=LATER)
    assert Section.objects.get().body == "First"


def test_removing_takes_pointers_along_and_leaves_the_evidence(project: Project) -> None:
    section, decision = make.section(project), make.decision(project)
    both = make.evidence(project, "l1.modeling.target-binary", section, decision)
    parts.remove(section, by=None, at=LATER)
    assert [p.kind for p in both.pointers.all()] == ["decision"]


@pytest.mark.parametrize(
    "name", ["project", "project_id", "pk", "uuid", "position", "revision", "content_hash", "kind", "x"]
)
def test_fields_that_are_not_for_changing_are_refused(project: Project, name: str) -> None:
    """R-AZ-04"""
    made = make.link(project)
    with pytest.raises(ValueError, match=name):
        parts.change(made, revision=1, fields={"title": "New", name: 1}, by=None, at=LATER)
    made.refresh_from_db()
    assert (made.title, made.revision) == ("train.py", 1)


def test_every_form_changes_only_what_its_part_allows() -> None:
    forms = (
        SectionForm,
        DataSetForm,
        ResultForm,
        ComparisonForm,
        DecisionForm,
        ContributorForm,
        LinkForm,
        ImageWordsForm,
    )
    for form in forms:
        assert set(form._meta.fields or ()) - {"step"} <= set(form._meta.model.FIELDS), form
    fixed = {"id", "uuid", "project", "position", "revision", "created_at", "changed_at", "fingerprint", "step"}
    for model in Part.__subclasses__():
        assert model.FIELDS and not fixed & set(model.FIELDS), model
        assert set(model.FIELDS) <= {field.name for field in model._meta.fields}, model


def test_a_part_that_was_removed_in_another_tab_is_neither_changed_nor_moved(project: Project) -> None:
    """R-RL-03"""
    made, result = make.section(project), make.result(project)
    evidence = make.evidence(project, "l1.modeling.target-binary", make.section(project, "Other"))
    for part in (made, result, evidence):
        type(part).objects.filter(pk=part.pk).delete()
    with pytest.raises(StaleVersion, match="removed in the meantime"):
        parts.change(made, revision=1, fields={"title": "New"}, by=None, at=LATER)
    parts.move(made, to="up", by=None, at=LATER)  # nothing is there to move, and nothing is lost
    assert list(parts.siblings(made)) != [] and not type(made).objects.filter(pk=made.pk).exists()
    with pytest.raises(StaleVersion, match="removed in the meantime"):
        results.change(result, revision=1, fields={"metric": "F1"}, by=None, at=LATER)
    with pytest.raises(StaleVersion, match="removed in the meantime"):
        evidence_actions.change(evidence, revision=1, statement="New", pointers=[], by=None, at=LATER)
