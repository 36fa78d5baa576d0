"""What an address asks for."""

from portfolio import explore
from tests.portfolio.test_shape import yardstick

YARDSTICKS = (yardstick(), yardstick("field-guide"))


def test_an_address_is_read_and_written_again():
    params = {
        "q": ["  hourly   demand "], "skill": ["l2.generalization.dropout"], "level": ["l1", "l2"],
        "domain": ["computer-vision"], "library": ["keras"], "proof": ["verified"],
    }  # fmt: skip
    asked = explore.read(params, YARDSTICKS, ["keras"])
    assert asked.words == ("hourly", "demand")
    assert [used.label for used in asked.filters] == [
        "“hourly demand”", "Dropout", "Level 1, Modeling", "Level 2, Tuning", "Computer vision", "keras", "verified",
    ]  # fmt: skip
    assert asked.query == (
        "?q=hourly+demand&skill=l2.generalization.dropout&level=l1&level=l2&domain=computer-vision&library=keras&proof=verified"
    )


def test_what_is_not_known_is_passed_over():
    params = {"skill": ["x", "fg.entry.theory"], "level": ["fg.entry"], "proof": ["best"], "framework": ["nothing"]}
    asked = explore.read(params, YARDSTICKS, [])
    assert asked.filters == ()
    assert asked.query == "?"


def test_another_framework_stays_in_the_address():
    asked = explore.read({"framework": ["field-guide"], "level": ["fg.entry"]}, YARDSTICKS, [])
    assert asked.query == "?framework=field-guide&level=fg.entry"


def test_one_filter_can_be_taken_away():
    asked = explore.read({"level": ["l1", "l2"], "q": ["x"]}, YARDSTICKS, [])
    assert [query for _, query in asked.chips] == ["?level=l1&level=l2", "?q=x&level=l2", "?q=x&level=l1"]
