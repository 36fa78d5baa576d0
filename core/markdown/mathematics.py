"""TeX to MathML, rebuilt from an allow-list: what a formula may put on a page is decided here, not by the converter."""

import re
import threading
from collections.abc import Callable, Sequence
from html import escape, unescape

import math_core

from core.markdown import events
from core.markdown.convert import Formula
from core.markdown.events import Event, Tag

MAX_NESTING = 60
"""math-core overflows the stack on deep nesting and takes the process with it; the first crash was seen at 200."""
MAX_LENGTH = 8_000
MAX_OUTPUT = 400_000
"""Characters of MathML that one formula may become."""
MAX_EXPANSIONS = 100
STACK = 64 * 1024 * 1024
"""Bytes of address space for the stack; the deepest formula of MAX_LENGTH needs less than an eighth."""

_NAMES = """
    math mrow mi mo mn ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mtr mtd a b i code
"""
TAGS = frozenset(_NAMES.split())
_LENGTH = re.compile(r"[+-]?\d*\.?\d+(?:em|ex|%)?")
_WORD = re.compile(r"[a-z]+(?: [a-z]+)*")
_NUMBER = re.compile(r"[+-]?\d{1,3}")
_LENGTHS = ("lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset", "linethickness")
_WORDS = ("display", "displaystyle", "stretchy", "accent", "accentunder", "mathvariant", "notation", "form", "fence",
          "separator", "largeop", "movablelimits", "symmetric")  # fmt: skip
ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(_LENGTHS, _LENGTH),
    **dict.fromkeys(_WORDS, _WORD),
    **dict.fromkeys(("scriptlevel", "columnspan", "rowspan"), _NUMBER),
}
"""Attribute → what its whole value must look like. `class` and `id` are handled apart; `style` becomes classes."""

STYLES: dict[str, str] = {
    "text-align:left": "ma-l", "text-align:right": "ma-r", "text-align:center": "ma-c",
    "justify-items:start": "ma-js", "justify-items:end": "ma-je", "justify-items:center": "ma-jc",
    "padding-left:0": "ma-pl0", "padding-right:0": "ma-pr0", "padding-top:0": "ma-pt0", "padding-bottom:0": "ma-pb0",
    "padding-left:1em": "ma-pl1", "padding-right:1em": "ma-pr1", "padding-left:0.2778em": "ma-pls",
    "width:100%": "ma-w100", "width:50%": "ma-w50", "width:7.5%": "ma-wtag",
    "border-left:0.05em solid currentcolor": "ma-bl", "border-right:0.05em solid currentcolor": "ma-br",
    "border-top:0.05em solid currentcolor": "ma-bt", "border-bottom:0.05em solid currentcolor": "ma-bb",
    "border-left:0.05em dashed currentcolor": "ma-dl", "border-right:0.05em dashed currentcolor": "ma-dr",
    "border-top:0.05em dashed currentcolor": "ma-dt", "border-bottom:0.05em dashed currentcolor": "ma-db",
}  # fmt: skip
"""The layout that math-core writes into `style`, as classes of code.css. Colours are dropped: they fit no theme."""
CLASSES = frozenset(STYLES.values())

_OURS = "e-"
_STACK_LOCK = threading.Lock()
_LEVEL = re.compile(r"\\(?P<opens>begin|left)\b|\\(?P<closes>end|right)\b|\\.|(?P<brace>[{}])", re.DOTALL)
_PAIRS = {"begin": "begin", "end": "begin", "left": "left", "right": "left", "{": "{", "}": "{"}
_MACRO = re.compile(r"\\(?:re|provide)?newcommand|\\providecommand|\\[gex]?def(?![a-zA-Z])|\\let(?![a-zA-Z])")
_FAILED = re.compile(r'<code class="math-error">([^<]*)<span>([^<]*)</span></code>')
"""What `error` writes."""
_ERROR = re.compile(r'^<span class="math-core-error" title="(?:input)?[0-9:]*\s*([^"]*)"')


def nesting(tex: str) -> int:
    r"""At least how deep `{…}`, `\begin…\end` and `\left…\right` stand inside each other in `tex`.

    Each kind is counted for itself and the depths are added, so that a wrong pair (`{\right`) hides nothing.
    """
    depth = dict.fromkeys(_PAIRS.values(), 0)
    deepest = dict(depth)
    for match in _LEVEL.finditer(tex):
        mark = match["opens"] or match["closes"] or match["brace"]
        if not mark:
            continue
        kind = _PAIRS[mark]
        depth[kind] = depth[kind] + 1 if mark == kind else max(0, depth[kind] - 1)
        deepest[kind] = max(deepest[kind], depth[kind])
    return sum(deepest.values())


def _refusal(tex: str) -> str:
    """Why `tex` does not go to the converter; empty when it may."""
    if len(tex) > MAX_LENGTH:
        return f"This formula has {len(tex):,} characters; at most {MAX_LENGTH:,} are shown. Split it."
    if nesting(tex) > MAX_NESTING:
        return f"This formula is nested more than {MAX_NESTING} levels deep. Split it."
    if _MACRO.search(tex):
        return "Commands of your own (\\newcommand, \\def) are not supported. Write them out."
    return ""


