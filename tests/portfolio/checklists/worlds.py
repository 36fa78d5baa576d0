"""Generated checklists: two editions of one framework, and what a person did to a copy of the first."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from portfolio.checklists.patches import own_key
from portfolio.checklists.values import LOOSE, STATES, Branch, Entry, Item, Outline, Stage, State

KEYS = [f"s.{letter}" for letter in "abcdefgh"]
BRANCHES = ["c.one", "c.two", "c.three"]
NAMES = ["Alpha", "Beta", "Gamma", "Delta"]
DATES = st.none() | st.dates(date(2024, 1, 1), date(2026, 6, 1))
TEXTS = st.sampled_from(["", "my note", "another"])


@st.composite
def outlines(draw: st.DrawFn, version: str = "1.0.0") -> Outline:
    """An edition: some of the keys in some categories, some retired with or without a successor."""
    branches = draw(st.lists(st.sampled_from(BRANCHES), min_size=1, max_size=3, unique=True))
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=8, unique=True))
    entries, retired = {branch: [] for branch in branches}, []
    for place, key in enumerate(keys):
        bits = draw(st.integers(0, 127))
        gone = bool(place) and bits & 96 == 96
        later = [other for other in keys[:place] if other != key]
        entry = Entry(
            key=key,
            name=draw(st.sampled_from(NAMES)),
            branch=draw(st.sampled_from(branches)),
            says=("Can.", "Can do more.")[bits & 1],
            habit=bits & 6 == 6,
            optional=bits & 24 == 24,
            retired=gone,
            successor=draw(st.sampled_from(["", *later])) if gone else "",
        )
        (retired if gone else entries[entry.branch]).append(entry)
    stages = tuple(Stage(f"l.{b}", b, (Branch(b, b, f"l.{b}", tuple(entries[b])),)) for b in branches)
    return Outline(version, stages, tuple(retired))


@st.composite
def states(draw: st.DrawFn, of: Outline) -> State:
    """What a person did to a copy of `of`: touched items, own items, some retired before, some orders."""
    items = [
        Item(
            key,
            name=draw(st.sampled_from(["", *NAMES])),
            note=draw(TEXTS),
            done_on=draw(DATES),
            state=draw(st.sampled_from(STATES)),
            retired_in="" if key in of.entries else "0.9.0",
            words="" if key in of.entries else "Old words",
        )
        for key in draw(st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
    ]
    own = [
        Item(
            own_key(f"{number:032x}"),
            is_own=True,
            name=draw(st.sampled_from(NAMES)),
            note=draw(TEXTS),
            done_on=draw(DATES),
            state=draw(st.sampled_from(STATES)),
            branch=draw(st.sampled_from([LOOSE, *of.branches])),
            is_habit=draw(st.booleans()),
            position=number,
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    orders = {
        branch.key: tuple(draw(st.permutations([entry.key for entry in branch.entries])))
        for branch in of.branches.values()
        if branch.entries and draw(st.booleans())
    }
    return State(of.version, {}, orders).having(*items, *own)


@st.composite
def merges(draw: st.DrawFn) -> tuple[Outline, State, Outline, dict[str, str]]:
    """Two editions, a checklist of the first, and an answer to everything that might be asked."""
    base = draw(outlines("1.0.0"))
    new = draw(outlines("2.0.0"))
    state = draw(states(base))
    words = {"name": "mine theirs", "retired": "keep carry", "same": "apart join", "order": "mine theirs"}
    bits = draw(st.integers(0, 2**27 - 1))
    choices = {}
    for kind, options in words.items():
        for key in BRANCHES if kind == "order" else KEYS:
            choices[f"{kind}:{key}"] = options.split()[bits & 1]
            bits >>= 1
    return base, state, new, choices
