"""What a file says that the project does not say yet: data sets, libraries, results, seeds, a licence. Pure.

Everything is offered to the person, who confirms it; nothing is filled in by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from portfolio.inspection.facts import Facts
from portfolio.inspection.logs.figures import Figure, figures
from portfolio.inspection.logs.names import better_of
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.model_cards import Card

MOST_RESULTS = 40
MOST_DIGITS = 30
"""What a figure may have, written out: what the database takes (`core.fields`)."""
LONGEST_LICENCE = 60
LONGEST_LABEL = 120
WHOLE_FROM = 1000
FIELDS = {"seeds": "Seeds", "code_licence": "Licence of the code"}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be filled in."""

    key: str
    """Names it in a form: dataset:mnist"""
    kind: str
    """dataset, library, result or field"""
    title: str
    detail: str
    """Where it stands, or what comes with it."""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The columns that it fills."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the project says already."""

    datasets: frozenset[str]
    """Names, small letters."""
    libraries: frozenset[str]
    """Names, small letters."""
    results: frozenset[tuple[str, str]]
    """(metric in small letters, value without an exponent)"""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)


def of_log(log: Log, name: str, known: Known, *, label: str) -> tuple[Found, ...]:
    """Results that the figures of a training log give: best value of each metric, over several runs mean and spread.

    `label` is what the model of a result is called, here and below.
    """
    made = [_of_figure(number, each, name, label, known) for number, each in enumerate(figures(log))]
    return tuple(one for one in made if one is not None)[:MOST_RESULTS]


def _of_figure(number: int, each: Figure, name: str, label: str, known: Known) -> Found | None:
    chosen, word = (each.best, "best") if each.best is not None else (each.last, "last")
    where = f"{word} value, {each.split}" if each.split else f"{word} value"
    if chosen.n > 1:
        where = f"{where}, mean of {chosen.n} runs"
    elif each.runs and (point := each.runs[0].best if word == "best" else each.runs[0].last):
        where = f"{where}, {each.step_name} {point.step:g}"
    values = {
        "label": label[:LONGEST_LABEL],
        "metric": each.metric,
        "better": each.better or "higher",
        "value": rounded(chosen.mean),
        "spread": rounded(chosen.sd) if chosen.sd is not None else None,
        "spread_kind": "std" if chosen.sd is not None else "",
        "repeats": chosen.n if chosen.n > 1 else None,
        "split": each.split,
        "note": f"From {name}: {where}.",
    }
    return _result(f"{number}", values, where, known)


def rounded(value: float) -> str:
    """A figure of a log with four significant digits, whole from 1000 on, never in powers of ten."""
    if abs(value) >= WHOLE_FROM:
        return f"{value:.0f}"
    return f"{Decimal(f'{value:.4g}'):f}"


def of_card(card: Card, known: Known, *, label: str) -> tuple[Found, ...]:
    """Data sets, library, licence and results of a model card."""
    found: list[Found | None] = [_dataset(name, "named in the model card", known) for name in card.datasets]
    found.append(_library(card.library, "named in the model card", known) if card.library else None)
    found.append(_field("code_licence", card.licence[:LONGEST_LICENCE], "of the model, named in the card", known))
    for number, each in enumerate(card.results):
        where = ", ".join(part for part in (each.dataset, each.split) if part)
        values = {
            "label": (card.title.strip() or label)[:LONGEST_LABEL],
            "metric": each.metric,
            "value": each.value,
            **({"unit": each.unit} if each.unit else {}),
            "spread": each.spread if _is_figure(each.spread) else None,
            "spread_kind": "std" if _is_figure(each.spread) else "",
            "split": where,
            "note": "From the model card.",
        }
        found.append(_result(f"{number}", values, where or each.task, known))
        if each.dataset:
            found.append(_dataset(each.dataset, "named with a result of the model card", known))
    return _once(found)


def of_facts(facts: Facts, known: Known, *, label: str) -> tuple[Found, ...]:
    """Data sets, libraries, seeds and printed metrics of a notebook or script."""
    found: list[Found | None] = [
        _dataset(each.name, f"{'made' if each.made else 'loaded'} in {each.place.words}", known, is_made=each.made)
        for each in facts.datasets
    ]
    found += [_library(each.name, "imported", known) for each in facts.libraries]
    seeds = ", ".join(dict.fromkeys(each.text for each in facts.seeds))
    found.append(_field("seeds", seeds[:200], "set in the code", known))
    for number, each in enumerate(facts.metrics):
        where = f"{each.split}, printed in {each.place.words}" if each.split else f"printed in {each.place.words}"
        values = {
            "label": label[:LONGEST_LABEL],
            "metric": each.name,
            "value": each.value,
            "split": each.split,
            "note": f"From the file: {where}.",
        }
        found.append(_result(f"{number}", values, where, known))
    return _once(found)


def _dataset(name: str, detail: str, known: Known, *, is_made: bool = False) -> Found | None:
    name = name.strip()[:140]
    if not name or name.casefold() in known.datasets:
        return None
    origin = "dataset-generator" if is_made else "standard-dataset"
    return Found(f"dataset:{name.casefold()}", "dataset", name, detail, {"name": name, "origin": origin})


def _library(name: str, detail: str, known: Known) -> Found | None:
    if name.casefold() in known.libraries:
        return None
    return Found(f"library:{name.casefold()}", "library", name, detail, {"name": name[:60]})


def _field(name: str, text: str, detail: str, known: Known) -> Found | None:
    """A field of the project that is still empty."""
    if not text or known.fields.get(name, ""):
        return None
    return Found(f"field:{name}", "field", f"{FIELDS[name]}: {text}", detail, {name: text})


def _result(number: str, values: Mapping[str, Any], detail: str, known: Known) -> Found | None:
    metric, text = str(values["metric"]), str(values["value"]).strip()
    unit, value = ("%" if text.endswith("%") else ""), text.rstrip("% ")
    if not metric or not _is_figure(value) or (metric.casefold(), f"{Decimal(value):f}") in known.results:
        return None
    made = {"better": better_of(metric) or "higher", "unit": unit, **values, "value": value}
    spread = f" ± {values['spread']}" if values.get("spread") else ""
    shown = f"{metric} {value}{spread}{made['unit']}"
    return Found(f"result:{number}:{metric}:{value}", "result", shown, detail, made)


def _is_figure(text: str) -> bool:
    """Whether it is a number that can be kept with all its digits."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    return value.is_finite() and abs(value.adjusted()) < MOST_DIGITS and len(f"{value:f}") <= MOST_DIGITS


def _once(found: Iterable[Found | None]) -> tuple[Found, ...]:
    """Each thing once, as it was found first; results only so many."""
    unique: dict[str, Found] = {}
    for one in found:
        if one is not None:
            unique.setdefault(one.key, one)
    results = [key for key, one in unique.items() if one.kind == "result"][MOST_RESULTS:]
    return tuple(one for key, one in unique.items() if key not in results)