def _in_deep_thread(snippets: list[tuple[str, bool]]) -> list[str]:
    """The converter, in a thread whose stack is large whatever the server gives its own threads."""
    converter = math_core.LatexToMathML(
        fancy_error=False, continue_on_error=True, max_expansions=MAX_EXPANSIONS, id_prefix=_OURS
    )
    with _STACK_LOCK:
        usual = threading.stack_size(STACK)
        try:
            thread = _Answer(converter.convert_all, snippets)
            thread.start()
        finally:
            threading.stack_size(usual)
    return thread.answer()


class _Answer(threading.Thread):
    """Runs one call and hands back what it returned or raised."""

    def __init__(self, call: Callable[[list[tuple[str, bool]]], list[str]], snippets: list[tuple[str, bool]]) -> None:
        super().__init__(daemon=True)
        self._call, self._snippets = call, snippets
        self._result: list[str] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._call(self._snippets)
        except BaseException as error:  # a panic of the converter is not an Exception
            self._error = error

    def answer(self) -> list[str]:
        self.join()
        if self._error is not None:
            raise self._error
        return self._result


class _Rebuild:
    """Writes the converter's output anew: known tags, attributes of the right form, classes for styles, our own ids."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.labels: dict[str, str] = {}

    def __call__(self, mathml: str) -> str:
        return "".join(self._piece(event) for event in events.read(mathml))

    def _piece(self, event: Event) -> str:
        if isinstance(event, str):
            return escape(unescape(event), quote=False)
        if event.name not in TAGS:
            return ""
        return str(event if event.end else Tag(event.name, attrs=self._attrs(event)))

    def _attrs(self, tag: Tag) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in tag.attrs.items():
            form = ATTRIBUTES.get(name)
            if form and form.fullmatch(value):
                kept[name] = value
        classes = [STYLES[style] for style in _declarations(tag.attrs.get("style", "")) if style in STYLES]
        if classes:
            kept["class"] = " ".join(classes)
        if "id" in tag.attrs:
            kept["id"] = self._anchor(tag.attrs["id"])
        if tag.name == "a":
            return {"href": "#" + self._anchor(tag.attrs.get("href", "").removeprefix("#"))}
        return kept

    def _anchor(self, label: str) -> str:
        """The id of an equation: a number of ours, never the label that somebody wrote."""
        return self.labels.setdefault(label, f"{self.prefix}eq-{len(self.labels) + 1}")


def _declarations(style: str) -> list[str]:
    parts = (part.partition(":") for part in unescape(style).split(";") if ":" in part)
    return [f"{name.strip()}:{value.strip()}" for name, _, value in parts]


def error(tex: str, message: str) -> str:
    """What stands in the place of a formula that could not be read: its TeX, and why."""
    return (
        f'<code class="math-error">{escape(tex.strip(), quote=False)}<span>{escape(message, quote=False)}</span></code>'
    )


def to_mathml(formulas: Sequence[Formula], prefix: str) -> list[str]:
    """MathML of each formula, in order; equations are numbered and referred to (`\\eqref`) across all of them.

    `prefix` starts every id. A formula that cannot be read gives `error(…)`, never an exception.
    """
    refusals = [_refusal(formula.tex) for formula in formulas]
    wanted = [(formula.tex, formula.block) for formula, no in zip(formulas, refusals, strict=True) if not no]
    answers = iter(_converted(wanted))
    rebuild = _Rebuild(prefix)
    return [
        error(formula.tex, no) if no else _shown(formula, next(answers), rebuild)
        for formula, no in zip(formulas, refusals, strict=True)
    ]


def unread(formulas: Sequence[Formula]) -> list[tuple[str, str]]:
    """The TeX of each formula that cannot be read, and why, as its readers find both."""
    found = (_FAILED.fullmatch(html) for html in to_mathml(formulas, "s-"))
    return [(unescape(failed[1]), unescape(failed[2])) for failed in found if failed]


def _converted(snippets: list[tuple[str, bool]]) -> list[str]:
    if not snippets:
        return []
    try:
        return _in_deep_thread(snippets)
    except BaseException as broken:  # PanicException of the converter is not an Exception
        if isinstance(broken, KeyboardInterrupt | SystemExit):
            raise
        return [""] * len(snippets)


def _shown(formula: Formula, mathml: str, rebuild: _Rebuild) -> str:
    failed = _ERROR.match(mathml)
    if failed:
        return error(formula.tex, unescape(failed[1]))
    if not mathml.startswith("<math") or len(mathml) > MAX_OUTPUT:
        return error(formula.tex, "This formula could not be converted.")
    try:
        html = rebuild(mathml)
    except events.Unreadable:
        return error(formula.tex, "This formula could not be converted.")
    if formula.block:
        return f'<div class="math" role="group" aria-label="Formula" tabindex="0">{html}</div>'
    return html
