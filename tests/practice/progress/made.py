"""Attempts with given figures, and learners who are nothing but rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from trainer.lab.bots.chance import Chance
from trainer.practice.progress.entries import Entry
from trainer.practice.progress.moved import Seen
from trainer.practice.progress.tally import SKILLS, Tally

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(number: int = 0, *, attempt: bool = True, seen: bool = False, overall: float | None = 50.0,
          customer: str = "ines", low: float | None = 40.0, high: float | None = 60.0,
          **counts: tuple[int, int]) -> Entry:  # fmt: skip
    tally = Tally(2, seen, 20, 900, low, high, "plain", {skill: counts.get(skill, (0, 0)) for skill in SKILLS})
    at = BEGAN + timedelta(days=number)
    return Entry(f"s{number}", at, "supper", customer, "c0ffee", "The list part", customer.title(), attempt, overall,
                 1200, tally)  # fmt: skip


def seen(counts: Sequence[tuple[int, int]], customers: str = "abcdef") -> list[Seen]:
    """Attempts at customers in turn, two to a difficulty."""
    return [
        Seen(found, of, (customers[i % len(customers)],), 2 + i % len(customers) // 2)
        for i, (found, of) in enumerate(counts)
    ]


def drawn(rates: Sequence[float], of: int, chance: Chance) -> list[tuple[int, int]]:
    """For each rate how often it came up in so many chances."""
    return [(sum(chance.below(10_000) < 10_000 * rate for _ in range(of)), of) for rate in rates]
