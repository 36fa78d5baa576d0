"""What of a file, a section or a decision stands beside a claim."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portfolio.actions import files
from portfolio.models import Artefact, Project
from portfolio.pages import excerpts
from portfolio.queries import project_pages
from tests.factories import logs
from tests.factories import portfolio as made

LINES = [f"line {number}" for number in range(1, 101)]


@pytest.mark.parametrize(
    ("count", "meant", "first", "last", "marked"),
    [
        (10, "", 1, 10, []),
        (10, "3", 1, 10, [3]),
        (24, "20-22", 1, 24, [20, 21, 22]),
        (100, "", 1, 24, []),
        (100, "1", 1, 5, [1]),
        (100, "40-42", 36, 46, [40, 41, 42]),
        (100, "99", 95, 100, [99]),
        (100, "40-88", 36, 59, [*range(40, 60)]),
        (100, "400", 96, 100, [100]),
    ],
)
def test_the_lines_that_are_meant_stand_among_their_neighbours(
    count: int, meant: str, first: int, last: int, marked: list[int]
) -> None:
    cut = excerpts.cut(LINES[:count], meant)
    numbers = [number for number, _, _ in cut.rows]
    assert (numbers[0], numbers[-1]) == (first, last)
    assert [number for number, _, is_meant in cut.rows if is_meant] == marked
    assert [html for _, html, _ in cut.rows] == LINES[first - 1 : last]
    assert cut.more == count - len(numbers)


@pytest.fixture
def project(frameworks: None) -> Project:
    return made.project(made.practitioner(handle="ines"))


def take_in(project: Project, name: str, best: str) -> Artefact:
    content = logs.keras_csv({"val_accuracy": [0.5, float(best), 0.55]})
    upload = SimpleUploadedFile(name, content)
    return files.take_in(project, file=upload, by=project.practitioner.user, at=made.AT).artefact


def excerpt_at(project: Project, part: object) -> excerpts.Excerpt:
    made.evidence(project, "l1.modeling.target-binary", part)
    page = project_pages.project_page(Project.objects.get(pk=project.pk))
    return page.proofs[0].excerpts[0]


def test_a_section_is_shown_in_sentences(project: Project) -> None:
    body = (
        "The yardstick is $-\\log p_i$, for reasons.\n\n| set | n |\n|---|---|\n| test | 5 |\n\nNo more. "
        + "word " * 60
    )
    shown = excerpt_at(project, made.section(project, body=body))
    assert shown.words.startswith("No more. word word")
    assert shown.words.endswith("word …") and len(shown.words.split()) == excerpts.MOST_WORDS + 1


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("The loss is cross-entropy where $x^2$. A broken picture: ![none](image:gone)\n\nIt fell.", "It fell."),
        ("We tried this:\n\n```\ncode\n```\n\nThen dropout: a third. Enough.", "Then dropout: a third. Enough."),
        ("The loss is $x$.", "The loss is …."),
        ("Waited… and saw. Good.", "Waited… and saw. Good."),
    ],
)
def test_a_quote_has_no_holes_where_formulas_and_pictures_were(project: Project, body: str, quote: str) -> None:
    assert excerpt_at(project, made.section(project, body=body)).words == quote


def test_a_decision_is_shown_with_its_reason(project: Project) -> None:
    assert excerpt_at(
        project, made.decision(project, "F1 instead of accuracy.", reason="One in four leaves.")
    ).words == ("F1 instead of accuracy, because: One in four leaves.")


def test_a_comparison_of_two_logs_has_their_curves(project: Project) -> None:
    before, after = take_in(project, "a.csv", "0.6"), take_in(project, "b.csv", "0.7")
    made.comparison(project, metric="val_accuracy", before_log=before, after_log=after)
    made.comparison(project, metric="val_accuracy", before_log=before)
    page = project_pages.project_page(Project.objects.get(pk=project.pk))
    shown, without = next(block for block in page.blocks if block.anchor == "comparisons").comparisons
    assert shown.curves is not None
    assert shown.curves.panels[0].title == "Validation accuracy by epoch, before and after"
    assert without.curves is None
