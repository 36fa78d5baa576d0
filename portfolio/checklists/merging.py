"""A checklist held against a newer edition of its framework: a three-way merge. Pure.

Three sides: the edition that the checklist is a copy of, what the person did, and the new edition. Whatever only one
side changed is taken over. Where both did, there is a choice, which begins with what the person has. No choice takes a
tick, a date or a note away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portfolio.checklists.values import LOOSE, Entry, Item, Outline, State, arranged

MINE, THEIRS = "mine", "theirs"
KEEP, CARRY = "keep", "carry"
APART, JOIN = "apart", "join"

ADDED, LEFT, RENAMED, REWORDED, MOVED, KIND, BACK, UNPLACED = INFORMS = (
    "added",
    "left",
    "renamed",
    "reworded",
    "moved",
    "kind",
    "back",
    "unplaced",
)
"""Kinds of lines that only tell."""
NAME, RETIRED, SAME, ORDER = CHOICES = ("name", "retired", "same", "order")
"""Kinds of lines that ask."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the merge does, or asks."""

    kind: str
    key: str
    """Of the item; of an order that of the category."""
    name: str
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Value and words; the first is what is done unless the person says otherwise."""
    chosen: str = ""

    @property
    def field(self) -> str:
        """How a form names the choice."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Merge:
    """What comes out, and everything that was done."""

    state: State
    lines: tuple[Line, ...]

    @property
    def choices(self) -> tuple[Line, ...]:
        """Where both sides changed something."""
        return tuple(line for line in self.lines if line.options)

    def told(self, kind: str) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind == kind)


def merge(base: Outline, state: State, new: Outline, choices: Mapping[str, str] | None = None) -> Merge:
    """`state`, a copy of `base`, on the edition `new`. `choices`: by `Line.field`; what is missing or unknown there is
    answered by the first option."""
    work = _Work(base, new, replace(state, version=new.version), dict(choices or {}))
    for entry in base.entries.values():
        work.known(entry)
    for item in list(state.items.values()):
        work.rest(item)
    for entry in new.entries.values():
        if entry.key not in base.entries:
            work.added(entry)
    for branch in list(state.orders):
        work.order(branch)
    return Merge(work.state, tuple(work.lines))


