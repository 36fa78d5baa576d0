"""What is missing before a project is worth publishing."""

import pytest

from portfolio import readiness
from portfolio.models import Project
from portfolio.queries import records
from tests.factories import portfolio as make


def done(project: Project) -> set[str]:
    return {item.key for item in readiness.read(records.read_project(project)) if item.done}


@pytest.fixture
def bare(db: None) -> Project:
    return make.project(make.practitioner(), summary="")


def test_a_new_project_has_eleven_open_points_and_two_of_them_stop_it(bare: Project) -> None:
    items = readiness.read(records.read_project(bare))
    assert len(items) == 11 and not any(item.done for item in items)
    assert [item.key for item in readiness.stops(items)] == ["summary", "write-up"]
    assert all(item.text.endswith(".") and item.tab for item in items)


def test_each_point_is_done_by_its_own_fact(bare: Project) -> None:
    made = make.section(bare, body="")
    assert done(bare) == set()
    made.body = "Something to read"
    made.save()
    assert done(bare) == {"write-up"}
    make.dataset(bare)
    assert done(bare) == {"write-up", "data"}
    make.decision(bare)
    assert done(bare) == {"write-up", "data", "decision"}
    make.result(bare, spread=None, spread_kind="")
    assert "spread" not in done(bare) and "baseline" not in done(bare)
    make.result(bare, baseline="0.5", best="0.9")
    assert {"spread", "baseline", "best"} <= done(bare)
    make.evidence(bare)
    assert "evidence" not in done(bare)  # a claim shows nothing
    make.evidence(bare, "l1.modeling.target-regression", made)
    assert "evidence" in done(bare)
    for field, key in (("summary", "summary"), ("question", "question"), ("harness", "harness"), ("limits", "limits")):
        setattr(bare, field, "  ")
        bare.save()
        assert key not in done(bare)
        setattr(bare, field, "Said.")
        bare.save()
        assert key in done(bare)
    assert len(done(bare)) == 11


def test_images_that_there_are_none_of_are_faults_and_no_steps(bare: Project) -> None:
    def faults() -> list[tuple[str, str]]:
        found = readiness.faults(records.read_project(bare))
        assert not any(item.done or item.stops for item in found)
        return [(item.title, item.tab) for item in found]

    make.image(bare, "there")
    make.section(bare, body="![a](image:there) `![b](image:code)` ![c](image:gone) ![d](image:gone) ![e](image:lost)")
    make.comparison(bare, conclusion="![f](image:flat)")
    bare.harness = "![g](image:split)"
    bare.save()
    assert faults() == [
        ("Image “split”", "settings"),
        ("Image “gone”", "sections"),
        ("Image “lost”", "sections"),
        ("Image “flat”", "comparisons"),
    ]
    assert len(readiness.read(records.read_project(bare))) == 11
    bare.artefacts.update(renditions=[])
    assert ("Image “there”", "sections") in faults()


def test_formulas_that_cannot_be_read_are_faults_with_their_section_and_their_words(bare: Project) -> None:
    make.section(
        bare,
        "The loss",
        body=r"A good one, $x^2$, and `$\bad$`, 5 $ and 6 $, then $\unknowncommand{x}$ twice: $\unknowncommand{x}$",
    )
    make.comparison(bare, conclusion="$$\\frac{1}{$$")
    bare.limits = "$\\newcommand{\\a}{b}$"
    bare.save()
    found = readiness.faults(records.read_project(bare))
    assert [(item.tab, item.key, item.done, item.stops) for item in found] == [
        ("sections", "formula", False, False),
        ("comparisons", "formula", False, False),
        ("settings", "formula", False, False),
    ]
    first = found[0]
    assert first.title == r"Formula “\unknowncommand{x}”"
    assert first.text.startswith(
        r"“The loss” has a formula that cannot be read: “\unknowncommand{x}”. Readers see it as"
    )
    assert "nknown command" in first.text and all(item.text.endswith(".") for item in found)
    assert len(readiness.read(records.read_project(bare))) == 11


def test_a_human_score_is_neither_baseline_nor_best(bare: Project) -> None:
    result = make.result(bare)
    result.references.create(role="human", value="0.95")
    assert not {"baseline", "best"} & done(bare)
