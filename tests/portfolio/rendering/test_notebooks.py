"""Rendering: every cell of every kind of notebook is there, and nothing is left out without a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from core import images
from core.images import CheckedImage
from portfolio.inspection import notebooks as reader
from portfolio.inspection.cells import Cell, Notebook, Output
from portfolio.rendering import notebooks, pictures
from portfolio.rendering.cells import RenderedOutput, Rendering, StoredPicture
from portfolio.rendering.limits import MAX_HTML
from tests.bench import checked
from tests.factories import notebooks as made


def rendered(raw: bytes) -> Rendering:
    notebook = reader.read(raw)
    return notebooks.render(notebook, decoded(notebook))


def decoded(notebook: Notebook) -> dict[str, StoredPicture | str]:
    wanted = pictures.wanted(notebook)
    found: dict[str, StoredPicture | str] = {}
    for key, image in zip(wanted, images.open_many(list(wanted.values())), strict=True):
        done = isinstance(image, CheckedImage)
        found[key] = StoredPicture(image.sha256, image.width, image.height) if done else image.message
    return found


def outputs_of(raw: bytes) -> list[RenderedOutput]:
    return [output for cell in rendered(raw).cells for output in cell.outputs]


def of(*outputs: Output) -> list[RenderedOutput]:
    return list(notebooks.render(Notebook((Cell(1, "code", "x", 1, outputs),)), {}).cells[0].outputs)


@pytest.mark.parametrize("make", made.FRIENDLY.values(), ids=list(made.FRIENDLY))
def test_every_cell_of_every_notebook_is_shown_and_nothing_can_act(make: Callable[[], bytes]) -> None:
    raw = make()
    found = rendered(raw)
    html = checked.page(found)
    assert checked.not_shown(raw, found) == []
    assert checked.faults(html) == []
    assert len(html.encode()) < MAX_HTML * 1.1
    assert Rendering.from_json(found.to_json()) == found


def test_outputs_are_shown_in_the_best_way_each() -> None:
    kinds = [(output.kind, output.note) for output in outputs_of(made.outputs_of_every_kind())]
    assert kinds == [
        ("text", ""), ("text", ""), ("table", ""), ("picture", ""), ("picture", ""), ("math", ""), ("markdown", ""),
        ("hidden", "Output hidden (image/svg+xml)"), ("hidden", "Output hidden (application/javascript)"),
        ("hidden", "Output hidden (application/vnd.plotly.v1+json)"), ("hidden", "Output hidden (application/json)"),
        ("hidden", "This output is empty"), ("error", ""),
    ]  # fmt: skip


def test_what_is_hidden_has_its_plain_twin() -> None:
    plotly = next(output for output in outputs_of(made.outputs_of_every_kind()) if "plotly" in output.note)
    assert plotly.html == "Figure({'data': []})"


def test_pieces_of_one_stream_are_one_text() -> None:
    first, second, *_ = outputs_of(made.outputs_of_every_kind())
    assert (first.html, first.label) == ("out\nmore", "stdout")
    assert (second.html, second.label) == ("careful", "stderr")


def test_a_table_of_pandas_keeps_its_figures_and_loses_its_style() -> None:
    table = next(output for output in outputs_of(made.outputs_of_every_kind()) if output.kind == "table")
    assert '<th scope="col" class="num">epoch</th><th scope="col">name</th>' in table.html
    assert '<td class="num">-2.5e-3</td>' in table.html and "a &lt; b" in table.html
    assert "style" not in table.html and "color" not in table.html


def test_pictures_are_named_by_their_hash_and_placed_when_a_page_is_made() -> None:
    found = rendered(made.attachments())
    assert [cell.pictures for cell in found.cells] == [{found.pictures[0].key}] * 2 + [set()] + [
        {found.pictures[0].key}
    ]
    key = found.pictures[0].key
    assert f'src="picture:{key}" width="432" height="288"' in found.cells[0].html
    placed = found.cells[0].placed({key: "/f/a.webp?x=1&y"})
    assert 'src="/f/a.webp?x=1&amp;y"' in placed.html
    assert "Picture not in the file: none.png" in found.cells[0].html
    assert "Picture not in the file: images/net.png" in found.cells[2].html
    assert 'href="https://example.org/net.png"' in found.cells[2].html


def test_words_that_look_like_the_place_of_a_picture_are_words() -> None:
    key = "0" * 64
    text = f'src="picture: <img src="picture:{key}" `<img src="picture:{key}"` [x](https://example.org/)'
    (cell,) = rendered(made.notebook(made.markdown(text))).cells
    assert cell.placed({key: "/f/a.webp"}).html == cell.html
    assert cell.pictures == frozenset()


def test_an_excerpt_has_no_ids() -> None:
    cell = rendered(made.mathematics()).cells[0]
    assert 'id="cell-1-loss"' in cell.html
    assert "id=" not in cell.placed({}, anchors=False).html


def test_headings_make_one_outline_over_all_cells() -> None:
    raw = made.notebook(*map(made.markdown, ("# A", "### B", "text", "## C\n\n### D", "# E", "```\n# no\n```\n\n## F")))
    entries = [(entry.level, entry.anchor, entry.words) for entry in rendered(raw).outline]
    assert entries == [
        (3, "cell-1-a", "A"), (4, "cell-2-b", "B"), (4, "cell-4-c", "C"), (5, "cell-4-d", "D"), (3, "cell-5-e", "E"),
        (4, "cell-6-f", "F"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "anchor", "words"),
    [
        ("# A <kbd>x</kbd> b", "cell-1-a-x-b", "A x b"),
        ("# One<br>two", "cell-1-one-two", "One two"),
        ("# Net ![net](net.png)", "cell-1-net", "Net"),
        ("Set <sub>ext</sub>\n===", "cell-1-set-ext", "Set ext"),
        ("# <kbd>x</kbd>\n\n# <kbd>x</kbd>", "cell-1-x", "x"),
    ],
)
def test_the_outline_leads_to_headings_with_tags_and_pictures(heading: str, anchor: str, words: str) -> None:
    (cell,) = rendered(made.notebook(made.markdown(heading))).cells
    assert (cell.headings[0].anchor, cell.headings[0].words) == (anchor, words)
    assert re.findall(r' id="([^"]*)"', cell.html) == [entry.anchor for entry in cell.headings]


@pytest.mark.parametrize(
    "formula", ["$a <b>x</b>$", "$$\na <b>x</b>\n$$", "$a<br>b$", "\\begin{align}a <b>x</b>\\end{align}"]
)
def test_a_tag_in_a_formula_is_none(formula: str) -> None:
    (cell,) = rendered(made.notebook(made.markdown(f"{formula}\n\nso <b>bold</b>"))).cells
    letters = "".join(re.findall(r"<m[io][^>]*>([^<]*)</m", cell.html))
    assert "held" not in letters and "a&lt;b" in letters and "<strong>bold</strong>" in cell.html


@pytest.mark.parametrize("text", ["$5 and <b>x</b> for $6", "\\$a <b>x</b>$", "$a\n\n<b>x</b>$"])
def test_what_is_no_formula_keeps_its_tags(text: str) -> None:
    assert "<strong>x</strong>" in rendered(made.notebook(made.markdown(text))).cells[0].html


def test_tags_in_markdown_keep_their_meaning_and_code_stays_code() -> None:
    first, second, third = (cell.html for cell in rendered(made.with_html()).cells)
    assert '<h3 id="cell-1-title">Title</h3>' in first and "one<br>two" in first
    assert "<strong>bold</strong> H<sub>2</sub>O <em>under</em>" in first
    assert '<table class="data">' in second and '<a href="https://example.org/"' in second
    assert "<code>&lt;b&gt;</code>" in third and "&lt;i&gt;also code&lt;/i&gt;" in third
    assert "a comment" not in third and "&lt;!-- kept --&gt;" in third and third.count("<b>") == 0


def test_source_lines_are_complete_each_and_have_their_colours() -> None:
    cell = rendered(made.notebook(made.code('"""a\nb"""\nimport os'))).cells[0]
    assert cell.lines[0].count("<span") == cell.lines[0].count("</span>") == 1
    assert cell.lines[2] == '<span class="code-k">import</span> os'


def test_a_cell_of_another_language_is_coloured_as_such() -> None:
    cell = rendered(made.notebook(made.code("%%bash\nif true; then echo 1; fi"))).cells[0]
    assert '<span class="code-k">then</span>' in cell.lines[1]


def test_long_outputs_are_folded_and_the_rest_is_counted() -> None:
    (output,) = outputs_of(made.huge_stream())
    assert (output.html.count("\n") + 1, output.folded, output.more, output.lines) == (40, 360, 59_600, 60_000)
    assert output.rest.startswith("step 40: loss") and "step 399" in output.rest


def test_an_error_shows_its_name_and_its_traceback_without_colours() -> None:
    first, second = outputs_of(made.failed())
    assert first.label == "ZeroDivisionError: division by zero" and first.folded == 50
    assert "\x1b" not in first.html and (second.label, second.html) == ("E", "")


def test_html_that_a_script_makes_gives_its_first_picture() -> None:
    frames = f"<div>Once Loop</div><script>frames[0] = 'data:image/png;base64,{''.join(made.plot().split())}'</script>"
    (output,) = outputs_of(made.notebook(made.code("x", made.shows(text_html=frames, text_plain="<Animation>"))))
    assert output.kind == "picture"


def test_the_words_of_an_estimator_are_preferred_to_its_html() -> None:
    html = "<style>a{}</style><div><pre>Pipeline()</pre><b>In a Jupyter environment, please rerun</b></div>"
    (output,) = of(Output("display", data={"text/html": html, "text/plain": "Pipeline(steps=[])"}))
    assert (output.kind, output.html) == ("text", "Pipeline(steps=[])")


def test_more_than_a_page_can_show_is_left_out_in_its_place_and_sources_come_first() -> None:
    row = f"<tr><td>{'x' * 900}</td></tr>"
    many = [
        made.code(f"y = {at}", made.shows(text_html=f"<table>{row * 100}</table>", text_plain="t")) for at in range(60)
    ]
    found = rendered(made.notebook(*many))
    kinds = [cell.outputs[0].kind for cell in found.cells]
    assert kinds[0] == "table" and kinds[-1] == "hidden"
    assert "the file has it" in found.cells[-1].outputs[0].note.lower()
    assert all(cell.lines for cell in found.cells)
    assert len(checked.page(found).encode()) < MAX_HTML * 1.1


def test_a_long_script_ends_with_how_much_is_left() -> None:
    source = "".join(
        f"value_{at} = call({at}, 'some words that fill the line up to a usual length')\n" for at in range(16_000)
    )
    (cell,) = notebooks.render(Notebook((Cell(1, "code", source),)), {}).cells
    left = re.fullmatch(r"… ([\d,]+) more lines in the file\.", cell.note)
    assert left and len(cell.lines) + int(left[1].replace(",", "")) == 16_000


def test_the_hash_of_a_cell_follows_what_is_judged_and_nothing_else() -> None:
    cell = Cell(1, "code", "x", 1, (Output("stream", "1\n", "stdout"),))
    assert notebooks.content_hash(cell) == notebooks.content_hash(replace(cell, number=2, count=7))
    assert notebooks.content_hash(cell) != notebooks.content_hash(replace(cell, source="y"))
    assert notebooks.content_hash(cell) != notebooks.content_hash(replace(cell, outputs=()))
    other = (Output("stream", "2\n", "stdout"),)
    assert notebooks.content_hash(cell) != notebooks.content_hash(replace(cell, outputs=other))


def test_the_hash_of_a_cell_is_what_it_was_in_every_version() -> None:
    """Stored verdicts rest on these very digests."""
    data = {"text/plain": "1", "image/png": "aGk="}
    shown = (Output("stream", "1\n", "stdout"), Output("error", "tb", "ValueError", "no"), Output("result", data=data))
    cell = Cell(3, "code", "x = 1\nx", 2, shown)
    assert notebooks.content_hash(cell) == "31c60e09d1264eeaf3838265e49a72d8ae9d5f32d9921e91a90be1909592d02c"
    turned = replace(cell, outputs=(*shown[:2], Output("result", data=dict(reversed(data.items())))))
    assert notebooks.content_hash(turned) == notebooks.content_hash(cell)
    text = Cell(1, "markdown", "![a](attachment:a.png)", attachments={"a.png": {"image/png": "aGk="}})
    assert notebooks.content_hash(text) == "2b230998dfe56f83e4d695e2db49cd25a9544f8a786dfb6a765539179f1ad369"


def test_the_same_notebook_renders_the_same() -> None:
    assert rendered(made.with_html()) == rendered(made.with_html())
