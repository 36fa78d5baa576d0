"""What a sentence says is not needed, and how far such words reach. Pure.

Each phrase says in which direction it reaches: “… not needed” takes what stands before it, “do not need …” what
follows, “no … required” what stands between. It reaches over the commas of a list, not into what is said next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile

from portfolio.words import fold

GAP = "…"
COMMA, COLON = ",", ":"
FARTHEST = 40
"""Words that a phrase reaches over."""
MOST_BETWEEN = 14
"""Words between both halves of a phrase."""
LONGEST_ITEM = 4
"""Words of one thing in a list."""
JOINS = frozenset("and or nor".split())
TURNS = frozenset("but although though however whereas while unless because".split())
"""Words that begin something else."""
SPEAKING = frozenset(
    "i you we they it he she there this that no not never must should can could will would may might have has had is "
    "are was were know bring want need needs expect look".split()
)
"""Words that nothing in a list has. After “and” they begin something else."""
MANY = frozenset("are aren were weren".split())
"""Verbs of which all that “and” joins is the subject."""
PURPOSE = frozenset("to for if when as where".split())
"""Words that say what it is not needed for: that may well be asked for."""
LIGHT = frozenset(
    "it they that this is are would will be still also a an very certainly definitely surely highly".split()
)
"""Words between “but” and what is said of the thing before."""
ASIDES = frozenset("(–—-")
"""Signs before what is said of the thing before them: Docker (not needed)."""
STOPS = frozenset(":;()–—?!.-")
_TOKEN = re.compile(r"[^\W_]+|[,:;()–—?!]|(?<=\s)-(?=\s)|\.(?=\s)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word or a sign between words, with where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """A stretch in which one thing is said, and the sign that ends it."""

    tokens: tuple[Token, ...]
    border: str

    @cached_property
    def said(self) -> str:
        """The words and commas with single spaces between."""
        return " ".join(token.text for token in self.tokens)

    def places(self, phrases: re.Pattern[str], alike: re.Pattern[str]) -> Iterator[Span]:
        """From which token to which such phrases go, without those that only look alike."""
        begins = [0, *accumulate(len(token.text) + 1 for token in self.tokens)]
        said = alike.sub(lambda match: "#" * len(match.group()), self.said)
        for match in phrases.finditer(said):
            yield bisect_right(begins, match.start()) - 1, bisect_right(begins, match.end() - 1)


@dataclass(frozen=True)
class Phrases:
    """Patterns over the words of a stretch, with single spaces between."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    alike: re.Pattern[str]
    """What only looks like one of them: no less than, not only."""
    wishes: re.Pattern[str]
    """What is useful. Said after “but” of what is not needed, it counts."""


def phrases(none: Iterable[str], alike: Iterable[str], wishes: re.Pattern[str]) -> Phrases:
    """Made from phrases with `…` for what they reach."""
    kinds: dict[str, list[str]] = {"before": [], "after": [], "between": []}
    for phrase in none:
        first, _, last = (_plain(part) for part in phrase.partition(GAP))
        kind = "between" if first and last else "after" if first else "before"
        kinds[kind].append(rf"{first} (?:\S+ ){{1,{MOST_BETWEEN}}}?{last}" if first and last else first or last)
    kinds["alike"] = [_plain(phrase) for phrase in alike]
    made = {kind: re.compile(rf"(?<!\S)(?:{'|'.join(own)})(?!\S)") for kind, own in kinds.items()}
    return Phrases(**made, wishes=wishes)


def spans(text: str, known: Phrases) -> tuple[list[Span], str]:
    """The stretches of a sentence that are said not to be needed; and the sentence without these and without the words
    that say so, blanks in their place."""
    taken: list[Span] = []
    silent: list[Span] = []
    for reached, saying in _found(list(_runs(text)), known):
        stretch = (reached[0].start, reached[-1].end) if reached else (0, 0)
        taken.append(stretch)
        silent += [stretch, (saying[0].start, saying[-1].end)]
    for start, end in silent:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return taken, text


def _found(runs: Sequence[Run], known: Phrases) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """What is reached, and the words that say so."""
    for place, run in enumerate(runs):
        tokens = run.tokens
        closed = [spot for spot in run.places(known.between, known.alike) if _is_list(tokens[spot[0] : spot[1] - 1])]
        for first, last in closed:
            goes_on = last < len(tokens) and tokens[last].text in ("with", "in", "of")
            yield tokens[first : _forward(tokens, last) if goes_on else last], tokens[first:last]
        for first, last in run.places(known.after, known.alike):
            if all(first != begun for begun, _ in closed):
                yield tokens[last : _forward(tokens, last)], tokens[first:last]
        for first, last in run.places(known.before, known.alike):
            yield _before(runs, place, first, last, known.wishes), tokens[first:last]


