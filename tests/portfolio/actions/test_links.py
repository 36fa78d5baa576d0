"""What links answered is kept beside them, and changes nothing else."""

from datetime import timedelta

import pytest

from portfolio.actions import links, parts
from portfolio.models import Artefact, Evidence, Practitioner, Project
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


@pytest.fixture
def link(db: None) -> Artefact:
    return make.link(make.project(make.practitioner()))


def test_an_answer_is_kept_with_its_date(link: Artefact) -> None:
    assert links.record(link, answer="gone", at=LATER)
    link.refresh_from_db()
    assert (link.answer, link.asked_at) == (Artefact.Answer.GONE, LATER)


def test_it_is_no_change_by_the_person(link: Artefact) -> None:
    piece = make.evidence(link.project, "l1.modeling.target-binary", link, lines="40-88")
    project, person = Project.objects.get(), Practitioner.objects.get()
    before = (link.revision, link.changed_at, piece.fingerprint, project.changed_at, project.revision)
    links.record(link, answer="answers", at=LATER)
    link.refresh_from_db()
    project.refresh_from_db()
    after = (link.revision, link.changed_at, Evidence.objects.get().fingerprint, project.changed_at, project.revision)
    assert after == before
    assert Practitioner.objects.get().version == person.version + 1, "pages show it, so they are made anew"


def test_an_answer_of_another_address_is_not_kept(link: Artefact) -> None:
    asked = Artefact.objects.select_related("project__practitioner").get(pk=link.pk)
    fields = {"url": "https://example.org/other"}
    parts.change(link, revision=1, fields=fields, by=None, at=LATER)
    version = Practitioner.objects.get().version
    assert links.record(asked, answer="gone", at=LATER) is False
    link.refresh_from_db()
    assert (link.answer, link.asked_at, Practitioner.objects.get().version) == ("", None, version)


def test_an_older_answer_does_not_replace_a_newer_one(link: Artefact) -> None:
    links.record(link, answer="answers", at=LATER)
    assert links.record(link, answer="gone", at=make.AT) is False
    link.refresh_from_db()
    assert link.answer == "answers"


def test_a_link_that_was_removed_is_passed_over(link: Artefact) -> None:
    asked = Artefact.objects.select_related("project__practitioner").get(pk=link.pk)
    parts.remove(link, by=None, at=LATER)
    assert links.record(asked, answer="answers", at=LATER) is False


def test_only_known_answers_are_kept(link: Artefact) -> None:
    with pytest.raises(ValueError, match="perhaps"):
        links.record(link, answer="perhaps", at=LATER)
