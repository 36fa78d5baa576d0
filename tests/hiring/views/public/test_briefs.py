"""What everybody reads of a published brief, and what a practitioner reads there about themselves alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.models import Edition
from competence.queries import editions
from hiring.models import Brief
from hiring.queries import openings
from portfolio.queries import profiles
from tests.factories import hiring
from tests.factories import portfolio as made
from tests.factories.hiring import AT

Of = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("frameworks")
BINARY, SCALING = "l1.modeling.target-binary", "l1.modeling.scaling"
AVERAGING, STACKING = "l2.prediction.model-averaging", "l2.prediction.stacking-ensembles"
EARLY, NOISE = "l2.generalization.early-stopping", "l2.generalization.adding-noise"


@pytest.fixture
def brief(hana: User, remi: User) -> Brief:
    return hiring.brief(
        hiring.team(hana, remi, name="Halden hiring"),
        ("skill", BINARY, "must"),
        ("skill", SCALING, "must"),
        ("skill", EARLY, "must", {"strength": 3}),
        ("skill", NOISE, "must"),
        ("group", "l2.prediction.ensembles", "useful", {"at_least": 2}),
        ("domain", "time-series", "useful"),
        ("level", "l1", "useful"),
        ("level", "l3", "not-needed"),
        title="Grid engineer",
        text="Day-ahead **load**.",
        published_at=AT,
    )


def address(brief: Brief) -> str:
    return f"/briefs/{brief.uuid}/open/"


def portfolio_of(ada: User) -> Any:
    """Verified, public: binary; evidenced, private: scaling; claimed, public: early stopping."""
    person = made.practitioner(ada, visibility="public")
    public = made.project(person, "Churn in a telecom table", visibility="public")
    result = made.result(public, baseline="0.5")
    made.verdict(made.evidence(public, BINARY, result))
    made.evidence(public, EARLY)
    private = made.project(person, "Canary in private")
    made.evidence(private, SCALING, made.result(private, baseline="0.5"))
    return person


def test_whoever_is_signed_out_is_led_to_how_they_stand_before_what_is_asked(brief: Brief, client_of: Of) -> None:
    address = f"/briefs/{brief.uuid}/open/"
    page = client_of(None).get(address).content.decode()
    link = page.index(f'<a href="/accounts/login/?next={address}">Sign in to see how you stand</a>')
    assert link < page.index('id="musts"')


def test_everybody_reads_what_is_expected(brief: Brief, client_of: Of) -> None:
    page = client_of(None).get(address(brief)).content.decode()
    assert "<strong>load</strong>" in page
    assert "Halden hiring" in page
    assert f"/frameworks/three-levels/skills/{BINARY}/" in page
    assert "At least 2 of these." in page
    assert "Level 3: to have it is neither a plus nor a minus here." in page
    assert f"/accounts/login/?next=/briefs/{brief.uuid}/open/" in page
    assert "How you stand" not in page
    assert "noindex" not in page
    for private in ("hana@example.org", "Hana Sato", "Edit</a>"):
        assert private not in page


def test_a_practitioner_reads_how_they_stand_by_both_sides(brief: Brief, ada: User, client_of: Of) -> None:
    portfolio_of(ada)
    page = " ".join(client_of(ada).get(address(brief)).content.decode().split())
    assert "You have <b>2 of 4 musts</b>" in page
    assert "visitors can see 1 of them" in page
    assert "You: verified." in page
    assert "You: evidenced.</b> Visitors: not shown yet." in page
    assert "/studio/projects/canary-in-private/publish/" in page
    assert "You: only claimed." in page
    assert "/studio/projects/churn-in-a-telecom-table/evidence/" in page
    assert "You: not shown yet." in page


def test_nobody_else_learns_of_it(brief: Brief, ada: User, hana: User, sam: User, client_of: Of) -> None:
    portfolio_of(ada)
    for user in (None, hana, sam):
        page = client_of(user).get(address(brief)).content.decode()
        assert "Canary" not in page
        assert "canary" not in page
        assert "Churn in a telecom table" not in page
    assert "You have <b>0 of 4 musts</b>" in client_of(sam).get(address(brief)).content.decode()


def test_with_a_private_profile_visitors_see_nothing_of_it(brief: Brief, ada: User) -> None:
    person = portfolio_of(ada)
    made.practitioner(ada, visibility="unlisted")
    person.refresh_from_db()
    opening = openings.show(brief, ada, profiles.ground())
    assert opening is not None
    assert (opening.met, opening.met_publicly) == (2, 0)
    hidden = [point.own for point in opening.musts if point.own and point.own.is_hidden]
    assert {own.action for own in hidden} >= {"Your profile is not public"}


def test_what_is_hidden_is_what_one_is_told_to_publish(hana: User, ada: User, client_of: Of) -> None:
    """Of a group that asks for two, the stronger piece is public already; the other one is what is missing."""
    person = made.practitioner(ada, visibility="public")
    public = made.project(person, "Seen by all", visibility="public")
    made.verdict(made.evidence(public, AVERAGING, made.comparison(public)))
    private = made.project(person, "Kept apart")
    made.evidence(private, STACKING, made.comparison(private))
    brief = hiring.brief(hana, ("group", "l2.prediction.ensembles", "must", {"at_least": 2}), published_at=AT)
    page = client_of(ada).get(address(brief)).content.decode()
    assert "You: evidenced.</b> Visitors: shown by 1 of 2 skills." in page
    assert '/studio/projects/kept-apart/publish/">Publish Kept apart</a>' in page
    assert "Publish Seen by all" not in page


def test_of_a_group_what_is_weak_is_strengthened_and_else_what_is_missing_is_read(hana: User, ada: User) -> None:
    project = made.project(made.practitioner(ada, visibility="public"), "Seen by all", visibility="public")
    made.evidence(project, AVERAGING, made.comparison(project))
    brief = hiring.brief(hana, ("group", "l2.prediction.ensembles", "must", {"at_least": 2}), published_at=AT)
    assert _advice(brief, ada) == ("Read what shows it", f"/frameworks/three-levels/skills/{STACKING}/")
    made.evidence(project, STACKING)
    assert _advice(brief, ada)[0] == "Strengthen it in Seen by all"


def _advice(brief: Brief, user: User) -> tuple[str, str]:
    opening = openings.show(brief, user, profiles.ground())
    assert opening is not None
    own = opening.musts[0].own
    assert own is not None
    return own.action, own.href


def test_those_who_hold_it_find_the_way_to_edit(brief: Brief, hana: User, client_of: Of) -> None:
    page = client_of(hana).get(address(brief)).content.decode()
    assert f"/briefs/{brief.uuid}/edit/" in page
    assert "With <a" in page, "hana has no portfolio"


def test_not_published_and_put_away_are_not_there(brief: Brief, hana: User, client_of: Of) -> None:
    Brief.objects.update(archived_at=AT)
    assert client_of(hana).get(address(brief)).status_code == 404
    Brief.objects.update(archived_at=None, published_at=None)
    assert client_of(hana).get(address(brief)).status_code == 404
    assert "Grid engineer" not in client_of(hana).get("/briefs/open/").content.decode()


def test_whose_account_is_closed_publishes_nothing(brief: Brief, hana: User, client_of: Of) -> None:
    own = hiring.brief(hana, ("level", "l1", "must"), title="Own of Hana", published_at=AT)
    for is_active, status in ((True, 200), (False, 404)):
        User.objects.filter(pk=hana.pk).update(is_active=is_active)
        assert client_of(None).get(address(own)).status_code == status
        assert ("Own of Hana" in client_of(None).get("/briefs/open/").content.decode()) is is_active
    User.objects.exclude(pk=hana.pk).update(is_active=True)
    assert client_of(None).get(address(brief)).status_code == 200, "a team stays while somebody is in it"
    User.objects.update(is_active=False)
    assert client_of(None).get(address(brief)).status_code == 404


def test_without_an_edition_of_its_framework_there_is_no_page_meanwhile(brief: Brief, client_of: Of) -> None:
    Edition.objects.filter(framework=brief.framework).update(is_current=False)
    assert client_of(None).get(address(brief)).status_code == 404
    assert "Grid engineer" not in client_of(None).get("/briefs/open/").content.decode()


def test_the_list_of_published_briefs(brief: Brief, hana: User, client_of: Of) -> None:
    hiring.brief(hana, ("level", "l1", "must"), title="Canary, not published")
    page = client_of(None).get("/briefs/open/").content.decode()
    assert "Grid engineer" in page
    assert "Halden hiring" in page
    assert "Canary" not in page
    assert "/briefs/open/" in client_of(None).get("/").content.decode(), "the foot of every page leads there"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_six_queries(hana: User, client_of: Of, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        hiring.brief(hana, ("level", "l1", "must"), title=f"Role {number}", published_at=AT)
    client = client_of(None)
    editions.all_current()
    with django_assert_num_queries(6):  # the page of briefs: 2; frameworks and needs: 3; the foot: 1
        client.get("/briefs/open/")


@pytest.mark.parametrize("count", [1, 3])
def test_how_one_stands_is_read_in_a_fixed_number_of_queries(
    ada: User, hana: User, count: int, django_assert_num_queries: Any
) -> None:
    person = made.practitioner(ada, visibility="public")
    for number in range(count):
        project = made.project(person, f"Project {number}", visibility="public")
        made.evidence(project, BINARY, made.result(project, baseline="0.5"))
    skills = [s for s in editions.of("three-levels").skills if s.startswith("l1.")][:count]
    brief = hiring.brief(hana, *(("skill", key, "must") for key in skills), published_at=AT)
    opened = Brief.objects.select_related("team", "framework").get(pk=brief.pk)
    on = profiles.ground()
    with django_assert_num_queries(11):
        openings.show(opened, ada, on)
