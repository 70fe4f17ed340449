"""Room `practice`: where a skill stands, with its noise band, now and after each attempt. Says nothing of change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from trainer.practice.progress import figures


@dataclass(frozen=True, slots=True)
class Level:
    """A share, 0 to 1, pooled over some attempts, and between which values it may well lie."""

    value: float
    low: float
    high: float
    found: int
    of: int


def level_of(counts: Sequence[tuple[int, int]], error: float, least: int) -> Level | None:
    """Pool the last `WINDOW` attempts; None where they are fewer than `LEAST_ATTEMPTS` or have under `least` chances.

    The band is Wilson's (1927, "Probable inference, the law of succession, and statistical inference"), with the
    chances divided by how much more than by chance the attempts differ among each other (never by less than 1). What
    wrong labels add, a share `error` of all, is put to it as in `scoring.skills`.
    """
    used = [(found, of) for found, of in counts[-figures.WINDOW :] if of]
    found, of = sum(one for one, _ in used), sum(one for _, one in used)
    if len(used) < figures.LEAST_ATTEMPTS or of < least:
        return None
    value = found / of
    low, high = _wilson(value, of / _spread(used, value))
    wrong = figures.NOISE * sqrt(error * (1 - error) / of)
    return Level(
        value,
        max(0.0, value - hypot(value - low, wrong)),
        min(1.0, value + hypot(high - value, wrong)),
        found,
        of,
    )


def levels(counts: Sequence[tuple[int, int]], error: float, least: int) -> list[Level | None]:
    """Give the level after each attempt."""
    last = figures.WINDOW
    return [level_of(counts[max(0, end - last) : end], error, least) for end in range(1, len(counts) + 1)]


def _spread(counts: Sequence[tuple[int, int]], value: float) -> float:
    alone = value * (1 - value)
    if len(counts) < 2 or not alone:
        return 1.0
    squares = sum((found - of * value) ** 2 / (of * alone) for found, of in counts)
    return max(1.0, squares / (len(counts) - 1))


def _wilson(value: float, of: float) -> tuple[float, float]:
    z = figures.NOISE
    middle = value + z * z / (2 * of)
    half = z * sqrt(value * (1 - value) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    return (middle - half) / below, (middle + half) / below
