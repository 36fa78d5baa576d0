"""Values kept in this process, the ones asked for last, as many as have room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by key. When they weigh more than `most` together, or are more than `count`, those go that were not asked
    for longest; the last one always stays. Of two threads that miss the same value both make it."""

    def __init__(self, weigh: Callable[[T], int], *, most: int, count: int) -> None:
        self._weigh, self._most, self._count = weigh, most, count
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, made where it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        weight = self._weigh(value)
        with self._lock:
            self._drop(key)
            self._values[key] = (value, weight)
            self._weight += weight
            while len(self._values) > 1 and (self._weight > self._most or len(self._values) > self._count):
                self._drop(next(iter(self._values)))
        return value

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._values.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._values)

    def _drop(self, key: Hashable) -> None:
        if key in self._values:
            self._weight -= self._values.pop(key)[1]
