"""Lines of code as people write them."""

import pytest

from portfolio import lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("40", "40"),
        ("40-88", "40-88"),
        (" 40 – 88 ", "40-88"),
        ("40 to 88", "40-88"),
        ("lines 40 to 88", "40-88"),
        ("L40", "40"),
        ("L40-L88", "40-88"),
        ("#L40-L88", "40-88"),
        ("40:88", "40-88"),
        ("88-40", "40-88"),
        ("7-7", "7"),
    ],
)
def test_a_range_is_read_however_it_is_written(typed: str, kept: str) -> None:
    assert lines.parse(typed) == kept


@pytest.mark.parametrize("typed", ["abc", "0", "1-2,5", "40-", "-40", "1234567", "40 88", "L", "40-88-90"])
def test_what_is_no_range_is_refused_with_words(typed: str) -> None:
    with pytest.raises(ValueError, match="40-88"):
        lines.parse(typed)


def test_the_lines_of_a_copied_link_are_found() -> None:
    assert lines.of_address("https://github.com/a/b/blob/main/train.py#L10-L40") == "10-40"
    assert lines.of_address("https://github.com/a/b#readme") == ""
    assert lines.of_address("https://github.com/a/b") == ""
