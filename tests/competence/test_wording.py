"""Plurals of the words that frameworks bring along."""

import pytest

from competence.wording import counted, plural


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Level", "Levels"),
        ("Category", "Categories"),
        ("Competency or topic", "Competencies or topics"),
        ("Facet or technique", "Facets or techniques"),
        ("Day", "Days"),
        ("Class", "Classes"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_counted() -> None:
    assert counted(1, "Category") == "1 category"
    assert counted(1200, "Category") == "1,200 categories"
