"""What a notebook says of itself beside skills: libraries, data sets, printed metrics, seeds, splits, searches. Pure.

Everything has a place, so that a person can check it; nothing is filled in without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath
from typing import Any

from competence.skill_signals import ARGUMENT, CALL, IMPORTS, LOOP, Condition
from portfolio.inspection import figures, metric_names
from portfolio.inspection.cells import Notebook
from portfolio.inspection.code import Code, shortened
from portfolio.inspection.known import (
    DATA_FILES,
    DATASETS,
    LIBRARIES,
    MADE,
    NAMED_BY_ARGUMENT,
    NAMED_BY_CALL,
    NOT_NAMED_BY_CALL,
    SEARCHES,
    SEED_ARGUMENTS,
    SEEDS,
    SETTINGS,
    SPLITS,
)
from portfolio.inspection.meanings import NAMED
from portfolio.inspection.patterns import name_fits, spoken
from portfolio.inspection.signals import Place, Reading, place_of
from portfolio.inspection.uses import Hit, Uses

MOST = 60
"""Of each kind of fact."""
MOST_NAME = 140
PARTS = ("train", "training", "valid", "validation", "val", "test", "dev")
"""Folders whose name tells a part of the data; the data set is named by the folder above."""
MOST_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Library:
    """An imported library."""

    name: str
    """Its proper name: scikit-learn."""
    module: str
    """What is imported: sklearn."""
    place: Place


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set that is loaded, or a file that is read."""

    name: str
    """MNIST, a name on a hub, the name of a file."""
    by: str
    """The call: keras.datasets.mnist.load_data"""
    place: Place
    made: bool = False
    """Whether it is generated on the spot."""


@dataclass(frozen=True, slots=True)
class Metric:
    """The last figure that an output gives for a metric."""

    name: str
    """accuracy, RMSE …, one name for all ways to write it"""
    value: str
    """As it was printed: 0.9312, 94.1%"""
    split: str
    """test, validation, train or nothing"""
    place: Place
    """The cell; line 0, and as text the words beside the figure."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed that is set."""

    text: str
    """numpy.random.seed(42), random_state=42"""
    place: Place


@dataclass(frozen=True, slots=True)
class Split:
    """A part of the data that is kept from training."""

    how: str
    """In words: "A part held out at random"."""
    place: Place


