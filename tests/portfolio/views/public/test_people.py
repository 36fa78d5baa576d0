"""Finding people and projects: by words and by what is shown; what is not listed is found by nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portfolio.actions import projects
from tests.factories import portfolio as made

AT = made.AT
DROPOUT = "l2.generalization.dropout"
HARNESS = "l1.modeling.test-harness"
COSTS = {"/explore/": 22, "/explore/projects/": 14}


def somebody(handle: str, name: str, *, visibility: str = "public", days: int = 0, **fields):
    """A person with one public project that shows a harness."""
    person = made.practitioner(made.user(name), handle=handle, name=name, visibility=visibility, **fields)
    at = AT + timedelta(days=days)
    shown = visibility if visibility != "private" else "private"
    project = made.project(person, f"Work of {name}", visibility=shown, at=at)
    made.evidence(project, HARNESS, made.result(project, at=at), at=at)
    return person, project


@pytest.fixture
def two(frameworks, db):
    """Ada is the later one and shows dropout as well; Bo's project uses Keras."""
    ada, study = somebody("ada-l", "Ada Lund", days=2, headline="Überraschend klar")
    bo, table = somebody("bo", "Bo Ek", days=1)
    made.evidence(study, DROPOUT, made.comparison(study), at=AT + timedelta(days=2))
    projects.classify(table, axes={"domain": ["computer-vision"]}, libraries=["Keras"], by=None, at=AT)
    return ada, bo, study, table


def names(query: str = "", path: str = "/explore/") -> list[str]:
    """Whose name is found, in order."""
    response = Client().get(f"{path}{query}")
    assert response.status_code == 200
    html = response.content.decode().split('id="res"')[1]
    found = [(html.find(name), name) for name in ("Ada Lund", "Bo Ek", "Cy Kept", "Di Unlisted") if name in html]
    return [name for _, name in sorted(found)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ada Lund", "Bo Ek"]),
        ("?q=uberraschend+KLAR", ["Ada Lund"]),
        ("?q=lund+ek", []),
        ("?q=telecom", []),
        ("?q=work+of+bo", ["Bo Ek"]),
        ("?q=dropout", ["Ada Lund"]),
        (f"?skill={DROPOUT}", ["Ada Lund"]),
        (f"?skill={HARNESS}", ["Ada Lund", "Bo Ek"]),
        (f"?skill={HARNESS}&proof=verified", []),
        ("?level=l2", ["Ada Lund"]),
        ("?level=l1&level=l2", ["Ada Lund"]),
        ("?level=l3", []),
        ("?library=keras", ["Bo Ek"]),
        ("?skill=no-such-skill&level=nonsense&proof=x&library=y", ["Ada Lund", "Bo Ek"]),
        ("?q=%00%27%22%3Cscript%3E", []),
        ("?q=%25", []),
    ],
)
def test_people_are_found(two, query, expected):
    assert names(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ada Lund", "Bo Ek"]),
        (f"?skill={DROPOUT}", ["Ada Lund"]),
        ("?domain=computer-vision", ["Bo Ek"]),
        ("?library=keras", ["Bo Ek"]),
        ("?level=l2&library=keras", []),
        ("?proof=verified", []),
        ("?q=work", ["Ada Lund", "Bo Ek"]),
    ],
)
def test_projects_are_found(two, query, expected):
    assert names(query, "/explore/projects/") == expected


def test_verified_needs_somebody_else_on_this_version(two):
    piece = two[3].evidence.get()
    made.verdict(piece)
    assert names("?proof=verified") == ["Bo Ek"]
    assert names("?proof=verified", "/explore/projects/") == ["Bo Ek"]


def test_the_order_follows_the_latest_proof_and_never_the_name(two):
    piece = two[3].evidence.get()
    made.verdict(piece, at=AT + timedelta(days=9))
    assert names() == ["Bo Ek", "Ada Lund"]


@pytest.mark.parametrize(("path", "what"), [("/explore/", "proof"), ("/explore/projects/", "publication")])
def test_the_page_says_what_decides_between_equals(two, path, what):
    """And it is so: Ada published last, and Bo has the latest proof."""
    made.verdict(two[3].evidence.get(), at=AT + timedelta(days=9))
    for query in ("?q=work", "?q=work&sort=shown"):
        html = Client().get(f"{path}{query}").content.decode()
        assert f"Equals follow by latest {what}, then at random, always the same" in html
    assert names("?q=work", path) == (["Bo Ek", "Ada Lund"] if what == "proof" else ["Ada Lund", "Bo Ek"])


