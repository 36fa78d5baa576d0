"""The filters of the explore pages: which choices each kind has, how many would be found with each, and how they are
put. Made of counts that a query has read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import explore, facets
from portfolio.explore import ALL, LEVEL, MONTHS, SKILL, Asked, Filter, Labels

SHOWN = 12
"""Choices that stand open; the others are behind “more”."""
MOST = 60
"""Choices of one kind on the page; further ones can be searched for by word."""
PROOF, FRESH = "proof", "fresh"
TITLES = {
    LEVEL: "At least one skill shown at",
    PROOF: "Proof, at least",
    facets.STANDING: "Standing",
    SKILL: "Must show these skills",
    facets.DOMAIN: "Domain",
    facets.PROBLEM: "Sub-problem",
    facets.CURE: "Technique proven against a problem",
    facets.LIBRARY: "Library",
    facets.DATA: "Data",
    FRESH: "Latest proof",
    facets.ORIGINALITY: "Originality",
    facets.SEEKING: "Open to",
    facets.WORKPLACE: "Would work",
    facets.PLACE: "Place",
}
"""In the order of the page."""
OPEN = (LEVEL, PROOF, facets.DOMAIN, SKILL)
"""Groups that stand open; the others open by their name, or when something of them is chosen."""
ALWAYS = (LEVEL, facets.DOMAIN)
"""Kinds of which a choice is shown even when nobody would be found with it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a kind, with how many would be found if it were chosen as well."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of filter."""

    kind: str
    title: str
    control: str
    """boxes, radios or a list"""
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    rule: str
    """How several choices go together; empty where there is one."""
    is_open: bool

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in (*self.first, *self.more) if choice.is_chosen]


@dataclass(frozen=True, slots=True)
class Advice:
    """Which filter to drop when nothing is found, and how many there are then."""

    dropped: Filter
    count: int
    query: str


def advice(asked: Asked, totals: Callable[[Sequence[Asked]], Sequence[int]]) -> Advice | None:
    """The filter without which most are found, by `totals`: how many are, for each of several searches."""
    rest = [asked.without(dropped) for dropped in asked.filters]
    found = zip(asked.filters, rest, totals(rest), strict=True)
    options = [Advice(dropped, number, left.query) for dropped, left, number in found]
    best = max(options, key=lambda option: option.count, default=None)
    return best if best and best.count else None


def of(
    asked: Asked, counts: Mapping[str, Mapping[str, int]], labels: Labels, yardsticks: Sequence[Yardstick]
) -> tuple[Group, ...]:
    """The groups of filters in the order of the page; a kind without any choice is left out."""
    made = [
        _group(asked, kind, counts.get(kind, {}), _names(asked, kind, counts, labels, yardsticks)) for kind in TITLES
    ]
    return tuple(group for group in made if group.first)


def _names(
    asked: Asked,
    kind: str,
    counts: Mapping[str, Mapping[str, int]],
    labels: Labels,
    yardsticks: Sequence[Yardstick],
) -> Mapping[str, str]:
    """Names of the values of a kind that can be chosen, in their own order where they have one."""
    match kind:
        case explore.LEVEL:
            return {key: explore.level_name(asked.yardstick, key) for key in asked.yardstick.levels_by_key}
        case explore.SKILL:
            return {key: skill.name for key, skill in asked.yardstick.skills.items() if key in counts.get(SKILL, {})}
        case "proof":
            return {strength.word: strength.word for strength in reversed(Strength)}
        case "fresh":
            return {str(months): f"within {months} months" for months in MONTHS}
        case facets.STANDING:
            return explore.standings(asked.yardstick)
        case facets.DOMAIN | facets.PROBLEM:
            axis = next(axis for axis, own in facets.AXES.items() if own == kind)
            return explore.axis_names(yardsticks, axis)
        case facets.CURE:
            return explore.cures(yardsticks, counts.get(kind, {}))
        case _:
            most = sorted(counts.get(kind, {}).items(), key=lambda item: (-item[1], item[0]))[:MOST]
            found = labels(kind, [value for value, _ in most])
            return found if kind not in (facets.LIBRARY, facets.PLACE) else {v: found[v] for v, _ in most if v in found}


def _group(asked: Asked, kind: str, counts: Mapping[str, int], names: Mapping[str, str]) -> Group:
    chosen = _chosen(asked, kind)
    values = [
        Choice(value, label, counts.get(value, 0), value in chosen)
        for value, label in {**asked.picked.get(kind, {}), **names}.items()
        if counts.get(value) or value in chosen or kind in (*ALWAYS, PROOF, FRESH)
    ]
    values = [choice for choice in _sorted(kind, values) if choice.label]
    first = [choice for i, choice in enumerate(values) if i < SHOWN or choice.is_chosen]
    return Group(
        kind=kind,
        title=TITLES[kind],
        control="radios" if kind in (PROOF, FRESH) else "list" if kind == SKILL else "boxes",
        first=tuple(values if kind == SKILL else first),
        more=() if kind == SKILL else tuple(choice for choice in values if choice not in first)[: MOST - SHOWN],
        rule=""
        if kind in (PROOF, FRESH) or len(values) < 2
        else "All that you choose have to hold."
        if kind in ALL
        else "Any that you choose will do.",
        is_open=kind in OPEN or bool(chosen),
    )


def _chosen(asked: Asked, kind: str) -> tuple[str, ...]:
    if kind == PROOF:
        return (asked.strength.word,) if asked.strength else ()
    if kind == FRESH:
        return (str(asked.fresh),) if asked.fresh else ()
    return asked.values(kind)


def _sorted(kind: str, values: list[Choice]) -> list[Choice]:
    """Kinds without an order of their own by how many there are."""
    if kind not in (facets.CURE, facets.LIBRARY, facets.PLACE):
        return values
    return sorted(values, key=lambda choice: (not choice.is_chosen, -choice.count, choice.label))
