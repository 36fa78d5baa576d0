"""What a job text asks for, in the words of a framework: found by names and synonyms, each with its sentence. Pure.

Nothing is understood here, and nothing leaves the server: words are compared by their stems, the longest phrase wins.
Whether something is a must is guessed from the words around; a person ticks what they mean.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from competence import synonyms
from competence.yardstick import Yardstick
from hiring import negations
from hiring.negations import Phrases
from hiring.sheets import DOMAIN, GROUP, MUST, SKILL, USEFUL
from portfolio.words import fold, singular, stem

FILE = Path(__file__).parent / "data" / "job-texts.toml"
WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?;])\s+")
CLAUSE = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:but|although|though|however|whereas|while)\b|\band\b(?=\s+(?:no|not|never|you|we)\b)"
)
BULLET = re.compile(r"^\s*(?:[-*•·–+▪●o]|\d+[.)])\s+")
HEADING_WORDS = 7
"""A line of at most so many words, without a full stop, may be a heading."""
BROKEN_FROM = 60
"""A line of so many characters that does not end like a sentence goes on in the next one."""
ENDS = (".", "!", "?", ":", ";")
SENTENCE_AT_MOST = 2000
"""Characters of a sentence that are read together."""
QUOTED = 220
"""Characters of a sentence that are shown."""
WEIGHTS = {"firm": MUST, USEFUL: USEFUL, MUST: MUST}
"""What phrases say, the first that are there."""
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that the text seems to ask for."""

    kind: str
    key: str
    weight: str
    """must or useful, guessed from the words around."""
    words: str
    """As the text has them."""
    sentence: str
    """Where they stand."""

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their stems, with what they speak of; and the phrases that weigh a find."""

    phrases: Mapping[Phrase, tuple[str, ...]]
    cues: Mapping[str, re.Pattern[str]]
    negations: Phrases
    headings: Mapping[str, frozenset[str]]
    longest: int = field(default=1)


class _Sentence:
    """One sentence under the weight of its heading. Its clauses are looked for once, and each is read once, however
    much is found in them."""

    def __init__(self, text: str, heading: str, words: Lexicon, *, item: str, is_head: bool) -> None:
        self.text, self.heading, self.item, self.is_head = text, heading, item, is_head
        self._words = words
        self._read: dict[tuple[int, int], str] = {}

    def weight(self, start: int, end: int) -> str:
        """must or useful for what stands there, by the clause, the sentence, the heading, in this order; nothing for
        what is said not to be needed. Without any of these words it is useful."""
        if any(first <= start < last for first, last in self._negated[0]):
            return ""
        clause = self._clause(start, end)
        if clause not in self._read:
            self._read[clause] = self._cue(slice(*clause)) or self.usual
        return self._read[clause]

    @cached_property
    def _negated(self) -> tuple[list[negations.Span], str]:
        return negations.spans(self.text, self._words.negations)

    @cached_property
    def usual(self) -> str:
        """What the whole says, else its heading."""
        return self._cue(slice(None)) or (MUST if self.heading == MUST else USEFUL)

    def _cue(self, part: slice) -> str:
        """must or useful, if there are words for it in a part of it, but for what is not needed."""
        said = plain(self._negated[1][part])
        return next((weight for cue, weight in WEIGHTS.items() if self._words.cues[cue].search(said)), "")

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause begins and ends that holds all of what stands there."""
        begins, stops = self._borders
        before, after = bisect_right(stops, start), bisect_left(begins, end)
        left = stops[before - 1] if before else 0
        return left, begins[after] if after < len(begins) else len(self.text)

    @cached_property
    def _borders(self) -> tuple[list[int], list[int]]:
        """Where the signs and words between clauses begin, and where they stop."""
        spans = [match.span() for match in CLAUSE.finditer(self.text)]
        return [begin for begin, _ in spans], [stop for _, stop in spans]


def propose(text: str, yardstick: Yardstick) -> tuple[Proposal, ...]:
    """What `text` asks for by `yardstick`, each thing once, in the order of the text; musts first."""
    words = lexicon(yardstick)
    found: dict[str, Proposal] = {}
    for sentence in sentences(text, words):
        for proposal in _in_sentence(sentence, words):
            before = found.get(proposal.id)
            if before is None or (before.weight == USEFUL and proposal.weight == MUST):
                found[proposal.id] = proposal
    return tuple(sorted(found.values(), key=lambda one: one.weight != MUST))


def _in_sentence(sentence: _Sentence, words: Lexicon) -> Iterator[Proposal]:
    """The finds of one sentence, the longest phrases first where they overlap."""
    text = sentence.text
    for start, end, phrase in named(text, words):
        weight = sentence.weight(start, end)
        for need in words.phrases[phrase] if weight else ():
            kind, _, key = need.partition(":")
            yield Proposal(kind, key, weight, text[start:end], quoted(text, start))


