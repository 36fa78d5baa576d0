"""The signed-in home: what it says of a portfolio, and that it costs the same whatever the portfolio's size."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.models import Collection
from competence.standing import State
from dashboard.queries import overviews, todos
from portfolio.models import Practitioner
from portfolio.queries import records, studio
from tests.factories import choosing, files, hiring
from tests.factories import portfolio as make

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def person(ada: User) -> Practitioner:
    return make.practitioner(ada, visibility="public")


def page(client_of: ClientOf, user: User, address: str = "/dashboard/") -> str:
    response = client_of(user).get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_who_has_no_portfolio_is_asked_what_they_came_for(client_of: ClientOf, hana: User) -> None:
    html = page(client_of, hana)
    assert 'href="/studio/profile/new/">Begin your profile</a>' in html
    assert 'href="/briefs/new/">Begin a brief</a>' in html


@pytest.mark.parametrize("hold", [hiring.brief, choosing.shortlist, choosing.search, hiring.team])
def test_who_hires_and_has_no_portfolio_goes_to_their_briefs(
    client_of: ClientOf, hana: User, hold: Callable[[User], object]
) -> None:
    hold(hana)
    assert client_of(hana).get("/dashboard/")["Location"] == "/briefs/"


def test_who_hires_and_has_a_portfolio_stays_at_home(client_of: ClientOf, ada: User, person: Practitioner) -> None:
    hiring.brief(ada)
    assert "No project yet" in page(client_of, ada)


def test_the_form_of_a_first_profile_leads_those_on_who_only_hire(client_of: ClientOf, hana: User) -> None:
    assert 'href="/briefs/">go to your briefs</a>' in page(client_of, hana, "/studio/profile/new/")


def test_an_empty_portfolio_says_what_to_do_first(client_of: ClientOf, ada: User, person: Practitioner) -> None:
    html = page(client_of, ada)
    assert "No project yet" in html
    assert "a project that you really did" in html
    assert "Level 2 neglected" not in html


def test_a_start_at_level_3_is_warned_of_with_what_to_show_first(
    client_of: ClientOf, ada: User, person: Practitioner
) -> None:
    project = make.project(person)
    section = make.section(project, body="Recurrent network over windows of a week.")
    for key in ("ts-recurrent", "ts-univariate", "ts-multi-step"):
        make.evidence(project, f"l3.technique.{key}", section)
    overview = overviews.overview(person)
    assert {s.key for s in overview.signals} >= {"started-too-high"}
    assert overview.standing.by_key["l3"].state == State.IN_PROGRESS
    html = page(client_of, ada)
    assert "Answer with a reason" in html
    assert html.index("Standing") < html.index("Your projects")


def test_claims_without_a_place_are_the_first_thing_to_do(person: Practitioner) -> None:
    project = make.project(person, title="Bike counts")
    make.evidence(project, "l1.library.fit-model")
    texts = [f"{t.text} {t.target}" for t in overviews.overview(person).todos]
    assert "Say where to look for 1 claim in Bike counts" in texts


def test_the_matrices_show_covered_and_empty_cells(client_of: ClientOf, ada: User, person: Practitioner) -> None:
    project = make.project(person)
    section = make.section(project, body="A table with gaps; yes or no.")
    make.evidence(project, "l1.modeling.input-missing-values", section)
    make.evidence(project, "l1.modeling.target-binary", section)
    overview = overviews.overview(person)
    (variety,) = overview.tables
    assert (variety.reading.covered, variety.reading.total) == (1, 15)
    assert "Variety of Level 1 projects: 1 of 15 cells" in page(client_of, ada)


def test_another_framework_can_be_chosen_and_an_unknown_one_falls_back(
    client_of: ClientOf, ada: User, person: Practitioner
) -> None:
    title = overviews.overview(person, "ml-progress-checklist").yardstick.title
    assert f"By the rules of {title}" in page(client_of, ada, "/dashboard/?framework=ml-progress-checklist")
    assert overviews.overview(person, "no-such").yardstick.key == "three-levels"


def test_private_projects_count_here(person: Practitioner) -> None:
    project = make.project(person, visibility="private")
    section = make.section(project, body="Words.")
    make.evidence(project, "l1.library.fit-model", section)
    assert overviews.overview(person).map.tally.evidenced == 1


def test_a_private_profile_is_shown_where_that_is_chosen(ada: User) -> None:
    person = make.practitioner(ada, visibility="private")
    make.project(person)
    (todo,) = [t for t in overviews.overview(person).todos if (t.text, t.target) == ("Show", "your profile")]
    assert todo.href == "/studio/profile/visibility/"


def test_the_levels_of_a_project_are_those_that_it_shows(person: Practitioner) -> None:
    project = make.project(person)
    make.evidence(project, "l1.library.fit-model", make.section(project, body="Words."))
    make.evidence(project, "l2.generalization.dropout")  # without a place, a claim
    (row,) = overviews.overview(person).projects
    assert row.levels == (1,) and len(row.states) == 2


@pytest.mark.parametrize("projects", [1, 3])
def test_the_number_of_queries_does_not_grow(
    person: Practitioner, projects: int, django_assert_num_queries: Any
) -> None:
    for _ in range(projects):
        project = make.project(person)
        make.evidence(project, "l1.library.fit-model", make.section(project, body="Words."))
    overviews.overview(person)  # the editions are read once a process
    with django_assert_num_queries(14):
        overviews.overview(person)


def test_a_newer_version_of_a_file_is_something_to_look_at(person: Practitioner) -> None:
    project = make.project(person, "Churn")
    version = files.notebook(project)
    piece = make.evidence(project, "l1.library.fit-model")
    files.point(piece, version.cells.get(number=1))
    assert not any(todo.text == "Look at the newer file of" for todo in todos.read(records.read(person)))
    files.version(version.artefact, b"newer")
    (todo,) = [todo for todo in todos.read(records.read(person)) if todo.text == "Look at the newer file of"]
    assert (todo.target, todo.href) == ("Churn", studio.url(project, "evidence"))


def test_the_next_projects_say_what_they_would_show_and_are_ringed_on_the_map(
    client_of: ClientOf, ada: User, person: Practitioner
) -> None:
    project = make.project(person)
    make.evidence(project, "l1.library.fit-model", make.link(project), lines="1-9")
    html = page(client_of, ada)
    section = html[html.index('id="next"') : html.index('id="standing"')]
    assert "open at Level 1, Modeling" in section and section.count('<article class="sugg">') == 3
    assert "fills with a project below" in html and 'class="cell gap next"' in html[: html.index('id="next"')]
    before = overviews.overview(person).plan
    assert before is not None
    for skill in before.suggestions[0].closes:
        make.evidence(project, skill.key, make.link(project, f"link-{skill.key}"), lines="1-9")
    after = overviews.overview(person).plan
    assert after is not None and after.suggestions[0].idea != before.suggestions[0].idea


def test_the_level_to_work_towards_stands_in_the_address(client_of: ClientOf, ada: User, person: Practitioner) -> None:
    assert "open at Level 2, Tuning" in page(client_of, ada, "/dashboard/?goal=l2")
    assert "open at Level 1, Modeling" in page(client_of, ada, "/dashboard/?goal=%00nonsense")


def test_by_another_framework_an_idea_shows_what_counts_there_as_well(person: Practitioner) -> None:
    plan = overviews.overview(person, "ml-progress-checklist").plan
    assert plan is not None and plan.goal.key == "ck.entry"
    assert len(plan.suggestions[0].closes) == 3, "not only the few skills of other frameworks that ideas name"


def test_a_site_without_ideas_suggests_nothing(client_of: ClientOf, ada: User, person: Practitioner) -> None:
    Collection.objects.filter(kind=Collection.Kind.IDEAS).delete()
    html = page(client_of, ada)
    assert 'id="next"' not in html and "fills with a project below" not in html and "cell gap next" not in html