def _before(runs: Sequence[Run], place: int, first: int, last: int, wishes: re.Pattern[str]) -> Sequence[Token]:
    """What is reached by words that mostly stand behind what they mean."""
    run, tokens = runs[place], runs[place].tokens
    follows = runs[place + 1] if place + 1 < len(runs) else Run((), "")
    if last < len(tokens) and tokens[last].text in ("to", "that"):  # it is not required to know it
        return tokens[last : _forward(tokens, last)]
    if last == len(tokens) and run.border == COLON:  # not required: this and that
        return () if wishes.search(run.said) else follows.tokens
    if _is_wished(follows, wishes):
        return ()
    is_aside = not first and place > 0 and runs[place - 1].border in ASIDES
    own = runs[place - 1].tokens if is_aside else tokens[:first]
    return own[_backward(own, tokens[first]) :]


def _forward(tokens: Sequence[Token], begin: int) -> int:
    """Up to where words reach that are followed by what they mean, at `begin`."""
    end = min(len(tokens), begin + FARTHEST)
    for at in range(begin, end):
        text = tokens[at].text
        if text == COMMA:
            return at + _list(tokens[at + 1 : end])
        if text in JOINS and _speaks(takewhile(lambda token: token.text != COMMA, tokens[at + 1 : end])):
            return at
        if at > begin and text in PURPOSE and not _speaks(tokens[at - 1 : at]):
            return at
    return end


def _backward(tokens: Sequence[Token], said: Token) -> int:
    """From where words reach that stand behind what they mean; `said`: the first of them."""
    commas = [at for at, token in enumerate(tokens) if token.text == COMMA]
    begin = commas.pop() + 1 if commas else 0
    words = _words(tokens[begin:])
    if "and" in words:
        last = len(words) - words[::-1].index("and")
        is_all = words[-1] in MANY or said.text in MANY
        if not is_all or _speaks(tokens[begin : begin + last - 1]):
            return begin + last
    if not JOINS.isdisjoint(words):
        while begin:
            before = commas.pop() + 1 if commas else 0
            if not _is_item(tokens[before : begin - 1]):
                break
            begin = before
    return begin


def _list(rest: Sequence[Token]) -> int:
    """How many words and commas of a list follow behind a comma, with it, up to the thing that “and” or “or” joins."""
    part: list[Token] = []
    for at, token in enumerate((*rest, Token(COMMA, 0, 0))):
        if token.text != COMMA:
            part.append(token)
            continue
        if not _is_item(part):
            return 0
        if not JOINS.isdisjoint(_words(part)):
            return at + 1
        part = []
    return 0


def _is_list(tokens: Sequence[Token]) -> bool:
    """Whether the commas in a stretch are those of a list."""
    commas = [at for at, token in enumerate(tokens) if token.text == COMMA]
    end = len(tokens) - (tokens[-1].text in ("is", "are"))
    return not commas or _list(tokens[commas[0] + 1 : end]) > 0


def _is_item(part: Sequence[Token]) -> bool:
    things = 1 + sum(token.text in JOINS for token in part[1:])
    return 0 < len(part) <= things * (LONGEST_ITEM + 1) and not _speaks(part)


def _words(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens]


def _speaks(tokens: Iterable[Token]) -> bool:
    return not SPEAKING.isdisjoint(_words(tokens))


def _is_wished(follows: Run, wishes: re.Pattern[str]) -> bool:
    """Whether what is said not to be needed is said to be useful all the same: “not needed but a plus”."""
    if not follows.tokens or follows.tokens[0].text not in TURNS:
        return False
    wish = wishes.search(follows.said)
    return wish is not None and LIGHT.issuperset(follows.said[: wish.start()].split()[1:])


def _runs(text: str) -> Iterator[Run]:
    """The stretches of a sentence in which one thing is said, cut where another begins."""
    held: list[Token] = []
    tokens = [Token(fold(match.group()), *match.span()) for match in _TOKEN.finditer(text)]
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        is_sign = token.text in STOPS
        turns = token.text in TURNS or (token.text == "and" and after is not None and after.text in SPEAKING)
        if is_sign or turns:
            yield Run(_without_commas(held), token.text if is_sign else "")
            held = []
        if not is_sign:
            held.append(token)
    yield Run(_without_commas(held), "")


def _without_commas(tokens: list[Token]) -> tuple[Token, ...]:
    """Without those at the end."""
    while tokens and tokens[-1].text == COMMA:
        tokens.pop()
    return tuple(tokens)


def _plain(phrase: str) -> str:
    return " ".join(fold(match.group()) for match in _TOKEN.finditer(phrase))
