"""What a few letters lead to; nothing that is not listed now."""

from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from competence.queries import editions
from portfolio import engine
from portfolio.actions import projects
from portfolio.engine import Keeper
from portfolio.models import DataSet, Practitioner, Project
from portfolio.queries import suggestions
from portfolio.views.public import suggestions as views
from tests.factories import portfolio as made

PART = {"HX-Request": "true"}


@pytest.fixture
def person(frameworks: None, db: None) -> Practitioner:
    someone = made.practitioner(name="Drova Lund", handle="drova", visibility="public")
    project = made.project(someone, "Gauges", visibility="public")
    made.evidence(project, "l2.generalization.dropout", made.comparison(project))
    made.dataset(project, "Drought in wells")
    axes = {"domain": ["computer-vision"]}
    projects.classify(project, axes=axes, libraries=["Droplet"], by=None, at=made.AT)
    return someone


def lines(q: str, **more: str) -> list[str]:
    html = Client().get("/explore/suggestions/", {"q": q, **more}, headers=PART).content.decode()
    assert html.startswith('<div class="suggest" id="suggestions-index"')
    return [line.split('"')[0] for line in html.split('<a href="')[1:]]


def test_everything_that_begins_like_this(person: Practitioner) -> None:
    assert lines("dro") == [
        "/explore/?skill=l2.generalization.dropout", "/explore/?library=droplet", "/explore/?q=Drought+in+wells",
        "/@drova/",
    ]  # fmt: skip
    assert lines("Computer vi") == ["/explore/?domain=computer-vision"]
    assert lines("lund dro") == ["/@drova/"]
    assert lines("d") == lines("batch") == lines("%") == lines("") == []


def test_people_are_proposed_by_how_their_name_is_written_and_not_by_their_address(person: Practitioner) -> None:
    """Jennings has the stem “jen”; many addresses that begin alike hide nobody."""
    for n in range(25):
        made.practitioner(name=f"Somebody {n}", handle=f"jenni-{n}", visibility="public")
    made.practitioner(name="Anne-Marie Jennings", handle="amj", visibility="public")
    assert lines("Jenni") == lines("jennings") == lines("anne-mar jen") == ["/@amj/"]
    assert lines("jenning-x") == []
    assert len(lines("somebody")) == 4


def test_filters_in_use_stay_and_so_does_the_list(person: Practitioner) -> None:
    used = {"kind": "projects", "level": "l2", "library": "droplet", "sort": "shown"}
    kept = "level=l2&amp;library=droplet&amp;sort=shown"
    assert lines("drou", **used) == [f"/explore/projects/?q=Drought+in+wells&amp;{kept}"]
    assert lines("drop", **used)[:1] == [f"/explore/projects/?skill=l2.generalization.dropout&amp;{kept}"]
    assert lines("Computer vi", exact="yes", kind="elsewhere") == ["/explore/?domain=computer-vision"]
    box = (
        Client().get("/explore/projects/?level=l2").content.decode().split('id="people-search"')[1].split("</form>")[0]
    )
    assert 'hx-get="/explore/suggestions/?kind=projects" hx-include="closest form"' in box
    assert '<input type="hidden" name="level" value="l2">' in box


def test_a_skill_of_another_framework_leaves_behind_what_belongs_to_the_one_before(person: Practitioner) -> None:
    own, other = list(editions.everything()[0])[:2]
    skill = next(skill for skill in other.skills.values() if skill.key not in own.skills)
    made.evidence(Project.objects.get(), skill.key, made.section(Project.objects.get()))
    used = {"level": next(iter(own.levels_by_key)), "library": "droplet"}
    assert f"/explore/?framework={other.key}&amp;skill={skill.key}&amp;library=droplet" in lines(skill.name, **used)


