"""Room `lab`: how hard a customer is, measured: what it costs to listen only half of the time.

Who listens all the time gets through to every customer of the library, sooner or later by how their facts hang
together and how much they talk; that says little of how hard they are, and its order is not that of the stated
difficulty (rank correlation about -.2). What makes a customer hard is how they take what is clumsy: a low trust to
begin with, a high bar, what they dislike, little patience. That shows in the bot that listens every other line and is
clumsy in between, against the one that always listens: both talk about the same facts, so that their shape cancels out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import mean

from trainer.lab.playing import TURNS, Played

#: Weight of a fact by its depth, as in the discovery part of a score.
WEIGHT = {1: 1.0, 2: 2.0, 3: 4.0}
#: Depth from which a fact is worth measuring by: the surface comes to everybody who asks.
BENEATH = 2


def found(one: Played) -> float:
    """Give the share of all weight that was told in a call, 0 to 1."""
    whole = sum(WEIGHT[fact.depth] for fact in one.facts)
    return sum(WEIGHT[fact.depth] for fact in one.facts if fact.turn) / whole if whole else 0.0


def longest(one: Played) -> int:
    """Give the turns of a whole call; two people on one have more than a bot stays with one."""
    return max(TURNS, one.turns)


def reached(one: Played) -> float:
    """Give how much beneath the surface was told in a call and how soon, 0 to 1.

    The share of weight told, each by the share of the call that was left when it was told.
    """
    beneath = [fact for fact in one.facts if fact.depth >= BENEATH]
    whole = sum(WEIGHT[fact.depth] for fact in beneath)
    soon = sum(WEIGHT[fact.depth] * max(0.0, 1 - (fact.turn - 1) / longest(one)) for fact in beneath if fact.turn)
    return soon / whole if whole else 0.0


def difficulty_of(skilled: Sequence[Played], middling: Sequence[Played]) -> tuple[float | None, float | None]:
    """Give the share of what the skilled bot reaches that the middling one does not, and its standard error.

    0: listening half of the time costs nothing; 1: it costs everything. None where either did not play, or the skilled
    one reached nothing; the error (leaving out one call at a time, Quenouille and Tukey) is None with one call of each.
    """
    full, half = [reached(one) for one in skilled], [reached(one) for one in middling]
    if not full or not half or not any(full):
        return None, None
    cost = _cost(full, half)
    if len(full) < 2 or len(half) < 2:
        return round(cost, 3), None
    spread = _spread([_cost(_without(full, at), half) for at in range(len(full))])
    spread += _spread([_cost(full, _without(half, at)) for at in range(len(half))])
    return round(cost, 3), round(sqrt(spread), 3)


def _cost(full: Sequence[float], half: Sequence[float]) -> float:
    most = mean(full)
    return min(1.0, max(0.0, 1 - mean(half) / most)) if most else 1.0


def _without(values: Sequence[float], at: int) -> list[float]:
    return [value for place, value in enumerate(values) if place != at]


def _spread(left_out: Sequence[float]) -> float:
    """Give the jackknife's variance."""
    middle, count = mean(left_out), len(left_out)
    return (count - 1) / count * sum((value - middle) ** 2 for value in left_out)
