"""Numbers in the HTML tables that notebooks hold (pandas, fastai, Hugging Face), with row and column heads. Pure.

The HTML is read for its words only; nothing of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from portfolio.inspection import metric_names
from portfolio.inspection.figure_lines import LONGEST_NAME, NUMBER, Found, is_whole, names_metric

MOST_ROWS = 1_000
MOST_COLUMNS = 100


class _Reader(HTMLParser):
    """Collects rows of (text, is a head); a new table begins with an empty row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, bool]]] = []
        self.words: list[str] | None = None
        self.is_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "tr"):
            self._close()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close()
            self.words, self.is_head = [], tag == "th"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def _close(self) -> None:
        if self.words is not None and self.rows:
            self.rows[-1].append((" ".join("".join(self.words).split()), self.is_head))
        self.words = None


def in_html(html: str) -> Iterator[Found]:
    """The numbers in the cells of all tables in `html`: with a point or an exponent, whole ones only for a metric."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    heads: list[str] = []
    for row in reader.rows[:MOST_ROWS]:
        cells = row[:MOST_COLUMNS]
        if not cells:
            heads = []
        elif all(is_head for _, is_head in cells) or not heads:
            heads = _joined(heads, [text for text, _ in cells])
        else:
            yield from _of_row(cells, heads)


def _joined(above: Sequence[str], heads: Sequence[str]) -> list[str]:
    """The heads of two rows that stand over the same columns: the lower word, the upper where there is none."""
    padded = [*above, *[""] * (len(heads) - len(above))]
    return [lower or upper for upper, lower in zip(padded, [*heads, *[""] * (len(padded) - len(heads))], strict=True)]


def _of_row(cells: Sequence[tuple[str, bool]], heads: Sequence[str]) -> Iterator[Found]:
    name = next((text for text, _ in cells if text and not NUMBER.fullmatch(text)), "")
    known = names_metric(name)
    for at, (text, is_head) in enumerate(cells):
        if is_head or not NUMBER.fullmatch(text):
            continue
        head = heads[at] if at < len(heads) and not known else ""
        if is_whole(text) and not known and not names_metric(head):
            continue
        part = metric_names.part_of(f"{name} {head}")
        yield Found(text.replace(" ", "").removeprefix("+"), name[-LONGEST_NAME:], head[-LONGEST_NAME:], part)