def test_libraries_and_data_sets_are_those_that_most_have(
    person: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not those at the front of the alphabet; equals by the numbers of their letters, whatever the database."""
    monkeypatch.setattr(suggestions, "MOST_NAMES", 3)
    for n, name in enumerate(["zebra gaits", "zebra gaits", "_zebra", "Zebra", "élan", "azebra"]):
        made.dataset(made.project(person, f"Zebras {n}", visibility="public"), name)
    rows = DataSet.objects.all()
    assert suggestions._most_used(rows, "name") == ["zebra gaits", "Drought in wells", "Zebra"]
    caches["pages"].clear()
    assert lines("zebra") == ["/explore/?q=zebra+gaits", "/explore/?q=Zebra"]


def test_with_an_index_skills_are_asked_of_it_and_not_of_the_database(
    person: Practitioner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with CaptureQueriesContext(connection) as without:
        expected = lines("drop")
    keeper = Keeper(tmp_path, "on")
    monkeypatch.setattr(engine, "here", lambda: keeper)
    keeper.prepare()
    with CaptureQueriesContext(connection) as queries:
        assert lines("drop") == expected
    asked = [query["sql"] for query in queries.captured_queries]
    assert not any("portfolio_coverage" in sql for sql in asked)
    assert any("portfolio_coverage" in query["sql"] for query in without.captured_queries)
    assert not any("DISTINCT" in query["sql"] for query in without.captured_queries if "coverage" in query["sql"])


def test_one_network_is_answered_so_many_times_a_minute(person: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "A_MINUTE", 2)
    answers = [Client().get("/explore/suggestions/?q=dro") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert Client().get("/explore/suggestions/?q=dro", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_what_is_not_looked_for_is_said(person: Practitioner) -> None:
    for path in ("/explore/", "/explore/projects/"):
        page = Client().get(path, {"q": f"{'x' * 41} a b c d e f g h i2 j <k>"}).content.decode()
        said = page.split("Not looked for: ")[1].split("</p>")[0]
        assert said == f"“{'x' * 39}…”, “j”, “k”. A search takes eight words, each of 40 letters at most."
        assert "Not looked for" not in Client().get(path, {"q": "the sluice of U-Nets"}).content.decode()


@pytest.mark.parametrize("path", ["/explore/", "/explore/projects/"])
def test_a_search_is_kept_with_the_words_that_were_searched(person: Practitioner, path: str) -> None:
    """What is kept as it was typed would never find anything."""
    page = Client().get(path, {"q": "dropuot", "level": "l2"}).content.decode()
    href = unescape(page.split("/searches/new/")[1].split('"')[0])
    assert parse_qs(parse_qs(href.lstrip("?"))["query"][0]) == {"q": ["dropout"], "level": ["l2"]}
    exact = Client().get(path, {"q": "dropuot", "exact": "yes"}).content.decode()
    assert "dropuot%26exact%3Dyes" in exact


def test_what_is_withdrawn_is_proposed_no_more(person: Practitioner) -> None:
    """Although the names are kept for some minutes."""
    assert len(lines("dro")) == 4
    projects.withdraw(Project.objects.get(), by=None, at=made.AT)
    assert lines("dro") == ["/@drova/"]
    Practitioner.objects.get().user.delete()
    assert lines("dro") == []


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_who_is_not_listed_is_not_proposed(frameworks: None, db: None, visibility: str) -> None:
    someone = made.practitioner(name="Drova Lund", visibility=visibility)
    made.dataset(made.project(someone, "Gauges"), "Drought in wells")
    assert lines("dro") == []


def test_without_scripts_it_is_a_page(person: Practitioner) -> None:
    html = Client().get("/explore/suggestions/?q=%3Cb%3Edro").content.decode()
    assert "<h1>Suggestions</h1>" in html and "<b>dro" not in html
    assert 'href="/explore/?q=%3Cb%3Edro"' in html
    assert "Drought in wells" in Client().get("/explore/suggestions/?q=dro").content.decode()


def test_a_wrong_word_shows_what_is_there_and_leads_to_the_exact_search(person: Practitioner) -> None:
    html = Client().get("/explore/?q=dropuot").content.decode()
    assert "Nothing has “dropuot”. Showing what has “dropout”." in html
    assert 'href="?q=dropuot&amp;exact=yes"' in html
    assert "Drova Lund" in html and 'value="dropuot"' in html
    exact = Client().get("/explore/?q=dropuot&exact=yes").content.decode()
    assert "Drova Lund" not in exact and "Showing what has" not in exact
    for path in ("/explore/", "/explore/projects/"):
        page = Client().get(path, {"q": "helps spreads"}).content.decode()
        assert "It <mark>helps</mark> by three <mark>spreads</mark>." in page


def test_text_of_people_is_escaped_where_it_is_marked(person: Practitioner) -> None:
    made.section(Project.objects.get(), "Odd", "Before <img src=x onerror=alert(1)> zebra after.")
    html = Client().get("/explore/?q=zebra").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>zebra</mark> after" in html


@pytest.mark.parametrize("sort", ["proof", "verified", "shown", "best"])
def test_the_order_is_said_and_kept(person: Practitioner, sort: str) -> None:
    html = Client().get(f"/explore/?q=dropout&sort={sort}").content.decode()
    assert f'<option value="{sort}" selected>' in html
    assert f'<input type="hidden" name="sort" value="{sort}">' in html
    assert "always the same" in html
