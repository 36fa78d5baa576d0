"""Made-up data for the style guide. The values have the names that the components ask for and no class behind them,
because core knows no word of the domain.
"""

from collections.abc import Iterable
from itertools import cycle, islice
from types import SimpleNamespace as Sample
from typing import Any

from core import curves, plots

STATES = ("verified", "verified", "evidenced", "verified", "claimed", "gap")
WORDS = {"verified": "verified", "evidenced": "evidenced", "claimed": "claimed only", "gap": "not shown"}
ABOUT = "What the level is about, in the words of its framework."
RINGS = {"asked": ", asked for", "next": ", suggested next"}
THREE = (
    ("Modeling", (("Library", 7), ("Framing the problem", 2), ("Preparing data", 4), ("Variety of input data", 5))),
    ("Tuning", (("Learning", 19), ("Generalization", 7), ("Prediction", 4))),
    ("Applications", (("Across domains", 8), ("Time series", 7), ("Computer vision", 8), ("Language", 8))),
)
TWO = (
    ("Global competencies", (("Digital literacy", 3), ("Collaboration", 2))),
    ("Applied areas", (("Data pipeline", 12), ("Faster training", 11))),
)
FOUR = (
    ("Entry", (("Data handling", 6), ("Networks", 3), ("Theory", 3))),
    ("Intermediate", (("Data handling", 7), ("Networks", 6), ("Training", 8), ("Theory", 9))),
    ("Advanced", (("Data handling", 3), ("Training", 7), ("General", 6))),
    ("Expert", (("Theory", 5), ("General", 7))),
)
COLOURS = (
    *("paper", "sheet", "fold", "ink", "ink-2", "ink-3"),
    *("rule", "edge", "proof", "wash", "signal", "signal-wash"),
)
NAMES = (
    "Batch size",
    "Learning rate schedules",
    "Numerical and categorical inputs together",
    "Dropout",
    "Frame a series as supervised learning",
    "Early stopping",
)


def everything() -> dict[str, Any]:
    """All samples by the name that the style guide's templates use."""
    return {
        "map": level_map(THREE, optional=("Further directions", (("Scale", 3), ("Invention", 2)))),
        "two_map": level_map(TWO),
        "four_map": level_map(FOUR),
        "blank_map": level_map(THREE, states=("gap",)),
        "shape": shape(),
        "rows": list(project_rows()),
        "table": result_table(),
        "comparison": plots.before_after(0.871, 0.921, 0.018, 0.013),
        "log": log(),
        "evidence": list(evidence()),
        "facts": [
            ("By", "Ines Maravall", "#c1"),
            ("Proof", "8 skills: 6 verified, 2 evidenced"),
            ("Budget", "1 GPU, 6 h 20 min, 45 runs, 5 seeds"),
        ],
        "retired": Sample(
            framework="three-levels", edition="1.2.0", successor=Sample(key="l2.generalization.dropout", name="Dropout")
        ),
        "changes": list(changes()),
        "crumbs": [("Explore", "#c1"), ("Ines Maravall", "#c2")],
        "tabs": [("text", "Write-up", "#c1"), ("results", "Results", "#c2"), ("evidence", "Evidence", "#c3")],
        "why": [
            "“Solid” means two thirds of a level’s skills are shown and half of those are verified.",
            "Claims never count.",
        ],
        "filter": filter_group(),
        "colours": COLOURS,
    }


def filter_group() -> Sample:
    """One kind of filter with choices, some of them behind "more"."""
    named = zip(NAMES, (24, 17, 9, 4, 2, 1), strict=True)
    made = [Sample(value=name, label=name, count=count, is_chosen=count == 9) for name, count in named]
    return Sample(
        kind="sample",
        title="Skill",
        control="boxes",
        first=made[:4],
        more=made[4:],
        chosen=[choice for choice in made if choice.is_chosen],
        rule="All that you choose have to hold.",
        is_open=True,
    )


def level_map(
    levels: Iterable[tuple[str, tuple[tuple[str, int], ...]]],
    optional: tuple[str, tuple[tuple[str, int], ...]] | None = None,
    states: tuple[str, ...] = STATES,
) -> Sample:
    """A level map with the attributes of `competence.levelmap.LevelMap`."""
    leaves = [leaf(number, name, blocks, states) for number, (name, blocks) in enumerate(levels, start=1)]
    marks = [mark for found in leaves for block in found.blocks for mark in block.skills]
    counts = {state: sum(mark.state == state for mark in marks) for state in WORDS}
    sentence = "; ".join(f"Level {found.number}: {found.shown} of {found.total} skills shown" for found in leaves)
    extra = [leaf(len(leaves) + 1, *optional, states=("gap", "claimed"))] if optional else []
    return Sample(leaves=leaves, optional=extra, tally=Sample(**counts), tier="Level", sentence=sentence, framework="")


def leaf(number: int, name: str, blocks: tuple[tuple[str, int], ...], states: tuple[str, ...]) -> Sample:
    """One level of a sample map."""
    made = [block(f"{number}.{index}", title, size, states) for index, (title, size) in enumerate(blocks)]
    shown, total = sum(each.shown for each in made), sum(each.total for each in made)
    return Sample(number=number, name=name, blocks=made, shown=shown, total=total, about=ABOUT, does_not_mean="")


