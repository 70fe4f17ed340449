"""Room `practice`: whether a skill has changed, with a promise that holds however often somebody looks.

Attempt i shows a skill in k of n chances. y = arcsin(sqrt((k + 3/8)/(n + 3/4))) has a variance of 1/(4n + 2) by chance
alone, whatever the rate (Anscombe 1948, "The transformation of Poisson, binomial and negative-binomial data").

No change means: y = level + customer + difficulty + noise. The customer's part has a standard deviation that was
measured with simulated learners (`figures.CUSTOMER`), the difficulty's part the same, so that another mean over other
customers is little evidence; the noise is chance times a factor of at least 1 that nobody knows. A change means: from
some attempt on, one more step of any size.

Evidence is the likelihood of the attempts under a mixture of changes (a step at some attempt, or a curve that rises
fast at first: Newell and Rosenbloom 1981, "Mechanisms of skill acquisition"; how large; which factor) divided by the
largest likelihood that no change allows. The level drops out, since only contrasts are compared. Under no change such a
ratio exceeds 1/a at any time, ever, with a probability of at most a (Ville's inequality; Wasserman, Ramdas and
Balakrishnan 2020, "Universal inference"; Ramdas, Gruenwald, Vovk and Shafer 2023, "Game-theoretic statistics and safe
anytime-valid inference"). Better and worse are two bets. With a = `figures.ALARMS` over the number of skills
(Bonferroni), at most `ALARMS` of the learners who never change are ever told that they improved in anything.

What is not exact: y is only nearly normal, the factor is taken to be the same in all attempts, and scenarios to be
chosen for other reasons than how the last call went. docs/progress.md has the rates that were measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, copysign, erfc, exp, log, sin, sqrt
from typing import NamedTuple

from trainer.practice.progress import figures
from trainer.practice.progress.tally import SKILLS

#: Evidence (its logarithm) from which a change is stated.
STATED = log(len(SKILLS) / figures.ALARMS)


class Seen(NamedTuple):
    """One attempt as it is compared. A tuple: of thousands of attempts ten skills make tens of thousands."""

    found: int
    of: int
    customer: tuple[str, ...]
    """Whoever is met again has the same; another content version is another customer."""
    difficulty: int


@dataclass(frozen=True, slots=True)
class Change:
    """The change that the attempts speak for most, and how loudly."""

    after: int
    """Attempts before it."""
    rises: bool
    evidence: float
    """Logarithm of the likelihood ratio; stated from `STATED` on."""
    before: float
    since: float
    """Shares before and since, plainly pooled."""

    @property
    def stated(self) -> bool:
        """Whether it may be called a change: enough evidence, and the plain shares say the same."""
        return self.evidence >= STATED and (self.since > self.before) == self.rises


def change_of(attempts: Sequence[Seen], between: float) -> Change | None:
    """Look for a change in one skill over attempts, oldest first; None where there are too few to split.

    `between` is the standard deviation between customers, on the scale of y.
    """
    looked = _looked(attempts, between)
    return looked[0] if looked else None


def judged(attempts: Sequence[Seen], between: float) -> tuple[Change | None, float | None]:
    """Look for a change, and where none is stated give about the smallest, as a share, that would have been by now.

    The second is of a step half-way; None where none would show, or one is stated. It is said so that "no change shown"
    is not read as "no change".
    """
    looked = _looked(attempts, between)
    if looked is None:
        return None, None
    change, noise, bet, step = looked
    if change.stated:
        return change, None
    return change, _would_show(_share(attempts), noise, len(attempts) - 1, bet, *step)


def _looked(attempts: Sequence[Seen], between: float) -> tuple[Change, float, float, tuple[float, float]] | None:
    """Give the change, and of the step half-way what would have to be known to say which one would have shown.

    That is the sum of squares without a step, the log of what is bet on that place, and its slope and weight.
    """
    splits = list(_splits(len(attempts)))
    if not splits:
        return None
    sums = _Sums(attempts, between)
    free = len(attempts) - 1
    steps = [sums.step(split) for split, _ in splits]
    found = [_log_ratios(sums.noise, free, *step) for step in steps]
    trend = _log_ratios(sums.noise, free, *sums.trend())
    sides: list[float] = []
    for side in (0, 1):
        each = [log(figures.STEPS * belief) + one[side] for (_, belief), one in zip(splits, found, strict=True)]
        sides.append(_log_sum([log(1 - figures.STEPS) + trend[side], *each]))
    side = 0 if sides[0] >= sides[1] else 1
    likeliest = max(range(len(splits)), key=lambda at: log(splits[at][1]) + found[at][side])
    split = splits[likeliest][0]
    change = Change(split, side == 0, sides[side], _share(attempts[:split]), _share(attempts[split:]))
    half = min(range(len(splits)), key=lambda at: abs(2 * splits[at][0] - len(attempts)))
    return change, sums.noise, log(figures.STEPS * splits[half][1]), steps[half]


def _would_show(share: float, noise: float, free: int, bet: float, slope: float, weight: float) -> float | None:
    """Give the smallest step of a given weight that would be stated, around a share; None if none would."""
    middle = asin(sqrt(share))
    rest = max(0.0, noise - (slope * slope / weight if weight else 0.0))
    for percent in range(1, 96):
        step = _apart(middle, percent / 100)
        if bet + _log_ratios(rest + step * step * weight, free, step * weight, weight)[0] >= STATED:
            return percent / 100
    return None


def _apart(middle: float, change: float) -> float:
    """Give how far apart, on the scale of y, two shares lie that differ by `change` (below 1) around `middle`."""
    centre = min(1 - change / 2, max(change / 2, sin(middle) ** 2))
    return asin(sqrt(min(1.0, centre + change / 2))) - asin(sqrt(max(0.0, centre - change / 2)))


def _log_ratios(noise: float, free: int, slope: float, weight: float) -> tuple[float, float]:
    """Give the log likelihood of a step up, and of one down, at one place, less the best without one.

    `noise`: sum of squares without a step; `free`: contrasts; `slope` and `weight` of the step. Sizes of a step are
    half normal, so that of the evidence for either each side keeps the part that lies on it.
    """
    size = figures.CHANGE**2
    gained = size * slope * slope / (1 + size * weight)
    spread = max(1.0, noise / free)
    without = -free / 2 * log(spread) - noise / (2 * spread) + log(1 + size * weight) / 2
    up, down = [], []
    for by, belief in figures.SPREADS.items():
        alike = log(belief) - free / 2 * log(by) - (noise - gained) / (2 * by)
        lean = copysign(sqrt(gained / by / 2), slope)
        up.append(alike + _log_side(lean))
        down.append(alike + _log_side(-lean))
    return _log_sum(up) - without, _log_sum(down) - without


def _log_side(lean: float) -> float:
    """Give the logarithm of twice the normal probability below `lean` times the root of two."""
    return log(max(1e-300, erfc(-lean)))


def _log_sum(logs: Sequence[float]) -> float:
    top = max(logs)
    return top + log(sum(exp(one - top) for one in logs))


def _splits(count: int) -> Iterator[tuple[int, float]]:
    """Give the places of a step before `count`, and how much is bet on each: 2/(c(c - 1)), which adds up to 1.

    From some place on they lie further apart; each then has the bets of those that are left out after it.
    """
    split = figures.FIRST_SPLIT
    while split < count:
        following = max(split + 1, int(split * figures.SPLITS_APART))
        yield split, 2 / (split - 1) - 2 / (following - 1)
        split = following


def _share(attempts: Sequence[Seen]) -> float:
    return sum(one.found for one in attempts) / max(1, sum(one.of for one in attempts))


@lru_cache(maxsize=4096)
def scaled(found: int, of: int) -> tuple[float, float]:
    """Give y of one attempt and its weight, one over its variance by chance."""
    return asin(sqrt((found + 0.375) / (of + 0.75))), 4.0 * of + 2.0


@lru_cache(maxsize=4)
def _curve(count: int) -> tuple[float, ...]:
    return tuple(log(figures.CURVE_FROM + place) / figures.CURVE_OVER for place in range(count))


class _Sums:
    """Sums over the attempts of one customer, and of them over one difficulty: the covariance is never written out.

    A customer's effect of variance t on attempts of weights w takes from a product of two rows a, b of values
    t (sum wa)(sum wb) / (1 + t sum w) (Woodbury); the difficulty's does the same to what is left.
    """

    def __init__(self, attempts: Sequence[Seen], between: float) -> None:
        self._between = between * between
        self._customers = sorted({(difficulty, customer) for _, _, customer, difficulty in attempts})
        place = {customer: at for at, customer in enumerate(self._customers)}
        self._rows = [(place[difficulty, whom], *scaled(found, of)) for found, of, whom, difficulty in attempts]
        # A constant taken from y changes no contrast and keeps the sums small.
        middle = sum(y for _, y, _ in self._rows) / max(1, len(self._rows))
        self._rows = [(at, y - middle, w) for at, y, w in self._rows]
        count = len(self._customers)
        self._w, self._wy, self._wyy = [0.0] * count, [0.0] * count, [0.0] * count
        for at, y, w in self._rows:
            self._w[at] += w
            self._wy[at] += w * y
            self._wyy[at] += w * y * y
        self._zw, self._zwy = list(self._w), list(self._wy)
        self._from = 0
        self._ones = self._product(self._w, self._w, self._w)
        self._level = self._product(self._wy, self._w, self._wy)
        self.noise = self._product(self._wyy, self._wy, self._wy) - self._level**2 / self._ones if attempts else 0.0

    def trend(self) -> tuple[float, float]:
        """Give the slope and the weight of a learning curve: fast at first, then slower."""
        count = len(self._customers)
        zw, zwy, zzw = [0.0] * count, [0.0] * count, [0.0] * count
        for z, (at, y, w) in zip(_curve(len(self._rows)), self._rows, strict=True):
            weight = w * z
            zw[at] += weight
            zwy[at] += weight * y
            zzw[at] += weight * z
        return self._contrast(zw, zwy, zzw)

    def step(self, split: int) -> tuple[float, float]:
        """Give the slope and the weight of a step after `split` attempts; splits are asked for in rising order."""
        for at, y, w in self._rows[self._from : split]:
            self._zw[at] -= w
            self._zwy[at] -= w * y
        self._from = max(self._from, split)
        return self._contrast(self._zw, self._zwy, self._zw)

    def _contrast(self, zw: Sequence[float], zwy: Sequence[float], zzw: Sequence[float]) -> tuple[float, float]:
        """Take the level out of a row of values z, given by customer as the weighted sums of z, zy and zz."""
        level = self._product(zw, zw, self._w)
        slope = self._product(zwy, zw, self._wy) - level * self._level / self._ones
        weight = self._product(zzw, zw, zw) - level**2 / self._ones
        return (slope, weight) if weight > 1e-9 * self._ones else (0.0, 0.0)

    def _product(self, whole: Sequence[float], one: Sequence[float], other: Sequence[float]) -> float:
        """Give the product of two rows of values; `whole` holds their products by customer, plainly weighted."""
        t = self._between
        total, at = 0.0, 0
        while at < len(self._customers):
            difficulty = self._customers[at][0]
            left = right = weight = 0.0
            while at < len(self._customers) and self._customers[at][0] == difficulty:
                shrink = 1.0 / (1.0 + t * self._w[at])
                total += whole[at] - t * one[at] * other[at] * shrink
                left, right, weight = left + one[at] * shrink, right + other[at] * shrink, weight + self._w[at] * shrink
                at += 1
            total -= t * left * right / (1.0 + t * weight)
        return total
