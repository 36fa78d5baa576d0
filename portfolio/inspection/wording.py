"""What a signal found, in a sentence: "A dropout layer: cell 14, line 3 calls keras.layers.Dropout(0.5)."."""

from __future__ import annotations

from collections.abc import Sequence

from competence import skill_signals as marks
from portfolio.inspection import code as kinds
from portfolio.inspection.code import Use
from portfolio.inspection.meanings import NAMED, Literal
from portfolio.inspection.patterns import spoken
from portfolio.inspection.uses import Hit

MAX_NAMED = 3
"""Places that a sentence names; of others it says how many."""
MAX_ARGUMENTS = 3
MAX_VALUE = 30
OPERATIONS = {
    "+": "adds",
    "-": "subtracts",
    "*": "multiplies by",
    "/": "divides by",
    "//": "divides by",
    "%": "takes the rest by",
    "**": "raises to",
    "@": "multiplies matrices with",
}


def sentence(why: str, hits: Sequence[Hit], *, is_script: bool = False) -> str:
    """The reason with the first places at which it was found. `hits` has at least one."""
    places: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        places.setdefault((hit.cell.number, hit.use.line), hit)
    named = list(places.values())[:MAX_NAMED]
    said = "; ".join(_place(hit, is_script) for hit in named)
    rest = len(places) - len(named)
    more = f"; and {rest} more {'place' if rest == 1 else 'places'}" if rest else ""
    whole = f"{why}: {said}{more}." if why else f"{said}{more}."
    return whole[:1].upper() + whole[1:]


def _place(hit: Hit, is_script: bool) -> str:
    where = f"line {hit.use.line}" if is_script else f"cell {hit.cell.number}, line {hit.use.line}"
    return f"{where} {_deed(hit)}"


def _deed(hit: Hit) -> str:
    use = hit.use
    if hit.mark == marks.TEXT:
        return f"has “{_short(str(hit.values[0]))}”"
    if hit.mark == marks.ARGUMENT:
        return f"passes {_argument(hit)}"
    if use.kind == kinds.OPERATOR:
        return f"{OPERATIONS[use.name]} {_operand(hit.values)}"
    name = _name(use.name)
    deeds = {
        kinds.CALL: f"calls {_call(use)}",
        kinds.SET: f"sets {name}{_equals(hit.values)}",
        kinds.INHERIT: f"defines a class on {name}",
        kinds.IMPORT: f"imports {name}",
        kinds.DEFINE: f"defines {name}",
        kinds.LOOP: f"loops over {name}",
    }
    return deeds.get(use.kind, f"uses {name}")


def _call(use: Use) -> str:
    given = [_given(name, values) for name, values in use.arguments if values]
    shown = ", ".join(given[:MAX_ARGUMENTS])
    more = ", …" if len(use.arguments) > min(len(given), MAX_ARGUMENTS) else ""
    return f"{_name(use.name.removesuffix('.__call__'))}({shown}{more})".replace("(, …)", "(…)")


def _given(name: str, values: Sequence[Literal]) -> str:
    return _values(values) if name.isdigit() or name == "**" else f"{name}={_values(values)}"


def _argument(hit: Hit) -> str:
    if hit.use.kind == kinds.ENTRY:
        return f"{hit.use.name}{_equals(hit.values)}"
    name = next((name for name, values in hit.use.arguments if values == hit.values), "")
    return f"{name}{_equals(hit.values)} to {_name(hit.use.name)}"


def _operand(values: Sequence[Literal]) -> str:
    """The number of a calculation, or else its last name."""
    return _value(next((value for value in values if not isinstance(value, str)), values[-1]))


def _equals(values: Sequence[Literal]) -> str:
    return f" = {_values(values)}" if values else ""


def _values(values: Sequence[Literal]) -> str:
    shown = [_value(value) for value in values[:MAX_ARGUMENTS]]
    if len(values) > 1 and str(values[-1]).startswith(f"{NAMED}."):
        shown = [_value(values[-1])]
    return ", ".join(shown) + (", …" if len(shown) < len(values) and len(shown) == MAX_ARGUMENTS else "")


def _value(value: Literal) -> str:
    if not isinstance(value, str):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return _name(spoken(value)) if value.startswith(NAMED) else f"“{_short(value)}”"


def _name(name: str) -> str:
    return name.lstrip(".").removeprefix("?.")


def _short(text: str) -> str:
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"
