"""Room `storage`, workshops: a clock that nobody can set while a server runs."""

from __future__ import annotations

import time
from collections.abc import Callable

_NS = 1_000_000
"""Nanoseconds in a millisecond."""


class SteadyClock:
    """Milliseconds since 1970: the wall clock when it was made, and what has passed since by the monotonic clock.

    A wall clock that is set forward, back, or by summer time changes neither a deadline nor the order of events.
    """

    def __init__(
        self, wall: Callable[[], int] = time.time_ns, monotonic: Callable[[], int] = time.monotonic_ns
    ) -> None:
        """Read both clocks (nanoseconds) once."""
        self._monotonic = monotonic
        self._begun = monotonic()
        self._wall = wall()

    def __call__(self) -> int:
        """Give the time; never less than before."""
        return (self._wall + self._monotonic() - self._begun) // _NS
