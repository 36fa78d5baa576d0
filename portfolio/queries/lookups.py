"""Skills by other words than their names: by what people call them, what reviewers look for, what code shows them, and
what corresponds to them in other frameworks. Endings do not matter, and slips are forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from competence import synonyms
from competence.queries import crosswalk, editions
from competence.skill_signals import SHOWS, Condition
from competence.yardstick import Skill, Yardstick
from portfolio.search import slips, tokens
from portfolio.search.tokens import Term


@dataclass(frozen=True)
class Words:
    """What one skill is found by, as tokens: names of all kinds, and with them everything that is said of it."""

    named: frozenset[str]
    said: frozenset[str]


def find(words: str, yardstick: Yardstick) -> frozenset[str]:
    """The keys of the skills that hold all of `words`: in their names if any does, else in what is said of them, else
    with slips put right. One query when warm for the crosswalk, and one for the frameworks at its other end."""
    known = _read(yardstick, _elsewhere(yardstick))
    found = _holding(words, known.skills)
    if found or not words.strip():
        return found
    return _holding(slips.put_right(words, known.texts), known.skills)


def _holding(words: str, skills: Mapping[str, Words]) -> frozenset[str]:
    terms = tokens.terms(words)
    if not terms:
        return frozenset()
    named = frozenset(key for key, one in skills.items() if _holds(terms, one.named))
    return named or frozenset(key for key, one in skills.items() if _holds(terms, one.said))


def _holds(terms: Iterable[Term], known: frozenset[str]) -> bool:
    return all(any(known.issuperset(way) for way in term.ways) for term in terms)


@dataclass(frozen=True)
class _Known:
    """All skills of an edition that are in use, and the texts whose words a slip is put right by."""

    skills: Mapping[str, Words]
    texts: tuple[str, ...]


def _elsewhere(yardstick: Yardstick) -> tuple[tuple[str, str, str], ...]:
    """(skill, name, meaning) of what corresponds to the skills in other frameworks."""
    links, others = crosswalk.links(), {k: s for one in editions.all_current() for k, s in one.skills.items()}
    return tuple(
        (key, other.name, other.can_do)
        for key in yardstick.skills
        for link in links.get(key, ())
        if (other := others.get(link.other))
    )


@lru_cache(maxsize=8)
def _read(yardstick: Yardstick, elsewhere: tuple[tuple[str, str, str], ...]) -> _Known:
    names = {key: [skill.name] for key, skill in yardstick.skills.items() if not skill.retired}
    said = {key: list(_says(yardstick.skills[key], yardstick)) for key in names}
    for word, needs in synonyms.of(yardstick.key):
        for key in _meant(needs, yardstick):
            names[key].append(word)
    for key, name, meaning in elsewhere:
        if key in names:
            names[key].append(name)
            said[key].append(meaning)
    skills = {key: Words(_tokens(names[key]), _tokens([*names[key], *said[key]])) for key in names}
    return _Known(skills, tuple(text for key in names for text in (*names[key], *said[key])))


def _tokens(texts: Iterable[str]) -> frozenset[str]:
    return tokens.of_text(" . ".join(texts))


def _says(skill: Skill, yardstick: Yardstick) -> Iterator[str]:
    """What the framework says of a skill beside its name, and the names in code that speak for it."""
    yield from (skill.can_do, skill.evidence, skill.pitfall, yardstick.competences[skill.competence].name)
    for signal in skill.signals:
        yield from (pattern.replace("*", " ").replace(".", " ") for pattern in _patterns(signal.condition))


def _patterns(condition: Condition) -> Iterator[str]:
    if condition.kind != SHOWS:
        yield from condition.patterns
    for inner in condition.conditions:
        yield from _patterns(inner)


def _meant(needs: Iterable[str], yardstick: Yardstick) -> Iterator[str]:
    """The skills in use that a synonym stands for: those that it names or, if none, those of its group or domain."""
    for need in [one for one in needs if one.startswith("skill:")] or needs:
        kind, _, name = need.partition(":")
        for key, skill in yardstick.skills.items():
            if not skill.retired and name == {"skill": key, "group": skill.group, "domain": skill.domain}.get(kind):
                yield key
