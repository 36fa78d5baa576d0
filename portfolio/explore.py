"""What somebody looks for among people and projects. Pure: the address in, a value out, and back into an address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlencode

from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import facets
from portfolio.search import tokens
from portfolio.search.tokens import Term

MOST_CHOICES = 12
"""Choices of one kind that an address may carry; further ones are passed over."""
SKILL, LEVEL = "skill", "level"
ALL = (SKILL, LEVEL, facets.STANDING, facets.DOMAIN, facets.PROBLEM, facets.CURE, facets.LIBRARY)
"""Of these kinds everything that is chosen has to hold: a person can show more than one."""
ANY = (facets.DATA, facets.ORIGINALITY, facets.SEEKING, facets.WORKPLACE, facets.PLACE)
"""Of these one of the chosen is enough: they say what would do."""
MONTHS = (3, 12, 24)
"""How old the latest proof may be."""
SORTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "best": (
            "Best match",
            "Where the words stand decides: names and titles, then skills, libraries and data, then text",
        ),
        "proof": ("Latest proof", "Whoever showed something last, or had it verified, comes first"),
        "verified": ("Most verified skills", "Skills of this framework that another person has verified"),
        "shown": ("Most shown skills", "Skills of this framework with something to look at, verified or not"),
    }
)
"""Orders: their name, and what decides."""

PROJECT_SORTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **SORTS,
        "proof": ("Latest publication", "What was published last comes first"),
        "verified": (
            "Most verified skills",
            "Skills of this framework that another person has verified in the project",
        ),
        "shown": ("Most shown skills", "Skills of this framework that the project shows, verified or not"),
    }
)
EQUALS = {"people": "latest proof", "projects": "latest publication"}
"""What decides between equals, in every order; then chance, always the same."""

Labels = Callable[[str, Collection[str]], Mapping[str, str]]
"""From a kind and values to the names of those that are known."""
Picked = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter in use: its kind, its value in the address and its name for people."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True)
class Asked:
    """Words and filters; all of them hold together."""

    yardstick: Yardstick
    is_default: bool = True
    q: str = ""
    exact: bool = False
    """Whether the words are meant as they are typed, even if nothing has them."""
    picked: Picked = field(default_factory=dict)
    """What is chosen: by kind (`ALL` and `ANY`), values with their names."""
    strength: Strength | None = None
    fresh: int | None = None
    """The latest proof is at most so many months old, by `day`."""
    day: date = date.max
    sort: str = ""
    """A key of `SORTS`; empty: best match for words, else latest proof."""

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What the words ask for. With words and without terms (only signs) nothing can be found."""
        return tokens.terms(self.q)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Words that are not looked for: too long for a word, or more than a search takes."""
        return tokens.search(self.q).left_out

    @property
    def floor(self) -> Strength:
        """From which strength a skill counts: shown, unless said otherwise."""
        return self.strength or Strength.EVIDENCED

    @property
    def order(self) -> str:
        """The order in force."""
        return self.sort or ("best" if self.q else "proof")

    @property
    def since(self) -> date | None:
        """The day from which on the latest proof is fresh enough."""
        return months_before(self.day, self.fresh) if self.fresh else None

    def values(self, kind: str) -> tuple[str, ...]:
        """What is chosen of a kind, as in the address."""
        return tuple(self.picked.get(kind, ()))

    def ways(self, kind: str, value: str) -> tuple[str, ...]:
        """The facet values of which any stands for a chosen value: a level that stands verified is demonstrated."""
        if kind != facets.STANDING:
            return (value,)
        level, _, state = value.partition("/")
        states = [State.DEMONSTRATED, State.VERIFIED] if state == State.DEMONSTRATED.word else [State.from_word(state)]
        return tuple(f"{self.yardstick.key}/{level}/{each.word}" for each in states)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What is in use, in the order of the page."""
        found = [Filter("q", self.q, f"“{self.q}”")] if self.q else []
        found += [Filter(kind, *item) for kind in (*ALL, *ANY) for item in self.picked.get(kind, {}).items()]
        found += [Filter("proof", self.strength.word, self.strength.word)] if self.strength else []
        return tuple(found + ([Filter("fresh", str(self.fresh), fresh_label(self.fresh))] if self.fresh else []))

    def with_(self, kind: str, value: str, label: str = "") -> Asked:
        """The same, and one filter more; of strength and freshness in place of the one before."""
        if kind == "proof":
            return replace(self, strength=Strength.from_word(value))
        if kind == "fresh":
            return replace(self, fresh=int(value))
        return replace(self, picked={**self.picked, kind: {**self.picked.get(kind, {}), value: label or value}})

    def by(self, yardstick: Yardstick, *, is_default: bool) -> Asked:
        """The same by another framework, without what belongs to the one before."""
        if yardstick is self.yardstick:
            return self
        left = {kind: values for kind, values in self.picked.items() if kind not in (SKILL, LEVEL, facets.STANDING)}
        return replace(self, yardstick=yardstick, is_default=is_default, picked=left)

    def without(self, dropped: Filter) -> Asked:
        """The same, but for one filter."""
        if dropped.kind == "q":
            return replace(self, q="", exact=False)
        if dropped.kind == "proof":
            return replace(self, strength=None)
        if dropped.kind == "fresh":
            return replace(self, fresh=None)
        left = {value: label for value, label in self.picked[dropped.kind].items() if value != dropped.value}
        return replace(self, picked={**self.picked, dropped.kind: left})

    def of_kind(self, kind: str, *values: str) -> Asked:
        """The same with these choices of a kind and no others."""
        return replace(self, picked={**self.picked, kind: dict(zip(values, values, strict=True))})

    @property
    def chips(self) -> list[tuple[str, str]]:
        """The name of every filter in use, and the address without it."""
        return [(used.label, self.without(used).query) for used in self.filters]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for an address or for hidden fields."""
        found = [] if self.is_default else [("framework", self.yardstick.key)]
        found += [(f.kind, f.value) for f in self.filters]
        found += [("exact", "yes")] if self.exact else []
        return found + ([("sort", self.sort)] if self.sort else [])

    @property
    def query(self) -> str:
        """As an address, from the question mark on."""
        return f"?{urlencode(self.pairs)}"


def read(params: Mapping[str, Sequence[str]], yardsticks: Sequence[Yardstick], labels: Labels, day: date) -> Asked:
    """What the parameters of an address ask for, on `day`. What is not known here is passed over.

    `labels` knows what follows from the portfolios or their tables: libraries, places, kinds of data and of work.
    """
    wanted = _one(params, "framework")
    yardstick = next((y for y in yardsticks if y.key == wanted), yardsticks[0])
    proof, fresh, sort = _one(params, "proof").upper(), _one(params, "fresh"), _one(params, "sort")
    known: dict[str, Mapping[str, str]] = {
        SKILL: {key: skill.name for key, skill in yardstick.skills.items()} if SKILL in params else {},
        LEVEL: {key: level_name(yardstick, key) for key in yardstick.levels_by_key},
        facets.STANDING: standings(yardstick),
        **{kind: axis_names(yardsticks, axis) for axis, kind in facets.AXES.items()},
        facets.CURE: cures(yardsticks, params.get(facets.CURE, ())),
    }
    for kind in (facets.LIBRARY, *ANY):
        given = [value for value in params.get(kind, ()) if 0 < len(value) <= facets.LONGEST and "\x00" not in value]
        known[kind] = labels(kind, given[:MOST_CHOICES]) if given else {}
    q = " ".join(_one(params, "q").replace("\x00", " ").split())[:200]
    return Asked(
        yardstick=yardstick,
        is_default=yardstick is yardsticks[0],
        q=q,
        exact=bool(q) and _one(params, "exact") == "yes",
        picked={kind: found for kind in (*ALL, *ANY) if (found := _known(params.get(kind), known[kind]))},
        strength=Strength[proof] if proof in Strength.__members__ else None,
        fresh=int(fresh) if fresh in map(str, MONTHS) else None,
        day=day,
        sort=sort if sort in SORTS and (sort != "best" or q) else "",
    )


def exactly(asked: Asked) -> Asked:
    """The same, with the words meant as they are typed."""
    return replace(asked, exact=True)


def _one(params: Mapping[str, Sequence[str]], name: str) -> str:
    return (params.get(name) or [""])[0]


def _known(values: Sequence[str] | None, known: Mapping[str, str]) -> dict[str, str]:
    found = {value: known[value] for value in values or () if value in known}
    return dict(list(found.items())[:MOST_CHOICES])


def level_name(yardstick: Yardstick, key: str) -> str:
    """As in: Level 2, Tuning."""
    level = yardstick.levels_by_key[key]
    return f"{yardstick.tiers.level} {level.number}, {level.name}" if yardstick.ordered else level.name


def standings(yardstick: Yardstick) -> dict[str, str]:
    """What can be asked of a standing, `<level key>/<state>` → as in: Level 2 demonstrated."""
    short = f"{yardstick.tiers.level} {{0.number}}" if yardstick.ordered else "{0.name}"
    states = (State.DEMONSTRATED, State.VERIFIED, State.OUT_OF_ORDER, State.IN_PROGRESS)
    return {
        f"{level.key}/{state.word}": f"{short.format(level)} {state.text.lower()}"
        for level in yardstick.levels
        for state in states
    }


def axis_names(yardsticks: Iterable[Yardstick], axis: str) -> dict[str, str]:
    """The values of an axis, of whichever framework, with their names."""
    axes = [yardstick.axes_by_key[axis] for yardstick in yardsticks if axis in yardstick.axes_by_key]
    return {value.key: value.name for each in reversed(axes) for value in each.values}


def skills_on(yardstick: Yardstick, kind: str, values: Collection[str]) -> set[str]:
    """Keys of the skills that stand at one of these values of domain or sub-problem."""
    axis = next(axis for axis, own in facets.AXES.items() if own == kind)
    return {
        key
        for key, skill in yardstick.skills.items()
        if (kind == facets.DOMAIN and skill.domain in values) or (skill.axis == axis and skill.axis_value in values)
    }


def cures(yardsticks: Sequence[Yardstick], values: Iterable[str]) -> dict[str, str]:
    """Of `<problem>/<skill key>` those that can be named, as in: Overfitting → Dropout."""
    problems = axis_names(yardsticks, "problem")
    found = {}
    for value in values:
        problem, _, key = value.partition("/")
        skill = next((y.skills[key] for y in yardsticks if key in y.skills), None)
        if skill is not None and problem in problems:
            found[value] = f"{problems[problem]} → {skill.name}"
    return found


def fresh_label(months: int) -> str:
    """As in: proof within 12 months."""
    return f"proof within {months} months"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def skill_choices(yardstick: Yardstick, only: Collection[str] | None = None) -> list[tuple[str, list[Skill]]]:
    """The skills that can be asked for, by competence; `only` some of them, where there are too many."""
    found = []
    for level in yardstick.levels:
        for competence in level.competences:
            own = [s for s in competence.skills if not s.retired and (only is None or s.key in only)]
            found += [(f"{level.number} {competence.name}", own)] if own else []
    return found
