"""Moving evidence to the skill that continues its own."""

import pytest

from core.errors import DomainError, StaleVersion
from portfolio.actions import successors
from portfolio.models import Coverage, Evidence
from portfolio.queries import records
from tests.factories import portfolio as made
from tests.factories import retired


@pytest.fixture
def piece(no_frameworks: None) -> Evidence:
    """Verified evidence for a skill that the second edition retires."""
    retired.first()
    project = made.project(made.practitioner())
    piece = made.evidence(project, retired.OLD, made.link(project), lines="3-9", statement="Loads in one line.")
    made.verdict(piece)
    return piece


def accept(piece: Evidence, key: str = retired.NEW) -> Evidence:
    return successors.accept(piece, skill=made.skill(key), by=piece.project.practitioner.user, at=made.AT)


def test_evidence_moves_with_statement_and_places_and_its_verdict_is_of_an_earlier_version(piece: Evidence):
    retired.edition()
    pointers = list(piece.pointers.values_list("uuid", "lines"))
    accept(piece)
    (item,) = records.read(piece.project.practitioner).evidence
    assert (item.evidence.pk, item.skill_key) == (piece.pk, retired.NEW)
    assert item.evidence.statement == "Loads in one line."
    assert list(item.evidence.pointers.values_list("uuid", "lines")) == pointers
    assert len(item.verdicts) == 1
    assert item.reading.is_earlier
    assert item.strength.word == "evidenced"
    assert set(Coverage.objects.values_list("skill__key", flat=True)) == {retired.NEW}


def test_a_retired_skill_keeps_its_evidence_as_strong_as_it_was(piece: Evidence):
    retired.edition()
    (item,) = records.read(piece.project.practitioner).evidence
    assert item.strength.word == "verified"


def test_a_skill_in_use_is_left_alone(piece: Evidence):
    with pytest.raises(DomainError, match="does not continue"):
        accept(piece)


@pytest.mark.parametrize("key", [retired.LATER_ON, retired.OLD])
def test_only_the_skill_that_continues_it_takes_it_over(piece: Evidence, key: str):
    retired.edition()
    with pytest.raises(DomainError, match="does not continue"):
        accept(piece, key)


def test_what_is_shown_already_is_not_shown_twice(piece: Evidence):
    made.evidence(piece.project, retired.NEW)
    retired.edition()
    with pytest.raises(DomainError, match="by other evidence already"):
        accept(piece)
    piece.refresh_from_db()
    assert piece.skill.key == retired.OLD


def test_evidence_that_was_removed_meanwhile_is_stale(piece: Evidence):
    retired.edition()
    Evidence.objects.filter(pk=piece.pk).delete()
    with pytest.raises(StaleVersion):
        accept(piece)
