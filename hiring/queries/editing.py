"""A brief being written, as its page shows it: its needs in the words of the framework, and what can be added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from competence import synonyms
from competence.levelmap import WHOLE_UP_TO
from competence.queries import frameworks, skills
from competence.queries.skills import fold
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from hiring import jobtext, sheets
from hiring.queries import wanted
from hiring.sheets import DOMAIN, GROUP, LEVEL, SKILL, Line
from portfolio.search import slips

FOUND_AT_MOST = 30
"""Skills and groups that a search lists."""
LEAST_AT_MOST = 20
"""Up to how many skills of a group can be asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A level or a domain, with what the brief says of it; an empty weight says nothing."""

    key: str
    name: str
    meaning: str
    weight: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One skill or group that is asked for."""

    line: Line
    name: str
    place: str
    meaning: str
    sizes: tuple[int, ...]
    """How many of a group can be asked for; empty for a skill."""
    error: str
    known: bool
    """Whether the framework has it, and it asks for something."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be added."""

    id: str
    name: str
    place: str
    meaning: str = ""


@dataclass(frozen=True)
class Page:
    """The needs of a brief as they are edited."""

    levels: tuple[Choice, ...]
    domains: tuple[Choice, ...]
    needs: tuple[NeedRow, ...]
    others: tuple[NeedRow, ...]
    """What this edition has not, or has no longer."""
    menu: tuple[tuple[str, tuple[Offer, ...]], ...]
    """All that can be added, by place; empty for a framework that is too large for a list."""
    found: tuple[Offer, ...]
    more: int
    """How many were found beyond those listed."""
    asked: tuple[str, ...]
    """What was found and is asked for already, by name."""
    words: str


def page(
    lines: Sequence[Line], yardstick: Yardstick, *, words: str = "", errors: Mapping[str, str] | None = None
) -> Page:
    """The needs by this edition, and what has the `words`. No query."""
    given, wrong = {line.id: line for line in lines}, errors or {}
    hits = _search(yardstick, words)
    found = [offer for offer in hits if offer.id not in given]
    shown = [_need(line, yardstick, wrong) for line in lines if line.kind in (SKILL, GROUP)]
    strange = [_need(line, yardstick, {}) for line in lines if not sheets.is_known(line, yardstick)]
    return Page(
        levels=tuple(
            Choice(
                level.key,
                wanted.label_of(LEVEL, level.key, yardstick),
                meaning_of(LEVEL, level.key, yardstick),
                _weight(given, LEVEL, level.key),
            )
            for level in yardstick.levels
        ),
        domains=tuple(
            Choice(key, name, "", _weight(given, DOMAIN, key), wrong.get(f"{DOMAIN}:{key}", ""))
            for key, name in wanted.domains(yardstick).items()
        ),
        needs=tuple(row for row in shown if row.known),
        others=tuple(strange),
        menu=_menu(yardstick, given) if frameworks.in_use(yardstick) <= WHOLE_UP_TO else (),
        found=tuple(found[:FOUND_AT_MOST]),
        more=max(0, len(found) - FOUND_AT_MOST),
        asked=tuple(offer.name for offer in hits if offer.id in given),
        words=words,
    )


def _weight(given: Mapping[str, Line], kind: str, key: str) -> str:
    line = given.get(f"{kind}:{key}")
    return line.weight if line else ""


def _need(line: Line, yardstick: Yardstick, errors: Mapping[str, str]) -> NeedRow:
    means = sheets.skills_of(line.kind, line.key, yardstick)
    sizes = tuple(range(1, min(len(means), LEAST_AT_MOST) + 1)) if line.kind == GROUP else ()
    return NeedRow(
        line=line,
        name=wanted.label_of(line.kind, line.key, yardstick),
        place=_place(line, yardstick),
        meaning=meaning_of(line.kind, line.key, yardstick),
        sizes=sizes,
        error=errors.get(line.id, ""),
        known=sheets.is_known(line, yardstick),
    )


def meaning_of(kind: str, key: str, yardstick: Yardstick) -> str:
    """What it means to ask for this: what a skill can do, what a level is, the skills of a group or domain."""
    if kind == SKILL and key in yardstick.skills:
        return yardstick.skills[key].can_do
    if kind == LEVEL and key in yardstick.levels_by_key:
        level = yardstick.levels_by_key[key]
        return level.means or level.summary
    return _named(sheets.skills_of(kind, key, yardstick), yardstick)


