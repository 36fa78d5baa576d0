"""Ticks that evidence proposes: the same skill, or by the crosswalk the same or close; nothing without the person."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.queries import crosswalk
from portfolio.actions import checklists as actions
from portfolio.actions import items
from portfolio.models import Checklist, Coverage, Evidence
from portfolio.queries import ticks
from tests.factories import portfolio as make

AT = make.AT
SHOWN = "l2.generalization.dropout"


@pytest.fixture
def copy(frameworks: None, ada: User) -> Checklist:
    project = make.project(ada.practitioner, "Overfitting")
    make.evidence(project, SHOWN, make.comparison(project))
    make.evidence(project, "l1.modeling.target-binary")  # a claim
    return actions.take(ada.practitioner, framework="three-levels", by=ada, at=AT)


def test_evidence_proposes_its_own_skill_a_claim_and_a_closed_item_do_not(copy: Checklist) -> None:
    (proposal,) = ticks.of_checklist(copy)
    assert (proposal.entry.key, proposal.kind, proposal.on, proposal.project) == (
        SHOWN, "same", AT.date(), "Overfitting"
    )  # fmt: skip
    items.put(copy, key=SHOWN, state="skipped", by=None, at=AT)
    assert ticks.of_checklist(copy) == []


def test_the_crosswalk_proposes_what_is_the_same_or_close_only(copy: Checklist, ada: User) -> None:
    other = actions.take(ada.practitioner, framework="ml-progress-checklist", by=ada, at=AT)
    kinds = {link.other: str(link.kind.value) for link in crosswalk.links()[SHOWN] if link.other.startswith("ck.")}
    near = {key for key, kind in kinds.items() if kind in ("exact", "close")}
    assert {proposal.entry.key for proposal in ticks.of_checklist(other)} == near


def test_the_chosen_ones_are_ticked_at_once_and_evidence_stays_as_it_was(
    copy: Checklist, ada: User, client_of: Any
) -> None:
    client: Client = client_of(ada)
    url = f"{copy.get_absolute_url()}ticks/"
    before = (Evidence.objects.count(), list(Coverage.objects.values_list("skill__key", "strength")))
    html = client.get(url).content.decode()
    assert "You have evidence for this very item." in html and "Overfitting" in html
    assert client.post(f"{url}accept/", {}).status_code == 422
    assert client.post(f"{url}accept/", {"item": [SHOWN, "l1.modeling.target-binary"]}).status_code == 302
    assert dict(copy.items.values_list("key", "done_on")) == {SHOWN: AT.date()}, "only what is proposed"
    assert (Evidence.objects.count(), list(Coverage.objects.values_list("skill__key", "strength"))) == before
    assert "Nothing is proposed." in client.get(url).content.decode()
