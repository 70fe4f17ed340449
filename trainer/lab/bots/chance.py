"""Room `lab`: chance that repeats itself: the same seed, the same choices, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")
_MASK = (1 << 64) - 1


class Chance:
    """Draws numbers by splitmix64 (Steele, Lea and Flood, 2014)."""

    def __init__(self, seed: int) -> None:
        """Take any whole number."""
        self._state = seed & _MASK

    def below(self, size: int) -> int:
        """Give a number from 0 to `size` - 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((self._state ^ (self._state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % size

    def one_of(self, choices: Sequence[_T]) -> _T:
        """Give one of at least one choices."""
        return choices[self.below(len(choices))]