def named(text: str, words: Lexicon) -> Iterator[tuple[int, int, Phrase]]:
    """Where known phrases stand."""
    tokens = [(match, _stem(match.group())) for match in WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        length = _longest(tokens, at, words)
        if length:
            phrase = tuple(stemmed for _, stemmed in tokens[at : at + length])
            yield tokens[at][0].start(), tokens[at + length - 1][0].end(), phrase
        at += length or 1


def _longest(tokens: Sequence[tuple[re.Match[str], str]], at: int, words: Lexicon) -> int:
    """How many words from `at` on are a known phrase."""
    for length in range(min(words.longest, len(tokens) - at), 0, -1):
        if tuple(stemmed for _, stemmed in tokens[at : at + length]) in words.phrases:
            return length
    return 0


def quoted(sentence: str, start: int = 0) -> str:
    """The sentence, cut around the find where it is long."""
    if len(sentence) <= QUOTED:
        return sentence
    begin = max(0, min(start - QUOTED // 2, len(sentence) - QUOTED))
    cut = sentence[begin : begin + QUOTED].strip()
    return f"{'… ' if begin else ''}{cut}{' …' if begin + QUOTED < len(sentence) else ''}"


def sentences(text: str, words: Lexicon) -> Iterator[_Sentence]:
    """The sentences, each with the weight of the heading that it stands under, and the item of a list that it is of."""
    heading = ""
    for line in _joined(text):
        bare = BULLET.sub("", line).strip()
        if not bare:
            continue
        head = plain(bare.strip("#*_ ").rstrip(":"))
        is_item, is_head = bool(BULLET.match(line)), False
        if not is_item and len(head.split()) <= HEADING_WORDS and not bare.endswith((".", "!", "?", ",")):
            said = next((weight for weight, heads in words.headings.items() if head in heads), None)
            if said is not None or bare.startswith("#") or bare.endswith(":"):
                heading, is_head = said or "", True
        for sentence in SENTENCE.split(bare):
            for piece in _pieces(sentence):
                yield _Sentence(piece, heading, words, item=bare if is_item else "", is_head=is_head)


def _pieces(sentence: str) -> Iterator[str]:
    """The whole sentence, or one that is longer than any in pieces, cut between words."""
    while len(sentence) > SENTENCE_AT_MOST:
        cut = sentence.rfind(" ", 1, SENTENCE_AT_MOST) + 1 or SENTENCE_AT_MOST
        yield sentence[:cut]
        sentence = sentence[cut:]
    yield sentence


def _joined(text: str) -> Iterator[str]:
    """The lines, with those put together that were broken in the middle of a sentence: long, without an end."""
    held = ""
    for line in text.splitlines():
        goes_on = len(held.rpartition("\n")[2]) >= BROKEN_FROM and not held.rstrip().endswith(ENDS)
        if held and goes_on and line.strip() and not BULLET.match(line) and not line.startswith("#"):
            held = f"{held}\n{line}"
            continue
        yield held.replace("\n", " ")
        held = line
    yield held.replace("\n", " ")


def plain(text: str) -> str:
    """Small letters and single spaces, without punctuation: how cues and headings are compared."""
    return " ".join(WORD.findall(fold(text)))


def stems(phrase: str) -> Phrase:
    """A phrase as it is looked up."""
    return tuple(_stem(word) for word in WORD.findall(phrase))


def _stem(word: str) -> str:
    folded = fold(singular(word))
    return f"={folded}" if folded in data()["ignore"]["forms"] else stem(folded)


@lru_cache(maxsize=16)
def _lexicon(key: str, version: str, names: tuple[tuple[str, str], ...], known: frozenset[str]) -> Lexicon:
    document = data()
    ignored = {stems(name) for name in document["ignore"]["names"]}
    phrases: dict[Phrase, list[str]] = {}
    for name, need in names:
        phrase = stems(name)
        if phrase and phrase not in ignored:
            phrases.setdefault(phrase, []).append(need)
    for word, needs in synonyms.of(key):
        phrases.setdefault(stems(word), []).extend(need for need in needs if need in known)
    kept = {phrase: tuple(dict.fromkeys(needs)) for phrase, needs in phrases.items() if needs}
    cues = {weight: _cues(document["cues"][weight]) for weight in WEIGHTS}
    none = negations.phrases(document["cues"]["none"], document["cues"]["alike"], cues[USEFUL])
    headings = {w: frozenset(map(plain, document["headings"][w])) for w in (MUST, USEFUL, "neither")}
    return Lexicon(kept, cues, none, headings, max(map(len, kept), default=1))


def lexicon(yardstick: Yardstick) -> Lexicon:
    """The words of an edition, made once: names of skills, groups and domains, and the synonyms of its framework."""
    names = tuple(_names(yardstick))
    known = frozenset(
        [need for _, need in names]
        + [f"level:{key}" for key in yardstick.levels_by_key]
        + [f"{GROUP}:{key}" for key in yardstick.groups]
    )
    return _lexicon(yardstick.key, yardstick.version, names, known)


def _names(yardstick: Yardstick) -> Iterator[tuple[str, str]]:
    """Every name with what it stands for; what is in brackets behind a name is a name of its own. A name that several
    groups share, or that a domain has, stands for no group."""
    for skill in yardstick.skills.values():
        if not skill.retired:
            before, _, inside = skill.name.partition("(")
            yield from ((name, f"{SKILL}:{skill.key}") for name in (before, inside.strip(" )")) if name)
    used = {skill.group for skill in yardstick.skills.values() if not skill.retired}
    axis = yardstick.axes_by_key.get("domain")
    domains = [value.name for value in axis.values] if axis else []
    called = [group.name for group in yardstick.groups.values()] + domains
    for group in yardstick.groups.values():
        if group.key in used and called.count(group.name) == 1:
            yield group.name, f"{GROUP}:{group.key}"
    for value in axis.values if axis else ():
        if any(skill.domain == value.key for skill in yardstick.skills.values()):
            yield value.name, f"{DOMAIN}:{value.key}"


def _cues(phrases: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all of them; `*` stands for up to six words."""
    made = (plain(phrase.replace("*", " xanyx ")).replace("xanyx ", r"(?:\w+ ){0,6}?") for phrase in phrases)
    return re.compile("|".join(rf"\b{one}\b" for one in made))


@cache
def data() -> dict[str, Any]:
    """The file of what stands around those words."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
