"""The public project: its parts, and the evidence that stands beside them."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portfolio.actions import evidence as evidence_actions
from portfolio.actions import projects
from portfolio.models import Project
from portfolio.pages import figures as written
from portfolio.queries import project_pages
from tests.factories import portfolio as made

AT = made.AT


@pytest.fixture
def project(frameworks, db) -> Project:
    person = made.practitioner(made.user("Ines Maravall"), handle="ines", name="Ines Maravall", visibility="public")
    return made.project(
        person,
        "Churn in a telecom table",
        visibility="public",
        summary="A small network reaches **0.843**.",
        question="Who leaves *next month*?",
        limits="One operator, one year.",
        commands="make run",
        text_licence="CC BY 4.0",
    )


def page(project: Project, client: Client | None = None) -> str:
    response = (client or Client()).get(project.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_every_part_of_the_work_is_there(project):
    made.result(project, baseline="0.74", best="0.90", note="Five seeds.")
    made.comparison(project)
    made.decision(project, options="Accuracy", revisit="A balanced table")
    made.dataset(project, size="7,043 rows")
    made.link(project)
    made.contributor(project)
    html = page(project)
    for text in (
        "A small network reaches <b>0.843</b>.",
        "Who leaves <em>next month</em>?",
        "Trivial baseline",
        "Published best",
        "MLP, 64 units",
        "Five seeds.",
        "ROC AUC rose from 0.81 ± 0.01 to 0.84 ± 0.01; higher is better.",
        "Five runs on each side.",
        "F1 instead of accuracy",
        "Instead of</b><span>Accuracy",
        "I would revisit</b><span>A balanced table",
        "Standard data set",
        "7,043 rows",
        "pinned to a commit",
        "Labelled the data",
        "<b>What this does not show</b>",
        "<code>make run</code>",
        "Text CC BY 4.0.",
        "own work",
    ):
        assert text in html


def test_evidence_stands_beside_what_it_points_to(project):
    section = made.section(project, "Preparing the data")
    result = made.result(project)
    made.evidence(project, "l1.modeling.scaling", section, statement="Scaled on the training part.")
    made.evidence(project, "l1.modeling.test-harness", result, statement="One harness for all.")
    html = page(project)
    preparing = html.split(f'id="{section.anchor}"')[1].split("</section>")[0]
    results = html.split('id="results"')[1].split('class="step"')[0]
    assert "Scaled on the training part." in preparing
    assert "One harness for all." not in preparing
    assert "One harness for all." in results


def test_a_line_says_where_to_look_and_opened_why_it_counts(project):
    code = made.link(project)
    piece = made.evidence(project, "l1.library.fit-model", code, lines="40-88")
    html = page(project)
    fold = html.split('<details class="proof" open>')[1].split("</article>")[0]
    line, proof = fold.split("</summary>", 1)
    for said in ("Fit a network", "1, Library", "train.py, lines 40-88", "evidenced, not yet reviewed"):
        assert said in line
    assert "<a " not in line, "nothing to press inside of what is pressed"
    assert f'<article class="stack" id="{piece.anchor}"' in proof
    assert f'href="{code.url}#L40-L88"' in proof
    assert "Nobody else has judged it yet." in proof
    assert "Opens at code.example.org, at the commit named in the address." in proof


@pytest.mark.parametrize(("pieces", "are_open"), [(3, True), (4, False)])
def test_more_than_three_pieces_are_folded_with_their_address_inside(project, pieces, are_open):
    """Browsers open what is folded around the place that a link names, without JavaScript, if the place is inside."""
    result = made.result(project)
    keys = ("l1.modeling.test-harness", "l1.modeling.scaling", "l1.library.fit-model", "l1.library.predict")
    made_of = [made.evidence(project, key, result) for key in keys[:pieces]]
    html = page(project)
    folds = html.split('<details class="proof"')[1:]
    assert len(folds) == pieces and all(fold.startswith(" open>") is are_open for fold in folds)
    assert all(f'id="{piece.anchor}"' in html.split("</summary>", 1)[1] for piece in made_of)


def test_a_claim_says_what_is_missing(project):
    made.evidence(project, "l2.generalization.dropout")
    html = page(project)
    assert "claimed only" in html
    assert "The skill asks for a measured before and after." in html


def test_verdicts_stand_with_their_version(project):
    result = made.result(project)
    piece = made.evidence(project, "l1.modeling.test-harness", result)
    made.verdict(piece, made.user("Remi Fontaine"), grounds="Reran it.")
    assert "verified by Remi Fontaine" in page(project)
    piece.refresh_from_db()
    evidence_actions.change(
        piece,
        revision=piece.revision,
        statement="Another statement.",
        pointers=[made.pointer(result)],
        by=None,
        at=AT + timedelta(days=2),
    )
    html = page(project)
    assert "evidenced, verified for an earlier version by Remi Fontaine" in html
    assert "Reran it." in html


def test_a_negative_result_is_told_as_it_is(project):
    made.comparison(project, before="0.84", after="0.80")
    made.comparison(project, before="0.840", after="0.845", technique="L2 penalty")
    html = page(project)
    assert "fell from 0.84 ± 0.01 to 0.80 ± 0.01; higher is better. It did not help here" in html
    assert "The difference lies within the spread of the runs." in html


def test_a_code_link_that_may_move_is_said_so(project):
    made.link(project, url="https://code.example.org/ida/churn/blob/main/train.py")
    assert "not pinned to a commit, so it may change" in page(project)


def test_tutorials_are_named_at_once(project):
    fields = {"originality": "tutorial", "originality_source": "A well-known course"}
    projects.change(project, revision=project.revision, fields=fields, by=None, at=AT)
    assert "A tutorial followed: A well-known course." in page(project)


def test_the_next_and_the_last_project_of_the_person(project):
    made.project(project.practitioner, "Kept back")
    other = made.project(project.practitioner, "Forest cover", visibility="public", at=AT + timedelta(hours=1))
    html = page(project)
    assert f'href="{other.get_absolute_url()}" rel="next"' in html
    assert "Kept back" not in html


def test_built_on_names_only_what_everybody_may_know(project):
    base = made.project(project.practitioner, "The base", visibility="public", at=AT + timedelta(hours=1))
    Project.objects.filter(pk=project.pk).update(built_on=base)
    first = Client().get(project.get_absolute_url())
    assert "Built on" in first.content.decode()
    projects.withdraw(base, by=None, at=AT)
    again = Client().get(project.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "The base" not in again.content.decode()


def test_an_unlisted_project_is_open_but_not_indexed(project):
    projects.publish(project, visibility="unlisted", by=None, at=AT)
    html = page(project)
    assert '<meta name="robots" content="noindex">' in html
    assert "ld+json" not in html
    assert project.title not in Client().get("/@ines/").content.decode()


def test_the_owner_s_preview_is_the_same_function(project):
    draft = made.project(project.practitioner, "A draft")
    made.result(draft, "0.9")
    found = project_pages.project_page(draft)
    assert found.is_private
    assert [table.rows[0].value for block in found.blocks for table in block.tables] == ["0.9"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(project, number):
    for place in range(number):
        result = made.result(project, f"0.8{place}", baseline="0.7", dataset=made.dataset(project, f"Data {place}"))
        made.verdict(
            made.evidence(
                project, ["l1.library.fit-model", "l1.library.predict", "l2.generalization.dropout"][place], result
            )
        )
        made.comparison(project, dataset=result.dataset)
        made.decision(project)
        made.link(project, f"link-{place}")
    Client().get(project.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        Client().get(project.get_absolute_url())
    assert len(asked) == 22


def test_figures_that_no_text_shows_are_shown_at_the_end(project):
    used, loose = (
        made.image(project, "used", title="Used"),
        made.image(project, "loose", title="Loose", caption="The loose one"),
    )
    made.section(project, "With a figure", "![A curve](image:used)")
    html = page(project)
    assert html.count(f"/media/{used.uuid}/640.webp") == 1
    figures = html.split('id="figures"')[1]
    assert f'src="/media/{loose.uuid}/640.webp" width="640" height="400"' in figures
    assert "The loose one" in figures


def ids_and_links(html: str) -> tuple[list[str], set[str]]:
    return re.findall(r' id="([^"]+)"', html), set(re.findall(r' href="#([^"]+)"', html))


def test_every_place_that_evidence_names_is_on_the_page_once(project):
    """An image in the text, used twice, one in a comparison and one that no text shows; an empty section is no link."""
    images = [made.image(project, name) for name in ("curves", "errors", "loose", "quoted")]
    text = '![](image:curves)\n\n![](image:curves "Again")\n\n`![](image:quoted)`'
    section = made.section(project, "With a figure", text)
    again = made.section(project, "Once more", "![](image:curves)")
    empty = made.section(project, "Nothing yet", "")
    comparison = made.comparison(project, problem_shown="![](image:errors)")
    places = [*images, section, again, empty, comparison, made.result(project), made.decision(project)]
    made.evidence(project, "l1.modeling.test-harness", *places)
    ids, links = ids_and_links(page(project))
    assert len(ids) == len(set(ids))
    assert links <= set(ids)
    assert {place.anchor for place in places} - links == {empty.anchor}


def test_currency_and_percent_stand_where_they_belong():
    assert written.amount(Decimal(1540), "€") == "€1,540"
    assert written.amount(Decimal("3.40"), "%") == "3.40%"
    assert written.amount(Decimal("12.5"), "ms") == "12.5 ms"
