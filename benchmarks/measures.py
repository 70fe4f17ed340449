"""Measures of agreement in plain Python: what statistics packages call macro F1, Pearson, Spearman and ROC AUC."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt


def macro_f1(truth: Sequence[bool], found: Sequence[bool]) -> float:
    """Give the mean of the F1 of the yes and the F1 of the no; one that is nowhere counts 0."""
    return (_f1(truth, found, True) + _f1(truth, found, False)) / 2


def _f1(truth: Sequence[bool], found: Sequence[bool], side: bool) -> float:
    both = sum(t is side and f is side for t, f in zip(truth, found, strict=True))
    either = sum(t is side for t in truth) + sum(f is side for f in found)
    return 2 * both / either if either else 0.0


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Give the linear correlation of two rows of figures; 0 where one of them never varies."""
    a, b = sum(one) / len(one), sum(other) / len(other)
    top = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    below = sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other))
    return top / below if below else 0.0


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Give the rank correlation of two rows of figures (ties share their mean rank)."""
    return pearson(ranks(one), ranks(other))


def ranks(values: Sequence[float]) -> list[float]:
    """Give each value's rank from 1; equal values share their mean rank."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    out = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            out[place] = (start + end) / 2 + 1
        start = end + 1
    return out


def auc(high: Sequence[float | None], low: Sequence[float | None]) -> float:
    """Give the share of pairs in which that from `high` is larger; a tie, or a missing figure, counts half."""
    won = sum(0.5 if a is None or b is None else (a > b) + 0.5 * (a == b) for a in high for b in low)
    return won / (len(high) * len(low))
