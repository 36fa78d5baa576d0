"""What people are found by is in step with every change, and holds nothing that a visitor does not see."""

from datetime import timedelta

import pytest

from competence.models import Framework
from competence.queries import editions
from portfolio.actions import practitioners, projects, rereading
from portfolio.models import Facet, Practitioner, Project
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

DROPOUT, UNIVARIATE = "l2.generalization.dropout", "l3.technique.ts-univariate"
LATER = made.AT + timedelta(days=3)


def facets(of: Practitioner) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, value in Facet.objects.filter(practitioner=of).values_list("kind", "value"):
        found.setdefault(kind, set()).add(value)
    return found


@pytest.fixture
def person(frameworks: None, db: None) -> Practitioner:
    """A public profile with one public project: a comparison, a domain, a library, data."""
    someone = made.practitioner(
        visibility="public", location="Lyon,  Île-de-France", seeking=["contract"], workplaces=["remote", "hybrid"]
    )
    project = made.project(someone, "Shown", visibility="public", originality="adapted")
    projects.classify(project, axes={"sub-problem": ["multi-step"]}, libraries=["Keras"], by=None, at=made.AT)
    made.dataset(project, origin="competition")
    made.evidence(project, DROPOUT, made.comparison(project))
    return someone


def test_everything_that_is_public_can_be_found_by(person: Practitioner):
    assert facets(person) == {
        "standing": {"three-levels/l2/in-progress"},
        "problem": {"multi-step"},
        "cure": {f"overfitting/{DROPOUT}"},
        "library": {"keras"},
        "data": {"competition"},
        "originality": {"adapted"},
        "seeking": {"contract"},
        "workplace": {"remote", "hybrid"},
        "place": {"ile-de-france"},
    }
    labels = dict(Facet.objects.exclude(label="").values_list("value", "label"))
    assert labels == {"keras": "Keras", "ile-de-france": "Île-de-France"}
    assert person.last_proof_on is None  # read before there was any
    assert Practitioner.objects.get().last_proof_on == made.AT.date()


def test_a_skill_that_is_shown_brings_its_domain_and_a_claim_does_not(person: Practitioner):
    project = Project.objects.get()
    piece = made.evidence(project, UNIVARIATE)
    assert "domain" not in facets(person)
    made.evidence(project, "l3.technique.ts-multivariate", made.section(project))
    assert facets(person)["domain"] == {"time-series"}
    assert facets(person)["problem"] == {"multi-step", "multivariate"}
    assert piece.skill.key == UNIVARIATE


@pytest.mark.parametrize("hide", ["project", "profile"])
def test_what_is_withdrawn_is_gone(person: Practitioner, hide: str):
    if hide == "project":
        projects.withdraw(Project.objects.get(), by=None, at=LATER)
        assert facets(person) == {
            "seeking": {"contract"},
            "workplace": {"remote", "hybrid"},
            "place": {"ile-de-france"},
        }
    else:
        practitioners.set_visibility(person, visibility="private", by=None, at=LATER)
        assert facets(person) == {}
    assert Practitioner.objects.get().last_proof_on is None


def test_the_latest_proof_is_a_day_and_claims_do_not_count(person: Practitioner):
    piece = made.evidence(Project.objects.get(), UNIVARIATE, at=LATER)
    assert Practitioner.objects.get().last_proof_on == made.AT.date()
    made.verdict(Project.objects.get().evidence.exclude(pk=piece.pk).get(), at=LATER)
    assert Practitioner.objects.get().last_proof_on == LATER.date()


def test_a_change_writes_only_what_differs(person: Practitioner):
    rows = set(Facet.objects.values_list("pk", flat=True))
    made.evidence(Project.objects.get(), UNIVARIATE, made.section(Project.objects.get()))
    assert set(Facet.objects.values_list("pk", flat=True)) > rows


def test_a_choice_that_there_is_not_is_refused(person: Practitioner):
    with pytest.raises(ValueError, match="seeking"):
        practitioners.change(person, revision=1, fields={"seeking": ["fame"]}, by=person.user, at=LATER)


def test_a_new_edition_changes_standings(no_frameworks: None):
    """The rule of the first level asks for both basics now; the proof that each of them asks for is the same."""
    load_text(SMALL)
    Framework.objects.update(is_default=True)
    someone = made.practitioner(visibility="public")
    project = made.project(someone, visibility="public")
    made.evidence(project, "s1.basics.split", made.link(project), lines="1")
    assert facets(someone)["standing"] == {"small/s1/demonstrated"}
    load_text(SMALL.replace('version = "1.0.0"', 'version = "2.0.0"').replace("at_least = 1\nof", "at_least = 2\nof"))
    editions.forget()
    heard: list[tuple[int, int]] = []
    assert rereading.restate("small", at=made.AT, say=lambda done, of: heard.append((done, of))) == 1
    assert heard == [(1, 1)]
    assert facets(someone)["standing"] == {"small/s1/in-progress"}
