"""Pages of uploaded files: what they show, to whom, and at what cost."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from portfolio.actions import files, practitioners, projects
from portfolio.models import Artefact, Evidence, FileVersion, Project
from tests.factories import bad_files, logs, notebooks
from tests.factories import portfolio as make
from tests.factories.answers import read_out
from tests.factories.files import point

LATER = make.AT + timedelta(days=1)
FIT, PREDICT, BINARY = "l1.library.fit-model", "l1.library.predict", "l1.modeling.target-binary"
CARD = b"""---
license: mit
library_name: keras
datasets: [mnist]
tags: [digits, small]
---
# Model card for a small net

## Limits

Only *digits*. <script>alert(1)</script>
"""


@pytest.fixture
def project(frameworks: None, db: None) -> Project:
    person = make.practitioner(make.user("Ines Maravall"), handle="ines", visibility="public")
    return make.project(person, "Churn", visibility="public")


def take(project: Project, content: bytes, name: str, at: Any = make.AT) -> FileVersion:
    made = files.take_in(project, file=ContentFile(content, name=name), by=None, at=at).artefact
    return made.versions.latest("number")


def notebook(project: Project, *more: str, name: str = "fit.ipynb") -> FileVersion:
    cells = [notebooks.code(source) for source in ("model.fit(x, y)", "model.predict(x)", *more)]
    return take(project, notebooks.notebook(notebooks.markdown("# Fitting\n\n## Why"), *cells), name)


def text(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def shown(name: str) -> str:
    return f"/@ines/churn/files/{name}/"


def test_a_notebook_is_shown_with_every_cell_and_its_outline(project: Project) -> None:
    output = notebooks.shows(text_html=notebooks.TABLE, text_plain="epoch name")
    content = notebooks.notebook(
        notebooks.markdown("# Fitting\n\n## Why"),
        notebooks.code("fit()\nshow()", output, count=4),
        notebooks.raw("as it is"),
    )
    take(project, content, "fit.ipynb")
    page = text(shown("fit"))
    for number in (1, 2, 3):
        assert page.count(f'id="cell-{number}"') == 1 and f'href="#cell-{number}">cell {number}</a>' in page
    assert 'id="cell-2-L1"' in page and 'id="cell-2-L2"' in page and "In\u00a0[4]" in page
    assert "as it is" in page and 'class="nb-outline"' in page
    outline = page.split('class="nb-outline"')[1].split("</nav>")[0]
    for anchor, words in re.findall(r'href="#([^"]+)">(.*?)</a>', outline):
        assert words in ("Fitting", "Why") and f'id="{anchor}"' in page
    assert "fit.ipynb" in page and '<a href="/@ines/churn/">Churn</a>' in page


def test_nothing_of_a_hostile_notebook_acts(project: Project) -> None:
    """R-XSS-05"""
    take(project, notebooks.hostile(), "fit.ipynb")
    page = Client().get(shown("fit")).content.decode()
    inside = page.split('class="nb-cells"')[1].split('class="only-print')[0]
    assert "<script" not in inside and "onerror=" not in re.sub(r">[^<]*<", "><", inside) and "<svg" not in inside
    assert "javascript:" not in re.sub(r">[^<]*<", "><", inside) and " style=" not in inside


def test_a_script_has_an_anchor_for_each_line(project: Project) -> None:
    take(project, b"import torch\nx = torch.ones(3)\nprint(x)\n", "train.py")
    page = text(shown("train"))
    assert [f'id="cell-1-L{n}"' in page for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Code of “Churn” by Ines Maravall." in page


def test_a_log_is_shown_as_charts_and_figures(project: Project) -> None:
    take(project, logs.keras_csv(), "history.csv")
    page = text(shown("history"))
    assert page.count('<svg viewBox="') >= 2 and "Loss by epoch" in page and "Accuracy by epoch" in page
    assert f"{min(logs.CURVES['val_loss']):.4g}" in page and "Numbers" in page


def test_a_card_is_shown_with_its_facts_and_its_text(project: Project) -> None:
    take(project, CARD, "README.md")
    page = Client().get(shown("readme")).content.decode()
    for label, words in (("Licence", "mit"), ("Library", "keras"), ("Data sets", "mnist"), ("Tags", "digits, small")):
        assert f"<dt>{label}</dt><dd>{words}</dd>" in page
    assert "Only <em>digits</em>." in page and "<script>alert" not in page


@pytest.mark.parametrize(("lines", "is_whole"), [(100, True), (9000, False)])
def test_a_card_that_is_too_long_says_that_there_is_more(project: Project, lines: int, is_whole: bool) -> None:
    take(project, CARD + b"\n```\n" + b"one two\n" * lines, "README.md")
    assert ("<p>The rest stands in the file.</p>" in text(shown("readme"))) is not is_whole


@pytest.mark.parametrize(("content", "name"), [(bad_files.pdf(), "report.pdf"), (bad_files.CSV, "houses.csv")])
def test_what_is_not_shown_can_be_saved(project: Project, content: bytes, name: str) -> None:
    version = take(project, content, name)
    page = text(shown(version.artefact.name))
    assert "This file is not shown here. Save it to open it." in page
    assert f'href="{shown(version.artefact.name)}versions/1/download/" download' in page
    assert version.sha256[:16] in page


def test_evidence_stands_beside_its_cell_and_leads_to_the_project(project: Project) -> None:
    version = notebook(project)
    piece = make.evidence(project, FIT, statement="Fitted on the training part.")
    point(piece, version.cells.get(number=2))
    page = text(shown("fit"))
    cell = page.split('id="cell-2"')[1].split('id="cell-3"')[0]
    assert f'<a href="/@ines/churn/#{piece.anchor}">' in cell and "Fitted on the training part." in cell
    assert page.count("Fitted on the training part.") == 1


def test_evidence_at_the_whole_file_stands_at_its_top(project: Project) -> None:
    version = take(project, logs.keras_csv(), "history.csv")
    piece = make.evidence(project, FIT, statement="Trained for 14 epochs.")
    at_file(piece, version)
    page = text(shown("history"))
    assert (
        "Trained for 14 epochs." in page.split('aria-label="Evidence that points at this file"')[1].split("</aside>")[0]
    )


def at_file(piece: Evidence, version: FileVersion) -> None:
    place = piece.pointers.count()
    piece.pointers.create(kind=version.artefact.kind, artefact=version.artefact, version=version, position=place)


def versions_of(project: Project) -> tuple[FileVersion, FileVersion]:
    """The first, kept by evidence, and the newest."""
    first = notebook(project)
    point(make.evidence(project, FIT), first.cells.get(number=3))
    content = notebooks.notebook(notebooks.code("model.fit(x, y)\nmodel.summary()"))
    return first, take(project, content, "fit.ipynb", at=LATER)


def test_an_earlier_version_says_so_and_leads_to_the_newest(project: Project) -> None:
    versions_of(project)
    old = text(f"{shown('fit')}versions/1/")
    assert "This is version 1." in old and f'href="{shown("fit")}">See the newest version</a>' in old
    assert 'id="cell-3"' in old and '<meta name="robots" content="noindex">' in old
    assert old.split('<link rel="canonical" href="')[1].split('"')[0].endswith(shown("fit"))
    now = text(shown("fit"))
    assert "This is version" not in now and 'id="cell-3"' not in now and "noindex" not in now
    assert f'<a href="{shown("fit")}versions/1/">Version 1</a>' in now and "<b>Version 2</b>" in now
    assert text(f"{shown('fit')}versions/2/").count("noindex") == 0


def test_evidence_at_an_earlier_version_stands_there_alone(project: Project) -> None:
    versions_of(project)
    assert 'aria-label="Evidence at cell 3"' in text(f"{shown('fit')}versions/1/")
    assert "Evidence at cell" not in text(shown("fit"))
    project_page = text(project.get_absolute_url())
    assert f'href="{shown("fit")}versions/1/#cell-3"' in project_page
    assert "A newer version of this file was uploaded since; this is version 1, which is meant here." in project_page


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999", "01x", "-1"])
def test_versions_that_are_not_there(project: Project, number: str) -> None:
    notebook(project)
    for tail in ("", "download/"):
        assert Client().get(f"{shown('fit')}versions/{number}/{tail}").status_code == 404


def test_unlisted_is_open_and_not_indexed(project: Project) -> None:
    notebook(project)
    projects.publish(project, visibility="unlisted", by=None, at=LATER)
    page = text(shown("fit"))
    assert '<meta name="robots" content="noindex">' in page and shown("fit") not in text("/sitemap.xml")


def test_notes_of_what_was_left_out_are_told(project: Project) -> None:
    version = notebook(project)
    FileVersion.objects.filter(pk=version.pk).update(notes=["Two widgets are <b>not</b> kept."])
    assert "Two widgets are &lt;b&gt;not&lt;/b&gt; kept." in Client().get(shown("fit")).content.decode()


def private_ways(version: FileVersion) -> list[str]:
    """Every address of a file: its pages, its content and the pictures of its outputs."""
    name = shown(version.artefact.name)
    pictures = [f"/media/outputs/{version.uuid}/{picture['key']}.webp" for picture in version.pictures]
    return [name, f"{name}versions/{version.number}/", f"{name}versions/{version.number}/download/", *pictures]


def status(client: Client, address: str) -> int:
    """Of the answer, which is read to its end."""
    return int(read_out(client.get(address)).status_code)


def test_r_up_11_r_az_07_withdrawn_is_gone_with_the_next_request(
    project: Project, remi: User, client_of: Callable[[User | None], Client]
) -> None:
    version = take(project, notebooks.outputs_of_every_kind(), "fit.ipynb")
    ways = private_ways(version)
    assert len(ways) > 3 and {status(Client(), way) for way in ways} == {200}
    tags = {way: tag_of(way) for way in ways}
    tails = ("", "versions/1/", "versions/1/download/")
    (nothing,) = {Client().get(f"{shown('none')}{tail}").content for tail in tails}
    projects.withdraw(project, by=None, at=LATER)
    for way in ways:
        for visitor in (Client(), client_of(remi)):
            answer = visitor.get(way, headers={"If-None-Match": tags[way]})
            assert answer.status_code == 404 and "fit" not in answer.content.decode()
        assert Client().get(way).content == nothing, way
        own = read_out(client_of(project.practitioner.user).get(way))
        assert (own.status_code, own["Cache-Control"]) == (200, "private, no-store"), way


def tag_of(address: str) -> str:
    return str(read_out(Client().get(address))["ETag"])


def test_r_up_11_a_private_profile_hides_the_files_of_its_projects(project: Project) -> None:
    ways = private_ways(notebook(project))
    practitioners.set_visibility(project.practitioner, visibility="private", by=None, at=LATER)
    assert {status(Client(), way) for way in ways} == {404}


def test_r_up_11_names_are_no_keys(project: Project) -> None:
    """A private file is not found by the name of a public one, by another project, or by a guessed picture."""
    hidden = make.project(project.practitioner, "Hidden")
    version = take(hidden, notebooks.outputs_of_every_kind(), "fit.ipynb")
    public = notebook(project)
    other = version.pictures[0]["key"]
    for address in (
        "/@ines/hidden/files/fit/",
        "/@ines/hidden/files/fit/versions/1/download/",
        f"/media/outputs/{version.uuid}/{other}.webp",
        f"/media/outputs/{public.uuid}/{other}.webp",
        f"/media/outputs/{public.artefact.uuid}/{other}.webp",
    ):
        assert status(Client(), address) == 404, address


def test_an_image_or_a_link_has_no_page_of_a_file(project: Project) -> None:
    make.image(project, "curves")
    make.link(project, "train")
    for name in ("curves", "train"):
        assert status(Client(), shown(name)) == 404


def test_a_visitor_s_page_is_kept_until_it_changes(project: Project) -> None:
    notebook(project)
    first = Client().get(shown("fit"))
    assert first["Cache-Control"] == "public, no-cache" and first.cookies == {} and "Last-Modified" in first
    tag = {"If-None-Match": first["ETag"]}
    again = Client().get(shown("fit"), headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    make.evidence(project, FIT)
    assert Client().get(shown("fit"), headers=tag).status_code == 200
    assert Client().post(shown("fit")).status_code == 405


def test_not_kept_answers_cost_less(project: Project, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = notebook(project)
    tag = {"If-None-Match": Client().get(shown("fit"))["ETag"]}
    with django_assert_num_queries(2):
        assert Client().get(shown("fit"), headers=tag).status_code == 304
    with django_assert_num_queries(1):
        assert status(Client(), f"{shown('fit')}versions/{version.number}/download/") == 200


@pytest.mark.parametrize("number", [3, 30])
def test_a_page_costs_the_same_for_few_cells_and_many(
    project: Project, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    version = notebook(project, *(f"x{n} = {n}" for n in range(number - 3)))
    for key in (FIT, PREDICT, BINARY)[: 1 if number == 3 else 3]:
        point(make.evidence(project, key), version.cells.get(number=number))
    text(shown("fit"))
    with django_assert_num_queries(15):
        assert text(shown("fit")).count('class="nb-cell ') == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_project_with_evidence_at_cells_costs_the_same_as_any_other(
    project: Project, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for key in (FIT, PREDICT, BINARY)[:number]:
        version = take(project, notebooks.outputs_of_every_kind(), f"{key}.ipynb")
        point(make.evidence(project, key), version.cells.get(number=3))
    text(project.get_absolute_url())
    with django_assert_num_queries(21):
        page = text(project.get_absolute_url())
    assert page.count('<div class="nb-cell code">') == number and page.count("/media/outputs/") == number


def test_a_file_whose_content_is_gone_is_not_found(project: Project) -> None:
    version = notebook(project)
    Artefact.objects.filter(pk=version.artefact.pk).update(caption="Still here.")
    FileVersion.objects.filter(pk=version.pk).update(path="files/00/none")
    assert status(Client(), f"{shown('fit')}versions/1/download/") == 404
    assert "Still here." in text(shown("fit"))
