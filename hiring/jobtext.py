"""What a job text asks for, in the words of a framework: found by names and synonyms, each with its sentence. Pure.

Nothing is understood here, and nothing leaves the server: words are compared by their stems, the longest phrase wins.
Whether something is a must is guessed from the words around; a person ticks what they mean.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from competence.yardstick import Yardstick
from hiring.sheets import DOMAIN, GROUP, MUST, SKILL, USEFUL
from portfolio.words import fold, stem

FILE = Path(__file__).parent / "data" / "synonyms.toml"
WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?;])\s+")
CLAUSE = re.compile(r"[,;:()–—]|\bbut\b|\balthough\b")
BULLET = re.compile(r"^\s*(?:[-*•·–+▪●o]|\d+[.)])\s+")
HEADING_WORDS = 7
"""A line of at most so many words, without a full stop, may be a heading."""
BROKEN_FROM = 60
"""A line of so many characters that does not end like a sentence goes on in the next one."""
ENDS = (".", "!", "?", ":", ";")
QUOTED = 220
"""Characters of a sentence that are shown."""
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
    headings: Mapping[str, frozenset[str]]
    longest: int = field(default=1)


@dataclass(frozen=True, slots=True)
class _Place:
    """One sentence, with how its list is headed."""

    text: str
    heading: str


def propose(text: str, yardstick: Yardstick) -> tuple[Proposal, ...]:
    """What `text` asks for by `yardstick`, each thing once, in the order of the text; musts first."""
    words = lexicon(yardstick)
    found: dict[str, Proposal] = {}
    for place in _places(text, words):
        for proposal in _in_sentence(place, words):
            before = found.get(proposal.id)
            if before is None or (before.weight == USEFUL and proposal.weight == MUST):
                found[proposal.id] = proposal
    return tuple(sorted(found.values(), key=lambda one: one.weight != MUST))


def _in_sentence(place: _Place, words: Lexicon) -> Iterator[Proposal]:
    """The finds of one sentence, the longest phrases first where they overlap."""
    tokens = [(match, stem(fold(match.group()))) for match in WORD.finditer(place.text)]
    at = 0
    while at < len(tokens):
        length = _longest(tokens, at, words)
        if not length:
            at += 1
            continue
        start, end = tokens[at][0].start(), tokens[at + length - 1][0].end()
        weight = _weight(place, start, end, words)
        phrase = tuple(stemmed for _, stemmed in tokens[at : at + length])
        for need in words.phrases[phrase] if weight else ():
            kind, _, key = need.partition(":")
            yield Proposal(kind, key, weight, place.text[start:end], _quoted(place.text, start))
        at += length


def _longest(tokens: Sequence[tuple[re.Match[str], str]], at: int, words: Lexicon) -> int:
    """How many words from `at` on are a known phrase."""
    for length in range(min(words.longest, len(tokens) - at), 0, -1):
        if tuple(stemmed for _, stemmed in tokens[at : at + length]) in words.phrases:
            return length
    return 0


def _weight(place: _Place, start: int, end: int, words: Lexicon) -> str:
    """must or useful by the clause, the sentence, the heading, in this order; nothing for what is said not to be
    needed. Without any of these words it is useful."""
    borders = [match.span() for match in CLAUSE.finditer(place.text)]
    left = max((stop for _, stop in borders if stop <= start), default=0)
    right = min((begin for begin, _ in borders if begin >= end), default=len(place.text))
    clause, whole = plain(place.text[left:right]), plain(place.text)
    if words.cues["none"].search(clause):
        return ""
    for part in (clause, whole):
        for weight in (USEFUL, MUST):
            if words.cues[weight].search(part):
                return weight
    return MUST if place.heading == MUST else USEFUL


def _quoted(sentence: str, start: int) -> str:
    """The sentence, cut around the find where it is long."""
    if len(sentence) <= QUOTED:
        return sentence
    begin = max(0, min(start - QUOTED // 2, len(sentence) - QUOTED))
    cut = sentence[begin : begin + QUOTED].strip()
    return f"{'… ' if begin else ''}{cut}{' …' if begin + QUOTED < len(sentence) else ''}"


def _places(text: str, words: Lexicon) -> Iterator[_Place]:
    """The sentences, each with the weight of the heading that it stands under."""
    heading = ""
    for line in _joined(text):
        bare = BULLET.sub("", line).strip()
        if not bare:
            continue
        head = plain(bare.strip("#*_ ").rstrip(":"))
        if not BULLET.match(line) and len(head.split()) <= HEADING_WORDS and not bare.endswith((".", "!", "?", ",")):
            said = next((weight for weight, heads in words.headings.items() if head in heads), None)
            if said is not None or bare.startswith("#") or bare.endswith(":"):
                heading = said or ""
        for sentence in SENTENCE.split(bare):
            yield _Place(sentence, heading)


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
    return tuple(stem(word) for word in WORD.findall(fold(phrase)))


@lru_cache(maxsize=16)
def _lexicon(key: str, version: str, names: tuple[tuple[str, str], ...], known: frozenset[str]) -> Lexicon:
    document = data()
    ignored = {stems(name) for name in document["ignore"]["names"]}
    phrases: dict[Phrase, list[str]] = {}
    for name, need in names:
        phrase = stems(name)
        if phrase and phrase not in ignored:
            phrases.setdefault(phrase, []).append(need)
    for block in document["synonyms"] if document["framework"] == key else ():
        for phrase in {stems(word) for word in block["words"]}:
            phrases.setdefault(phrase, []).extend(need for need in block["needs"] if need in known)
    kept = {phrase: tuple(dict.fromkeys(needs)) for phrase, needs in phrases.items() if needs}
    cues = {weight: _cues(document["cues"][weight]) for weight in ("none", USEFUL, MUST)}
    headings = {w: frozenset(map(plain, document["headings"][w])) for w in (MUST, USEFUL, "neither")}
    return Lexicon(kept, cues, headings, max(map(len, kept), default=1))


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
    """The file of synonyms."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