class _Work:
    """The merge while it goes on."""

    def __init__(self, base: Outline, new: Outline, state: State, choices: Mapping[str, str]) -> None:
        self.base, self.new, self.state, self.choices = base, new, state, choices
        self.lines: list[Line] = []

    def tell(self, kind: str, key: str, name: str, text: str = "") -> None:
        self.lines.append(Line(kind, key, name, text))

    def ask(self, kind: str, key: str, name: str, text: str, *options: tuple[str, str]) -> str:
        line = Line(kind, key, name, text, options)
        given = self.choices.get(line.field, "")
        chosen = given if given in dict(options) else options[0][0]
        self.lines.append(replace(line, chosen=chosen))
        return chosen

    def known(self, old: Entry) -> None:
        """An item of the edition so far."""
        entry, item = self.new.entries.get(old.key), self.state.of(old.key)
        if entry is None:
            self.gone(old, item)
            return
        self.name(old, entry, item)
        if entry.says != old.says:
            says = "It asks for something else in words now." + (" Your tick stays." if item.done_on else "")
            self.tell(REWORDED, old.key, entry.name, f"{says} Now: {entry.says}")
        if entry.branch != old.branch:
            self.tell(MOVED, old.key, entry.name, f"Now in {self.new.branches[entry.branch].name}.")
        if entry.habit != old.habit:
            kind = "It is a habit now" if entry.habit else "It is no habit any more"
            self.tell(KIND, old.key, entry.name, f"{kind}; its date stays.")

    def name(self, old: Entry, entry: Entry, item: Item) -> None:
        if entry.name == old.name:
            return
        if not item.name:
            self.tell(RENAMED, old.key, entry.name, f"It was called “{old.name}”.")
            return
        if item.name == entry.name:
            self.state = self.state.having(replace(item, name=""))
            self.tell(RENAMED, old.key, entry.name, "It has the name now that you gave it.")
            return
        text = f"It was “{old.name}”. You call it “{item.name}”; the new edition calls it “{entry.name}”."
        options = (MINE, f"Keep “{item.name}”"), (THEIRS, f"Take “{entry.name}”")
        if self.ask(NAME, old.key, item.name, text, *options) == THEIRS:
            self.state = self.state.having(replace(item, name=""))

    def gone(self, old: Entry, item: Item) -> None:
        heir = self.new.heir_of(old.key)
        after = f" It is continued as “{heir.name}”." if heir else " Nothing takes its place."
        if not _is_worth_keeping(item):
            self.state = self.state.without(old.key)
            self.tell(LEFT, old.key, item.name or old.name, f"Retired.{after}")
            return
        self.state = self.state.having(replace(item, retired_in=self.new.version, words=old.name))
        name, has = item.name or old.name, _has(item)
        text = f"Retired.{after} It stays in your list as a retired item, with {has}."
        if heir is None or not _would_carry(item, self.state.of(heir.key)):
            self.tell(LEFT, old.key, name, text)
            return
        options = (KEEP, "Leave it at that"), (CARRY, f"Carry {has} over to “{heir.name}” as well")
        if self.ask(RETIRED, old.key, name, text, *options) == CARRY:
            self.state = self.state.having(_carried(item, self.state.of(heir.key)))

    def rest(self, item: Item) -> None:
        """Own items, and those that had left before."""
        if item.is_own:
            if item.branch != LOOSE and item.branch not in self.new.branches:
                self.state = self.state.having(replace(item, branch=LOOSE))
                self.tell(UNPLACED, item.key, item.name, "Its category is gone. It stands under “Your own items” now.")
        elif item.key not in self.base.entries and item.key in self.new.entries:
            self.state = self.state.having(replace(item, retired_in="", words=""))
            self.tell(BACK, item.key, self.new.entries[item.key].name, "It is back in the framework.")

    def added(self, entry: Entry) -> None:
        if entry.key in self.state.items:
            return  # back again, or a retired one was carried over to it
        twin = next(self._twins(entry), None)
        if twin is None:
            self.tell(ADDED, entry.key, entry.name, f"In {self.new.branches[entry.branch].name}.")
            return
        text = f"The new edition adds “{entry.name}”. You have an own item of that name."
        options = (APART, "Keep both"), (JOIN, f"Make one of them{', with ' + _has(twin) if _has(twin) else ''}")
        if self.ask(SAME, entry.key, entry.name, text, *options) == JOIN:
            kept = Item(entry.key, note=twin.note, done_on=twin.done_on, state=twin.state)
            self.state = self.state.without(twin.key).having(kept)

    def _twins(self, entry: Entry) -> Iterator[Item]:
        name = entry.name.strip().casefold()
        own = (item for item in self.state.items.values() if item.is_own and item.is_habit == entry.habit)
        return (item for item in own if item.name.strip().casefold() == name)

    def order(self, branch: str) -> None:
        """An own order of a category goes on; what it does not know goes where the edition has it."""
        if branch not in self.new.branches:
            orders = {key: keys for key, keys in self.state.orders.items() if key != branch}
            self.state = replace(self.state, orders=orders)
            return
        old = [entry.key for entry in self.base.branches[branch].entries] if branch in self.base.branches else []
        now = [entry.key for entry in self.new.branches[branch].entries]
        if arranged(now, old) == now or [key for key in old if key in now] == [key for key in now if key in old]:
            return
        name = self.new.branches[branch].name
        text = f"You put {name} into an order of your own, and the new edition orders it anew."
        if self.ask(ORDER, branch, name, text, (MINE, "Keep your order"), (THEIRS, "Take the new order")) == THEIRS:
            orders = {key: keys for key, keys in self.state.orders.items() if key != branch}
            self.state = replace(self.state, orders=orders)


def _is_worth_keeping(item: Item) -> bool:
    """Whether a person would miss it: a tick, a date, a note, or a name of their own."""
    return item.done_on is not None or bool(item.note or item.name)


def _has(item: Item) -> str:
    """What a person left on an item, in words."""
    parts = [word for word, is_there in (("your tick", item.done_on), ("your note", item.note)) if is_there]
    return " and ".join(parts) or ("your name for it" if item.name and not item.is_own else "")


def _would_carry(item: Item, heir: Item) -> bool:
    return (item.done_on is not None and heir.done_on is None) or bool(item.note and item.note not in heir.note)


def _carried(item: Item, heir: Item) -> Item:
    """The successor with the tick and the note of the retired item; what it has itself stays."""
    notes = [heir.note] if item.note in heir.note else [heir.note, item.note]
    return replace(
        heir,
        done_on=heir.done_on or item.done_on,
        note="\n\n".join(note for note in notes if note),
    )
