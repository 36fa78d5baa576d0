"""Coverage, words and version are in step with every change, in its transaction."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from competence.strengths import Strength
from portfolio.actions import parts, portfolios, practitioners, projects
from portfolio.models import Coverage, Evidence, Practitioner, Project, Proof, Section
from portfolio.queries import texts
from portfolio.search import tokens
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
KEY = "l1.modeling.target-binary"


def found(words: str) -> bool:
    return texts.find(tokens.terms(words), "project").total == 1


def coverage(practitioner: Practitioner) -> dict[str, int]:
    return {c.scope: c.strength for c in Coverage.objects.filter(practitioner=practitioner, skill__key=KEY)}


@pytest.fixture
def shown(db: None) -> Evidence:
    """A piece that shows something, in a public project of a public profile."""
    project = make.project(make.practitioner(visibility="public"), visibility="public")
    return make.evidence(project, KEY, Section.objects.get())


def test_coverage_has_both_scopes_for_what_is_public(shown: Evidence) -> None:
    assert coverage(shown.project.practitioner) == {"all": 2, "public": 2}


def test_a_private_project_counts_for_its_owner_only(db: None) -> None:
    project = make.project(make.practitioner(visibility="public"))
    make.evidence(project, KEY, make.section(project))
    assert coverage(project.practitioner) == {"all": 2}


def test_an_unlisted_project_counts_for_its_owner_only(db: None) -> None:
    project = make.project(make.practitioner(visibility="public"), visibility="unlisted")
    make.evidence(project, KEY, Section.objects.get())
    assert coverage(project.practitioner) == {"all": 2}


def test_withdrawing_takes_the_public_coverage_away(shown: Evidence) -> None:
    projects.withdraw(shown.project, by=None, at=LATER)
    assert coverage(shown.project.practitioner) == {"all": 2}


def test_a_private_profile_has_no_public_coverage(shown: Evidence) -> None:
    practitioners.set_visibility(shown.project.practitioner, visibility="private", by=None, at=LATER)
    assert coverage(shown.project.practitioner) == {"all": 2}


def test_a_stale_object_does_not_bring_back_what_was_hidden(shown: Evidence) -> None:
    stale = Project.objects.select_related("practitioner").get()
    practitioners.set_visibility(Practitioner.objects.get(), visibility="private", by=None, at=LATER)
    assert stale.practitioner.visibility == "public"
    make.section(stale, "Written by somebody who read the page before")
    assert coverage(stale.practitioner) == {"all": 2}


def test_the_strongest_piece_counts_and_the_pieces_are_counted(shown: Evidence) -> None:
    other = make.project(shown.project.practitioner, "Another", visibility="public")
    second = make.evidence(other, KEY, other.sections.get())
    make.verdict(second)
    row = Coverage.objects.get(scope="public")
    assert (row.strength, row.best, row.pieces) == (Strength.VERIFIED, second, 2)


def test_removing_the_only_place_leaves_a_claim(shown: Evidence) -> None:
    parts.remove(Section.objects.get(), by=None, at=LATER)
    assert coverage(shown.project.practitioner) == {"all": 1, "public": 1}


def test_removing_the_project_leaves_nothing(shown: Evidence) -> None:
    owner = shown.project.practitioner
    projects.remove(shown.project, by=None, at=LATER)
    assert coverage(owner) == {}


def test_every_change_raises_the_version_and_dates_it(shown: Evidence) -> None:
    owner = Practitioner.objects.get()
    make.decision(shown.project, at=LATER)
    after = Practitioner.objects.get()
    assert after.version == owner.version + 1 and after.changed_at == LATER


def test_a_change_that_fails_leaves_everything_as_it_was(shown: Evidence) -> None:
    before = Practitioner.objects.get()
    with pytest.raises(RuntimeError), transaction.atomic():
        parts.remove(Section.objects.get(), by=None, at=LATER)
        raise RuntimeError
    assert Practitioner.objects.get().version == before.version
    assert coverage(before) == {"all": 2, "public": 2}


def test_words_for_search_follow_and_the_fingerprint_is_stored(shown: Evidence) -> None:
    make.section(shown.project, "Épilogue", "Un réseau modeste")
    assert found("epilogue réseau modeste")
    assert len(Evidence.objects.get().fingerprint) == 64


def test_recomputing_changes_no_coverage(shown: Evidence) -> None:
    before = list(Coverage.objects.order_by("pk").values())
    portfolios.refresh(Practitioner.objects.get(), at=LATER)
    assert list(Coverage.objects.order_by("pk").values()) == before


def test_generated_data_shows_no_data_handling(db: None) -> None:
    """PRODUCT.md, what must always hold 9."""
    project = make.project(make.practitioner())
    section = make.section(project)
    make.dataset(project, origin="dataset-generator")
    data = make.evidence(project, "l3.data-handling.ts-supervised-framing", section)
    tuned = make.evidence(project, "l2.generalization.dropout", make.comparison(project))
    found = {c.best_id: c.strength for c in Coverage.objects.filter(scope="all")}
    assert found[tuned.pk] == Strength.EVIDENCED
    assert found[data.pk] == Strength.CLAIMED


def proofs() -> dict[int, tuple[int, int, int]]:
    return {p.evidence_id: (p.project_id, p.skill_id, p.strength) for p in Proof.objects.all()}


def test_every_piece_has_its_own_strength_private_ones_included(frameworks: None, shown: Evidence) -> None:
    """One row a piece, also where another project shows the same skill better."""
    claim = make.evidence(make.project(shown.project.practitioner, "Another"), KEY)
    make.verdict(shown, at=LATER)
    assert proofs() == {
        shown.pk: (shown.project_id, shown.skill_id, Strength.VERIFIED),
        claim.pk: (claim.project_id, claim.skill_id, Strength.CLAIMED),
    }
    assert Proof.objects.get(evidence=shown).proven_at == LATER


def test_the_strength_of_a_piece_follows_the_places_and_goes_with_it(shown: Evidence) -> None:
    assert Proof.objects.get().strength == Strength.EVIDENCED
    parts.remove(Section.objects.get(), by=None, at=LATER)
    assert Proof.objects.get().strength == Strength.CLAIMED
    parts.remove(shown, by=None, at=LATER)
    assert not Proof.objects.exists()


def test_recomputing_mends_proofs_and_writes_none_that_is_right(shown: Evidence) -> None:
    Proof.objects.update(strength=3)
    portfolios.refresh(Practitioner.objects.get(), at=LATER)
    before = list(Proof.objects.values())
    assert before[0]["strength"] == Strength.EVIDENCED
    with CaptureQueriesContext(connection) as asked:
        portfolios.refresh(Practitioner.objects.get(), at=LATER)
    assert list(Proof.objects.values()) == before
    written = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(written) == 3, written  # the version of the portfolio, and its place in the log of changes


@pytest.mark.parametrize("strength", [0, 4])
def test_a_strength_is_one_of_three(shown: Evidence, strength: int) -> None:
    with pytest.raises(IntegrityError, match="portfolio_proof_strength_is_known"), transaction.atomic():
        Proof.objects.update(strength=strength)


def test_words_hold_all_that_a_page_says_of_choices_and_proof(shown: Evidence) -> None:
    project = shown.project
    make.decision(project, "Huber loss", reason="Outliers of the meter")
    make.comparison(project, technique="Label smoothing")
    make.image(project, title="Confusion matrix")
    make.link(project, title="prepare_splits.py")
    make.evidence(project, "l1.library.fit-model", statement="Fitted with early stopping.")
    for words in (
        "Huber loss", "outliers of the meter", "label smoothing", "confusion matrix", "prepare_splits.py",
        "fitted with early stopping.", "the target is binary",
    ):  # fmt: skip
        assert found(words), words


@pytest.mark.django_db
def test_who_was_public_before_the_day_was_kept_is_not_new() -> None:
    public, private = (make.practitioner(visibility=visibility) for visibility in ("public", "private"))
    Practitioner.objects.update(published_at=None)
    import_module("portfolio.migrations.0010_published_profiles").fill(apps, None)
    public.refresh_from_db()
    private.refresh_from_db()
    assert (public.published_at, private.published_at) == (public.created_at, None)
