"""A converter serves one text after the other: nothing of one is found in the next (docs/decisions/0010)."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import markdown
from core.markdown import convert

PIECES = (
    "One[^1] and another[^b].\n\n[^1]: The first.\n\n[^b]: With\n\n    two paragraphs.",
    'See [the paper][p] and [^1].\n\n[p]: https://paper.example/ "Title"',
    "See [the paper][p] and [p].",
    "!!! note\n    Text of the note.\n\n    - item\n\n        - inner",
    "```python\nx = 1  # secret\n```\n\n~~~\nopen",
    "$$\\frac{a}{b}$$\n\nand $c^2$ and \\(d\\)",
    "| a | b |\n|---|--:|\n| `x|y` | 2 |",
    "- [ ] open\n- [x] done\n\n1. one\n\n   two",
    '![alt](image:one "caption")\n\n![alt](https://far.example/x.png)',
    "# Title\n\n[TOC]\n\n## Part\n\ntext ~~gone~~",
    "[a](" * 400,
    "x[^1]" * 401,
    "",
)


def fresh(source: str) -> markdown.Document:
    convert._ready.converters.clear()
    return markdown.document(source)


@pytest.mark.parametrize(("first", "then"), list(permutations(PIECES, 2)))
def test_a_text_is_the_same_after_any_other(first: str, then: str) -> None:
    alone = fresh(then)
    fresh(first)
    assert markdown.document(then) == alone


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("\n\n".join), min_size=1, max_size=6))
def test_a_row_of_texts_reads_as_each_alone(sources: list[str]) -> None:
    alone = [fresh(source) for source in sources]
    convert._ready.converters.clear()
    assert [markdown.document(source) for source in sources] == alone
    assert len(convert._ready.converters) <= 2


def test_what_may_be_read_ahead_is_counted_for_each_text_anew() -> None:
    fresh("text")
    converter = convert._ready.converters[tuple(convert._EXTENSIONS)]
    converter.house.budget.left = 0
    assert 'href="https://e.example/"' in markdown.render("[x](https://e.example/)")
    assert convert._ready.converters[tuple(convert._EXTENSIONS)] is converter


def test_a_converter_that_failed_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh("text")
    failed = convert._ready.converters[tuple(convert._EXTENSIONS)]
    monkeypatch.setattr(failed.markdown, "convert", lambda source: 1 / 0)
    with pytest.raises(convert.Unconvertible):
        convert.to_html("text")
    assert not convert._ready.converters
    assert markdown.render("text") == "<p>text</p>"
