"""Room `workshop.service`: who may compute. One thread hears, answers or scores at a time; the others wait in a queue.

Python runs one thread at a time as it is. Left to themselves, forty that compute take turns and all get done at the
end, and the threads that answer requests and write have their turn behind each of them. In a queue each is done as
early as it can be, and the others have one beside them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush

SCORING = 1.0
"""Seconds that what nobody waits for by the second (a score, a scorecard) lets go before it: lines that came so much
later still come first. It is not put off for ever: after that it is the oldest."""
FAR = 4
"""Threads let through where the database is on a network: who holds the gate mostly waits for what it reads there."""


class Gate:
    """Lets few threads compute at a time, first come first served."""

    def __init__(self, most: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many at a time, and a clock in seconds that never goes back."""
        self._clock = clock
        self._guard = threading.Lock()
        self._free = most
        self._waiting: list[tuple[float, int, threading.Lock]] = []
        self._count = 0
        self._here = threading.local()

    @contextmanager
    def through(self, behind: float = 0.0) -> Iterator[None]:
        """Compute, when it is this thread's turn, as if it had come `behind` seconds later.

        Whoever holds the gate waits for no lock that somebody before the gate may hold: take locks first.
        """
        if self._place is not None:
            yield
            return
        self._enter(self._clock() + behind)
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wait for something else (the disk, a model) and let others compute meanwhile; then it is the turn of who
        came first, as before. Without the gate it changes nothing."""
        place = self._place
        if place is None:
            yield
            return
        self._leave()
        try:
            yield
        finally:
            self._enter(place)

    @property
    def waiting(self) -> int:
        """How many wait before it."""
        with self._guard:
            return len(self._waiting)

    @property
    def _place(self) -> float | None:
        """Since when this thread, which holds the gate, counts as having come; None: it does not hold it."""
        place: float | None = getattr(self._here, "place", None)
        return place

    def _enter(self, place: float) -> None:
        turn = threading.Lock()
        with self._guard:
            if self._free:
                self._free -= 1
            else:
                turn.acquire()
                self._count += 1
                heappush(self._waiting, (place, self._count, turn))
        with turn:  # handed over by who leaves
            self._here.place = place

    def _leave(self) -> None:
        self._here.place = None
        with self._guard:
            if self._waiting:
                heappop(self._waiting)[2].release()
            else:
                self._free += 1
