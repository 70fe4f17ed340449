"""Room `workshop`, event: figures with their doubt, their means, and who shares a rank. Exact: no rounding decides.

A difference that lies inside the noise is a tie. The doubt of a figure is half its band, squared; doubts are taken as
independent, so that the doubt of a difference is the root of the sum of both, and that of a mean the root of the sum
divided by their number (the ordinary propagation of independent errors).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

MOST = 10_000
"""Hundredths of points in 100."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in hundredths of points."""

    mean: Fraction
    doubt: Fraction
    """Square of half the band; 0 where it is certain."""
    count: int = 1
    """Rounds it is the mean of; those of fewer rounds rank behind those of more."""
    band: tuple[int, int] | None = None
    """The band as it was given, where it is of one figure."""

    @property
    def shown(self) -> tuple[float, float | None, float | None]:
        """Give the figure and its band in points, 0 to 100; no band where it is certain."""
        if self.band is not None:
            return points(self.mean), points(Fraction(self.band[0])), points(Fraction(self.band[1]))
        if not self.doubt:
            return points(self.mean), None, None
        half = _root(self.doubt)
        return (
            points(self.mean),
            points(max(Fraction(0), self.mean - half)),
            points(min(Fraction(MOST), self.mean + half)),
        )

    def ties(self, other: Figure) -> bool:
        """Say whether the difference of two figures lies inside the noise."""
        return self.count == other.count and (self.mean - other.mean) ** 2 <= self.doubt + other.doubt


def figure_of(overall: int, low: int | None, high: int | None) -> Figure:
    """Give the figure of one call, from hundredths of points; without a band it is certain."""
    if low is None or high is None:
        return Figure(Fraction(overall), Fraction(0))
    return Figure(Fraction(overall), Fraction(high - low, 2) ** 2, band=(low, high))


def mean_of(figures: Sequence[Figure]) -> Figure | None:
    """Give the mean of figures, each of the same weight; None of none. Of one it is that figure."""
    if len(figures) < 2:
        return figures[0] if figures else None
    n = len(figures)
    mean = sum((one.mean for one in figures), Fraction()) / n
    return Figure(mean, sum((one.doubt for one in figures), Fraction()) / n**2, n)


def ranked(figures: Mapping[str, Figure | None]) -> dict[str, int]:
    """Give the rank of each who has a figure: from 1, shared inside the noise, `1, 1, 3`.

    Who has figures of fewer rounds ranks behind who has more: customers differ, and a mean of the easy rounds must not
    stand above one of all. Whoever ties with the first of a group shares its rank: compared with the neighbour, a chain
    of small steps would make the first and the last equal. Of several firsts with the same figure the one with the
    widest band speaks for them, so that no name decides.
    """
    order = sorted(
        ((name, one) for name, one in figures.items() if one is not None),
        key=lambda pair: (-pair[1].count, -pair[1].mean, -pair[1].doubt),
    )
    ranks: dict[str, int] = {}
    first: Figure | None = None
    rank = 0
    for at, (name, figure) in enumerate(order, 1):
        if first is None or not first.ties(figure):
            first, rank = figure, at
        ranks[name] = rank
    return ranks


def points(hundredths: Fraction) -> float:
    """Give hundredths of points as points, to a hundredth (half to even)."""
    return round(hundredths) / 100


def _root(square: Fraction) -> Fraction:
    """Give a square root to a thousandth of a hundredth of a point, the same on every machine."""
    return Fraction(isqrt(square.numerator * 10**6 // square.denominator), 1000)
