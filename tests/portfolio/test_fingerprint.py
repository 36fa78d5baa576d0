"""The version of a piece of evidence."""

from typing import Any

import pytest

from portfolio import fingerprint

PLACES: list[tuple[str, str, dict[str, Any]]] = [
    ("section", "", {"title": "Before", "body": "Loss rises."}),
    ("link", "40-88", {"url": "https://code.example.org/a"}),
]


def test_the_same_content_is_the_same_version() -> None:
    assert fingerprint.of("l1.a", "See it", PLACES) == fingerprint.of("l1.a", "See it", PLACES)


def test_neither_the_order_of_places_nor_white_space_around_the_statement_matters() -> None:
    assert fingerprint.of("l1.a", "See it", PLACES) == fingerprint.of("l1.a", "  See it\n", PLACES[::-1])


@pytest.mark.parametrize(
    ("skill", "statement", "places"),
    [
        ("l1.b", "See it", PLACES),
        ("l1.a", "See  it", PLACES),
        ("l1.a", "See it", PLACES[:1]),
        ("l1.a", "See it", [PLACES[0], ("link", "40-89", PLACES[1][2])]),
        ("l1.a", "See it", [("section", "", {"title": "Before", "body": "Loss falls."}), PLACES[1]]),
        ("l1.a", "See it", [("decision", "", PLACES[0][2]), PLACES[1]]),
        ("l1.a", "See it", [*PLACES, PLACES[0]]),
    ],
)
def test_any_change_is_another_version(
    skill: str, statement: str, places: list[tuple[str, str, dict[str, Any]]]
) -> None:
    assert fingerprint.of(skill, statement, places) != fingerprint.of("l1.a", "See it", PLACES)


def test_it_is_a_hash() -> None:
    assert len(fingerprint.of("", "", [])) == 64
