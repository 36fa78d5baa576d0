"""Large frameworks are read by branch: the same queries for 50 and 500 skills, small pages for 5,000."""

import gzip
import re
from typing import Any

import pytest
from django.test import Client

from competence.queries import editions
from tests.factories import large, large_world

HTMX = {"HX-Request": "true"}
KEY = "large"


@pytest.fixture
def loaded(no_frameworks: None) -> None:
    large_world.publish(KEY, 500, "1.0.0", "1.1.0")


def text(path: str, status: int = 200, **headers: str) -> str:
    response = Client().get(path, headers=headers)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_large_framework_shows_its_competences_with_their_sizes_and_no_skill(loaded: None) -> None:
    html = text(f"/frameworks/{KEY}/")
    yardstick = editions.of(KEY)
    for competence in yardstick.competences.values():
        assert f'<a href="/frameworks/{KEY}/competences/{competence.key}/">{competence.name}: ' in html
    assert "/skills/" not in html
    assert "125 skills" in html
    assert html.count("<h2 ") == len(yardstick.levels) + 1
    assert "htmx-2.min.js" in html
    assert "csrf" not in html.lower()


def test_a_small_framework_stays_whole_and_loads_no_script_for_it(no_frameworks: None) -> None:
    yardstick = large_world.publish("small", 50)
    html = text("/frameworks/small/?q=images")
    assert all(f"/skills/{key}/" in html for key in yardstick.skills)
    assert "htmx" not in html
    assert 'id="q"' not in html


def test_a_branch_is_a_page_of_its_own_in_pages(loaded: None) -> None:
    first = text(f"/frameworks/{KEY}/competences/{KEY}1.c1/")
    assert "<h1>Data</h1>" in first
    assert "1 to 100 of 125." in first
    assert 'href="?page=2" rel="next"' in first
    assert 'rel="next">Models →' in first
    second = text(f"/frameworks/{KEY}/competences/{KEY}1.c1/?page=2")
    keys = re.findall(r"/skills/([\w.-]+)/", first + second)
    assert len(keys) == len(set(keys)) == 125
    assert f'/competences/{KEY}1.c1/?page=2">' in second  # canonical
    text(f"/frameworks/{KEY}/competences/{KEY}1.c1/?page=3", 404)


def test_skills_under_others_are_set_in_and_say_their_depth(loaded: None) -> None:
    html = text(f"/frameworks/{KEY}/competences/{KEY}1.c1/")
    depths = {int(found) for found in re.findall(r'aria-level="(\d)"', html)}
    assert depths == set(range(1, large.DEEPEST + 2))
    assert f'<li class="in-1" aria-level="2"><a href="/frameworks/{KEY}/skills/' in html
    assert '<li aria-level="1">' in html


def test_a_page_that_begins_in_the_middle_says_under_what(loaded: None) -> None:
    html = text(f"/frameworks/{KEY}/competences/{KEY}1.c1/?page=2")
    begun = re.search(r'<ul class="nested"> <li(?: class="in-(\d)")?', html)
    assert begun
    assert ("Continued under" in html) == bool(begun[1])


def test_opened_in_place_it_is_a_part_with_ways_on_of_its_own(loaded: None) -> None:
    path = f"/frameworks/{KEY}/competences/{KEY}1.c1/"
    part = text(path, **HTMX)
    assert part.startswith(f'<div class="branch stack" id="branch-{KEY}1.c1">')
    assert "<h1" not in part
    assert f'href="{path}?page=2" hx-get="{path}?page=2"' in part
    whole, other = Client().get(path), Client().get(path, headers=HTMX)
    assert whole["ETag"] != other["ETag"]
    assert "HX-Request" in other["Vary"]


def test_an_earlier_edition_keeps_its_branches(loaded: None) -> None:
    old, new = (text(f"/frameworks/{KEY}/editions/{v}/competences/{KEY}1.c1/") for v in ("1.0.0", "1.1.0"))
    assert "data 1, again" in new
    assert "data 1, again" not in old
    assert "This is edition 1.0.0, an earlier one" in old
    assert f'href="/frameworks/{KEY}/editions/1.0.0/competences/{KEY}1.c2/"' in old
    assert f"/frameworks/{KEY}/editions/1.0.0/competences/" in text(f"/frameworks/{KEY}/editions/1.0.0/")


