"""Notebooks for tests, made on the spot: friendly ones of every kind, and hostile ones."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw

from tests.core import pictures

Row = dict[str, Any]
FIRES = "<img src=x onerror=alert(1)>"
SCRIPT = "<script>alert(1)</script>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><circle r="9"/></svg>'
WIDGET = "application/vnd.jupyter.widget-view+json"


def notebook(*cells: Row, minor: int = 4, language: str = "python", **more: Any) -> bytes:
    """A notebook of nbformat 4 with these cells, split into lines as Jupyter writes it."""
    metadata = {"kernelspec": {"name": "python3", "language": language}, "language_info": {"name": language}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor, **more}).encode()


def markdown(source: str, **attachments: dict[str, str]) -> Row:
    row: Row = {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}
    return {**row, "attachments": {name.replace("_", "."): each for name, each in attachments.items()}}


def code(source: str, *outputs: Row, count: int | None = 1) -> Row:
    row = {"cell_type": "code", "metadata": {}, "source": source.splitlines(keepends=True)}
    return {**row, "execution_count": count, "outputs": list(outputs)}


def raw(source: str) -> Row:
    return {"cell_type": "raw", "metadata": {}, "source": source}


def stream(text: str, name: str = "stdout") -> Row:
    return {"output_type": "stream", "name": name, "text": text.splitlines(keepends=True)}


def shows(**bundle: Any) -> Row:
    """A display; the keys are types with `_` for `/`, `__` for `+` and `___` for `.`: `image_svg__xml`."""
    data = {kind(name): value for name, value in bundle.items()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def kind(name: str) -> str:
    return name.replace("___", ".").replace("__", "+").replace("_", "/")


def error(name: str = "ValueError", value: str = "no such column", traceback: list[str] | None = None) -> Row:
    lines = ["\x1b[0;31mValueError\x1b[0m  Traceback (most recent call last)", f"\x1b[1m{name}\x1b[0m: {value}"]
    return {
        "output_type": "error",
        "ename": name,
        "evalue": value,
        "traceback": lines if traceback is None else traceback,
    }


def plot(kind: str = "PNG", size: tuple[int, int] = (432, 288)) -> str:
    """A plot as base64, with lines as a notebook breaks it."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line([(0, size[1]), (size[0] // 2, 40), (size[0], 20)], fill="navy", width=3)
    return base64.encodebytes(pictures.saved(image, kind)).decode()


TABLE = (
    '<div><style scoped>.dataframe tbody {color: red}</style><table border="1" class="dataframe"><thead>'
    '<tr style="text-align: right;"><th></th><th>epoch</th><th>name</th></tr></thead><tbody>'
    "<tr><th>0</th><td>1</td><td>a &lt; b</td></tr><tr><th>1</th><td>-2.5e-3</td><td>c</td></tr></tbody></table>"
    "<p>2 rows × 2 columns</p></div>"
)


