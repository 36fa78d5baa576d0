"""Coloured code, line by line."""

from __future__ import annotations

import pytest

from core.markdown import code

SOURCES = {
    "python": [
        'def f(x):\n    """doc\n    <more>"""\n    return f"{x}" # no\n',
        "\n\n",
        "",
        "x = '''\n\n'''",
        "%%bash\n!ls $x\n",
    ],
    "r": ["x <- function(y) {\n  y + 1 # c\n}\n"],
    "bash": ["cat <<EOF\na\nb\nEOF\n"],
    "klingon": ["a < b\nc"],
}


@pytest.mark.parametrize(("language", "source"), [(name, each) for name, some in SOURCES.items() for each in some])
def test_every_line_is_complete_in_itself_and_together_they_are_the_source(language: str, source: str) -> None:
    lines = code.lines(source, language)
    assert len(lines) == source.count("\n") + 1
    assert all("\n" not in line and line.count("<span") == line.count("</span>") for line in lines)
    whole = code.coloured(source, language)
    assert plain("\n".join(lines)) == plain(whole)


def plain(html: str) -> str:
    for name in code.CLASSES:
        html = html.replace(f'<span class="{name}">', "")
    return html.replace("</span>", "")


def test_a_string_over_several_lines_has_its_colour_in_each() -> None:
    assert code.lines("x = '''a\nb'''", "python")[1] == "<span class=\"code-s\">b'''</span>"


def test_lines_end_with_a_newline_whatever_ends_them_in_the_source() -> None:
    assert code.lines("a\r\nb\rc", "text") == ("a", "b", "c")


def test_a_very_long_source_is_plain_and_whole() -> None:
    source = "import os\n" * (code.MAX_COLOURED_LINES // 10 + 1)
    lines = code.lines(source, "python")
    assert lines[0] == "import os" and len(lines) == source.count("\n") + 1
    assert code.lines(source[:100_000], "python")[0] != "import os"