@pytest.mark.parametrize(
    "path", ["competences/nothing/", "editions/9.9.9/competences/large1.c1/", "?page=2", "?page=x"]
)
def test_what_is_not_there_is_not_found(loaded: None, path: str) -> None:
    text(f"/frameworks/{KEY}/{path}", 404)


def test_words_find_skills_by_name_text_and_place(loaded: None) -> None:
    name = next(iter(editions.of(KEY).skills.values())).name
    html = text(f"/frameworks/{KEY}/?q={name}")
    assert f"{name}</a>" in html
    assert "All of the framework" in html
    many = text(f"/frameworks/{KEY}/?q=SENSOR++data")
    assert many.count("/skills/") == 10
    assert '<p role="status">10 skills with “SENSOR data”.' in many
    assert "1, Data</span>" in many
    assert "Nothing has all of these words." in text(f"/frameworks/{KEY}/?q=nothing+like+it")
    part = text(f"/frameworks/{KEY}/?q=sensor", **HTMX)
    assert part.startswith('<div id="frameworks-content">')
    assert "&lt;b&gt;" in text(f"/frameworks/{KEY}/?q=<b>%00")


def test_texts_that_are_empty_have_no_headings(loaded: None) -> None:
    key = next(key for key, skill in editions.of(KEY).skills.items() if not skill.evidence)
    html = text(f"/frameworks/{KEY}/skills/{key}/")
    assert "reviewer looks for" not in html.lower()
    assert "weak evidence" not in html.lower()


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/frameworks/{}/", 3),
        ("/frameworks/{}/editions/1.0.0/", 3),
        ("/frameworks/{}/?q=images", 3),
        ("/frameworks/{0}/competences/{0}1.c1/", 3),
        ("/frameworks/{}/editions/1.1.0/changes/", 4),
    ],
)
def test_queries_are_the_same_for_50_and_for_500(
    loaded: None, path: str, queries: int, django_assert_num_queries: Any
) -> None:
    large_world.publish("small", 50, "1.0.0", "1.1.0")
    for key in (KEY, "small"):
        text(path.format(key))
        with django_assert_num_queries(queries):
            text(path.format(key))


@pytest.mark.slow
def test_no_page_is_above_100_kb_for_5000(no_frameworks: None) -> None:
    yardstick = large_world.publish(KEY, 5_000)
    project = large_world.project_in(yardstick)
    client = Client()
    client.force_login(project.practitioner.user)
    skill = list(yardstick.skills)[2_500]
    studio = f"/studio/projects/{project.slug}/evidence/?framework={KEY}"
    for path in (
        f"/frameworks/{KEY}/",
        f"/frameworks/{KEY}/competences/{KEY}1.c1/?page=13",
        f"/frameworks/{KEY}/?q=images",
        f"/@{project.practitioner.handle}/?framework={KEY}",
        f"/explore/?framework={KEY}&level={KEY}1&q=data",
        f"/explore/projects/?framework={KEY}&level={KEY}1&q=data",
        f"/dashboard/?framework={KEY}",
        studio,
        f"{studio}&q=images&skill={skill}",
        f"{studio}&part={KEY}1.c1",
        f"/studio/projects/{project.slug}/evidence/preview/?framework={KEY}&skill={skill}",
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert len(gzip.compress(response.content, 6)) < 30_000, path


def test_the_form_of_evidence_looks_skills_up(loaded: None) -> None:
    project = large_world.project_in(editions.of(KEY), pieces=1)
    client = Client()
    client.force_login(project.practitioner.user)
    studio = f"/studio/projects/{project.slug}/evidence/"
    html = client.get(f"{studio}?framework={KEY}").content.decode()
    assert 'type="radio" name="skill"' not in html
    assert 'hx-params="*"' in html  # it stands in an element that leaves the token out
    sent = {"framework": KEY, "find": "1", "part": f"{KEY}2.c3"}
    html = client.post(f"{studio}new/", sent).content.decode()
    assert set(re.findall(r'name="skill" value="([\w.-]+)"', html)) == {
        skill.key for skill in editions.of(KEY).competences[f"{KEY}2.c3"].skills
    }
