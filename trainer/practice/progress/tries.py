"""Room `practice`: the first attempt at a customer beside the best one since. Only the first counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.practice.progress.entries import Entry


@dataclass(frozen=True, slots=True)
class Try:
    """One scored attempt: its overall, 0 to 100, and where that may well lie."""

    session: str
    overall: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tries:
    """All attempts at one customer in one version of a scenario."""

    scenario: str
    persona: str
    content: str
    title: str
    customer: str
    count: int
    """Attempts with an overall figure."""
    first: Try
    best: Try | None
    """The best of the later ones; None where there is none."""
    apart: bool
    """Whether their bands lie apart. The best of several is above the first by luck alone where they do not."""


def tries_of(entries: Sequence[Entry]) -> tuple[Tries, ...]:
    """Group scored attempts, oldest first in `entries`, by what was played; the one begun first comes first."""
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for one in entries:
        if one.attempt and one.overall is not None:
            groups.setdefault((one.scenario, one.persona, one.content), []).append(one)
    return tuple(_tries(group) for group in groups.values())


def _tries(group: Sequence[Entry]) -> Tries:
    first, later = group[0], group[1:]
    best = max(later, key=lambda one: one.overall or 0.0) if later else None
    one, other = _try(first), _try(best) if best else None
    apart = other is not None and _apart(one, other)
    return Tries(
        first.scenario, first.persona, first.content, group[-1].title, group[-1].customer, len(group), one, other, apart
    )


def _try(one: Entry) -> Try:
    return Try(one.session, one.overall or 0.0, one.tally.low, one.tally.high)


def _apart(one: Try, other: Try) -> bool:
    low, high = (one, other) if one.overall <= other.overall else (other, one)
    return low.high is not None and high.low is not None and low.high < high.low
