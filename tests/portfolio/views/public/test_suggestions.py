"""What a few letters lead to; nothing that is not listed now."""

import pytest
from django.test import Client

from portfolio.actions import projects
from portfolio.models import Practitioner, Project
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


def lines(q: str) -> list[str]:
    html = Client().get("/explore/suggestions/", {"q": q}, headers=PART).content.decode()
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