def block(key: str, name: str, size: int, states: tuple[str, ...]) -> Sample:
    """One run of skills of a sample map; some that are not shown are ringed as suggestions."""
    skills = []
    for index, (state, title) in enumerate(islice(zip(cycle(states), cycle(NAMES), strict=False), size)):
        ring = "next" if state == "gap" and len(states) > 1 and index % 4 == 1 else ""
        href = "#c1" if state in ("verified", "evidenced") else ""
        classes, words = f"{state} {ring}".rstrip(), WORDS[state] + RINGS.get(ring, "")
        skills.append(
            Sample(key=f"{key}.{index}", name=title, state=state, href=href, classes=classes, words=words, title=title)
        )
    shown = sum(skill.state in ("verified", "evidenced") for skill in skills)
    return Sample(name=name, skills=skills, shown=shown, total=size)


def shape() -> list[Sample]:
    """The pieces of a shape sentence."""
    pieces = (
        ("Solid at ", ""),
        ("Levels 1 and 2", "strong"),
        ("; first ", ""),
        ("Level 3", "strong"),
        (" work in time series. ", ""),
        ("Prediction, at Level 2, is not shown yet.", "not"),
    )
    return [Sample(text=text, kind=kind) for text, kind in pieces]


def project_rows() -> Iterable[Sample]:
    """Two projects: one with a result beside its references, one a draft without."""
    yield Sample(
        title="Multi-step power demand forecasting",
        href="#c6",
        levels=[2, 3],
        summary="Thirty-six hours of national demand, hourly, from load, calendar and temperature. It beats last "
        "week’s curve at every hour.",
        states=["verified"] * 5 + ["evidenced"] * 2 + ["verified"],
        skills="8 skills, 6 verified",
        keys=["1.0.0", "1.0.1", "2.0.0", "3.1.2"],
        result=Sample(
            metric="MAPE",
            value="3.4%",
            spread="0.2",
            plot=plots.metric_plot(3.4, 0.2, 5.9, 3.1, "lower"),
            note="baseline 5.9%, best known 3.1%; lower is better",
        ),
    )
    yield Sample(
        title="Glass types from nine measurements",
        href="#c6",
        levels=[1],
        summary="Two hundred and fourteen rows, six classes, one of them with nine examples.",
        states=["claimed", "gap next"],
        skills="1 skill claimed",
        tag="Draft",
    )


def result_table() -> Sample:
    """Four models on one scale."""
    figures = (
        ("Logistic regression", "0.803", 0.022, False),
        ("Baseline: no remedy", "0.871", 0.018, False),
        ("This work", "0.943", 0.009, True),
        ("Published best", "0.968", 0.007, False),
    )
    scale = plots.rows([(float(value), spread) for _, value, spread, _ in figures])
    dots: tuple[plots.Dot | None, ...] = scale.dots if scale else (None,) * len(figures)
    rows = [
        Sample(name=name, value=value, spread=f"± {spread}", dot=dot, ours=ours, source="own run")
        for (name, value, spread, ours), dot in zip(figures, dots, strict=True)
    ]
    return Sample(
        caption="ROC AUC on 624 held-out films. Mean of five seeds.",
        metric="AUC",
        spread_label="Spread",
        low=scale.low if scale else "",
        high=scale.high if scale else "",
        rows=rows,
    )


def log() -> Sample:
    """Forty epochs of a network that memorises: training falls on, validation turns at epoch 12."""
    epochs = [float(epoch) for epoch in range(1, 41)]
    train = [(epoch, 0.7 * 0.88**epoch + 0.02) for epoch in epochs]
    validation = [(epoch, 0.7 * 0.86**epoch + 0.25 + 0.006 * max(epoch - 12, 0)) for epoch in epochs]
    lines = [
        curves.Line("loss", "tr", train, "training"),
        curves.Line("val_loss", "va", validation, "validation"),
    ]
    gap = curves.Band("area", [(at, (low, high)) for (at, low), (_, high) in zip(train, validation, strict=True)])
    best, value = min(validation, key=lambda point: point[1])
    table = Sample(
        caption="Loss by epoch",
        head=("Epoch", "Training", "Validation"),
        rows=[
            (f"{at:.0f}", f"{low:.4f}", f"{high:.4f}") for (at, low), (_, high) in zip(train, validation, strict=True)
        ],
    )
    panel = Sample(
        title="Loss by epoch",
        chart=curves.chart(lines, [gap], curves.Mark(best, value, f"best {value:.3f} at epoch {best:.0f}")),
        label=f"Training loss falls to 0.024; validation loss falls to {value:.3f} at epoch {best:.0f}, and rises.",
        note="",
        table=table,
    )
    return Sample(
        kind="Keras CSVLogger, 40 epochs",
        panels=[panel],
        key="Shaded: the gap between training and validation.",
    )


def evidence() -> Iterable[Sample]:
    """Evidence of two strengths, as it stands in the margin."""
    yield Sample(
        name="Dropout",
        state="verified",
        href="#c6",
        at="Level 2, Generalization",
        statement="Rate and placement searched,",
        pointers=[Sample(text="train.py lines 31 to 58", href="#c6")],
        verdict="Verified by Hanna Lindqvist",
    )
    yield Sample(
        name="Adding noise",
        state="evidenced",
        href="",
        at="Level 2, Generalization",
        statement="Gain 0.009,",
        pointers=[Sample(text="comparison 2", href="")],
        verdict="Evidenced, not yet reviewed",
    )


def changes() -> Iterable[Sample]:
    """What differs between two editions: one skill in other words, and one retired."""
    parts = [("gone", "held-out "), ("new", "validation "), ("same", "data only.")]
    means = Sample(label="Means", segments=[Sample(kind=kind, text=text) for kind, text in parts])
    place = "Tuning, Generalization"
    lines = [
        Sample(name="Early stopping", tag="Reworded", tone="", place=place, successor="", fields=[means]),
        Sample(name="Added noise", tag="Retired", tone="sig", place=place, successor="Noise injection", fields=[]),
    ]
    yield Sample(title="Skills", lines=lines, more=0)