@dataclass(frozen=True, slots=True)
class Search:
    """A search over settings."""

    how: str
    """In words: "Grid search", "Loop over learning_rate"."""
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """All of one notebook, each kind in the order of the notebook."""

    libraries: tuple[Library, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    metrics: tuple[Metric, ...] = ()
    seeds: tuple[Seed, ...] = ()
    splits: tuple[Split, ...] = ()
    searches: tuple[Search, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data, for keeping."""
        return {each.name: [asdict(row) for row in getattr(self, each.name)] for each in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facts:
        """The facts in what `to_json` gave."""
        return cls(**{name: tuple(_fact(kind, row) for row in data.get(name, ())) for name, kind in KINDS.items()})


KINDS: Mapping[str, type] = {
    "libraries": Library,
    "datasets": Dataset,
    "metrics": Metric,
    "seeds": Seed,
    "splits": Split,
    "searches": Search,
}


def _fact(kind: type, row: Mapping[str, Any]) -> Any:
    return kind(**{**row, "place": Place(**row["place"])})


def read(notebook: Notebook, code: Code, shown: figures.Figures | None = None) -> Facts:
    """The facts of `notebook`; `code` is what `portfolio.inspection.code.inspect` found in it.

    `shown`: the figures of its outputs, where they are at hand; reading them costs the most.
    """
    uses = Uses(code)
    reading = Reading(uses, {})
    return Facts(
        libraries=_first(_libraries(uses), lambda fact: fact.name),
        datasets=_first(_datasets(uses), lambda fact: fact.name.casefold()),
        metrics=tuple(_metrics(figures.read(notebook) if shown is None else shown))[-MOST:],
        seeds=_first(_seeds(uses), lambda fact: fact.text),
        splits=tuple(Split(how, place_of(hit)) for how, hit in _marks(SPLITS, reading)),
        searches=_first(_searches(uses, reading), lambda fact: fact.how),
    )


def _first(facts: Iterable[Any], key: Any) -> tuple[Any, ...]:
    """The first fact of each key, in order, at most `MOST`."""
    found: dict[str, Any] = {}
    for fact in facts:
        found.setdefault(key(fact), fact)
    return tuple(found.values())[:MOST]


def _libraries(uses: Uses) -> Iterator[Library]:
    for hit in uses.find(IMPORTS, [pattern for module in LIBRARIES for pattern in (module, f"{module}.*")]):
        module = hit.use.name.partition(".")[0]
        yield Library(LIBRARIES[module], module, place_of(hit))


def _datasets(uses: Uses) -> Iterator[Dataset]:
    found = [
        *((hit, _name_in_call(hit)) for hit in uses.find(CALL, NAMED_BY_CALL) if not _fits(hit, NOT_NAMED_BY_CALL)),
        *((hit, _name_in_argument(hit)) for hit in uses.find(CALL, NAMED_BY_ARGUMENT)),
        *((hit, hit.use.name.rpartition(".")[2].removeprefix("make_")) for hit in uses.find(CALL, [MADE])),
    ]
    found.sort(key=lambda pair: (pair[0].cell.number, pair[0].use.line))
    for hit, name in found:
        if name:
            shown = DATASETS.get(name.casefold(), name)[:MOST_NAME]
            yield Dataset(shown, hit.use.name, place_of(hit), made=name_fits(MADE, hit.use.name))


def _fits(hit: Hit, patterns: Iterable[str]) -> bool:
    return any(name_fits(pattern, hit.use.name) for pattern in patterns)


def _name_in_call(hit: Hit) -> str:
    """mnist of keras.datasets.mnist.load_data, iris of sklearn.datasets.load_iris, CIFAR10 of torchvision.datasets."""
    parts = hit.use.name.split(".")
    last = parts[-1]
    if last in ("load_data", "words") or parts[0] == "statsmodels":
        return parts[-2]
    if parts[0] != "sklearn":
        return parts[parts.index("datasets") + 1] if "datasets" in parts[:-1] else last
    return last.removeprefix("load_").removeprefix("fetch_")


def _name_in_argument(hit: Hit) -> str:
    """The text of the first argument that tells the data set; of a path or an address its last part."""
    wanted = next(words for pattern, words in NAMED_BY_ARGUMENT.items() if name_fits(pattern, hit.use.name))
    given = dict(hit.use.arguments)
    texts = [str(value) for word in wanted for value in given.get(word, ())[:1]]
    plain = [text for text in texts if not text.startswith(NAMED) or "URLs." in text]
    if not plain:
        return ""
    if hit.use.name == "datasets.load_dataset":
        return " ".join(dict.fromkeys(plain))
    name = spoken(plain[0]).partition("?")[0].rstrip("/")
    if "URLs." in name:
        return name.rpartition("URLs.")[2]
    path = PurePosixPath(name.replace("\\", "/"))
    file = path.parent.name if path.name in PARTS and path.parent.name else path.name
    is_written = any(str(value).startswith(("w", "a", "x")) for value in (*given.get("2", ()), *given.get("mode", ())))
    return "" if hit.use.name == ".open" and (is_written or not file.endswith(DATA_FILES)) else file


def _metrics(shown: figures.Figures) -> Iterator[Metric]:
    """For each cell, metric and part of the data the last figure: the state after the last epoch."""
    last: dict[tuple[int, str, str], figures.Figure] = {}
    for figure in shown.found:
        for name in sorted(metric_names.metrics_of(f"{figure.name} {figure.head}"))[:1]:
            if _is_plausible(name, figure.text):
                last[figure.cell, name, figure.part] = figure
    for (cell, name, part), figure in last.items():
        words = " ".join(part for part in (figure.name, figure.head) if part)
        yield Metric(name, figure.text, part, Place(f"cell-{cell}", 0, shortened(words)))


def _is_plausible(metric: str, text: str) -> bool:
    """A figure with a point or a per cent sign; of a share such as accuracy, between 0 and 100."""
    value, is_percent = figures.value_of(text)
    return (is_percent or "." in text) and (not metric_names.is_share(metric) or 0 <= value <= MOST_PER_CENT)


def _seeds(uses: Uses) -> Iterator[Seed]:
    hits = [*uses.find(CALL, SEEDS), *uses.find(ARGUMENT, SEED_ARGUMENTS)]
    for hit in sorted(hits, key=lambda hit: (hit.cell.number, hit.use.line)):
        if hit.mark == ARGUMENT:
            named = [(name, values) for name, values in hit.use.arguments if name in SEED_ARGUMENTS]
            texts = [f"{name}={text}" for name, values in named if (text := _seed(values))]
        else:
            given = [text for _, values in hit.use.arguments if (text := _seed(values))]
            texts = [f"{hit.use.name.lstrip('.')}({given[0]})"] if given else []
        for text in texts:
            yield Seed(text, place_of(hit))


def _seed(values: Sequence[object]) -> str:
    """The number that is given, or the name of the variable that holds it; nothing for anything else."""
    if values and _is_number(values[0]):
        return str(values[0])
    names = [str(value).removeprefix(NAMED).lstrip(".") for value in values if str(value).startswith(f"{NAMED}.")]
    return names[-1] if names and names[-1].isidentifier() else ""


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _searches(uses: Uses, reading: Reading) -> Iterator[Search]:
    for how, hit in _marks(SEARCHES, reading):
        yield Search(how, place_of(hit))
    for hit in uses.find(LOOP, SETTINGS):
        literals = [value for value in hit.values if not str(value).startswith(NAMED)]
        if len(literals) > 1:
            yield Search(f"Loop over {hit.use.name.lstrip('.')}", place_of(hit))


def _marks(marks: Mapping[str, Condition], reading: Reading) -> Iterator[tuple[str, Hit]]:
    """What is found, each with its first place."""
    for words, condition in marks.items():
        for hit in reading.holds(condition)[:1]:
            yield words, hit
