"""The shape of a portfolio: one or two sentences that say what is shown, then what is not shown yet. Pure.

Source: the design's "Shape sentence" and PRODUCT.md, "What must always hold" 2, 6 and 7. Every word of the sentence
follows from counts, and `Shape.why` repeats the rule and the counts, so that anybody can check it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from competence.levelmap import Block
from competence.standing import Standing
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import english, grading, shape_why
from portfolio.grading import Grade, Level

if TYPE_CHECKING:
    from portfolio.queries.records import PortfolioRecord

DOMAIN_FROM = 3
"""Shown skills from which a domain is named."""
NAMED_AT_MOST = 3
"""Gaps that the sentence names one by one; the page lists all of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence; `kind` is "" (plain), "strong" (a level) or "not" (what is not shown yet)."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sentence in pieces, and how it was made."""

    parts: tuple[Part, ...]
    why: tuple[str, ...]
    behind: tuple[str, ...] = ()
    """Keys of the levels that were passed over, lowest first."""

    @property
    def out_of_order(self) -> bool:
        """Whether a level was passed over."""
        return bool(self.behind)

    @property
    def sentence(self) -> str:
        """The whole as plain text."""
        return "".join(part.text for part in self.parts)


def read(
    yardstick: Yardstick,
    strengths: Mapping[str, Strength],
    domain_projects: Mapping[str, int],
    projects: int | None = None,
    demonstrated: Collection[str] = (),
) -> Shape:
    """The shape by one yardstick.

    `strengths` is the best strength by skill key, `domain_projects` in how many projects skills of each domain are
    shown, `projects` how many projects a reader finds, `demonstrated` the keys of the levels that are demonstrated or
    verified by the rules: those are never called passed over. Claims never count.
    """
    levels = grading.levels(yardstick, strengths, domain_projects)
    if not any(level.shown for level in levels):
        return Shape(_nothing(strengths, yardstick), shape_why.lines(yardstick, levels))
    graded = [level for level in levels if not grading.is_domain_level(yardstick, level.leaf)]
    applied = [level for level in levels if grading.is_domain_level(yardstick, level.leaf)]
    passed = grading.behind(yardstick, graded, applied, demonstrated)
    parts = _shown(graded, applied, passed)
    if projects == 1:
        parts.append(Part(", in one project so far"))
    parts.append(Part("."))
    gaps = _gaps(graded, applied, passed)
    if gaps:
        parts += [Part(" "), Part(gaps, "not")]
    return Shape(_capital(parts), shape_why.lines(yardstick, levels), tuple(level.leaf.key for level in passed))


def of_record(record: PortfolioRecord, yardstick: Yardstick, standing: Standing) -> Shape:
    """The shape of a portfolio as far as `record` goes: hand in what the reader may see, and its standing."""
    places = {
        (skill.domain, item.project.pk)
        for item in record.evidence
        if item.strength >= Strength.EVIDENCED and (skill := yardstick.skills.get(item.skill_key)) and skill.domain
    }
    projects = Counter(domain for domain, _ in places)
    return read(yardstick, record.strengths, projects, record.showing(yardstick), standing.demonstrated)


def _shown(graded: Sequence[Level], applied: Sequence[Level], behind: Sequence[Level]) -> list[Part]:
    """What is shown: levels of one grade together, then the work in domains."""
    clauses = [_clause(run) for run in _runs([level for level in graded if level.shown and level not in behind])]
    between = "; " if any(", " in part.text for clause in clauses for part in clause) else ", "
    parts = _joined(clauses, between)
    for level in applied:
        if level.shown:
            parts += ([Part("; ")] if parts else []) + _domain_clause(level)
    if behind:
        verb = "is" if len(behind) == 1 else "are"
        open_ = "not shown yet" if not any(level.shown for level in behind) else "mostly unshown"
        parts += [Part(" ahead of "), *_labels(behind), Part(", which "), Part(f"{verb} {open_}", "not")]
    return parts


def _runs(levels: Sequence[Level]) -> list[list[Level]]:
    """Neighbours of the same grade (and, for "most of", equally checked) together."""
    runs: list[list[Level]] = []
    for level in levels:
        last = runs[-1][-1] if runs else None
        if last and last.grade == level.grade and (level.grade != Grade.MOST or last.checked == level.checked):
            runs[-1].append(level)
        else:
            runs.append([level])
    return runs


def _clause(run: Sequence[Level]) -> list[Part]:
    level = run[0]
    at = "at" if level.tier else "in"
    match level.grade:
        case Grade.SOLID:
            return [Part(f"solid {at} "), *_labels(run)]
        case Grade.MOST:
            return [Part("most of "), *_labels(run), Part(f", {level.checked}")]
        case Grade.PART:
            return [Part("part of "), *_labels(run)]
    return [Part(f"starting {at} "), *_labels(run)]


