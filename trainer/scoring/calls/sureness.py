"""Room `scoring`: how sure a figure is: what other turns of this interviewer, and other listeners, might have given.

Two sources of doubt are put together: the turns themselves are a sample of how somebody asks (a bootstrap over
exchanges), and a label may be wrong (measured against human annotators, `figures.LABEL_ERROR`). The draws are made by a
fixed rule, so that the same call always has the same band.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor, hypot, sqrt
from statistics import pstdev

from trainer.scoring.calls import figures, technique, unscripted
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.technique import Habits


@dataclass(frozen=True, slots=True)
class Band:
    """Where a part may well lie: 0 to 5, in steps of a half."""

    low: float
    high: float

    @classmethod
    def around(cls, value: float, *spreads: float) -> Band:
        """Give the band of `value` with independent standard deviations: about four in five, ends rounded outwards."""
        half = figures.BAND * hypot(*spreads)
        low, high = floor(2 * (value - half)) / 2, ceil(2 * (value + half)) / 2
        return cls(max(0.0, low), min(5.0, high))


def spread(turns: Sequence[Listened], worn: dict[int, str]) -> tuple[float, float]:
    """Give the standard deviations of technique and unscripted over drawn calls: a bootstrap over exchanges.

    An exchange is one turn of the interviewer's with what the customer had said before it.
    """
    exchanges = list(_exchanges(turns))
    counts = [_counted(exchange, worn) for exchange in exchanges]
    acts = [[unscripted.acted(one, worn) for one in technique.engaged(exchange)] for exchange in exchanges]
    asked, free = [], []
    for places in draws(len(exchanges), figures.DRAWS if len(exchanges) <= 100 else figures.DRAWS_LONG):
        asked.append(technique.value_of(technique.habits_from([counts[place] for place in places], len(worn))))
        worth = unscripted.value_from([one for place in places for one in acts[place]], len(worn))
        if worth is not None:
            free.append(worth)
    return pstdev(asked) if asked else 0.0, pstdev(free) if free else 0.0


def label_spread(habits: Habits, count: int) -> float:
    """Give the standard deviation that wrong labels bring into technique of `count` turns.

    A rate from n turns of which a share e is labelled wrongly strays by the root of e(1 - e)/n; what that does to
    technique is looked up by moving the rate that far.
    """
    total = 0.0
    for name, error in figures.LABEL_ERROR.items():
        stray = sqrt(error * (1 - error) / max(1, count))
        rate = getattr(habits, name)
        up, down = (replace(habits, **{name: min(1.0, max(0.0, rate + step))}) for step in (stray, -stray))
        total = hypot(total, (technique.value_of(up) - technique.value_of(down)) / 2)
    return total


@lru_cache(maxsize=64)  # as many calls have a length in common; 30 kB each at the length of a practice call
def draws(size: int, count: int) -> tuple[tuple[int, ...], ...]:
    """Give `count` drawings of `size` places out of `size`, with repetition, each in order; always the same ones.

    The numbers come from the generator of Steele, Lea and Flood ("Fast splittable pseudorandom number generators",
    2014).
    """
    state, drawings = 0, []
    for _ in range(count):
        places = []
        for _ in range(size):
            state = (state + 0x9E3779B97F4A7C15) & _MASK
            mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
            places.append((mixed ^ (mixed >> 31)) % size)
        drawings.append(tuple(sorted(places)))
    return tuple(drawings)


_MASK = (1 << 64) - 1


def _counted(exchange: Sequence[Listened], worn: dict[int, str]) -> technique.Counted:
    """Give what an exchange counts for: the interviewer's turn, which is its last, with the customer's words."""
    *before, mine = (technique.counted(one, worn) for one in exchange)
    return mine._replace(theirs=sum([one.theirs for one in before]))


def _exchanges(turns: Sequence[Listened]) -> Iterator[list[Listened]]:
    exchange: list[Listened] = []
    for one in turns:
        exchange.append(one)
        if one.heard is not None:
            yield exchange
            exchange = []
