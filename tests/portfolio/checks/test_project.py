"""All checks of one project."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from portfolio.checks import project
from portfolio.checks.values import FileFacts, LinkFacts, ProjectFacts, ResultFacts, parted
from portfolio.inspection.figures import Figures

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)


def notebook(*counts, title="train.ipynb", **more):
    return FileFacts(title, f"/{title}/", counts=tuple(enumerate(counts, 1)), figures=Figures((), outputs=2), **more)


def link(title="Data", answer="answers", at=AT, **more):
    return LinkFacts(title, f"https://example.org/{title}", answer=answer, asked_at=at if answer else None, **more)


def test_every_check_is_there_even_when_none_can_be_made():
    checks = project.checks(ProjectFacts())
    assert [(c.key, c.outcome) for c in checks] == [
        ("order", "impossible"), ("errors", "impossible"), ("seeds", "impossible"), ("split", "impossible"),
        ("dependencies", "open"), ("links", "impossible"), ("pinned", "impossible"), ("originality", "holds"),
    ]  # fmt: skip
    assert all(c.reason.endswith(".") and c.title for c in checks)


def test_there_is_one_check_for_every_result():
    results = (ResultFacts("Accuracy", Decimal("0.94")), ResultFacts("F1", Decimal("0.9")))
    found = [c.title for c in project.checks(ProjectFacts(results=results)) if c.key == "figure"]
    assert found == [f"The claimed figure occurs in the output: {words}" for words in ("Accuracy 0.94", "F1 0.9")]


def test_several_notebooks_make_one_check_and_what_is_open_comes_first():
    good, loose, idle = notebook(1, 2), notebook(2, 1, title="b.ipynb"), notebook(None, title="c.ipynb")
    order, errors = project.notebooks([good, loose, idle])
    assert order.outcome == "open" and order.places == (("b.ipynb, cell 2", "/b.ipynb/#cell-2"),)
    assert order.reason == (
        "In b.ipynb cell 2 was run before cell 1, which stands above it. It holds for 1 of 3 notebooks."
    )
    assert errors.outcome == "holds"
    order, _ = project.notebooks([good, idle])
    assert order.outcome == "impossible" and order.reason.startswith("c.ipynb was saved without")
    order, _ = project.notebooks([notebook(1, title=f"{n}.ipynb") for n in range(5)])
    assert order.outcome == "holds" and order.reason.endswith("The same is so in 2 more.") and len(order.places) == 3


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("torch==2.4.1\nnumpy\n\n# a comment\n", "Two lines, one with a version."),
        ("Python 3.11", "One line, one with a version."),
        ("keras>=3\ngit+https://example.org/x@9b27d10\nnumpy", "Three lines, two with a version."),
    ],
)
def test_dependencies_in_the_project(lines, reason):
    check = project.dependencies(ProjectFacts(dependencies=lines))
    assert (check.outcome, check.reason, check.places) == ("holds", reason, (("How to reproduce", "#reproduce"),))


def test_dependencies_as_a_file_or_not_at_all():
    held = project.dependencies(ProjectFacts(dependency_files=(("requirements.txt", "/r/"),)))
    assert (held.outcome, held.reason) == ("holds", "They stand in requirements.txt.")
    assert held.places == (("requirements.txt", "/r/"),)
    assert project.dependencies(ProjectFacts(dependencies=" \n# none\n")).outcome == "open"


def test_links_that_all_answer():
    check = project.links([link("Data", at=LATER), link("Demo")])
    assert (check.outcome, check.reason) == ("holds", "All two links answered on 1 June 2026.")
    assert check.places[1] == ("Demo", "https://example.org/Demo")
    assert project.links([link()]).reason == "The link answered on 1 June 2026."


def test_links_that_do_not_answer_say_how():
    check = project.links(
        [link("A", "gone"), link("B", "refused"), link("C", "unreachable"), link("D", "gone"), link()]
    )
    assert check.outcome == "open" and len(check.places) == 3
    assert check.reason == (
        "“A” is gone (asked on 1 June 2026), “B” refuses to answer (asked on 1 June 2026), “C” could not be reached"
        " (asked on 1 June 2026) and 1 more. 1 of 5 links answered."
    )


def test_links_that_were_not_asked():
    check = project.links([link("A", ""), link("B", "not-allowed"), link()])
    assert check.outcome == "impossible"
    assert check.reason == (
        "“B” is not asked, because it leads into a private network (asked on 1 June 2026). “A” was not asked yet."
        " 1 of 3 links answered."
    )
    assert project.links([]).outcome == "impossible"
    assert project.links([link("A", ""), link("B", "gone")]).outcome == "open"


def test_links_to_code_name_a_commit():
    at_commit, loose = link("code", is_code=True, is_pinned=True), link("main", is_code=True)
    assert project.pinned(ProjectFacts(links=(at_commit, link()))).reason == "“code” names a commit."
    two = project.pinned(ProjectFacts(links=(at_commit, at_commit)))
    assert (two.outcome, two.reason) == ("holds", "All two of them name a commit.")
    check = project.pinned(ProjectFacts(links=(at_commit, loose)))
    assert (check.outcome, check.places) == ("open", (("main", "https://example.org/main"),))
    assert check.reason == "“main” leads to a branch or a front page, which can change under the same address."
    none = project.pinned(ProjectFacts(links=(link(),), files=(notebook(1),)))
    assert none.outcome == "impossible" and none.reason.endswith("The code itself stands here, as a file.")


@pytest.mark.parametrize(
    ("what", "source", "outcome", "reason"),
    [
        ("own", "", "holds", "The person declares it as their own work."),
        ("adapted", "", "open", "The person declares it as adapted from a tutorial or another project. Which one is "
         "not said yet."),
        ("adapted", "Chapter 3 of a book.", "holds", "The person declares it as adapted from a tutorial or another "
         "project: Chapter 3 of a book."),
        ("tutorial", "A course", "holds", "The person declares it as a tutorial followed: A course."),
        ("tutorial", " ", "open", "The person declares it as a tutorial followed. Which one is not said yet."),
    ],
)  # fmt: skip
def test_originality(what, source, outcome, reason):
    check = project.originality(ProjectFacts(originality=what, originality_source=source))
    assert (check.outcome, check.reason) == (outcome, reason)


def test_what_cannot_be_told_is_one_line_apart():
    checks = project.checks(ProjectFacts())
    told, untold = parted(checks)
    assert [c.key for c in told] == ["dependencies", "originality"] and len(untold) == 6
    assert {*told, *untold} == {*checks}
    only = tuple(c for c in checks if c.key in ("links", "dependencies"))
    assert parted(only) == (only, ())


def test_linked_code_is_not_said_not_to_be_there():
    checks = project.checks(ProjectFacts(links=(link("train.py", is_code=True),)))
    assert not any("no code" in check.reason for check in checks)
    reason = "No notebook and no script stands here as a file; code that is only linked is not looked through."
    assert [c.reason for c in checks if c.key in ("seeds", "split")] == [reason, reason]


def test_no_reason_accuses():
    every = [c.reason for c in project.checks(ProjectFacts(files=(notebook(2, 1, errors=((1, "ValueError"),)),)))]
    assert not any(word in " ".join(every).lower() for word in ("fraud", "cheat", "fake", "missing", "fails", "wrong"))
