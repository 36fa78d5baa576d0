"""What must hold of a rendered notebook, written down a second time and independently of the renderer (R-XSS-05)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import get_template, render_to_string

from portfolio.rendering.cells import RenderedCell, Rendering
from tests.core import markup

PARTS = {"section", "nav", "details", "summary", "aside", "kbd", "small", "caption", "tfoot"}
PICTURES = "/pictures/"
OUR_ID = re.compile(r"cell-\d+(?:-[a-z0-9_-]+|-L\d+)?")
NO_WORDS = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
SIGN = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
CUT = re.compile(r"\d+morecharacters$")


def page(rendering: Rendering) -> str:
    """The HTML of all cells, as a page shows them."""
    addresses = {picture.key: f"{PICTURES}{picture.key}.webp" for picture in rendering.pictures}
    outline = render_to_string("portfolio/notebooks/_outline.html", {"outline": rendering.outline})
    template = get_template("portfolio/notebooks/_cell.html")
    cells = [template.render({"cell": cell.placed(addresses)}) for cell in rendering.cells]
    return f'{outline}<div class="nb-cells">{"".join(cells)}</div>'


def faults(html: str) -> list[str]:
    """Every element, attribute and address that has no place on the page of a notebook; ids that stand twice."""
    elements = list(markup.elements(html))
    found = [fault for name, element in elements for fault in _faults_of(name, element)]
    ids = Counter(element.get("id") for _, element in elements if element.get("id"))
    return found + [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]


def _faults_of(name: str, element: Any) -> Iterator[str]:
    math = name.startswith("math:")
    if not math and name not in markup.HTML | PARTS:
        yield f"element {name}"
    for key, value in element.attrib.items():
        plain = str(key).rpartition("}")[2]
        if plain.startswith("on") or plain in {"style", "srcdoc", "name", "action", "formaction", "background"}:
            yield f"{name} {plain}={value[:80]}"
        if plain in {"src", "srcset", "poster", "data"} and not value.startswith(PICTURES):
            yield f"{name} {plain}={value[:80]}"
        if plain == "id" and not OUR_ID.fullmatch(value):
            yield f"{name} id={value[:80]}"
        if plain == "href" and not value.startswith("#") and not _followed_by_choice(value, element):
            yield f"{name} href={value[:80]}"


def _followed_by_choice(address: str, element: Any) -> bool:
    return urlsplit(address).scheme.lower() in {"http", "https", "mailto"} and element.get("rel") == markup.REL


def not_shown(raw: bytes, rendering: Rendering) -> list[str]:
    """Cells of the file that are not in the rendering, or lost what they say. Read by `json`, not by our reader."""
    found = json.loads(raw)
    rows = found.get("cells") or [row for sheet in found.get("worksheets", []) for row in sheet["cells"]]
    if len(rows) != len(rendering.cells):
        return [f"{len(rows)} cells in the file, {len(rendering.cells)} on the page"]
    return [lost for row, cell in zip(rows, rendering.cells, strict=True) for lost in _lost(row, cell)]


def _lost(row: dict[str, Any], cell: RenderedCell) -> Iterator[str]:
    source = _text(row.get("source", row.get("input", "")))
    if cell.kind == "markdown":
        shown = "<img " in cell.html or _letters(_read(cell.html))
        if _letters(NO_WORDS.sub("", source)) and not shown:
            yield f"{cell.anchor} has a text and shows none"
    elif not cell.note:
        pairs = zip(source.replace("\r", "").rstrip("\n").split("\n"), cell.lines or ("",), strict=False)
        if any(not _same(line, shown) for line, shown in pairs):
            yield f"{cell.anchor} does not show its source as it is"
    if _counted(row) and not cell.outputs:
        yield f"{cell.anchor} has outputs and shows none"


def _counted(row: dict[str, Any]) -> Sequence[Any]:
    return [
        output
        for output in row.get("outputs") or []
        if output.get("output_type") in {"stream", "display_data", "execute_result", "error", "pyout", "pyerr"}
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)


def _same(line: str, shown: str) -> bool:
    """Whether a line of a source is shown whole, or cut where it is endless and said to be."""
    there = _letters(_read(SIGN.sub("", shown)))
    cut = CUT.sub("", there)
    return _letters(line).startswith(cut) if cut != there else _letters(line) == there


def _read(html: str) -> str:
    """What somebody reads of the HTML of a line or a text."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _letters(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[^\w]+", "", text)
