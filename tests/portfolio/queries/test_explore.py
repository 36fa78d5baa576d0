"""What is found by strength, and that every number beside a filter is the number found with it."""

from dataclasses import replace

import pytest

from competence.queries import editions
from competence.strengths import Strength
from portfolio.actions import projects
from portfolio.explore import Asked
from portfolio.models import Practitioner, Project
from portfolio.queries import explore
from portfolio.queries.finding_projects import Finder
from tests.factories import portfolio as made

HARNESS, FIT = "l1.modeling.test-harness", "l1.library.fit-model"
DROPOUT, SERIES = "l2.generalization.dropout", "l3.data-handling.ts-supervised-framing"
VISION = "l3.data-handling.cv-load-images"


def somebody(name: str) -> Practitioner:
    return made.practitioner(made.user(name), handle=name.lower(), name=name, visibility="public")


def work(of: Practitioner, title: str, domain: str = "", library: str = "") -> Project:
    project = made.project(of, title, visibility="public")
    axes, libraries = {"domain": [domain] if domain else []}, [library] if library else []
    projects.classify(project, axes=axes, libraries=libraries, by=None, at=made.AT)
    return project


@pytest.fixture
def asked(frameworks: None, db: None) -> Asked:
    return Asked(editions.current())


@pytest.fixture
def world(asked: Asked) -> None:
    """Every strength in every level; claims of each kind: without place, of the wrong kind, barred, without lines."""
    ada, bo, cy = somebody("Ada"), somebody("Bo"), somebody("Cy")
    study = work(ada, "Study", "time-series-forecasting", "Keras")
    made.verdict(made.evidence(study, HARNESS, made.result(study)))
    made.evidence(study, SERIES)
    table = work(ada, "Table")
    made.evidence(table, DROPOUT, made.section(table, "Written, not measured"))
    made.evidence(table, FIT, made.link(table))
    drawn = work(bo, "Drawn", "computer-vision", "Keras")
    made.dataset(drawn, origin="dataset-generator")
    made.evidence(drawn, SERIES, made.section(drawn, "Made up"))
    made.evidence(drawn, VISION, made.section(drawn, "Made up as well"))
    made.verdict(made.evidence(drawn, DROPOUT, made.comparison(drawn)))
    seen = work(cy, "Seen", "computer-vision")
    made.verdict(made.evidence(seen, VISION, made.section(seen, "Loaded")), outcome="partly")
    made.verdict(made.evidence(seen, HARNESS, made.section(seen, "Empty", "")))
    work(cy, "Bare", "natural-language-processing")


def titles(asked: Asked) -> list[str]:
    return sorted(explore.projects(asked).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        (None, ["Bare", "Drawn", "Seen", "Study", "Table"]),
        (Strength.CLAIMED, ["Drawn", "Seen", "Study", "Table"]),
        (Strength.EVIDENCED, ["Drawn", "Seen", "Study"]),
        (Strength.VERIFIED, ["Drawn", "Study"]),
    ],
)
def test_projects_are_found_by_the_strength_that_their_pages_say(
    world: None, asked: Asked, strength: Strength | None, expected: list[str]
) -> None:
    """A place of the wrong kind, code without lines and barred data show nothing, whoever said "meets"."""
    assert titles(replace(asked, strength=strength)) == expected


def test_a_skill_is_found_by_its_own_strength(world: None, asked: Asked) -> None:
    found = {
        key: titles(replace(asked.of_kind("skill", key), strength=Strength.EVIDENCED))
        for key in (HARNESS, FIT, DROPOUT, SERIES, VISION)
    }
    assert found == {HARNESS: ["Study"], FIT: [], DROPOUT: ["Drawn"], SERIES: [], VISION: ["Seen"]}


BASES: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"level": ("l1",)},
    {"domain": ("computer-vision",)},
    {"skill": (DROPOUT,)},
    {"library": ("keras",)},
    {"data": ("dataset-generator",)},
    {"level": ("l2",), "domain": ("computer-vision",)},
)


@pytest.mark.parametrize("strength", [None, *Strength], ids=str)
def test_the_number_beside_a_filter_is_the_number_of_projects_found_with_it(
    world: None, asked: Asked, strength: Strength | None
) -> None:
    for base, q in [*((base, "") for base in BASES), ({}, "study"), ({"level": ("l1",)}, "cy"), ({}, "fit model")]:
        now = replace(asked, strength=strength, q=q)
        for kind, values in base.items():
            now = now.of_kind(kind, *values)
        for kind, counted in Finder().counts(now).items():
            for value, count in counted.items():
                assert count == explore.projects(now.with_(kind, value)).count(), (now.query, kind, value)


def test_the_world_tells_the_strengths_apart(world: None, asked: Asked) -> None:
    """So that the test above could fail: level 2 is linked, evidenced and verified in different numbers."""
    counts = [
        list(Finder().counts(replace(asked, strength=strength))["level"].values())
        for strength in (None, Strength.EVIDENCED, Strength.VERIFIED)
    ]
    assert counts == [[3, 2, 3, 0], [1, 1, 1, 0], [1, 1, 0, 0]]
