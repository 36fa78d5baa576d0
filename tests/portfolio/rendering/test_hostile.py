"""R-XSS-05, R-XSS-08: whatever stands in a notebook, the page has text, our own mark-up, and pictures written anew."""

from __future__ import annotations

import base64
import json
from itertools import product

import pytest

from core.markdown import sanitise
from portfolio.rendering import process
from portfolio.rendering.cells import Rendering
from portfolio.rendering.process import Processed
from tests.bench import checked
from tests.factories import notebooks as made


@pytest.fixture(scope="module")
def hostile() -> Processed:
    return process.process(made.hostile(), "notebook", made.FIRES)


def test_r_xss_05_control_the_raw_notebook_fires_the_check() -> None:
    found = checked.faults(made.as_it_is(made.hostile()))
    assert sum("onerror" in fault for fault in found) >= 3
    assert sum(fault == "element script" for fault in found) >= 3
    assert any("svg" in fault for fault in found) and any("javascript:" in fault for fault in found)
    assert any("iframe" in fault for fault in found)


def test_r_xss_05_nothing_of_a_hostile_notebook_can_act(hostile: Processed) -> None:
    html = checked.page(hostile.rendering)
    assert checked.faults(html) == []
    assert checked.not_shown(made.hostile(), hostile.rendering) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html, "the attack is not there at all"


def test_r_xss_05_what_would_run_is_hidden_visibly(hostile: Processed) -> None:
    notes = [output.note for cell in hostile.rendering.cells for output in cell.outputs]
    for kind in (
        "text/html",
        "application/javascript",
        "image/svg+xml",
        "text/vnd.mermaid",
        made.WIDGET,
        "unknown type",
    ):
        assert any(kind in note for note in notes), kind


def test_r_xss_05_only_what_we_wrote_is_a_picture(hostile: Processed) -> None:
    assert len(hostile.pictures) == 1, "the good plot, and neither of the spoilt ones"
    for picture in hostile.pictures:
        assert picture.content[:4] + picture.content[8:12] == b"RIFFWEBP" and b"script" not in picture.content
    shown = next(output for cell in hostile.rendering.cells for output in cell.outputs if output.picture)
    assert (shown.width, shown.height) == (432, 288), "its size is that of its pixels, not of its metadata"


MARKUP = (
    "<script>alert(1)</script>",
    made.FIRES,
    made.SVG,
    '"><b onclick=alert(1)>',
    "<a href=javascript:alert(1)>x</a>",
)
FRAMES = (
    "{}", "<table><tr><td>{}</td></tr></table>", "<b>{}</b>", "<img alt='{}' src=x>", '<img src="{}">', "![{}](x.png)",
    "![a]({})", "<a href='https://e.org/{}'>x</a>", "[x]({})", "# {}", "<h1>{}</h1>", "$\\text{{{}}}$", "<!-- {}",
    "`{}", "<br>{}<br>", "[a<br>b](c<br>{})", "<div>{}", "<style>{}</style>", "<table><td>a<br>{}", "[^1]\n\n[^1]: {}",
    "<sub>{}</sub><sup>{}</sup>", "![<b>x</b>](attachment:{})", "<pre>{}</pre>", "    {}", "```{}\nx\n```",
    "<b>[{}](y)</b>",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["markdown", "text/html", "text/markdown", "text/latex"])
def test_r_xss_05_no_frame_around_an_attack_makes_it_act(kind: str) -> None:
    texts = [frame.replace("{}", text).replace("{{", "{").replace("}}", "}") for frame, text in product(FRAMES, MARKUP)]
    if kind == "markdown":
        cells = [made.markdown(text) for text in texts]
    else:
        cells = [made.code("x", {"output_type": "display_data", "data": {kind: text}}) for text in texts]
    assert checked.faults(checked.page(rendering(made.notebook(*cells)))) == []


def rendering(raw: bytes) -> Rendering:
    return process.process(raw, "notebook", "a.ipynb").rendering


def test_r_xss_05_words_that_stand_for_html_cannot_be_forged() -> None:
    """Somebody may know how the words are made; they are a hash of the text that they would have to stand in."""
    text = "<b>x</b> " + " ".join(f"held{'0' * 24}x{at}z" for at in range(3))
    (cell,) = rendering(made.notebook(made.markdown(text))).cells
    assert "held000000000000000000000000x0z" in cell.html and "<strong>x</strong>" in cell.html


def test_r_xss_05_every_link_is_left_to_the_reader() -> None:
    raw = made.notebook(made.markdown("[a](https://e.org) <a href='https://e.org/2'>b</a>"))
    (cell,) = rendering(raw).cells
    assert cell.html.count(f'rel="{sanitise.REL}"') == 2
    assert "src=" not in cell.html


def test_r_xss_08_control_and_direction_characters_are_made_visible() -> None:
    first, second, third = rendering(made.strange_signs()).cells
    assert "[U+202E]" in first.lines[0] and "zero[U+200B]width" in first.lines[1]
    assert first.outputs[0].html == "100%|██████████|"
    assert second.outputs[0].html == "click nul␀ [U+202E]evil \U0001f600 \ufffd"
    assert "[U+202E]turned" in third.html and "a copied space" in third.html


def test_r_xss_08_control_the_raw_texts_hold_what_is_hidden() -> None:
    raw = json.loads(made.strange_signs())["cells"]
    texts = "".join(
        "".join(cell["source"]) + "".join(*(o["text"] for o in cell.get("outputs", []))) for cell in raw[:2]
    )
    assert all(sign in texts for sign in ("\u202e", "\x00", "\x1b[31m", "\x1b]8;;", "\r"))


def test_r_xss_08_a_million_columns_are_cut_and_counted() -> None:
    found = rendering(made.long_lines())
    assert (
        found.cells[0].lines[0].endswith("998,006 more characters</span>")
        or "more characters" in found.cells[0].lines[0]
    )
    assert found.cells[0].outputs[0].html.endswith(" … 998,000 more characters")
    assert len(checked.page(found)) < 200_000


def test_r_xss_08_broken_bytes_in_a_notebook_are_shown_as_such() -> None:
    raw = made.notebook(made.code("x", made.stream("caf\u00e9 ok"))).replace(b"caf\\u00e9", b"caf\xe9")
    assert rendering(raw).cells[0].outputs[0].html == "caf\ufffd ok"


def test_r_xss_05_a_picture_that_is_html_is_not_shown() -> None:
    html = base64.b64encode(b"<html><script>alert(1)</script></html>").decode()
    (cell,) = rendering(made.notebook(made.code("x", made.shows(image_png=html, text_plain="twin")))).cells
    assert cell.outputs[0].kind == "hidden" and cell.outputs[0].html == "twin"
    assert cell.outputs[0].note.startswith("Picture not shown. This is not a PNG")
