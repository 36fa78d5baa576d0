"""Any sequence of edits, undos and publishes: evidence, ticks and editions stay, each piece in a known state."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence import fingerprint
from competence.actions import drafts
from competence.drafting import fates
from competence.drafting.edits import reword
from competence.models import Draft, Edition, Skill
from competence.queries import editions, sheets
from core.errors import DomainError
from dashboard.actions import publishing
from portfolio.actions import checklists, items, portfolios
from portfolio.models import Checklist, ChecklistItem, Coverage, Evidence, Practitioner
from portfolio.queries import checklist_rows, records, successors
from tests.factories import portfolio as made
from tests.factories import retired
from tests.factories.drafting import some_edit

PROOFS = ("project", "artefact", "note", "activity")
VERBS = ("edit", "edit", "ask", "ask", "retire", "undo", "redo", "publish", "publish", "merge")
KEYS = ("s1.basics.load", "s1.basics.split", "s2.more.tune")


class Undone(Exception):
    """Ends the transaction of one example."""


@pytest.fixture
def person(no_frameworks: None) -> Practitioner:
    """Evidence of different kinds, and ticks, for every skill of the small framework."""
    retired.first()
    someone = made.practitioner(visibility="public")
    project = made.project(someone, visibility="public")
    made.verdict(made.evidence(project, KEYS[0], made.comparison(project), made.link(project, "load"), lines="1"))
    made.verdict(
        made.evidence(project, KEYS[1], made.link(project, "split"), lines="1")
    )  # less, where one is asked for
    made.evidence(project, KEYS[2], made.comparison(project))
    checklist = checklists.take(someone, framework="small", by=someone.user, at=made.AT)
    for key in KEYS:
        items.tick(checklist, key=key, on=made.AT.date(), by=someone.user, at=made.AT)
    return someone


def something(data: Any) -> None:
    """One edit, undo, redo, publish, or a newer edition taken over into the checklist, whatever comes of it."""
    draft, checklist = drafts.open_current("small", by=None, at=made.AT), Checklist.objects.get()
    verb = data.draw(st.sampled_from(VERBS))
    known = set(Skill.objects.values_list("key", flat=True))
    try:
        with transaction.atomic():
            if verb == "publish":
                publishing.publish(draft, note="Drawn.", seen=draft.revision, by=None, at=made.AT)
            elif verb == "ask":
                key = data.draw(st.sampled_from(KEYS))
                asked = {"proof": data.draw(st.sampled_from(PROOFS)), "comparison": data.draw(st.booleans())}
                drafts.edit(draft, lambda s: reword(s, "skills", key, asked), seen=draft.revision, by=None, at=made.AT)
            elif verb == "merge":
                version = Edition.objects.current().get().version
                choices = {f"retired:{key}": data.draw(st.sampled_from(["keep", "carry"])) for key in KEYS}
                checklists.merge(checklist, version=version, choices=choices, by=None, at=made.AT)
            elif verb == "retire":
                key, heir = data.draw(st.sampled_from(KEYS)), data.draw(st.sampled_from(["", *KEYS]))
                act = lambda s: fates.retire(s, "skills", key, successor=heir)  # noqa: E731
                drafts.edit(draft, act, seen=draft.revision, by=None, at=made.AT)
            elif verb == "edit":
                make = some_edit(data.draw, sheets.DraftSheet(draft), lambda key: key in known)
                drafts.edit(draft, make, seen=draft.revision, by=None, at=made.AT)
            else:
                getattr(drafts, verb)(draft, seen=draft.revision, by=None, at=made.AT)
    except DomainError:
        pass


def states(of: Practitioner) -> dict[str, str]:
    """Skill → the state of the evidence for it, of the five that there are."""
    yardsticks = editions.all_current()
    record = records.read(of)
    moves = {move.record.skill_key: move for move in successors.of_projects(record.projects, yardsticks)}
    found = {}
    for item in record.evidence:
        skill = yardsticks[0].skills[item.skill_key]
        move = moves.get(item.skill_key)
        assert skill.retired == (move is not None)
        assert Skill.objects.filter(key=skill.key, retired_at__isnull=not skill.retired).exists()
        found[skill.key] = "in use" if move is None else _state(move)
    return found


def _state(move: successors.Move) -> str:
    assert move.retirement.edition
    if move.retirement.successor is None:
        return "retired for good"
    assert not move.retirement.successor.retired
    if move.is_linked:
        return "shown already"
    return "put aside" if move.is_dismissed else "proposed"


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_is_lost_whatever_is_done(person: Practitioner, data: Any) -> None:
    pieces = set(Evidence.objects.values_list("uuid", "skill__key", "statement"))
    try:
        with transaction.atomic():
            for _ in range(data.draw(st.integers(4, 14))):
                something(data)
            holds(person, pieces)
            raise Undone
    except Undone:
        editions.forget()


def holds(person: Practitioner, pieces: set[Any]) -> None:
    """Everything that must always hold."""
    assert set(Evidence.objects.values_list("uuid", "skill__key", "statement")) == pieces
    assert set(states(person)) == set(KEYS)
    ticks = ChecklistItem.objects.filter(done_on=made.AT.date()).values_list("key", flat=True)
    assert set(ticks) >= set(KEYS)
    checklist = Checklist.objects.select_related("edition__framework").get()
    sheet = {*checklist_rows.outline(checklist).entries}
    assert all(item.retired_in or item.key in sheet for item in checklist.items.all()), "no tick out of sight"
    editions.forget()
    for edition in Edition.objects.published():
        assert fingerprint.of(editions.edition("small", edition.version)) == edition.content_hash
    assert Edition.objects.current().count() == 1
    assert Draft.objects.open().count() <= 1
    coverage = list(Coverage.objects.order_by("pk").values())
    portfolios.refresh(person, at=made.AT)
    assert list(Coverage.objects.order_by("pk").values()) == coverage
