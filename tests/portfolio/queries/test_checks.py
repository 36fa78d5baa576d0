"""From what was read in files to the checks of a project."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from portfolio.actions import files, links, parts
from portfolio.checks.values import parted
from portfolio.models import Artefact, Evidence, FileVersion, Pointer, Project
from portfolio.queries import checks, records
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
SPLIT = "from sklearn.model_selection import train_test_split\na, b = train_test_split(X, random_state=7)"
PARTS = ("artefacts", "libraries")


def notebook(*cells: tuple[str, int | None, str], error: str = "") -> bytes:
    """A notebook of these cells of code: (source, number of the run, what it prints)."""
    made = []
    for source, count, text in cells:
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
        if error and text == error:
            outputs = [{"output_type": "error", "ename": error, "evalue": "", "traceback": []}]
        made.append(
            {"cell_type": "code", "source": source, "execution_count": count, "outputs": outputs, "metadata": {}}
        )
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}).encode()


def add(project: Project, raw: bytes, name: str = "train.ipynb", *, at=make.AT) -> Artefact:
    """A notebook that was uploaded."""
    file = SimpleUploadedFile(name, raw)
    return files.take_in(project, file=file, by=project.practitioner.user, at=at).artefact


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner(handle="ida"), "Churn")


GOOD = notebook((SPLIT, 1, ""), ("print('acc', s)", 2, "test acc: 0.9412"))


def read(project: Project) -> checks.ProjectChecks:
    return checks.of_project(records.read_project(project, *PARTS))


def outcomes(project: Project) -> dict[str, str]:
    return {check.key: check.outcome for check in read(project).all}


def test_a_project_with_nothing_in_it_says_what_cannot_be_told(project: Project) -> None:
    assert outcomes(project) == {
        "order": "impossible", "errors": "impossible", "seeds": "impossible", "split": "impossible",
        "dependencies": "open", "links": "impossible", "pinned": "impossible", "originality": "holds",
    }  # fmt: skip


def test_a_good_project_holds(project: Project) -> None:
    Project.objects.update(dependencies="scikit-learn==1.7.0")
    add(project, GOOD)
    make.result(project, "0.94", metric="Accuracy")
    made = make.link(project, "code")
    links.record(made, answer="answers", at=LATER)
    found = {check.key: check for check in read(project).all}
    assert {check.outcome for check in found.values()} == {"holds"}
    assert found["figure"].places == (("train.ipynb, cell 2", "/@ida/churn/files/train/#cell-2"),)
    assert found["seeds"].reason == "random_state=7, first in train.ipynb, cell 1."
    assert found["split"].places == (("train.ipynb, cell 1", "/@ida/churn/files/train/#cell-1"),)
    assert found["links"].reason == "The link answered on 2 June 2026."


def test_what_does_not_hold_is_said(project: Project) -> None:
    add(project, notebook(("a = 1", 2, ""), ("b = 2", 1, "ValueError"), error="ValueError"))
    make.result(project, "0.94", metric="Accuracy")
    found = outcomes(project)
    assert [found[key] for key in ("order", "errors", "seeds", "split", "figure")] == [
        "open", "open", "open", "open", "impossible",
    ]  # fmt: skip


def test_what_the_person_says_is_quoted(project: Project) -> None:
    Project.objects.update(seeds="0 to 4")
    make.dataset(project, split="the last month")
    make.result(project, split="the last week")
    found = {check.key: check for check in read(project).all}
    assert found["seeds"].reason.endswith("The project says: “0 to 4”.")
    assert found["split"].reason.endswith("The project says: “the last month”.")


def test_an_answer_from_before_the_link_was_changed_is_none(project: Project) -> None:
    made = make.link(project, "code")
    links.record(made, answer="gone", at=LATER)
    assert outcomes(project)["links"] == "open"
    fields = {"url": f"https://code.example.org/x/blob/{make.COMMIT}/a.py"}
    parts.change(made, revision=1, fields=fields, by=None, at=LATER + timedelta(hours=1))
    found = {check.key: check for check in read(project).all}
    assert found["links"].outcome == "impossible" and "was not asked yet" in found["links"].reason


def test_a_file_of_requirements_gives_the_dependencies(project: Project) -> None:
    """By the name that it was uploaded under: a title can be changed."""
    Artefact.objects.filter(pk=add(project, GOOD).pk).update(title="requirements.txt")
    assert outcomes(project)["dependencies"] == "open"
    made = add(project, b"scikit-learn==1.7.0\nnumpy==2.3.1\n", "Requirements.txt")
    assert made.kind == "file"
    Artefact.objects.filter(pk=made.pk).update(title="What to install")
    found = {check.key: check for check in read(project).all}
    assert found["dependencies"].places == (("What to install", f"/@ida/churn/files/{made.name}/"),)


def point(project: Project, version: FileVersion, key: str = "l1.modeling.target-binary") -> Evidence:
    """Evidence that points at the first cell of a version."""
    piece = make.evidence(project, key)
    artefact = version.artefact
    cell = version.cells.order_by("number").first()
    Pointer.objects.create(evidence=piece, kind=artefact.kind, artefact=artefact, version=version, cell=cell)
    return piece


def test_evidence_has_the_checks_of_what_it_points_at(project: Project) -> None:
    bad = add(project, notebook(("a", 2, ""), ("b", 1, "")), "bad.ipynb")
    good = add(project, GOOD, "good.ipynb")
    point(project, bad.versions.get())
    point(project, good.versions.get(), "l1.modeling.target-multiclass")
    make.evidence(project, "l1.modeling.target-regression", make.section(project), make.result(project))
    make.evidence(project, "l1.modeling.gather-data", make.link(project))
    record = records.read_project(project, *PARTS)
    found = checks.of_project(record)
    told = {
        item.evidence.skill.key.rpartition(".")[2]: [(c.key, c.outcome) for c in found.of(item)]
        for item in record.evidence
    }
    assert told["target-binary"] == [("order", "open"), ("errors", "holds"), ("seeds", "open"), ("split", "open")]
    assert {outcome for _, outcome in told["target-multiclass"]} == {"holds"}
    assert told["target-regression"] == [("figure", "open")]
    assert told["gather-data"] == [("links", "impossible"), ("pinned", "holds")]


def test_evidence_that_points_at_an_earlier_version_has_the_checks_of_that(project: Project) -> None:
    artefact = add(project, notebook(("a", 2, ""), ("b", 1, "")))
    point(project, artefact.versions.get())
    add(project, GOOD, at=LATER)
    record = records.read_project(project, *PARTS)
    found = checks.of_project(record)
    order = found.of(record.evidence[0])[0]
    assert order.outcome == "open" and order.reason.startswith("In train.ipynb, version 1 cell 2 was run before")
    assert order.places[0][1] == "/@ida/churn/files/train/versions/1/#cell-2"
    assert {c.key: c.outcome for c in found.all}["order"] == "holds", "the project is what it is now"
    assert len(found.facts.files) == 1


def test_a_script_is_looked_through_for_seeds_and_splits(project: Project) -> None:
    raw = f"import numpy as np\nnp.random.seed(3)\n{SPLIT}\n".encode()
    file = SimpleUploadedFile("train.py", raw)
    artefact = files.take_in(project, file=file, by=None, at=make.AT).artefact
    assert artefact.kind == "code"
    found = {check.key: check for check in read(project).all}
    assert [found[key].outcome for key in ("order", "errors", "seeds", "split")] == [
        "impossible", "impossible", "holds", "holds",
    ]  # fmt: skip
    assert found["seeds"].places == (("train.py", "/@ida/churn/files/train/"),)


def test_other_languages_are_not_looked_through(project: Project) -> None:
    raw = json.loads(notebook(("set.seed(1)", 1, "")))
    raw["metadata"] = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    add(project, json.dumps(raw).encode())
    assert outcomes(project)["seeds"] == "impossible"


def test_one_query_for_one_file_and_for_three(project: Project, django_assert_num_queries) -> None:
    for number in (1, 3):
        for name in ("a.ipynb", "b.ipynb", "c.ipynb")[:number]:
            add(project, GOOD, name)
        record = records.read_project(project, *PARTS)
        with django_assert_num_queries(1):
            found = checks.of_project(record)
            assert len(found.facts.files) == number and found.all
            assert [found.of(item) for item in record.evidence] == []


def test_the_part_of_the_page_says_every_outcome_in_words(project: Project) -> None:
    add(project, notebook(("a", 2, ""), ("b", 1, "")))
    make.link(project, "code", url="https://example.org/?a=1&b=2", title="<b>Code</b>")
    page = unescape(render_to_string("portfolio/projects/_checks.html", {"parted": parted(read(project).all)}))
    for word in ("Holds", "Not shown", "Cannot be told"):
        assert f'<span class="outcome">{word}</span>' in page
    assert page.startswith('<section class="step" id="checks"') and '<li class="open">' in page
    assert '<a href="/@ida/churn/files/train/#cell-2">train.ipynb, cell 2</a>' in page
    assert 'href="https://example.org/?a=1&b=2" rel="nofollow noopener"' in page
    escaped = render_to_string("portfolio/projects/_checks.html", {"parted": parted(read(project).all)})
    assert page.count("Cannot be told</span>") == 1 and "<summary>" not in page
    bare = read(make.project(project.practitioner, "Nothing in it")).all
    empty = render_to_string("portfolio/projects/_checks.html", {"parted": parted(bare)})
    assert empty.count("Cannot be told</span>") == 1 and "<summary>6 checks had nothing to look at</summary>" in empty
    assert "<b>Code" not in escaped and "&lt;b&gt;Code" in escaped