def version_3() -> bytes:
    """Of 2013: worksheets, inputs, headings, pyout, pyerr, streams by `stream`."""
    cells = [
        {"cell_type": "heading", "level": 1, "source": ["Old title"], "metadata": {}},
        {"cell_type": "markdown", "source": ["Some *text*"], "metadata": {}},
        {
            "cell_type": "code",
            "language": "python",
            "collapsed": False,
            "input": ["print 1\n", "1 + 1"],
            "prompt_number": 2,
            "outputs": [
                {"output_type": "stream", "stream": "stdout", "text": ["1\n"]},
                {"output_type": "pyout", "prompt_number": 2, "metadata": {}, "text": ["2"]},
                {"output_type": "display_data", "metadata": {}, "png": plot(), "text": ["<Figure>"]},
                {"output_type": "pyerr", "ename": "NameError", "evalue": "x", "traceback": ["NameError: x"]},
            ],
        },
        {"cell_type": "html", "source": ["<b>bold</b>"], "metadata": {}},
        {"cell_type": "raw", "source": ["as it is"], "metadata": {}},
    ]
    sheets = [{"cells": cells[:2], "metadata": {}}, {"cells": cells[2:], "metadata": {}}]
    return json.dumps({"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}).encode()


def version_4_0() -> bytes:
    return notebook(markdown("# Title"), code("x = 1\nx", shows(text_plain=["1"])), minor=0)


def version_4_5() -> bytes:
    rows = [markdown("## A part"), code("print(1)", stream("1\n"))]
    return notebook(*({**row, "id": f"cell{at}abc"} for at, row in enumerate(rows)), minor=5)


def outputs_of_every_kind() -> bytes:
    return notebook(
        code("a", stream("out\n"), stream("more\n"), stream("careful\n", "stderr"), count=1),
        code("b", shows(text_html=TABLE, text_plain="   epoch name"), count=2),
        code("c", shows(image_png=plot(), text_plain="<Figure size 432x288 with 1 Axes>"), count=3),
        code("d", shows(image_jpeg=plot("JPEG"), text_plain="<PIL.Image>"), count=4),
        code("e", shows(text_latex=r"$\frac{1}{2}$", text_plain="1/2"), count=5),
        code("f", shows(text_markdown="**bold** $x^2$", text_plain="<Markdown object>"), count=6),
        code("g", shows(image_svg__xml=SVG, text_plain="<graphviz.Digraph>"), count=7),
        code("h", shows(application_javascript="alert(1)", text_plain="<IPython.core.display.Javascript object>")),
        code("i", shows(application_vnd___plotly___v1__json={"data": []}, text_plain="Figure({'data': []})")),
        code("j", shows(application_json={"loss": 0.5}, text_plain="<IPython.core.display.JSON object>")),
        code("k", shows(), error(), count=11),
    )


def mathematics() -> bytes:
    return notebook(
        markdown("# Loss\n\n$$L = \\frac{1}{n}\\sum_i (y_i - \\hat y_i)^2$$\n\nwith $n$ rows."),
        markdown("\\begin{align}a &= b\\\\ c &= d\\end{align}"),
        markdown("### Deep\n\n#### Deeper\n\n| | a |\n|-|-|\n| x | $1$ |"),
    )


def attachments() -> bytes:
    picture = {"image/png": plot()}
    return notebook(
        markdown("![a net](attachment:net.png) and ![gone](attachment:none.png)", net_png=picture),
        markdown('<img src="attachment:net.png" width="40%" alt="the net">', net_png=picture),
        markdown("![elsewhere](images/net.png) ![far](https://example.org/net.png)"),
        markdown(f"![inside](data:image/png;base64,{''.join(plot().split())})"),
    )


def with_html() -> bytes:
    """Markdown as people write it in notebooks: tags in the midst of it."""
    return notebook(
        markdown(
            "<h1 align='center'>Title</h1>\n\n<center>one<br>two</center>\n\n<b>bold</b> H<sub>2</sub>O <u>under</u>"
        ),
        markdown("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>\n\n<a href='https://example.org/'>there</a>"),
        markdown(
            "`<b>` and\n\n```html\n<b>code</b> <!-- kept -->\n```\n\n    <i>also code</i>\n\n<!-- a comment -->end"
        ),
    )


def failed() -> bytes:
    deep = [f"\x1b[0;32m     {at}\x1b[0m line" for at in range(90)]
    return notebook(code("1/0", error("ZeroDivisionError", "division by zero", deep)), code("x", error("E", "", [])))


def widgets() -> bytes:
    state = {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"model_name": "HTMLModel"}}}}
    cell = code("tqdm", {**shows(text_plain="HBox(children=(HTML(value=''),))"), "output_type": "display_data"})
    cell["outputs"][0]["data"][WIDGET] = {"model_id": "a"}
    return notebook(cell, metadata={"widgets": state})


def huge_stream() -> bytes:
    return notebook(code("train()", stream("".join(f"step {at}: loss {1 / (at + 1):.6f}\n" for at in range(60_000)))))


def kernel_of_r() -> bytes:
    return notebook(code("x <- c(1, 2)\nmean(x)", shows(text_html="1.5", text_plain="[1] 1.5")), language="R")


def empty() -> bytes:
    return notebook(code("", count=None))


def not_run() -> bytes:
    return notebook(*(code(f"x = {at}", count=None) for at in range(5)))


def out_of_order() -> bytes:
    return notebook(*(code(f"x = {count}", count=count) for count in (3, 1, 7)))


