"""What the names in a notebook stand for: imports, aliases, variables, attributes, loop variables. Pure.

A name of a library is written as `portfolio.inspection.libraries` spells it (`keras.layers.Dense`), a name of the
author's own with a dot in front (`.build_model`). Everything is a guess from the text of the program, in the order of
the cells: good enough to recognise what is used, and never run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from portfolio.inspection.libraries import CONVENTIONS, canonical
from portfolio.inspection.meanings import NOTHING, Literal, Meaning, Own, calculated, first

USED_BY_STAR = frozenset("fastai keras torch tensorflow numpy sklearn transformers".split())
"""Libraries that come first where several star imports could give a name."""
MAX_ENTRIES = 100
"""Entries of a list that are looked at."""
MAX_PARTS = 8
MAX_TEXT = 80
MAX_STARS = 4
BUILTINS = frozenset(dir(builtins)) | {"display", "get_ipython"}
SAME_OBJECT = frozenset(
    """to cuda cpu train eval half float double clone copy from_pretrained from_config fit_transform compile build batch
    map shuffle prefetch cache repeat take skip filter unbatch padded_batch requires_grad_ set_format with_format
    from_name from_df from_folder from_csv""".split()
)
"""Methods that give back the object itself, or another of its kind."""
HANDED_ON = frozenset(
    ".list .tuple .sorted .set .reversed .enumerate .str numpy.array pathlib.Path fastai.Path os.path.join".split()
)
TABLES = frozenset(
    f"pandas.{name}"
    for name in "read_csv read_excel read_json read_parquet read_table read_sql read_html concat".split()
)


class Names:
    """The names that are known at one point of a notebook. Cells share them; functions and classes nest."""

    def __init__(self, defined: frozenset[str] = frozenset()) -> None:
        """`defined`: what the notebook itself defines or assigns anywhere; no star import gives these."""
        self.own = Own()
        self._defined = defined
        self._scopes: list[dict[str, Meaning]] = [{}]
        self._classes: list[str] = []
        self._stars: list[str] = []

    @property
    def current_class(self) -> str:
        """The class that is being defined, or nothing."""
        return self._classes[-1] if self._classes else ""

    def enter(self, known: Mapping[str, Meaning]) -> None:
        """Begin a function, with its parameters."""
        self._scopes.append(dict(known))

    def leave(self) -> None:
        self._scopes.pop()

    def enter_class(self, name: str) -> None:
        """Begin a class; `self` means it."""
        self._classes.append(name)
        self.enter({})

    def leave_class(self) -> None:
        self._classes.pop()
        self.leave()

    def imports(self, node: ast.Import | ast.ImportFrom) -> list[str]:
        """Take note of an import statement; gives the dotted names of what it imports."""
        if isinstance(node, ast.Import):
            return [self._import(alias) for alias in node.names]
        module = canonical(node.module or "") if not node.level else f".{node.module or ''}"
        return [self._import_from(module, alias) for alias in node.names]

    def _import(self, alias: ast.alias) -> str:
        if alias.asname:
            self.bind(alias.asname, Meaning(canonical(alias.name)))
        else:
            top = alias.name.partition(".")[0]
            self.bind(top, Meaning(canonical(top)))
        return canonical(alias.name)

    def _import_from(self, module: str, alias: ast.alias) -> str:
        if alias.name == "*":
            if module not in self._stars and not module.startswith("."):
                stars = [module, *self._stars][:MAX_STARS]
                self._stars = sorted(stars, key=lambda star: star.partition(".")[0] not in USED_BY_STAR)
            return module
        name = canonical(f"{module}.{alias.name}")
        self.bind(alias.asname or alias.name, Meaning(name))
        return name

    def bind(self, name: str, meaning: Meaning) -> None:
        self._scopes[-1][name] = meaning

    def assign(self, target: ast.expr, meaning: Meaning) -> None:
        """Bind what stands on the left of an assignment or of `in` and `as`."""
        if isinstance(target, ast.Name):
            self.bind(target.id, meaning if meaning != NOTHING else Meaning(f".{target.id}"))
        elif isinstance(target, (ast.Tuple, ast.List)):
            rest = replace(meaning, values=(), parts=())
            known = meaning.parts if len(meaning.parts) == len(target.elts) else [rest] * len(target.elts)
            for inner, part in zip(target.elts, known, strict=True):
                self.assign(inner, part)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, meaning)
        elif isinstance(target, ast.Attribute) and _is_self(target.value) and self._classes:
            self.own.attributes[self._classes[-1], target.attr] = meaning

    def of(self, node: ast.expr | None) -> Meaning:
        """What an expression stands for."""
        reader = READERS.get(type(node))
        return reader(self, node) if reader else NOTHING

    def candidates(self, node: ast.expr) -> list[Meaning]:
        """What an expression may stand for: more than one for a name that several star imports could give."""
        if isinstance(node, ast.Name) and self._is_open(node.id):
            return [Meaning(name) for name in dict.fromkeys(canonical(f"{m}.{node.id}") for m in self._stars)]
        return [self.of(node)]

    def look(self, name: str) -> Meaning:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        if name == "self" and self._classes:
            own = self._classes[-1]
            return Meaning(self.own.bases.get(own) or own, made=True)
        if name in CONVENTIONS:
            return Meaning(CONVENTIONS[name])
        return Meaning(canonical(f"{self._stars[0]}.{name}")) if self._is_open(name) else Meaning(f".{name}")

    def is_module(self, name: str) -> bool:
        """Whether a name is a library's, and no variable of the author's."""
        meaning = self.look(name)
        return not meaning.made and not meaning.name.startswith(".")

    def _is_open(self, name: str) -> bool:
        """Whether a name can only come from a star import."""
        if not self._stars or name in self._defined or name in BUILTINS or name in CONVENTIONS:
            return False
        return not any(name in scope for scope in self._scopes)

    def attribute(self, node: ast.Attribute) -> Meaning:
        if _is_self(node.value) and self._classes:
            known = self.own.attributes.get((self._classes[-1], node.attr))
            if known:
                return known
        owner = self.of(node.value)
        if owner.made and owner.name in TABLES:
            owner = Meaning("pandas.DataFrame", made=True)
        return Meaning(canonical(f"{owner.name}.{node.attr}")) if owner.name else Meaning(f".?.{node.attr}")

    def call(self, node: ast.Call) -> Meaning:
        """What a call gives back."""
        called = self.candidates(node.func)[0]
        if called.made:
            return NOTHING
        name = called.name
        if name in self.own.gives:
            return self.own.gives[name]
        if name in self.own.bases:
            return Meaning(self.own.bases[name] or name, made=True)
        owner, _, method = name.rpartition(".")
        if method in SAME_OBJECT and owner.strip("."):
            return Meaning(owner, made=True)
        if name in TABLES or owner == "pandas.DataFrame":
            return Meaning("pandas.DataFrame", made=True)
        return Meaning(name, made=True, values=self._range_of(node, name))

    def _range_of(self, node: ast.Call, name: str) -> tuple[Literal, ...]:
        """The values inside calls that only hand on what they are given: list(…), np.array(…), Path(…)."""
        if name in HANDED_ON and node.args:
            return self.of(node.args[-1 if name == "os.path.join" else 0]).values
        return ()

    def constant(self, node: ast.Constant) -> Meaning:
        value = node.value
        if isinstance(value, str):
            return Meaning(values=(value[:MAX_TEXT],))
        return Meaning(values=(value,)) if value is None or isinstance(value, (bool, int, float)) else NOTHING

    def several(self, node: ast.Tuple | ast.List | ast.Set) -> Meaning:
        parts = tuple(self.of(inner) for inner in node.elts[:MAX_ENTRIES])
        return Meaning(values=first(v for part in parts for v in part.all_values), parts=parts[:MAX_PARTS])

    def joined(self, node: ast.BinOp) -> Meaning:
        """Arithmetic with numbers is done; of anything else, what the left side stands for."""
        left, right = self.of(node.left), self.of(node.right)
        number = None if left.parts or right.parts else calculated(node.op, left.values, right.values)
        if number is not None:
            return Meaning(values=(number,))
        if isinstance(node.op, ast.Add) and left.values and right.values:
            return Meaning(values=first((*left.values, *right.values)))
        if isinstance(node.op, ast.Div) and right.values and isinstance(right.values[0], str):
            return right  # a path: folder / "file.csv"
        return Meaning(left.name or right.name, made=True) if (left.name or right.name) else NOTHING

    def signed(self, node: ast.UnaryOp) -> Meaning:
        meaning = self.of(node.operand)
        numbers = tuple(-v for v in meaning.values if isinstance(v, (int, float)) and not isinstance(v, bool))
        return Meaning(values=numbers) if isinstance(node.op, ast.USub) and numbers else replace(meaning, values=())

    def chosen(self, node: ast.IfExp) -> Meaning:
        one, other = self.of(node.body), self.of(node.orelse)
        return Meaning(one.name or other.name, one.made, first((*one.values, *other.values)))

    def part(self, node: ast.Subscript) -> Meaning:
        return self.of(node.value)

    def listed(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> Meaning:
        return replace(self.of(node.elt), values=(), parts=())


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


READERS: Mapping[type[ast.AST] | type[None], Callable[[Names, Any], Meaning]] = {
    ast.Name: lambda names, node: names.look(node.id),
    ast.Attribute: Names.attribute,
    ast.Call: Names.call,
    ast.Constant: Names.constant,
    ast.Tuple: Names.several,
    ast.List: Names.several,
    ast.Set: Names.several,
    ast.BinOp: Names.joined,
    ast.UnaryOp: Names.signed,
    ast.IfExp: Names.chosen,
    ast.Subscript: Names.part,
    ast.ListComp: Names.listed,
    ast.GeneratorExp: Names.listed,
    ast.SetComp: Names.listed,
    ast.Await: lambda names, node: names.of(node.value),
    ast.NamedExpr: lambda names, node: names.of(node.value),
    ast.Starred: lambda names, node: names.of(node.value),
}
