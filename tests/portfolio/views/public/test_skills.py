"""The page of one skill."""

import json
import re
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from competence.actions import drafts, imports
from competence.queries import editions
from tests.factories import portfolio as made
from tests.factories.packages import tree, uid

DROPOUT = "/frameworks/three-levels/skills/l2.generalization.dropout/"


def shows(handle: str, name: str, days: int, *, verified: bool = False) -> None:
    person = made.practitioner(made.user(name), handle=handle, name=name, visibility="public")
    at = made.AT + timedelta(days=days)
    project = made.project(person, f"Work of {name}", visibility="public", at=at)
    piece = made.evidence(project, "l2.generalization.dropout", made.comparison(project, at=at), at=at)
    if verified:
        made.verdict(piece, at=at)


def page(path: str = DROPOUT) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_skill_means_and_what_a_reviewer_looks_for(frameworks, db):
    html = page()
    for text in (
        "<h1>Dropout</h1>",
        "Can apply dropout at a sensible rate",
        "Does not mean",
        "A reviewer looks for",
        "Typical weak evidence",
        "with a measured before and after",
        "In other frameworks",
        "Project ideas",
        "Nobody shows it in public yet",
    ):
        assert text in html


def test_the_strongest_proof_stands_first_then_the_latest(frameworks, db):
    shows("ann", "Ann Early", 1)
    shows("bob", "Bob Late", 5)
    shows("cyd", "Cyd Verified", 2, verified=True)
    html = page().split('id="skills-shown"')[1]
    assert html.index("Cyd Verified") < html.index("Bob Late") < html.index("Ann Early")
    assert "Shown by</dt><dd>3 people, verified for 1" in page()


def test_a_claim_shows_nothing(frameworks, db):
    person = made.practitioner(made.user("Ann"), handle="ann", name="Ann Claims", visibility="public")
    made.evidence(made.project(person, visibility="public"), "l2.generalization.dropout")
    assert "Ann Claims" not in page()


def test_all_people_are_found_in_the_framework_of_the_skill(frameworks, db):
    """The number of the link is the number behind it, also for a framework that is not the default."""
    key = next(iter(editions.of("field-guide").skills))
    for number in range(14):
        person = made.practitioner(made.user("Ann"), handle=f"p-{number}", name="Ann", visibility="public")
        if number:
            project = made.project(person, visibility="public")
            made.evidence(project, key, made.section(project), made.link(project), lines="1-2")
    html = page(f"/frameworks/field-guide/skills/{key}/")
    link = re.search(r'<a href="([^"]+)">All 13 people</a>', html)
    assert "People, 13" in page(unescape(link[1]))


def test_nothing_is_said_to_carry_over(frameworks, db):
    related = page().split('id="skills-matches"')[1].split("</section>")[0]
    assert "counts" not in related
    assert "offered" not in related
    assert re.search(r"corresponds to this one|is close to this one|is a (wider|narrower) skill", related)


def test_what_does_not_exist_is_404(frameworks, db):
    assert Client().get("/frameworks/three-levels/skills/l2.no-such-skill/").status_code == 404
    assert Client().get("/frameworks/no-framework/skills/l2.generalization.dropout/").status_code == 404
    assert Client().get("/frameworks/field-guide/skills/l2.generalization.dropout/").status_code == 404


def test_every_skill_of_every_framework_has_a_page(frameworks, db):
    addresses = Client().get("/sitemap.xml").content.decode()
    assert addresses.count("/skills/") == 351


def test_the_page_costs_the_same_with_one_person_and_with_three(frameworks, db):
    costs = []
    for number in (1, 2, 3):
        shows(f"p-{number}", f"Person {number}", number)
        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        costs.append(len(asked))
    assert costs == [8, 8, 8]


def published(tree_of_items, **changes):
    """A framework of somebody else's, made of a package of CASE; gives its key."""
    for row in tree_of_items["CFItems"]:
        row |= changes.get(row["fullStatement"].removeprefix("Can do ").rstrip("."), {})
    content = json.dumps(tree_of_items).encode()
    (draft,) = imports.take_in(content, "package.json", by=None, at=made.AT)
    return drafts.publish(draft, note="As it came.", by=None, at=made.AT).framework.key


def test_the_way_to_a_deep_skill_names_every_branch_above_it(db):
    key = published(tree(a="doc", b="a", c="b", d="c", e="d"))
    html = page(f"/frameworks/{key}/skills/{uid('e')}/")
    crumbs = html.split('aria-label="Breadcrumb">')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == [
        "/frameworks/",
        f"/frameworks/{key}/",
        f"/frameworks/{key}/#{uid('a')}",
        f"/frameworks/{key}/competences/{uid('b')}/",
        f"/frameworks/{key}/competences/{uid('b')}/#{uid('c')}",
        f"/frameworks/{key}/skills/{uid('d')}/",
    ]
    for address in re.findall(r'href="([^"#]+)', crumbs):
        page(address)


def test_a_level_that_was_made_up_is_no_branch(db):
    key = published(tree(a="doc", b="doc"))
    crumbs = page(f"/frameworks/{key}/skills/{uid('b')}/").split('aria-label="Breadcrumb">')[1].split("</nav>")[0]
    assert crumbs.count("<a ") == 3 and "/competences/" in crumbs


def test_the_statement_of_a_package_is_markdown_and_ours_is_plain(db):
    said = "Use **bold** words, `code` and <script>alert(1)</script>."
    key = published(tree(a="doc", b="a"), b={"fullStatement": said})
    html = page(f"/frameworks/{key}/skills/{uid('b')}/")
    meaning = html.split('id="skills-meaning"')[1].split("</section>")[0]
    assert "<strong>bold</strong>" in meaning and "<code>code</code>" in meaning and "<script" not in meaning
    assert "<h1>Use bold words, code and" in html and '<p class="shape">' not in html, (
        "said once where name and meaning are one"
    )
    assert "**" not in html.split("<main")[1]


def test_skills_of_ours_say_what_they_say(frameworks, db):
    assert '<div class="read stack prose">' not in page().split('id="skills-meaning"')[1].split("</section>")[0]
