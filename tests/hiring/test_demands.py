"""What a job text demands and nothing is found for. No database."""

from competence.yardstick import Yardstick
from hiring import demands, jobtext
from tests.hiring import adverts
from tests.hiring.test_jobtext import three_levels

__all__ = ["three_levels"]
TEXT = """Forecaster

We are a friendly lot.
You must have monitored drift. Dropout is required.

Requirements:
- Quantiles. Honest ones.
- Time series. Ten years of them.
- We don't do NLP
Kubernetes in anger

Benefits
- A confusion matrix of cakes
- You must like cake
"""


def test_items_and_musts_without_a_find_are_named_and_nothing_else(three_levels: Yardstick) -> None:
    assert demands.unfound(TEXT, three_levels) == (
        "You must have monitored drift.",
        "Quantiles. Honest ones.",
        "Kubernetes in anger",
    )
    assert demands.unfound("", three_levels) == ()


def test_a_long_demand_is_cut(three_levels: Yardstick) -> None:
    [one] = demands.unfound(f"You must {'know this and ' * 100}that.", three_levels)
    assert one.startswith("You must know") and one.endswith(" …") and len(one) <= jobtext.QUOTED + 2


def test_what_an_advertisement_of_a_bank_wants_beside(three_levels: Yardstick) -> None:
    assert demands.unfound(adverts.BANK, three_levels) == (
        "5+ years of experience in data science",
        "Excellent communication skills; fluent in English",
    )
