"""Recording what another person said of one version, and when that stops to hold."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from competence.strengths import Strength
from core.errors import DomainError, StaleVersion
from portfolio.actions import evidence as evidence_actions
from portfolio.actions import parts, portfolios, verdicts
from portfolio.actions import results as result_actions
from portfolio.models import (
    Artefact,
    Comparison,
    Coverage,
    DataSet,
    Evidence,
    Project,
    Reference,
    Result,
    Section,
    Verdict,
)
from portfolio.queries import records
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
KEY = "l1.modeling.target-binary"


def reading(evidence: Evidence) -> Any:
    return next(e for e in records.read_project(evidence.project).evidence if e.evidence.pk == evidence.pk).reading


@pytest.fixture
def verified(db: None) -> Evidence:
    project = make.project(make.practitioner())
    data = make.dataset(project)
    make.image(project, "curves")
    places = (
        make.section(project, body="The curves part at epoch 9: ![Learning curves](image:curves)"),
        make.result(project, baseline="0.5", dataset=data),
        make.comparison(project, dataset=data),
        make.link(project),
    )
    made = make.evidence(project, KEY, *places)
    make.verdict(made)
    return made


def change_statement(evidence: Evidence) -> None:
    pointers = [make.pointer(p.target) for p in evidence.pointers.order_by("position")]
    evidence_actions.change(
        evidence, revision=evidence.revision, statement="Another.", pointers=pointers, by=None, at=LATER
    )


def change_pointers(evidence: Evidence) -> None:
    pointers = [make.pointer(evidence.pointers.order_by("position")[0].target)]
    evidence_actions.change(
        evidence, revision=evidence.revision, statement=evidence.statement, pointers=pointers, by=None, at=LATER
    )


def change_result(evidence: Evidence) -> None:
    result = Result.objects.get()
    result_actions.change(result, revision=result.revision, fields={"value": Decimal("0.9")}, by=None, at=LATER)


def change_reference(evidence: Evidence) -> None:
    result = Result.objects.get()
    lower = [Reference(role="naive", value=Decimal("0.4"))]
    result_actions.change(result, revision=result.revision, fields={}, references=lower, by=None, at=LATER)


def change_section(evidence: Evidence) -> None:
    section = Section.objects.get()
    parts.change(section, revision=section.revision, fields={"body": "Other words."}, by=None, at=LATER)


def rename_data(evidence: Evidence) -> None:
    data = DataSet.objects.get()
    parts.change(data, revision=data.revision, fields={"name": "Another table"}, by=None, at=LATER)


def generate_data(evidence: Evidence) -> None:
    data = DataSet.objects.get()
    parts.change(data, revision=data.revision, fields={"origin": "dataset-generator"}, by=None, at=LATER)


def detach_data(evidence: Evidence) -> None:
    result = Result.objects.get()
    result_actions.change(result, revision=result.revision, fields={"dataset": None}, by=None, at=LATER)


def detach_data_of_comparison(evidence: Evidence) -> None:
    comparison = Comparison.objects.get()
    parts.change(comparison, revision=comparison.revision, fields={"dataset": None}, by=None, at=LATER)


def remove_data(evidence: Evidence) -> None:
    parts.remove(DataSet.objects.get(), by=None, at=LATER)


def call_the_link_other(evidence: Evidence) -> None:
    link = Artefact.objects.get(kind="link")
    parts.change(link, revision=link.revision, fields={"link_kind": "other"}, by=None, at=LATER)


def change_image_in_text(evidence: Evidence) -> None:
    Artefact.objects.filter(kind="image").update(content_hash="f00d" * 16)
    portfolios.refresh(evidence.project.practitioner, at=LATER)


def remove_image_in_text(evidence: Evidence) -> None:
    parts.remove(Artefact.objects.get(kind="image"), by=None, at=LATER)


@pytest.mark.parametrize(
    "change",
    [
        change_statement,
        change_pointers,
        change_result,
        change_reference,
        change_section,
        rename_data,
        generate_data,
        detach_data,
        detach_data_of_comparison,
        remove_data,
        call_the_link_other,
        change_image_in_text,
        remove_image_in_text,
    ],
    ids=lambda f: f.__name__,
)
def test_a_verdict_holds_for_one_version(verified: Evidence, change: Callable[[Evidence], None]) -> None:
    assert reading(verified).strength == Strength.VERIFIED
    change(verified)
    after = reading(verified)
    assert after.strength == Strength.EVIDENCED and after.is_earlier
    assert Coverage.objects.get(scope="all").strength == Strength.EVIDENCED
    assert Verdict.objects.count() == 1


def test_what_does_not_touch_the_evidence_leaves_the_verdict(verified: Evidence) -> None:
    make.section(verified.project, "Something else")
    make.decision(verified.project)
    make.image(verified.project, "another")
    make.dataset(verified.project, "Another table")
    section = verified.pointers.get(kind="section").section
    assert section is not None
    parts.move(section, to="down", by=None, at=LATER)
    assert reading(verified).strength == Strength.VERIFIED


def test_saving_the_same_text_again_leaves_the_verdict(verified: Evidence) -> None:
    result = Result.objects.get()
    same = [Reference(role=r.role, value=r.value) for r in result.references.all()]
    result_actions.change(
        result, revision=result.revision, fields={"value": result.value}, references=same, by=None, at=LATER
    )
    assert reading(verified).strength == Strength.VERIFIED


def test_going_back_to_the_judged_version_makes_it_hold_again(verified: Evidence) -> None:
    change_result(verified)
    result = Result.objects.get()
    result_actions.change(result, revision=result.revision, fields={"value": Decimal("0.843")}, by=None, at=LATER)
    assert reading(verified).strength == Strength.VERIFIED


def test_nobody_judges_their_own_work(db: None) -> None:
    owner = make.user("Ida Quist")
    project = make.project(make.practitioner(owner))
    made = make.evidence(project, KEY, make.section(project))
    with pytest.raises(DomainError, match="You cannot judge your own work"):
        make.verdict(made, by=owner)
    assert not Verdict.objects.exists()


def test_a_verdict_needs_grounds(verified: Evidence) -> None:
    with pytest.raises(DomainError, match="Give your grounds"):
        make.verdict(verified, grounds=" \n ")


def test_a_version_that_is_gone_cannot_be_judged(verified: Evidence) -> None:
    seen = verified.fingerprint
    change_statement(verified)
    with pytest.raises(StaleVersion):
        verdicts.record(verified, outcome="meets", grounds="Fine.", fingerprint=seen, by=make.user(), at=LATER)


def test_one_reviewer_judges_a_version_once_and_a_new_version_again(verified: Evidence) -> None:
    remi = make.user("Remi Fontaine")
    make.verdict(verified, by=remi, outcome="partly")
    with pytest.raises(DomainError, match="You have judged this version already"):
        make.verdict(verified, by=remi)
    change_statement(verified)
    make.verdict(verified, by=remi)
    assert reading(verified).strength == Strength.VERIFIED


def test_a_reviewer_who_leaves_takes_the_name_along_and_the_verdict_stays(db: None) -> None:
    remi: User = make.user("Remi Fontaine", affiliation="University of Example")
    project: Project = make.project(make.practitioner())
    made = make.evidence(project, KEY, make.section(project))
    make.verdict(made, by=remi)
    assert verdicts.anonymise(remi, at=LATER) == 1
    left = Verdict.objects.get()
    assert (left.reviewer, left.reviewer_name, left.reviewer_affiliation) == (None, "", "")
    assert reading(made).strength == Strength.VERIFIED
