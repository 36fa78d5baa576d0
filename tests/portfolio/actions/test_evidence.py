"""Linking skills to places."""

from datetime import timedelta

import pytest

from competence.models import Skill
from core.errors import DomainError, StaleVersion
from portfolio.actions import evidence as actions
from portfolio.models import Evidence, Pointer, Project
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def test_pointers_keep_their_order(project: Project) -> None:
    places = [make.section(project), make.decision(project), make.link(project)]
    made = make.evidence(project, "l1.modeling.target-binary", *places, lines="40-88")
    found = made.pointers.order_by("position")
    assert [(p.kind, p.target, p.lines) for p in found] == [
        ("section", places[0], ""), ("decision", places[1], ""), ("link", places[2], "40-88"),
    ]  # fmt: skip


def test_one_skill_is_linked_once_a_project(project: Project) -> None:
    make.evidence(project)
    with pytest.raises(DomainError, match="linked to that skill already"):
        make.evidence(project)
    make.evidence(make.project(project.practitioner, "Another"))
    assert Evidence.objects.count() == 2


def test_a_retired_skill_is_refused(project: Project) -> None:
    Skill.objects.filter(key="l1.modeling.target-binary").update(retired_at=make.AT)
    with pytest.raises(DomainError, match="retired"):
        make.evidence(project)


def test_a_pointer_does_not_lead_out_of_the_project(project: Project) -> None:
    elsewhere = make.section(make.project(make.practitioner()))
    with pytest.raises(DomainError, match="same project"):
        make.evidence(project, "l1.modeling.target-binary", elsewhere)
    assert not Evidence.objects.exists() and not Pointer.objects.exists()


def test_a_refused_change_keeps_the_pointers(project: Project) -> None:
    made = make.evidence(project, "l1.modeling.target-binary", make.section(project))
    elsewhere = make.pointer(make.section(make.project(make.practitioner())))
    with pytest.raises(DomainError):
        actions.change(made, revision=1, statement="New", pointers=[elsewhere], by=None, at=LATER)
    made.refresh_from_db()
    assert made.pointers.count() == 1 and made.statement != "New" and made.revision == 1


def test_two_tabs_do_not_overwrite_each_other(project: Project) -> None:
    """R-RL-03"""
    made = make.evidence(project)
    actions.change(made, revision=1, statement="First", pointers=[], by=None, at=LATER)
    with pytest.raises(StaleVersion):
        actions.change(made, revision=1, statement="Second", pointers=[], by=None, at=LATER)
    made.refresh_from_db()
    assert made.statement == "First"
