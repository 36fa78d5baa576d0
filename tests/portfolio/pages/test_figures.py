"""Results in short: what they are read against is called what it is."""

from decimal import Decimal

import pytest

from portfolio.models import Reference
from portfolio.pages import figures
from tests.factories import portfolio as made


@pytest.mark.parametrize(
    ("references", "note"),
    [
        ({"strong": "0.93", "historical": "0.9"}, "best known 0.93; higher is better"),
        ({"historical": "0.9"}, "published good 0.9; higher is better"),
        ({"naive": "0.5", "historical": "0.9"}, "baseline 0.5, published good 0.9; higher is better"),
        ({"human": "0.95"}, "higher is better"),
    ],
)
def test_only_the_published_best_is_the_best_known(references: dict[str, str], note: str, frameworks: None) -> None:
    result = made.result(made.project(made.practitioner()))
    for role, value in references.items():
        Reference.objects.create(result=result, role=role, value=Decimal(value))
    assert figures.strip(result).note == note
