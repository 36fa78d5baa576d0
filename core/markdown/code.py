"""Fenced code to coloured HTML, by class (no inline style), for a fixed list of languages.

A fixed list, because every further lexer is one more set of regular expressions that a stranger's text runs through.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from pygments import lex
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

MAX_COLOURED = 20_000
"""Characters of one block that are still coloured; a longer one is shown plain."""

MAX_COLOURED_LINES = 200_000
"""The same for a source that is shown line by line: a cell or a file, which is rendered once and stored."""

_NAMES = """
    python py python3 pycon ipython bash sh shell console zsh powershell json jsonc yaml yml toml ini cfg sql r julia jl
    c cpp c++ cuda java kotlin scala javascript js typescript ts html css xml go rust rs lua swift diff patch latex tex
    make makefile docker dockerfile cmake matlab octave protobuf graphql nginx http text
"""
LANGUAGES = frozenset(_NAMES.split())
"""Names after the fence that are coloured. Anything else is shown as plain text."""

_STYLED = {
    "code-k": "k kc kd kn kp kr kt ow nt gh gu gs",
    "code-s": "s sa sb sc dl s1 s2 se sh si sx sr ss ld gi",
    "code-c": "c ch cm cpf c1 cs sd gp go ge",
    "code-n": "nf fm nc nd bp",
    "code-d": "gd",
}
"""House class → the short names that Pygments gives its tokens. Names of our own, because `nb` is a notebook here."""
_CLASS_OF = {short: name for name, shorts in _STYLED.items() for short in shorts.split()}
CLASSES = frozenset(_STYLED)
"""Every class a coloured token can carry; the sanitiser lets through exactly these on `span`."""

_SAME_AS = {"ipython": "python", "jsonc": "json"}


@cache
def _lexer(language: str) -> Lexer | None:
    name = language.lower()
    if name not in LANGUAGES:
        return None
    try:
        return get_lexer_by_name(_SAME_AS.get(name, name), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _class_of(token: Any) -> str:
    """The house class of a token of Pygments; empty for what is not coloured."""
    while token not in STANDARD_TYPES:
        token = token.parent
    return _CLASS_OF.get(STANDARD_TYPES[token], "")


def coloured(source: str, language: str) -> str:
    """`source` as escaped HTML, what has a colour in a `span`; plain escaped text when the language is not known."""
    lexer = _lexer(language)
    if lexer is None or len(source) > MAX_COLOURED:
        return escape(source, quote=False)
    return "".join(_span(name, words) for name, words in _runs(source, lexer))


def lines(source: str, language: str) -> tuple[str, ...]:
    """As `coloured`, line by line: each line is complete in itself, and a string over several lines has its colour in
    each of them. Lines end with a newline, whatever ends them in `source`. Over MAX_COLOURED_LINES characters, plain.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    lexer = _lexer(language)
    plain = tuple(escape(line, quote=False) for line in source.split("\n"))
    if lexer is None or len(source) > MAX_COLOURED_LINES:
        return plain
    found = [""]
    for name, words in _runs(source, lexer):
        first, *others = words.split("\n")
        found[-1] += _span(name, first)
        found += [_span(name, line) for line in others]
    return tuple(found) if len(found) == len(plain) else plain


def _runs(source: str, lexer: Lexer) -> Iterator[tuple[str, str]]:
    """House class (or none) and words, in order; neighbours of one class are joined."""
    for name, run in groupby(lex(source, lexer), key=lambda pair: _class_of(pair[0])):
        yield name, "".join(text for _, text in run)


def _span(name: str, words: str) -> str:
    escaped = escape(words, quote=False)
    return f'<span class="{name}">{escaped}</span>' if name and words else escaped


def fence(source: str, language: str, *_: Any, **__: Any) -> str:
    """The formatter of superfences: a `pre` with the class `code`; attributes written after the fence are dropped."""
    return f'<pre class="code"><code>{coloured(source, language or "")}\n</code></pre>'


def any_option(*_: Any, **__: Any) -> bool:
    """The validator of superfences: whatever stands behind the language, the fence is a fence."""
    return True