def _named(keys: Collection[str], yardstick: Yardstick) -> str:
    """The first skills of a group by name."""
    names = [yardstick.skills[key].name for key in keys]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _place(line: Line, yardstick: Yardstick) -> str:
    if line.kind == SKILL and line.key in yardstick.skills:
        return _home(yardstick.skills[line.key].competence, yardstick)
    if line.kind == GROUP and line.key in yardstick.groups:
        return _home(yardstick.groups[line.key].competence, yardstick)
    return ""


def _home(competence: str, yardstick: Yardstick) -> str:
    """As in: Level 2, Learning competence."""
    home = yardstick.competences[competence]
    return f"{yardstick.tiers.level} {yardstick.levels_by_key[home.level].number}, {home.name}"


def _groups(yardstick: Yardstick) -> dict[str, Offer]:
    """The groups of two skills in use or more, in framework order."""
    counts: dict[str, int] = {}
    for skill in yardstick.skills.values():
        if skill.group and not skill.retired:
            counts[skill.group] = counts.get(skill.group, 0) + 1
    return {
        key: Offer(
            f"{GROUP}:{key}",
            f"{sheets.group_name(key, yardstick)}: some of {count}",
            _home(yardstick.groups[key].competence, yardstick),
            _named(sheets.skills_of(GROUP, key, yardstick), yardstick),
        )
        for key, count in counts.items()
        if count > 1
    }


def _menu(yardstick: Yardstick, given: Collection[str]) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """Groups and skills by competence, what is asked for already left out."""
    found: dict[str, list[Offer]] = {}
    for offer in _groups(yardstick).values():
        found.setdefault(offer.place, []).append(offer)
    for skill in yardstick.skills.values():
        if not skill.retired:
            place = _home(skill.competence, yardstick)
            found.setdefault(place, []).append(Offer(f"{SKILL}:{skill.key}", skill.name, place))
    order = [_home(key, yardstick) for key in yardstick.competences]
    left = {place: tuple(o for o in offers if o.id not in given) for place, offers in found.items()}
    return tuple((place, left[place]) for place in order if left.get(place))


def _search(yardstick: Yardstick, words: str) -> list[Offer]:
    """What has all the words; where nothing has, with slips of the hand put right."""
    return _having(words, yardstick) or _having(slips.put_right(words, _known(yardstick)), yardstick)


def _known(yardstick: Yardstick) -> Iterator[str]:
    """Names and other words by which something of a framework is found."""
    yield from (group.name for group in yardstick.groups.values())
    yield from (skill.name for skill in yardstick.skills.values() if not skill.retired)
    yield from (word for word, _ in synonyms.of(yardstick.key))


def _having(words: str, yardstick: Yardstick) -> list[Offer]:
    """Groups, then what a job text means by these words, then skills that have all of them."""
    asked = fold(words).split()
    if not asked:
        return []
    groups = _groups(yardstick)
    found = [o for o in groups.values() if all(word in fold(o.name) for word in asked)]
    for id_ in jobtext.lexicon(yardstick).phrases.get(jobtext.stems(words), ()):
        kind, _, key = id_.partition(":")
        if kind == GROUP and key in groups:
            found.append(groups[key])
        elif kind == SKILL and not yardstick.skills[key].retired:
            found.append(_offer(yardstick.skills[key], yardstick))
    found += [_offer(hit.skill, yardstick) for hit in skills.find(words, yardstick)]
    return list({offer.id: offer for offer in found}.values())


def _offer(skill: Skill, yardstick: Yardstick) -> Offer:
    return Offer(f"{SKILL}:{skill.key}", skill.name, _home(skill.competence, yardstick), skill.can_do)


def name_of(id_: str, yardstick: Yardstick) -> str:
    """What a line with this id is called."""
    kind, _, key = id_.partition(":")
    return wanted.label_of(kind, key, yardstick)


def in_words(lines: Sequence[Line], yardstick: Yardstick) -> str:
    """All that is asked for, one to a line: to be compared by a person."""
    return "\n".join(_in_words(line, yardstick) for line in sorted(lines, key=lambda line: (line.weight, line.id)))


def _in_words(line: Line, yardstick: Yardstick) -> str:
    """As in: must: at least 2 of Ensemble techniques, verified."""
    least = f"at least {line.at_least} of " if line.kind == GROUP else ""
    strength = f", {Strength(line.strength).word}" if line.strength else ""
    return f"{line.weight.replace('-', ' ')}: {least}{name_of(line.id, yardstick)}{strength}"