@pytest.mark.parametrize("path", ["/explore/", "/explore/projects/"])
def test_the_order_says_what_it_is_and_the_strongest_proof_is_one_click_away(two, path):
    """The latest proof comes first, which is not the strongest: no page says that it is."""
    made.verdict(two[2].evidence.first())
    made.verdict(two[3].evidence.get(), at=AT + timedelta(days=9))
    html = Client().get(path).content.decode()
    assert "Results follow the proof" not in html
    assert '<a href="?sort=verified">Most verified skills first</a>' in html
    assert "Most verified skills first" not in Client().get(f"{path}?sort=verified").content.decode()
    assert '<a href="?q=work&amp;sort=verified">' in Client().get(f"{path}?q=work").content.decode()


def test_nothing_found_says_which_filter_to_drop(two):
    html = Client().get(f"/explore/?skill={DROPOUT}&library=keras&q=klar").content.decode()
    assert "Nobody shows all of this" in html
    assert "Without Keras there is 1 person." in html
    assert "Drop Keras" in html


def test_private_and_unlisted_people_are_in_no_list_and_no_count(two):
    somebody("cy", "Cy Kept", visibility="private")
    somebody("di", "Di Unlisted", visibility="unlisted")
    assert names() == ["Ada Lund", "Bo Ek"]
    html = Client().get("/explore/").content.decode()
    assert "People, 2" in html
    assert "Projects, 2" in html
    assert 'Level 1, Modeling <span class="n">2</span>' in html
    assert names("?q=unlisted") == []


def test_the_state_stands_in_the_address(two):
    html = Client().get(f"/explore/?q=lund&skill={DROPOUT}&proof=evidenced").content.decode()
    assert 'value="lund"' in html
    assert f'<input type="hidden" name="skill" value="{DROPOUT}">' in html
    assert f'<input type="checkbox" name="skill" value="{DROPOUT}" checked>' in html
    assert 'aria-label="Remove Dropout"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert Client().get("/explore/?page=2").status_code == 404


@pytest.mark.parametrize("path", ["/explore/", "/explore/projects/"])
def test_the_order_is_sent_with_the_filters_that_are_ticked(two, path):
    """One form holds both, and only an order that was chosen stays in force."""
    for query, value in (("", ""), ("?sort=proof", "proof")):
        html = Client().get(f"{path}{query}").content.decode()
        order = html.split('<div class="row sorter">')[1].split("</div>")[0]
        assert 'name="sort" form="people-facets" autocomplete="off"' in order
        assert 'type="submit" form="people-facets">Sort</button>' in order
        assert f'<option value="{value}" selected>' in order
        filters = html.split('id="people-facets">')[1].split("</form>")[0]
        assert 'name="skill"' in filters and 'name="sort"' not in filters


def test_a_project_without_evidence_counts_for_nothing(two):
    """On the card and on the page of a project alike; a claim alone is no proof either."""
    ada = two[0]
    second = made.project(ada, "Nothing linked yet", visibility="public")
    third = made.project(ada, "Claimed only", visibility="public")
    made.evidence(third, DROPOUT)
    assert "2 evidenced, in 1 project<" in Client().get("/explore/").content.decode()
    pages = [Client().get(project.get_absolute_url()).content.decode() for project in (second, third)]
    assert all("skills shown across 1 project." in page for page in pages)
    assert "in one project so far" in Client().get(ada.get_absolute_url()).content.decode()
    made.evidence(second, HARNESS, made.result(second))
    assert "2 evidenced, in 2 projects<" in Client().get("/explore/").content.decode()
    assert "in one project so far" not in Client().get(ada.get_absolute_url()).content.decode()


def test_whoever_is_chosen_is_compared_from_a_bar_that_stays_in_view(two):
    html = Client().get("/explore/").content.decode()
    bar = html.split('<form class="row chosen noprint" id="cmpform"')[1].split("</form>")[0]
    assert "Compare chosen" in bar and "Two to five people are compared." in bar


@pytest.mark.parametrize("path", ["/explore/", "/explore/projects/"])
def test_a_list_costs_the_same_with_one_row_and_with_three(frameworks, db, path):
    costs = []
    for number, name in enumerate(("Ada Lund", "Bo Ek", "Cy Berg"), 1):
        somebody(f"p-{number}", name, days=number)
        if number in {1, 3}:
            Client().get("/sitemap.xml")  # the editions are in memory
            with CaptureQueriesContext(connection) as asked:
                Client().get(path)
            costs.append(len(asked))
    assert costs == [COSTS[path]] * 2


def test_an_empty_site_has_pages(frameworks, db):
    assert "Nobody has published a profile yet" in Client().get("/explore/").content.decode()
    assert "No project is published yet" in Client().get("/explore/projects/").content.decode()
    assert "The first one here" in Client().get("/").content.decode()


@pytest.mark.parametrize("path", ["/explore/", "/explore/projects/"])
def test_the_filter_of_proof_says_what_it_is_held_against(two, path):
    html = Client().get(path).content.decode()
    filters = html.split('<fieldset aria-label="Proof, at least" aria-describedby="proof-hint">')[1].split(
        "</fieldset>"
    )[0]
    assert "Holds for at least one skill, and for each skill or level that you choose." in filters