def _domain_clause(level: Level) -> list[Part]:
    """As in: broad Level 3 work in computer vision and first work in time series. Below three skills: starting at."""
    named = [domain for domain in level.domains if domain.shown >= DOMAIN_FROM]
    if not named:
        begun = [domain.name for domain in level.domains if domain.shown]
        return [Part("starting at "), *_labels([level]), *([Part(f" in {english.listing(begun)}")] if begun else [])]
    words: dict[str, list[str]] = {word: [] for word in ("complete", "broad", "", "first")}
    for domain in named:
        words[domain.word].append(domain.name)
    (first, names), *others = [(word, names) for word, names in words.items() if names]
    parts = [Part(f"{first} " if first else ""), *_labels([level]), Part(f" work in {english.listing(names)}")]
    more = [f"{word + ' ' if word else ''}work in {english.listing(names)}" for word, names in others]
    joint = [" and " if clause is more[-1] else ", " for clause in more]
    parts += [Part(between + clause) for between, clause in zip(joint, more, strict=True)]
    return [part for part in parts if part.text]


def _gaps(graded: Sequence[Level], applied: Sequence[Level], behind: Sequence[Level]) -> str:
    """What is not shown yet, as a sentence: whole levels, empty competences, else the emptiest competence."""
    things = [_empty_blocks(level) for level in graded if level.shown and level not in behind]
    things = [thing for thing in things if thing.text]
    empty = [level for level in (*graded, *applied) if not level.shown and level not in behind]
    if empty:
        things.append(_Gap(_plain_labels(empty), is_plural=len(empty) > 1))
    if things:
        text = f"{', '.join(t.text for t in things[:-1])}, and {things[-1].text}" if len(things) > 1 else things[0].text
        comma = "," if ", at" in things[-1].text else ""
        plural = len(things) > 1 or things[0].is_plural
        return english.capital(f"{text}{comma} {'are' if plural else 'is'} not shown yet.")
    if behind:
        return ""
    return _emptiest(graded) or _other_domains(applied)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Something that is not shown, as the subject of a sentence."""

    text: str
    is_plural: bool = False


def _empty_blocks(level: Level) -> _Gap:
    """The empty parts of a level: by name, or counted where there are too many to name."""
    names = [english.short(block.name) for block in level.leaf.blocks if not block.shown]
    empty = len(names) + level.leaf.others
    if not empty:
        return _Gap("")
    if empty > NAMED_AT_MOST or level.leaf.others:
        return _Gap(f"{english.count(empty)} parts of {level.label}", is_plural=True)
    return _Gap(f"{english.listing(names)}{_at(level)}", is_plural=len(names) > 1 or english.is_plural(names[0]))


def _at(level: Level) -> str:
    return f", at {level.label}" if level.tier else f" in {level.label}"


def _emptiest(graded: Sequence[Level]) -> str:
    """What is missing in the emptiest competence of the levels; nothing when all is shown."""
    places = [(block, level) for level in graded for block in level.leaf.blocks if block.shown < block.total]
    if not places or not all(level.shown for level in graded):
        return ""
    block, level = min(places, key=lambda place: place[0].shown / place[0].total)
    missing = [f"“{mark.name}”" for mark in block.skills if not mark.shown]
    at = f"{_at(level)}{',' if level.tier else ''}"
    if len(missing) <= 2 and not block.rest:
        return f"{english.listing(missing)}{at} {'is' if len(missing) == 1 else 'are'} not shown yet."
    return f"{_share(block)} of {english.short(block.name)}{at} is not shown yet."


def _share(block: Block) -> str:
    return "Most" if 2 * block.shown < block.total else "Part"


def _other_domains(applied: Sequence[Level]) -> str:
    shown = any(domain.shown for level in applied for domain in level.domains)
    absent = any(not domain.shown for level in applied for domain in level.domains)
    return "No other domain is shown." if shown and absent else ""


def _nothing(strengths: Mapping[str, Strength], yardstick: Yardstick) -> tuple[Part, ...]:
    if strengths and not strengths.keys() & yardstick.skills.keys():
        return (Part(f"Nothing is linked to {yardstick.title} yet.", "not"),)
    own = [strength for key, strength in strengths.items() if key in yardstick.skills]
    claims = own.count(Strength.CLAIMED)
    if claims < len(own):
        return (Part("Optional skills only. "), Part("Nothing that counts towards a level is shown yet.", "not"))
    parts = [Part("Nothing is shown yet.", "not")]
    if claims:
        skills = "skill is" if claims == 1 else "skills are"
        parts.append(Part(f" {english.capital(english.count(claims))} {skills} claimed, with no place to look."))
    return tuple(parts)


def _labels(levels: Sequence[Level]) -> list[Part]:
    return [Part(_plain_labels(levels), "strong")]


def _plain_labels(levels: Sequence[Level]) -> str:
    """As in: Levels 1 and 2; areas go by their names."""
    tier = levels[0].tier
    if not tier:
        return english.listing([level.leaf.name for level in levels])
    numbers = english.listing([str(level.leaf.number) for level in levels])
    return f"{tier}{'s' if len(levels) > 1 else ''} {numbers}"


def _joined(clauses: Iterable[list[Part]], between: str) -> list[Part]:
    parts: list[Part] = []
    for clause in clauses:
        parts += ([Part(between)] if parts else []) + clause
    return parts


def _capital(parts: Sequence[Part]) -> tuple[Part, ...]:
    first = parts[0]
    return (Part(english.capital(first.text), first.kind), *parts[1:])
