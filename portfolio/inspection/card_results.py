"""The results in the head of a model card: the list that is called model-index. Pure; all shapes that are met are read.

Source of the form: Hugging Face, "model card metadata". Every value comes as the text that was typed (`card_heads`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAX_RESULTS = 500
MAX_NOTES = 50
MAX_TEXT = 200
MAX_TEXTS = 200
NOTHING = frozenset({"", "~", "null", "none", "nan", "n/a", "na", "-", "tbd", "todo", "?"})
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NUMBER = r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_FIGURE = re.compile(rf"({_NUMBER})\s*(%?)(?:\s*(?:\+/-|\+-|±|\\pm)\s*({_NUMBER})\s*(%?))?")


@dataclass(frozen=True, slots=True)
class CardResult:
    """One figure of a card. Names are as the card has them; what it does not say is empty."""

    metric: str
    value: str
    """The figure as it was typed, without its sign of per cent and its spread: "262.40", "0.90"."""
    task: str = ""
    dataset: str = ""
    config: str = ""
    """The part of the data set, if the card names one: "sst2" of "glue"."""
    split: str = ""
    spread: str = ""
    """What stands after ±: "24.94"."""
    unit: str = ""
    """"%" or nothing."""
    verified: bool = False
    """Whether the card says that somebody else checked it. It is not known who; nothing here follows from it."""
    source: str = ""
    """Where the figure was published: an address or a name."""

    @property
    def is_figure(self) -> bool:
        """Whether `value` is a number, and not a text that holds one."""
        return bool(figure(self.value))


class Notes:
    """Sentences about what was left out; after `MAX_NOTES` they are counted only."""

    def __init__(self, first: Iterable[str] = ()) -> None:
        self._lines = list(first)
        self._more = 0

    def left_out(self, place: str, why: str) -> None:
        """Say that the part at `place` was left out, and why."""
        if len(self._lines) < MAX_NOTES:
            self._lines.append(f"{place} {why} and was left out.")
        else:
            self._more += 1

    def all(self) -> tuple[str, ...]:
        """The sentences."""
        more = (f"{self._more:,} further parts were left out.",) if self._more else ()
        return (*self._lines, *more)


def text_of(value: object, place: str, notes: Notes) -> str:
    """One text; of a list its first."""
    found = texts_of(value, place, notes)
    return found[0] if found else ""


def texts_of(value: object, place: str, notes: Notes) -> tuple[str, ...]:
    """A list of texts, or one text as such a list, without doubles; of a row its `name`, `type` or `id`."""
    found: dict[str, None] = {}
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(item, dict):
            item = item.get("name") or item.get("type") or item.get("id") or item
        if isinstance(item, str):
            if item.strip().lower() not in NOTHING:
                found[_line(item)] = None
        elif item is not None or isinstance(value, list):
            notes.left_out(f"{place}[{number}]" if isinstance(value, list) else place, "is no text")
        if len(found) >= MAX_TEXTS:
            break
    return tuple(found)


def results_of(index: object, notes: Notes) -> tuple[CardResult, ...]:
    """The figures in the model-index, in order; at most `MAX_RESULTS`."""
    found: list[CardResult] = []
    for model_place, model in _rows(index, "model-index", notes):
        for place, result in _rows(model.get("results"), f"{model_place}.results", notes):
            for figure_ in _result(result, place, notes):
                if len(found) == MAX_RESULTS:
                    notes.left_out(place, f"comes after {MAX_RESULTS} figures")
                    return tuple(found)
                found.append(figure_)
    return tuple(found)


def figure(text: str) -> tuple[str, str, str] | None:
    """A number as it was typed, its spread and its unit: "93.2 ± 0.4 %" → ("93.2", "0.4", "%"). None for words."""
    found = _FIGURE.fullmatch(text.strip())
    if not found:
        return None
    number, percent, spread, percent_too = found.groups()
    return number.replace(",", ""), (spread or "").replace(",", ""), percent or percent_too or ""


def _rows(value: object, place: str, notes: Notes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a list with their places; one row without a list is read as a list of one."""
    rows = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    for number, row in enumerate(rows):
        at = f"{place}[{number}]" if isinstance(value, list) else place
        if isinstance(row, dict):
            yield at, row
        else:
            notes.left_out(at, "has no names with values")


