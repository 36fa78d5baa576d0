"""Model cards: Markdown with a head in YAML, as Hugging Face writes them. Pure; read leniently.

Of 25,109 real cards a third of all figures are texts ("262.40 +/- 24.94", "93.2%"), spaCy's have no data set, and
strict readers drop whole cards for one missing name. Here a wrong part is left out with a note that names its place.
See docs/decisions/0063-files.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portfolio.inspection import card_heads
from portfolio.inspection.card_results import CardResult, Notes, results_of, text_of, texts_of
from portfolio.inspection.errors import Unreadable

__all__ = ["Card", "CardResult", "is_card", "read"]

MAX_BYTES = 1024 * 1024
MAX_TITLE = 200
STRONG = frozenset({"model-index", "library_name", "pipeline_tag", "base_model", "license", "datasets", "metrics"})
WEAK = frozenset({"language", "tags", "thumbnail", "widget", "inference", "co2_eq_emissions", "license_name"})
SECTIONS = frozenset(
    """model details, model description, uses, direct use, intended use, intended uses, intended uses & limitations,
    bias, risks, and limitations, limitations, training data, training and evaluation data, training procedure,
    training details, training hyperparameters, training results, evaluation, evaluation results, evaluation data,
    how to use, how to get started with the model, ethical considerations, caveats and recommendations, metrics,
    quantitative analyses, model card authors, citation""".replace("\n", " ")
    .replace("    ", "")
    .split(", ")
)
"""Headings of the templates for model cards (Mitchell and others 2018, Hugging Face)."""
ENOUGH_SECTIONS = 3
_CARD_TITLE = re.compile(r"^model card(?:$| for |:| [-–—])|model card$")
# No part of these can be tried again at every place of a long line: the time grows with the text, not with its square.
_HEADING = re.compile(r"^#{1,4}[ \t]+(\S[^\n]{0,300})", re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()]{0,500}\)|<[^<>]{0,200}>|[*`_]{1,3}")
_MOST_HEADING = 1000
"""Characters of a heading that are looked at; `MAX_TITLE` of what is left without its marks are kept."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a model card says, in its own words; nothing of it is checked."""

    title: str = ""
    licence: str = ""
    library: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    results: tuple[CardResult, ...] = ()
    base_model: str = ""
    pipeline: str = ""
    """The task that the model is for, as Hugging Face calls it: text-classification."""
    body: str = ""
    """The Markdown after the head."""
    notes: tuple[str, ...] = ()
    """What was left out or read over, in sentences for the person."""

    def to_json(self) -> dict[str, Any]:
        """The card as values that JSON can hold; `from_json` gives back an equal card."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Card:
        """What `to_json` wrote, also after a way through JSON. Raises KeyError or TypeError for anything else."""
        values: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in data.items()}
        values["results"] = tuple(CardResult(**row) for row in data["results"])
        return cls(**values)


def is_card(text: str) -> bool:
    """Whether this Markdown is a model card and not a note: by the names in its head, its title or its headings."""
    text = card_heads.cleaned(text)
    names = card_heads.names(text)
    if names & STRONG or len(names & WEAK) > 1:
        return True
    found = _HEADING.findall(card_heads.split(text)[1])
    headings = [_plain(heading.rstrip("# \t")).lower().rstrip(":") for heading in found]
    return bool(headings and _CARD_TITLE.search(headings[0])) or len(SECTIONS.intersection(headings)) >= ENOUGH_SECTIONS


def read(raw: bytes) -> Card:
    """The card in `raw`. Raises Unreadable only for what is too large or no text; the notes say what was left out."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"This model card has {len(raw) / MAX_BYTES:.1f} MB; at most 1 MB is read. Shorten it.")
    if b"\0" in raw:
        raise Unreadable("This model card holds bytes that are no text. Save it as Markdown in UTF-8 and try again.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("This model card is not in UTF-8. Save it as UTF-8 and try again.") from error
    head = card_heads.read(card_heads.cleaned(text))
    notes = Notes(head.notes)
    values = head.values
    index = values.get("model-index")
    return Card(
        title=_title(head.body) or _first_name(index),
        licence=_licence(values, notes),
        library=text_of(values.get("library_name"), "library_name", notes),
        languages=texts_of(values.get("language"), "language", notes),
        tags=texts_of(values.get("tags"), "tags", notes),
        datasets=texts_of(values.get("datasets"), "datasets", notes),
        metrics=texts_of(values.get("metrics"), "metrics", notes),
        results=results_of(index, notes),
        base_model=", ".join(texts_of(values.get("base_model"), "base_model", notes)),
        pipeline=text_of(values.get("pipeline_tag"), "pipeline_tag", notes),
        body=head.body.strip("\n"),
        notes=notes.all(),
    )


def _licence(values: Mapping[str, Any], notes: Notes) -> str:
    """The licence; its own name where it is called "other"."""
    licences = [each for each in texts_of(values.get("license"), "license", notes) if each.lower() != "other"]
    own = text_of(values.get("license_name"), "license_name", notes)
    return ", ".join(licences) or own or text_of(values.get("license_link"), "license_link", notes)


def _title(body: str) -> str:
    """The first heading of the first level outside of code, without marks."""
    return next((title for line in _outside_of_code(body) if (title := _first_level(line))), "")[:MAX_TITLE]


def _first_level(line: str) -> str:
    return _plain(line[2:_MOST_HEADING].rstrip("# \t")) if line.startswith("# ") else ""


def _outside_of_code(body: str) -> Iterator[str]:
    fence = ""
    for line in body.splitlines():
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and fence in {"", mark}:
            fence = "" if fence else mark
        elif not fence:
            yield line


def _plain(heading: str) -> str:
    return _MARKS.sub(lambda found: found[1] or "", heading).strip()


def _first_name(index: object) -> str:
    first = index[0] if isinstance(index, list) and index else index
    name = first.get("name") if isinstance(first, dict) else None
    return name.strip()[:MAX_TITLE] if isinstance(name, str) else ""
