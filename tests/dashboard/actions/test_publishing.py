"""Publishing a draft: a new edition, and everybody read by it, at once or not at all."""

from typing import Any

import pytest

from accounts.models import User
from competence.actions import drafts
from competence.drafting import edits, fates
from competence.models import Draft, Edition, Framework, ProcessStep
from competence.queries import editions
from core.errors import DomainError, StaleVersion
from dashboard.actions import publishing
from portfolio.actions import portfolios, rereading
from portfolio.models import Change, Coverage, Evidence, Facet, Practitioner
from tests.factories import portfolio as made
from tests.factories import retired
from tests.factories.competence import BY_PROCESS, PROCESSES, load_text

SPLIT, LOAD = "s1.basics.split", "s1.basics.load"


@pytest.fixture
def draft(no_frameworks: None, max: User) -> Draft:
    """An open draft of the small framework."""
    retired.first()
    return drafts.open_current("small", by=max, at=made.AT)


@pytest.fixture
def person(draft: Draft) -> Practitioner:
    """Somebody whose public project shows SPLIT, verified."""
    someone = made.practitioner(visibility="public")
    project = made.project(someone, visibility="public")
    made.verdict(made.evidence(project, SPLIT, made.link(project), lines="1"))
    return someone


def reword(draft: Draft, kind: str, key: str, by: User | None = None, **fields: Any) -> Draft:
    drafts.edit(draft, lambda s: edits.reword(s, kind, key, fields), seen=draft.revision, by=by, at=made.AT)
    draft.refresh_from_db()
    return draft


def publish(draft: Draft, note: str = "Splitting has to be measured.", **more: Any) -> publishing.Published:
    return publishing.publish(draft, note=note, **{"seen": draft.revision, "by": None, "at": made.AT, **more})


def test_the_edition_is_new_and_what_was_shown_is_read_by_it(draft: Draft, person: Practitioner, max: User):
    reword(draft, "skills", SPLIT, comparison=True)
    published = publish(draft, by=max)
    assert published.edition is not None
    assert (published.edition.version, published.people) == ("2.0.0", 1)
    assert (published.edition.note, published.edition.published_by) == ("Splitting has to be measured.", max)
    assert set(Coverage.objects.values_list("strength", flat=True)) == {1}
    before = list(Coverage.objects.order_by("pk").values())
    portfolios.refresh(person, at=made.AT)
    assert list(Coverage.objects.order_by("pk").values()) == before


def test_other_words_read_nothing_again_and_take_nothing(draft: Draft, person: Practitioner):
    before = list(Coverage.objects.order_by("pk").values())
    reword(draft, "skills", SPLIT, can_do="Can split data well.")
    published = publish(draft)
    assert published.edition is not None
    assert (published.edition.version, published.people) == ("1.0.1", 0)
    assert list(Coverage.objects.order_by("pk").values()) == before


def test_evidence_for_a_retired_skill_stays_with_it(draft: Draft, person: Practitioner):
    drafts.edit(
        draft, lambda s: fates.retire(s, "skills", SPLIT, successor=LOAD), seen=draft.revision, by=None, at=made.AT
    )
    draft.refresh_from_db()
    publish(draft)
    piece = Evidence.objects.get()
    assert (piece.skill.key, piece.skill.retired_at, piece.skill.successor.key) == (SPLIT, made.AT, LOAD)
    assert set(Coverage.objects.values_list("strength", flat=True)) == {3}
    assert editions.of("small").skills[SPLIT].retired


def test_nobody_publishes_what_they_have_not_seen(draft: Draft, max: User):
    seen = reword(draft, "skills", SPLIT, can_do="Can split.").revision
    reword(draft, "skills", LOAD, by=max, can_do="Can load.")
    with pytest.raises(StaleVersion, match=r"changed since you opened this page: .*Load data"):
        publish(draft, seen=seen)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(("note", "words"), [(" ", "Say in a note"), ("n" * 2001, "more than 2,000 characters")])
def test_a_note_is_asked_for_and_has_its_limit(draft: Draft, note: str, words: str):
    reword(draft, "skills", SPLIT, can_do="Can split.")
    with pytest.raises(DomainError, match=words):
        publish(draft, note=note)
    draft.refresh_from_db()
    assert draft.is_open


def test_a_draft_with_problems_is_refused_with_all_of_them(draft: Draft):
    reword(draft, "skills", SPLIT, can_do="")
    with pytest.raises(drafts.NotReady) as refused:
        publish(draft)
    assert refused.value.problems
    assert Edition.objects.count() == 1


def test_when_reading_again_fails_nothing_is_published(
    draft: Draft, person: Practitioner, monkeypatch: pytest.MonkeyPatch
):
    reword(draft, "skills", SPLIT, comparison=True)
    monkeypatch.setattr(rereading, "CHUNK", 0)
    with pytest.raises(ValueError, match="range"):
        publish(draft)
    draft.refresh_from_db()
    assert draft.is_open
    assert Edition.objects.count() == 1
    assert set(Coverage.objects.values_list("strength", flat=True)) == {3}


def test_twice_is_refused(draft: Draft):
    reword(draft, "skills", SPLIT, can_do="Can split.")
    publish(draft)
    with pytest.raises(StaleVersion):
        publish(draft)


def test_a_catalogue_is_published_in_place(frameworks: None):
    draft = drafts.open_catalogue(Draft.Kind.IDEAS, by=None, at=made.AT)
    key = draft.items.filter(kind="ideas").first().key
    reword(draft, "ideas", key, title="Another title")
    assert publish(draft) == publishing.Published(None, 0)


def test_other_process_templates_are_read_for_everybody_whom_a_rule_asks_for_them(no_frameworks: None):
    """A step that is required from now on is there: the level stands, for lists and briefs as on the profile."""
    load_text(BY_PROCESS, PROCESSES)
    Framework.objects.update(is_default=True)
    editions.forget()
    project = made.project(made.practitioner(visibility="public"), visibility="public")
    made.evidence(project, SPLIT, made.link(project), lines="1")
    made.section(project, step=ProcessStep.objects.get(key="long.begin"))
    portfolios.refresh(project.practitioner, at=made.AT)
    standing = Facet.objects.filter(kind="standing").values_list("value", flat=True)
    assert list(standing) == ["small/s1/in-progress"]
    draft = reword(drafts.open_catalogue("processes", by=None, at=made.AT), "steps", "long.begin", purpose="To begin.")
    publish(draft)
    number = Change.objects.get().number
    draft = reword(drafts.open_catalogue("processes", by=None, at=made.AT), "steps", "long.begin", required=True)
    heard: list[tuple[int, int]] = []
    publish(draft, say=lambda done, of: heard.append((done, of)))
    assert list(standing.all()) == ["small/s1/demonstrated"]
    assert heard == [(1, 1)]
    assert Change.objects.get().number > number, "whoever follows changes hears of it, and of other words nobody did"
