"""R-XSS-02 and R-XSS-03: whatever is written, what comes out is what is allowed, and loads nothing from elsewhere.

The payloads are our own (data/payloads.txt); a positive control shows that they are not harmless.
"""

import os
import re
from pathlib import Path

import markdown as python_markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import markdown
from core.markdown import convert, sanitise
from tests.core.markup import REL, elements, faults

PAYLOADS = [
    line for line in (Path(__file__).parent / "data" / "payloads.txt").read_text(encoding="utf-8").splitlines() if line
]
LOSS = {"loss": markdown.Image("/media/1/960.webp", 960, 540, "/media/1/480.webp 480w, /media/1/960.webp 960w")}


def rendered(source: str) -> str:
    return markdown.render(source, images=LOSS)


def framed(payload: str) -> list[str]:
    """The payload alone, and in the places where a person could put it."""
    return [
        payload,
        f"text {payload} text",
        f"# {payload}\n\n[TOC]",
        f"- {payload}\n  - {payload}",
        f"> {payload}",
        f"| a | b |\n|---|---|\n| {payload} | {payload} |",
        f"[{payload}](https://example.org/)",
        f"[x]({payload})",
        f"![{payload}](image:loss)",
        f'![x](image:loss "{payload}")',
        f"![x](image:{payload})",
        f"```{payload}\n{payload}\n```",
        f"`{payload}`",
        f"${payload}$ and $${payload}$$",
        f"$$\n\\text{{{payload}}}\n$$",
        f"x[^1]\n\n[^1]: {payload}",
        f'!!! note "{payload}"\n    {payload}',
        f"<div>\n{payload}\n</div>",
        f"[x]: {payload}\n\n[x] ![x]",
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r_xss_02_no_payload_leaves_the_allow_list_anywhere(payload: str) -> None:
    for source in framed(payload):
        assert faults(rendered(source)) == [], source


def test_r_xss_02_all_payloads_together_in_one_text() -> None:
    assert faults(rendered("\n\n".join(PAYLOADS))) == []


def test_r_xss_02_control_the_payloads_are_dangerous_without_the_pipeline() -> None:
    """Python-Markdown alone lets most of them through; if it does not, the list above proves nothing."""
    dangerous = [payload for payload in PAYLOADS if faults(python_markdown.markdown(payload))]
    assert len(dangerous) >= 90


ALPHABET = st.sampled_from(
    [*"<>\"'=/\\&;:#`*_[](){}|!~$^-+.\n\t 0a\x00\x02\x03\u202e\ud800", "<script>", "<img src=x onerror=alert(1)>",
     "](javascript:", "![x](image:loss", "$$", "\\(", "\\begin{align}", "\\text{", "```", "[^1]", "[^1]: ",
     "[TOC]", "!!! note ", "- [x] ", "| a | b |\n|--|:-:|\n", "<!--", "-->", "<math>", "<svg>", "onclick=",
     "style=", "id=", "&#x", "http://x.y/"]
)  # fmt: skip


EXAMPLES = int(os.environ.get("XSS_EXAMPLES", "600"))
"""How many made-up texts are tried; 10,000 in CI."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ALPHABET, max_size=40).map("".join) | st.text(max_size=200))
@example("\x02wzxhzdk:0\x03")
@example("http://x.y/$$<$$")
@example("<http://x.y/$<$> [a](http://x.y/$<$) ![$<$](image:loss)")
@example("[^1]: ")
@example("`$`$`\n\n$$\n`$$")
def test_r_xss_02_whatever_is_written_stays_inside_the_allow_list(source: str) -> None:
    convert.to_html(markdown.check(source))  # it is converted and not only shown as it was typed
    html = rendered(source)
    assert faults(html) == []
    assert html == rendered(source)
    markdown.plain(source)


@settings(max_examples=400, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join) | st.sampled_from(PAYLOADS))
def test_r_xss_02_cleaning_twice_changes_nothing(html: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    once = sanitise.clean(html)
    assert sanitise.clean(once) == once
    assert "<!--" not in once


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r_xss_02_the_sanitiser_alone_would_be_enough(payload: str) -> None:
    """What comes after it takes away the same things once more, and so would hide that it had a hole. Boxes to tick and
    links within the page are finished there."""
    named = f'<a id="x" name="x" style="x" onclick="x" href="javascript:x">{payload}</a><p id="location">x</p>'
    for html in (python_markdown.markdown(payload), named):
        assert faults(re.sub(r'<input(?: checked="")?>| href="#"', "", sanitise.clean(html))) == []


def test_r_xss_02_links_say_what_they_are() -> None:
    html = rendered(
        "[a](https://example.org) <mailto:a@example.org> <https://b.example> https://c.example/x_(y)?a=1&b=2."
    )
    links = [element for name, element in elements(html) if name == "a"]
    assert [link.get("href") for link in links] == [
        "https://example.org",
        "mailto:a@example.org",
        "https://b.example",
        "https://c.example/x_(y)?a=1&b=2",
    ]
    assert {link.get("rel") for link in links} == {REL}


@pytest.mark.parametrize(
    "source",
    [
        "![tracking](https://evil.example/p.png)",
        "![tracking](//evil.example/p.png)",
        "![tracking][p]\n\n[p]: https://evil.example/p.png",
        '<img src="https://evil.example/p.png">',
        "<style>@import 'https://evil.example/x.css'</style>",
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<p style="background:url(https://evil.example/p.png)">',
    ],
)
def test_r_xss_03_nothing_is_loaded_from_elsewhere(source: str) -> None:
    loading = [
        (name, element.attrib)
        for name, element in elements(rendered(source))
        if name in {"img", "link", "script", "iframe", "style"} or element.get("style")
    ]
    assert loading == []


def test_r_xss_03_a_remote_image_becomes_a_plain_link() -> None:
    html = rendered("![The loss](https://elsewhere.example/p.png)")
    assert html == f'<p><a href="https://elsewhere.example/p.png" rel="{REL}">The loss</a></p>'


def test_raw_html_is_shown_as_it_was_typed() -> None:
    assert rendered("<u>not</u> underlined") == "<p>&lt;u&gt;not&lt;/u&gt; underlined</p>"


@pytest.mark.parametrize("before", ["https://x.example/", "https://x.example/?q=", "(https://x.example/"])
@pytest.mark.parametrize("thing", ['$"<b>$', '![" onclick=alert(1) x="](image:loss)', "![x](image:lost)"])
def test_r_xss_02_a_formula_or_picture_behind_an_address_stays_out_of_the_link(before: str, thing: str) -> None:
    assert faults(rendered(before + thing)) == []
    assert faults(rendered(f"# {before}{thing}\n\n[TOC]")) == []


def test_a_place_holder_that_somebody_guesses_is_only_a_word() -> None:
    assert "held" not in rendered("$x$")
    assert rendered("held" + "0" * 24 + "x0z") == f"<p>held{'0' * 24}x0z</p>"
