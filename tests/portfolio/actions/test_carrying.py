"""Evidence that follows other evidence, and stops to."""

from datetime import timedelta

import pytest

from core.errors import DomainError, StaleVersion
from portfolio.actions import carrying
from portfolio.actions import evidence as actions
from portfolio.models import Evidence, Practitioner, Project
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
IMAGES, SAME, NEAR = "ck.entry.data-handling.images", "fg.entry.data-handling.images", "gc.applied.data-types.images"


@pytest.fixture
def project(frameworks: None, db: None) -> Project:
    return make.project(make.practitioner())


@pytest.fixture
def piece(project: Project) -> Evidence:
    return make.evidence(project, IMAGES, make.section(project), make.decision(project), statement="Both are read.")


def accept(project: Project, *choices: tuple[Evidence, str]) -> list[Evidence]:
    given = [(str(piece.uuid), key) for piece, key in choices]
    return carrying.accept(project, choices=given, by=project.practitioner.user, at=LATER)


def test_several_are_carried_over_as_one_change(project: Project, piece: Evidence) -> None:
    before = Practitioner.objects.get().version
    made = accept(project, (piece, SAME), (piece, NEAR))
    assert [(each.skill.key, each.follows, each.statement) for each in made] == [
        (SAME, piece, "Both are read."), (NEAR, piece, "Both are read."),
    ]  # fmt: skip
    for each in made:
        each.refresh_from_db()
        assert [p.kind for p in each.pointers.order_by("position")] == ["section", "decision"]
        assert each.fingerprint and each.fingerprint != piece.fingerprint
    assert Practitioner.objects.get().version == before + 1


def test_it_is_all_or_nothing(project: Project, piece: Evidence) -> None:
    make.evidence(project, NEAR)
    with pytest.raises(DomainError, match="linked to that skill already"):
        accept(project, (piece, SAME), (piece, NEAR))
    assert not Evidence.objects.filter(skill__key=SAME).exists()


def test_what_is_gone_or_not_ones_own_is_refused(project: Project, piece: Evidence) -> None:
    """R-AZ-02"""
    other = make.evidence(make.project(make.practitioner()), IMAGES)
    for wrong in ((other, SAME), (piece, "no.such.skill")):
        with pytest.raises(StaleVersion):
            accept(project, (piece, NEAR), wrong)
    assert Evidence.objects.count() == 2


def test_what_follows_changes_and_goes_with_its_source(project: Project, piece: Evidence) -> None:
    (follower,) = accept(project, (piece, SAME))
    place = make.pointer(make.link(project), "40-88")
    actions.change(piece, revision=1, statement="Said better.", pointers=[place], by=None, at=LATER)
    follower.refresh_from_db()
    assert follower.statement == "Said better." and [p.lines for p in follower.pointers.all()] == ["40-88"]
    actions.remove(piece, by=None, at=LATER)
    assert not Evidence.objects.exists()


def test_what_follows_is_not_changed_by_itself(project: Project, piece: Evidence) -> None:
    (follower,) = accept(project, (piece, SAME))
    with pytest.raises(DomainError, match="follows other evidence"):
        actions.change(follower, revision=1, statement="Mine", pointers=[], by=None, at=LATER)
    follower.refresh_from_db()
    assert follower.statement == "Both are read." and follower.pointers.count() == 2


def test_parting_ways_keeps_everything_and_then_it_is_changed_alone(project: Project, piece: Evidence) -> None:
    (follower,) = accept(project, (piece, SAME))
    fingerprint = Evidence.objects.get(pk=follower.pk).fingerprint
    before = Practitioner.objects.get().version
    parted = actions.part_ways(follower, by=None, at=LATER)
    parted.refresh_from_db()
    assert (parted.follows, parted.statement, parted.revision) == (None, "Both are read.", 2)
    assert parted.fingerprint == fingerprint and parted.pointers.count() == 2, "verdicts on it still hold"
    assert Practitioner.objects.get().version == before + 1
    actions.change(piece, revision=1, statement="Said better.", pointers=[], by=None, at=LATER)
    actions.change(parted, revision=2, statement="Mine", pointers=[], by=None, at=LATER)
    actions.remove(piece, by=None, at=LATER)
    assert Evidence.objects.get().statement == "Mine"


def test_parting_ways_twice_and_from_nothing(project: Project, piece: Evidence) -> None:
    (follower,) = accept(project, (piece, SAME))
    actions.part_ways(follower, by=None, at=LATER)
    before = Practitioner.objects.get().version
    assert actions.part_ways(follower, by=None, at=LATER).revision == 2
    assert Practitioner.objects.get().version == before, "nothing changed"
    gone = Evidence.objects.get(pk=follower.pk)
    actions.remove(follower, by=None, at=LATER)
    with pytest.raises(StaleVersion):
        actions.part_ways(gone, by=None, at=LATER)


def test_what_follows_a_follower_follows_its_source(project: Project, piece: Evidence) -> None:
    (follower,) = accept(project, (piece, SAME))
    (further,) = accept(project, (follower, NEAR))
    assert further.follows == piece
