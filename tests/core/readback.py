"""Charts read back: from the markup of `components/curves.html` to numbers, by the scales that the picture carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import html5lib

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Picture:
    """One chart as a reader of its markup has it."""

    label: str
    title: str
    series: dict[str, list[tuple[float, float]]]
    """Name of the line → step and value of every point that is drawn."""
    parts: dict[str, int]
    """Name of the line → how many connected parts it has."""
    classes: dict[str, str]
    texts: list[str]
    mark: tuple[float, float] | None
    step_of_a_unit: float
    """How much of a step a unit of the picture is."""
    value_of_a_unit: float
    """How much of a value it is, on a linear scale."""
    scale: str


def pictures(html: str) -> Iterator[Picture]:
    """Every chart in a piece of markup."""
    root = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for curve in root.iter("div"):
        if "curve" in curve.get("class", "").split():
            svg = next(element for element in curve.iter() if str(element.tag).endswith("svg"))
            yield _picture(svg, "".join(next(curve.iter("p")).itertext()))


def value_of(svg: ElementTree.Element, y: float) -> float:
    """The value at a height."""
    y0, y1, bottom, top = (float(svg.attrib[f"data-{name}"]) for name in ("y0", "y1", "bottom", "top"))
    share = (bottom - y) / (bottom - top)
    if svg.attrib["data-scale"] == "log":
        return y0 * (y1 / y0) ** share
    return y0 + share * (y1 - y0)


def step_of(svg: ElementTree.Element, x: float) -> float:
    """The step at a place."""
    x0, x1, left, right = (float(svg.attrib[f"data-{name}"]) for name in ("x0", "x1", "left", "right"))
    return x0 + (x - left) / (right - left) * (x1 - x0)


def _picture(svg: ElementTree.Element, title: str) -> Picture:
    series: dict[str, list[tuple[float, float]]] = {}
    parts: dict[str, int] = {}
    classes: dict[str, str] = {}
    for element in svg.iter():
        name = element.get("data-name")
        if name is None:
            continue
        places = _places(element)
        classes[name] = element.get("class", "")
        parts[name] = parts.get(name, 0) + (element.get("d", "").count("M") or bool(element.get("cx")))
        points = [(step_of(svg, x), value_of(svg, y)) for x, y in places]
        series[name] = sorted(series.get(name, []) + points)
    marks = [element for element in svg.iter() if element.get("class") == "sgd"]
    width = float(svg.attrib["data-right"]) - float(svg.attrib["data-left"])
    height = float(svg.attrib["data-bottom"]) - float(svg.attrib["data-top"])
    mark = (float(marks[0].attrib["cx"]), float(marks[0].attrib["cy"])) if marks else None
    return Picture(
        label=svg.attrib["aria-label"],
        title=title,
        series=series,
        parts=parts,
        classes=classes,
        texts=["".join(element.itertext()) for element in svg.iter() if str(element.tag).endswith("text")],
        mark=(step_of(svg, mark[0]), value_of(svg, mark[1])) if mark else None,
        step_of_a_unit=(float(svg.attrib["data-x1"]) - float(svg.attrib["data-x0"])) / width,
        value_of_a_unit=(float(svg.attrib["data-y1"]) - float(svg.attrib["data-y0"])) / height,
        scale=svg.attrib["data-scale"],
    )


def _places(element: ElementTree.Element) -> list[tuple[float, float]]:
    if "cx" in element.attrib:
        return [(float(element.attrib["cx"]), float(element.attrib["cy"]))]
    numbers = [float(number) for number in NUMBER.findall(element.attrib["d"])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
