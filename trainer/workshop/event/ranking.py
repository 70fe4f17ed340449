"""Room `workshop`, event: figures with their doubt, their means, and who shares a rank. Whole numbers throughout.

A difference that lies inside the noise is a tie. The doubt of a figure is half its band. Doubts are taken as
independent: that of a difference is the root of the sum of both squares, that of a mean the root of the sum of squares
divided by their number (the ordinary propagation of independent errors).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt, lcm

MOST = 10_000
"""Hundredths of points in 100."""
_FINE = 1000
"""Parts of a hundredth of a point to which a root is taken."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in hundredths of points: `total / over`. Kept as whole numbers, so that no rounding decides a tie."""

    total: int
    over: int = 1
    spread: int = 0
    """Square of the band's width times the square of `over`; 0 where the figure is certain."""
    count: int = 1
    """Rounds it is the mean of; those of fewer rounds rank behind those of more."""
    band: tuple[int, int] | None = None
    """The band as it was given, where it is of one figure."""

    @property
    def points(self) -> float:
        """The figure in points, 0 to 100."""
        return _points(self.total, self.over)

    @property
    def shown(self) -> tuple[float, float | None, float | None]:
        """The figure and its band in points, 0 to 100; no band where it is certain."""
        if self.band is not None:
            return self.points, _points(self.band[0], 1), _points(self.band[1], 1)
        if not self.spread:
            return self.points, None, None
        half, over = isqrt(self.spread * _FINE**2), 2 * self.over * _FINE
        middle = 2 * self.total * _FINE
        return self.points, _points(max(0, middle - half), over), _points(min(MOST * over, middle + half), over)

    def ties(self, other: Figure) -> bool:
        """Say whether the difference of two figures lies inside the noise."""
        apart = self.total * other.over - other.total * self.over
        noise = self.spread * other.over**2 + other.spread * self.over**2
        return self.count == other.count and 4 * apart**2 <= noise


def figure_of(overall: int, low: int | None, high: int | None) -> Figure:
    """Give the figure of one call, from hundredths of points; without a band it is certain."""
    if low is None or high is None:
        return Figure(overall)
    return Figure(overall, spread=(high - low) ** 2, band=(low, high))


def mean_of(figures: Sequence[Figure]) -> Figure | None:
    """Give the mean of figures, each of the same weight; None of none. Of one it is that figure."""
    if len(figures) < 2:
        return figures[0] if figures else None
    common = lcm(*{one.over for one in figures})
    total = sum(one.total * (common // one.over) for one in figures)
    spread = sum(one.spread * (common // one.over) ** 2 for one in figures)
    return Figure(total, common * len(figures), spread, len(figures))


def ranked(figures: Mapping[str, Figure | None]) -> dict[str, int]:
    """Give the rank of each who has a figure: from 1, shared inside the noise, `1, 1, 3`; best first.

    Who has figures of fewer rounds ranks behind who has more: customers differ, and a mean of the easy rounds must not
    stand above one of all. Whoever ties with the first of a group shares its rank: compared with the neighbour, a chain
    of small steps would make the first and the last equal. Of several firsts with the same figure the one with the
    widest band speaks for them, so that no name decides.
    """
    there = {name: one for name, one in figures.items() if one is not None}
    common = lcm(*{one.over for one in there.values()})

    def place(name: str) -> tuple[int, int, int]:
        one = there[name]
        by = common // one.over
        return -one.count, -one.total * by, -one.spread * by**2

    ranks: dict[str, int] = {}
    first: Figure | None = None
    rank = 0
    for at, name in enumerate(sorted(there, key=place), 1):
        if first is None or not first.ties(there[name]):
            first, rank = there[name], at
        ranks[name] = rank
    return ranks


def _points(total: int, over: int) -> float:
    """Give hundredths as points, to a hundredth; a half goes up."""
    return (2 * total + over) // (2 * over) / 100
