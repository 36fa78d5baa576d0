"""Who has which word, of the words that were asked for lately: read from the database once, and kept in step.

All words of all people would take more room than everything else together; those that are searched for are few, and a
word that most people have is the one that takes a database longest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap

LEAST_ROOM = 1 << 20
EACH = 400
"""Bytes of a word that nobody has: its token, its place in two tables, an empty set."""
ROOM_A_PERSON = 32
"""Bytes that words may take: 3 MB where there are 100,000 people, 200 words of which every second person has each."""


@dataclass
class Words:
    """Sets of slots by token, as the index of the database has them (`portfolio.search.tokens`, marks included)."""

    room: int = LEAST_ROOM
    _held: OrderedDict[str, BitMap] = field(default_factory=OrderedDict)
    """Those asked for longest ago first."""
    _sizes: dict[str, int] = field(default_factory=dict)

    @property
    def tokens(self) -> Collection[str]:
        """The tokens that are known."""
        return self._held.keys()

    def missing(self, tokens: Iterable[str]) -> list[str]:
        """Those of these tokens that have to be read first. The others are those asked for last from now on."""
        missing = []
        for token in dict.fromkeys(tokens):
            if token in self._held:
                self._held.move_to_end(token)
            else:
                missing.append(token)
        return missing

    def of(self, token: str) -> BitMap:
        """Who has a token that is known. Not to be changed. `KeyError` for one that has not been read."""
        return self._held[token]

    def keep(self, read: Mapping[str, BitMap], wanted: Collection[str]) -> None:
        """From now on these tokens are known; others go, those asked for longest ago first, where there is no room, but
        for those `wanted` now."""
        for token, found in read.items():
            found.run_optimize()
            found.shrink_to_fit()
            self._held[token] = found
            self._sizes[token] = EACH + len(found.serialize())
        left = sum(self._sizes.values())
        for token in list(self._held):
            if left <= self.room or token in wanted:
                break
            left -= self._sizes.pop(token)
            del self._held[token]

    def put(self, slot: int, tokens: Collection[str]) -> None:
        """The person in this slot has these tokens; of what they are not known for, nothing is kept."""
        for token in tokens:
            if token in self._held:
                self._held[token].add(slot)

    def forget(self, slots: BitMap) -> None:
        """These people have no word any more."""
        for found in self._held.values():
            found.difference_update(slots)
