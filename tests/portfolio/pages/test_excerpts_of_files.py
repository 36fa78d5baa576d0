"""What of a file or a link stands beside a claim: the very version that is meant."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from portfolio.actions import files
from portfolio.models import FileVersion, Pointer, Project
from portfolio.pages import excerpts
from portfolio.queries import project_pages
from tests.factories import logs, notebooks
from tests.factories import portfolio as make
from tests.factories.files import point

LATER = make.AT + timedelta(days=1)
FIT = "l1.library.fit-model"


@pytest.fixture
def project(frameworks: None) -> Project:
    return make.project(make.practitioner(handle="ines"), "Churn")


def take(project: Project, content: bytes, name: str, at: Any = make.AT) -> FileVersion:
    made = files.take_in(project, file=ContentFile(content, name=name), by=None, at=at).artefact
    return made.versions.latest("number")


def at_cell(project: Project, version: FileVersion, number: int, lines: str = "") -> excerpts.Excerpt:
    pointer = point(make.evidence(project, FIT), version.cells.get(number=number))
    Pointer.objects.filter(pk=pointer.pk).update(lines=lines)
    return shown(project)


def shown(project: Project) -> excerpts.Excerpt:
    page = project_pages.project_page(Project.objects.get(pk=project.pk))
    return page.proofs[0].excerpts[0]


def test_a_cell_is_shown_with_its_lines_and_its_first_outputs(project: Project) -> None:
    printed = [notebooks.shows(text_plain=f"output {number}") for number in range(4)]
    content = notebooks.notebook(notebooks.markdown("# Fit"), notebooks.code("a = 1\nb = 2", *printed, count=7))
    excerpt = at_cell(project, take(project, content, "fit.ipynb"), 2)
    assert (excerpt.label, excerpt.href) == ("fit.ipynb, cell 2", "/@ines/churn/files/fit/#cell-2")
    assert excerpt.page == "/@ines/churn/files/fit/" and excerpt.note == ""
    assert excerpt.cell is not None and excerpt.lines is not None
    assert [output.html for output in excerpt.cell.outputs] == ["output 0", "output 1"]
    assert (excerpt.lines.first, len(excerpt.lines.html), excerpt.lines.more) == (1, 2, 0)
    assert [meant for _, _, meant in excerpt.lines.rows] == [False, False]


def test_lines_of_a_cell_leave_room_for_one_output(project: Project) -> None:
    printed = [notebooks.shows(text_plain=f"output {number}") for number in range(2)]
    content = notebooks.notebook(notebooks.code("\n".join(f"x{n} = {n}" for n in range(60)), *printed))
    excerpt = at_cell(project, take(project, content, "fit.ipynb"), 1, "30-31")
    assert excerpt.href == "/@ines/churn/files/fit/#cell-1-L30" and excerpt.label == "fit.ipynb, cell 1, lines 30-31"
    assert excerpt.cell is not None and excerpt.lines is not None and len(excerpt.cell.outputs) == 1
    assert [number for number, _, meant in excerpt.lines.rows if meant] == [30, 31]
    assert excerpt.lines.first == 30 - excerpts.AROUND and excerpt.lines.more > 0


def test_text_of_a_notebook_is_shown_without_anchors_of_its_own(project: Project) -> None:
    excerpt = at_cell(project, take(project, notebooks.notebook(notebooks.markdown("# Why *this*")), "fit.ipynb"), 1)
    assert excerpt.cell is not None and excerpt.lines is None
    assert "Why <em>this</em>" in excerpt.cell.html and " id=" not in excerpt.cell.html


def test_a_picture_of_an_output_is_that_of_the_version(project: Project) -> None:
    content = notebooks.notebook(notebooks.code("plot()", notebooks.shows(image_png=notebooks.plot())))
    version = take(project, content, "fit.ipynb")
    excerpt = at_cell(project, version, 1)
    assert excerpt.cell is not None
    assert excerpt.cell.outputs[0].src == f"/media/outputs/{version.uuid}/{version.pictures[0]['key']}.webp"


def test_a_newer_version_is_told_and_the_one_that_was_meant_is_shown(project: Project) -> None:
    version = take(project, notebooks.notebook(notebooks.code("first = 1")), "fit.ipynb")
    before = at_cell(project, version, 1)
    take(project, notebooks.notebook(notebooks.code("second = 2")), "fit.ipynb", at=LATER)
    after = shown(project)
    assert before.note == ""
    assert after.note == "A newer version of this file was uploaded since; this is version 1, which is meant here."
    assert after.href == "/@ines/churn/files/fit/versions/1/#cell-1"
    assert after.lines is not None and after.lines.html == before.lines.html  # type: ignore[union-attr]


def test_lines_of_a_script(project: Project) -> None:
    version = take(project, b"".join(b"x%d = %d\n" % (n, n) for n in range(1, 91)), "train.py")
    excerpt = at_cell(project, version, 1, "40-42")
    assert (excerpt.kind, excerpt.label) == ("code", "train.py, lines 40-42")
    assert excerpt.href == "/@ines/churn/files/train/#cell-1-L40"
    assert excerpt.lines is not None
    assert [number for number, _, meant in excerpt.lines.rows if meant] == [40, 41, 42]
    assert next(html for number, html, _ in excerpt.lines.rows if number == 40).count("40") == 2


def test_a_log_is_shown_as_its_first_chart(project: Project) -> None:
    version = take(project, logs.keras_csv(), "history.csv")
    piece = make.evidence(project, FIT)
    pointer = Pointer(evidence=piece, kind="log", artefact=version.artefact, version=version, position=0)
    pointer.save()
    excerpt = shown(project)
    assert excerpt.chart is not None and excerpt.chart.title == "Accuracy by epoch"
    assert (excerpt.label, excerpt.href) == ("history.csv", "/@ines/churn/files/history/")
    assert excerpt.cell is None and excerpt.words == ""


def test_a_result_and_a_comparison_are_shown_as_figures(project: Project) -> None:
    make.evidence(project, FIT, make.result(project, "0.9"), make.comparison(project))
    page = project_pages.project_page(Project.objects.get(pk=project.pk))
    result, comparison = page.proofs[0].excerpts
    assert result.strip is not None and result.strip.value == "0.9"
    assert comparison.comparison is not None and comparison.href.startswith("#")


@pytest.mark.parametrize(
    ("url", "kind", "note"),
    [
        (f"https://code.example.org/i/c/blob/{make.COMMIT}/t.py", "code", ", at the commit named in the address."),
        ("https://code.example.org/i/c/blob/main/t.py", "code", ", not pinned to a commit."),
        ("https://code.example.org/demo", "demo", "."),
    ],
)
def test_a_link_says_where_it_leads(project: Project, url: str, kind: str, note: str) -> None:
    make.evidence(project, FIT, make.link(project, url=url, link_kind=kind))
    excerpt = shown(project)
    assert (excerpt.note, excerpt.words, excerpt.cell) == (f"Opens at code.example.org{note}", "", None)
    assert excerpt.href.startswith(url)


def test_an_image_is_shown_with_its_words(project: Project) -> None:
    image = make.image(project)
    make.evidence(project, FIT, image)
    picture = shown(project).picture
    assert picture is not None and picture[0].src == f"/media/{image.uuid}/640.webp" and picture[1] == image.alt