def _result(result: Mapping[str, Any], place: str, notes: Notes) -> Iterator[CardResult]:
    """Every figure of one result."""
    task, dataset, source = (_part(result.get(name)) for name in ("task", "dataset", "source"))
    names = ("config", "split")
    config, split = (dataset.get(name) or (_args(dataset) if name == "config" else "") for name in names)
    for at, metric in _metrics(result.get("metrics"), f"{place}.metrics", notes):
        name = _word(metric.get("name")) or _word(metric.get("type"))
        if not name:
            notes.left_out(at, "has neither a name nor a type")
            continue
        for more, value in _values(metric, at, notes):
            number, spread, unit = figure(value) or (value[:MAX_TEXT], "", "")
            yield CardResult(
                metric=f"{name} {more}".strip()[:MAX_TEXT],
                value=number,
                task=_word(task.get("name")) or _word(task.get("type")),
                dataset=_word(dataset.get("name")) or _word(dataset.get("type")),
                config=_word(config),
                split=_word(split),
                spread=spread or _spread(metric),
                unit=unit,
                verified=_word(metric.get("verified") or result.get("verified")).lower() == "true",
                source=_word(source.get("url")) or _word(source.get("name")),
            )


def _part(value: object) -> Mapping[str, Any]:
    """Task, data set or source: names with values, or a text that is the name; of a list the first."""
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {"name": value}


def _args(dataset: Mapping[str, Any]) -> object:
    """What older cards call `args`: the part of the data set, or names with values that hold it."""
    args = dataset.get("args")
    return args.get("config") or args.get("language") if isinstance(args, dict) else args


def _metrics(value: object, place: str, notes: Notes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The metrics of one result. A few cards write them as `accuracy: 0.9`."""
    is_short = isinstance(value, dict) and not {"value", "type", "name"} & value.keys()
    if is_short and isinstance(value, dict):
        yield from ((f"{place}.{name}", {"type": name, "value": each}) for name, each in value.items())
    else:
        yield from _rows(value, place, notes)


def _values(metric: Mapping[str, Any], place: str, notes: Notes) -> Iterator[tuple[str, str]]:
    """What the metric's value holds: (what of the metric, text). Most often one; names with values are several."""
    value = metric.get("value")
    if isinstance(value, dict):
        parts = [(str(name), each) for name, each in value.items()]
    elif isinstance(value, list) and all(isinstance(each, str) for each in value):
        parts = [("", ", ".join(value))]
    else:
        parts = [("", value)]
    for name, each in parts:
        word = _word(each)
        if any(char.isdigit() for char in word):
            yield name, word
        else:
            why = "is not given" if word.lower() in NOTHING and not isinstance(each, dict | list) else "is no figure"
            notes.left_out(f"{place}.value{'.' if name else ''}{name}", why)


def _spread(metric: Mapping[str, Any]) -> str:
    """A spread that stands beside the value, as a few cards have it."""
    names = ("std", "stdev", "standard_deviation", "std_dev", "spread")
    found = next((figure(_word(metric[name])) for name in names if name in metric), None)
    return found[0] if found else ""


def _word(value: object) -> str:
    """A text on one line; empty for anything else, and for words that say nothing."""
    word = _line(value) if isinstance(value, str) else ""
    return "" if word.lower() in {"~", "null", "none"} else word


def _line(text: str) -> str:
    """`text` on one line, not too long, without controls and signs that turn its direction: YAML can spell them."""
    return " ".join(_UNSEEN.sub("", text).split())[:MAX_TEXT]
