"""Writing the profile."""

from datetime import timedelta

import pytest

from core.errors import DomainError, StaleVersion
from portfolio.actions import parts, practitioners
from portfolio.models import BackgroundEntry, FeaturedProof, Practitioner
from portfolio.queries import profiles
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


def test_a_new_portfolio_is_private(db: None) -> None:
    made = practitioners.create(make.user(), handle="ida", name="Ida Quist", at=make.AT)
    assert (made.visibility, made.revision) == ("private", 1)


def test_an_address_is_given_once(db: None) -> None:
    make.practitioner(handle="ida")
    with pytest.raises(DomainError, match="“ida” is taken"):
        practitioners.create(make.user(), handle="ida", name="Ida", at=make.AT)


def test_an_address_that_would_speak_for_the_site_is_refused(db: None) -> None:
    with pytest.raises(DomainError, match="kept for the site"):
        practitioners.create(make.user(), handle="admin", name="Ida Quist", at=make.AT)


def test_one_person_has_one_portfolio(db: None) -> None:
    owner = make.user()
    make.practitioner(owner)
    with pytest.raises(DomainError, match="You have a portfolio already"):
        practitioners.create(owner, handle="other", name="Ida", at=make.AT)


def test_changing_replaces_the_background_only_when_given(db: None) -> None:
    person = make.practitioner()
    lines = [BackgroundEntry(kind="study", text="MSc Physics"), BackgroundEntry(kind="work", text="Baker")]
    practitioners.change(person, revision=1, fields={}, background=lines, by=person.user, at=LATER)
    practitioners.change(person, revision=2, fields={"headline": "Forecasts"}, by=person.user, at=LATER)
    assert [b.text for b in person.background.order_by("position")] == ["MSc Physics", "Baker"]
    practitioners.change(person, revision=3, fields={}, background=[], by=person.user, at=LATER)
    assert not BackgroundEntry.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(db: None) -> None:
    """R-RL-03"""
    person = make.practitioner()
    practitioners.change(person, revision=1, fields={"headline": "First"}, by=person.user, at=LATER)
    with pytest.raises(StaleVersion):
        practitioners.change(person, revision=1, fields={"headline": "Second"}, by=person.user, at=LATER)
    assert Practitioner.objects.get().headline == "First"


@pytest.mark.parametrize("name", ["visibility", "handle", "user", "version"])
def test_fields_that_are_not_for_changing_are_refused(db: None, name: str) -> None:
    """R-AZ-04"""
    person = make.practitioner()
    with pytest.raises(ValueError, match=name):
        practitioners.change(person, revision=1, fields={name: "x"}, by=person.user, at=LATER)


def test_up_to_three_own_proofs_stand_first(db: None) -> None:
    person = make.practitioner()
    pieces = [make.evidence(make.project(person, f"Project {n}")) for n in range(4)]
    practitioners.feature(person, evidence=pieces[1::-1], by=person.user, at=LATER)
    assert [f.evidence for f in FeaturedProof.objects.order_by("position")] == [pieces[1], pieces[0]]
    practitioners.feature(person, evidence=pieces[2:], by=person.user, at=LATER)
    assert FeaturedProof.objects.count() == 2
    with pytest.raises(DomainError, match="At most three"):
        practitioners.feature(person, evidence=pieces, by=person.user, at=LATER)
    with pytest.raises(DomainError, match="your own projects"):
        foreign = make.evidence(make.project(make.practitioner()))
        practitioners.feature(person, evidence=[foreign], by=person.user, at=LATER)
    assert FeaturedProof.objects.count() == 2


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "", " https://example.org"]
)
def test_links_of_a_profile_have_a_safe_scheme(db: None, url: str) -> None:
    """R-XSS-03"""
    person = make.practitioner()
    fields = {"links": [{"label": "Site", "url": "https://example.org"}, {"label": "Bad", "url": url}]}
    with pytest.raises(DomainError, match="https://"):
        practitioners.change(person, revision=1, fields=fields, by=person.user, at=LATER)
    with pytest.raises(DomainError, match="https://"):
        practitioners.create(make.user(), handle="jo", name="Jo", at=LATER, **fields)
    assert Practitioner.objects.get().links == []


def test_links_to_the_web_and_to_mail_are_taken(db: None) -> None:
    person = make.practitioner()
    urls = ["https://example.org", "http://example.org/a", "mailto:ida@example.org"]
    fields = {"links": [{"label": "Site", "url": url} for url in urls]}
    practitioners.change(person, revision=1, fields=fields, by=person.user, at=LATER)
    assert [link["url"] for link in Practitioner.objects.get().links] == urls


def test_a_chosen_proof_that_became_a_claim_does_not_stand_first(db: None) -> None:
    person = make.practitioner(visibility="public")
    project = make.project(person, visibility="public")
    kept, lost = make.section(project, "Kept"), make.section(project, "Lost")
    pieces = [
        make.evidence(project, "l1.modeling.target-binary", lost, statement="Points to what is removed."),
        make.evidence(project, "l1.modeling.scaling", kept, statement="Points to what stays."),
    ]
    practitioners.feature(person, evidence=pieces, by=person.user, at=LATER)
    on = profiles.ground()
    assert len(profiles.build(person, on.default, on).proofs) == 2
    parts.remove(lost, by=None, at=LATER)
    assert [proof.statement for proof in profiles.build(person, on.default, on).proofs] == ["Points to what stays."]
