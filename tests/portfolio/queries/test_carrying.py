"""What may be carried over, for one project."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competence.models import Skill
from competence.queries import editions
from portfolio.actions import evidence, proposals
from portfolio.models import Project
from portfolio.pages import carried
from portfolio.queries import carrying, records
from tests.factories import portfolio as make

IMAGES, SAME, WIDER = "ck.entry.data-handling.images", "fg.entry.data-handling.images", "gc.applied.data-types.images"
NARROWER = "l3.data-handling.cv-load-images"


@pytest.fixture
def project(frameworks: None, db: None) -> Project:
    return make.project(make.practitioner())


def read(project: Project) -> carrying.Offers:
    return carrying.of_project(records.read_project(project))


def keys(offers) -> list[str]:
    return [offer.match.skill.key for offer in offers]


def test_the_same_and_close_stand_apart_from_wider_and_narrower(project: Project) -> None:
    piece = make.evidence(project, IMAGES, make.section(project))
    (only,) = read(project).pieces
    assert (only.name, only.record.evidence) == ("Small image data", piece)
    assert only.framework == "Machine Learning Progress Checklist"
    assert keys(only.near) == ["l3.technique.cv-object-classification", SAME]
    assert keys(only.other) == [
        "l3.data-handling.load-with-standard-libraries", NARROWER, "l3.data-handling.cv-standardize-pixels", WIDER,
    ]  # fmt: skip


def test_an_offer_says_what_it_would_be_worth(project: Project) -> None:
    make.evidence(project, IMAGES, make.section(project))
    same = next(offer for offer in read(project).all if offer.match.skill.key == SAME)
    assert same.reading.strength.word == "evidenced" and same.needs == "" and same.level == "Level 1, Entry"
    make.evidence(project, "ck.intermediate.theory.regularization", make.section(project))
    dropout = next(o for o in read(project).all if o.match.skill.key == "l2.generalization.dropout")
    assert "measured before and after" in dropout.needs


def test_verdicts_are_not_counted_for_the_other_skill(project: Project) -> None:
    piece = make.evidence(project, IMAGES, make.section(project))
    make.verdict(piece)
    offers = read(project)
    assert offers.pieces[0].record.strength.word == "verified"
    assert {offer.reading.strength.word for offer in offers.all} == {"evidenced"}


def test_linked_dismissed_and_retired_skills_are_left_out(project: Project) -> None:
    piece = make.evidence(project, IMAGES)
    evidence.follow(piece, skill=make.skill(SAME), by=None, at=make.AT)
    proposals.dismiss(project, keys=[WIDER], by=None, at=make.AT)
    Skill.objects.filter(key=NARROWER).update(retired_at=make.AT)
    offers = read(project)
    assert not {SAME, WIDER, NARROWER} & set(keys(offers.all)) and keys(offers.dismissed) == [WIDER]
    assert carrying.count(records.read_project(project)) == len(offers.all) == 3


def test_what_a_form_may_name(project: Project) -> None:
    piece = make.evidence(project, IMAGES)
    offers = read(project)
    value = f"{piece.uuid}:{SAME}"
    assert [match.value for match in offers.chosen([value, value]) or ()] == [value]
    assert offers.chosen([]) == []
    assert offers.chosen([value, f"{piece.uuid}:{IMAGES}"]) is None and offers.chosen(["nonsense"]) is None


def test_the_queries_do_not_grow(project: Project) -> None:
    skills = [IMAGES, "ck.entry.data-handling.text", "ck.intermediate.theory.regularization"]
    counted = []
    for number in (1, 3):
        for key in skills[:number]:
            if not project.evidence.filter(skill__key=key).exists():
                make.evidence(project, key, make.section(project))
        record, yardsticks = records.read_project(project), editions.all_current()
        read(project)  # the crosswalk is kept in memory from here on
        with CaptureQueriesContext(connection) as queries:
            assert len(carrying.of_project(record, yardsticks).pieces) == number
        counted.append(len(queries))
    assert counted == [3, 3]


def test_what_follows_says_from_where_without_a_query(project: Project, django_assert_num_queries) -> None:
    piece = make.evidence(project, IMAGES)
    evidence.follow(piece, skill=make.skill(SAME), by=None, at=make.AT)
    yardsticks = editions.all_current()
    first, second = records.read_project(project).evidence
    with django_assert_num_queries(0):
        assert carried.words(first, yardsticks) == ""
        title = next(y.title for y in yardsticks if IMAGES in y.skills)
        assert carried.words(second, yardsticks) == f"Carried over from “Small image data” ({title})."
