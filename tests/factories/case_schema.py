"""The schema of CASE in tests/data/case/: what is wrong with a value by it, and a whole value of each of its types."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).parents[1] / "data" / "case"
VERSIONS = ("1.1", "1.0")
SAMPLES = {
    "text": "A text",
    "uuid": "0b8e4b8e-6a1c-5d3a-9f0a-1c2d3e4f5a6b",
    "uri": "https://standards.example/ims/case/v1p1/CFItems/0b8e4b8e-6a1c-5d3a-9f0a-1c2d3e4f5a6b",
    "date": "2026-01-31",
    "dateTime": "2026-01-31T09:30:00Z",
    "whole": 3,
    "number": 0.5,
    "associationType": "isChildOf",
    "extensions": {"anything": [1, None]},
}
WRONG = (7, "", "\u2028 not this", True, None, [], {}, [7], ["x"], {"title": 1})
"""Values of every kind; each is wrong for most fields."""


@cache
def schema(version: str = "1.1") -> dict:
    return json.loads((FOLDER / f"case-{version}.json").read_text(encoding="utf-8"))


@cache
def _validator(name: str, version: str) -> Draft202012Validator:
    whole = {**schema(version), "$ref": f"#/$defs/{name}"}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole, format_checker=FormatChecker(["date"]))


def faults(value: object, name: str, version: str = "1.1") -> list[str]:
    """Everything that is wrong with a value of the type `name`, each with its path."""
    found = sorted(_validator(name, version).iter_errors(value), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def types(version: str = "1.1") -> dict[str, dict]:
    """The objects that the schema knows: their properties and what is required."""
    return {name: made for name, made in schema(version)["$defs"].items() if "properties" in made}


def whole(name: str, version: str = "1.1") -> object:
    """A value of a type with every property that it may have."""
    if name in SAMPLES:
        return SAMPLES[name]
    return {field: _of(made, version) for field, made in types(version)[name]["properties"].items()}


def _of(made: dict, version: str) -> object:
    if "$ref" in made:
        return whole(made["$ref"].removeprefix("#/$defs/"), version)
    if "items" in made:
        return [_of(made["items"], version)]
    if "anyOf" in made:
        return _of(made["anyOf"][0], version)
    return made["const"] if "const" in made else made["enum"][0]


def spoilt(name: str, version: str = "1.1") -> Iterator[tuple[str, object]]:
    """Values that are wrong by one thing each, and by what: each of them has to be refused."""
    made, value = types(version)[name], whole(name, version)
    for field in made["required"]:
        yield f"without {field}", {key: inner for key, inner in value.items() if key != field}
    yield "with a field too many", {**value, "x_unknown": "x"}
    for field, kind in made["properties"].items():
        yield f"{field} is null", {**value, field: None}
        for wrong in WRONG:
            if not _fits(wrong, kind, version):
                yield f"{field} is {wrong!r}", {**value, field: wrong}


def _fits(value: object, made: dict, version: str) -> bool:
    """Whether a value of WRONG is right for a field all the same, told without the validator."""
    if "items" in made:
        return isinstance(value, list) and all(_fits(inner, made["items"], version) for inner in value)
    name = made.get("$ref", "").removeprefix("#/$defs/")
    if name in ("text", "number", "whole", "extensions"):
        return type(value) is {"text": str, "number": int, "whole": int, "extensions": dict}[name]
    return value == {} and name in types(version) and not types(version)[name]["required"]