def strange_signs() -> bytes:
    bar = "".join(f"\r{at:3}%|{'█' * (at // 10)}|" for at in range(101))
    return notebook(
        code(
            "access = 'user\u202e \u2066// admin\u2069'\nzero\u200bwidth = 1", stream(f"\x1b[31mred\x1b[0m\x07 {bar}\n")
        ),
        code(
            "y",
            stream("\x1b]8;;https://evil.example/\x1b\\click\x1b]8;;\x1b\\ nul\x00 \u202eevil \ud83d\ude00 \ud800\n"),
        ),
        markdown("words \u202eturned\u202c and a \u200bcopied space"),
    )


def long_lines() -> bytes:
    return notebook(code("x = '" + "y" * 1_000_000 + "'", stream("z" * 1_000_000)), markdown("w" * 100_000))


FRIENDLY: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        version_3, version_4_0, version_4_5, outputs_of_every_kind, mathematics, attachments, with_html, failed,
        widgets, huge_stream, kernel_of_r, empty, not_run, out_of_order, strange_signs, long_lines,
    )
}  # fmt: skip


def hostile() -> bytes:
    """R-XSS-05: an attack in every place of a notebook that somebody could write to a page."""
    bundle = {
        "text/html": f"{SCRIPT}{FIRES}<iframe src='https://evil.example/'></iframe><b onclick=alert(1)>b</b>",
        "text/plain": SCRIPT,
    }
    picture = {"output_type": "display_data", "data": {"image/png": plot()}}
    picture["metadata"] = {"image/png": {"width": '"><script>alert(1)</script>', "height": 'x" onload="alert(1)'}}
    spoilt = base64.b64encode(b"\x89PNG\r\n\x1a\n" + SCRIPT.encode()).decode() + '" onerror="alert(1)'
    types = {
        "application/javascript": "alert(1)", "image/svg+xml": SVG, "text/vnd.mermaid": f"graph TD; A[{FIRES}]",
        WIDGET: {"model_id": FIRES}, "application/vnd.plotly.v1+json": {"x": SCRIPT}, f"text/x{FIRES}": "x",
        "text/latex": f"$\\text{{{FIRES}}} \\href{{javascript:alert(1)}}{{x}}$",
        "text/markdown": f"{SCRIPT} [x](javascript:alert(1))",
    }  # fmt: skip
    rows = [
        markdown(f"{SCRIPT}\n\n{FIRES}\n\n[x](javascript:alert(1)) <a href='javascript:alert(1)'>y</a>"),
        markdown(f"<table><tr><td onclick=alert(1)>{FIRES}</td></tr></table>\n\n# <svg/onload=alert(1)> x"),
        markdown(
            f'<img src="x" alt="\\"><script>alert(1)</script>" onerror=alert(1)>\n\n<b>{FIRES}</b> [a<br>](b<br>c)'
        ),
        markdown("![x](attachment:a.png)", a_png={"image/png": spoilt, "image/svg+xml": SVG}),
        code(f"x = '{SCRIPT}'\n# {FIRES}", {"output_type": "display_data", "metadata": {}, "data": bundle}, picture),
        *(code("y", {"output_type": "display_data", "data": {name: value}}) for name, value in types.items()),
        code("p", shows(image_png=spoilt), shows(image_jpeg=spoilt, text_plain=FIRES)),
        code("e", error(FIRES, f"{SCRIPT}", [FIRES, "\x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07"])),
        code("s", stream(f"{SCRIPT} \x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07", FIRES)),
        raw(SCRIPT + FIRES),
    ]
    rows[4]["metadata"] = {"tags": [FIRES], "name": FIRES}
    kernel = {"kernelspec": {"name": FIRES, "display_name": FIRES, "language": FIRES}, "language_info": {"name": FIRES}}
    return notebook(*rows, metadata={**kernel, "title": FIRES, "widgets": {"state": SCRIPT}})


def as_it_is(notebook: bytes) -> str:
    """The notebook as a careless renderer would show it: every text of HTML, SVG, Markdown and error as it is."""
    rows = json.loads(notebook)["cells"]
    texts = ["".join(row["source"]) for row in rows]
    for output in (output for row in rows for output in row.get("outputs", [])):
        texts += [output.get("ename", ""), output.get("evalue", ""), *output.get("traceback", [])]
        texts += [value if isinstance(value, str) else "".join(value) for value in output.get("data", {}).values()]
    return "\n".join(texts)
