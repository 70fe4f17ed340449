"""Difficulty as it is measured, and whether its order is the stated one. The figures of the library: docs/lab.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.lab.test_lab import EVERY, PERSONA, SURFACE, made, measured
from trainer.lab.difficulty import difficulty_of, found, reached
from trainer.lab.ordering import order_of

LATE = {fact: turn + 8 for fact, turn in EVERY.items()}


def test_what_is_told_later_or_not_at_all_is_reached_less() -> None:
    early, late, never = (reached(made("skilled", 1, 85, told)) for told in (EVERY, LATE, SURFACE))
    assert early > late > never == 0
    assert found(made("skilled", 1, 85, EVERY)) == found(made("skilled", 1, 85, LATE)) == 1
    assert 0 < found(made("skilled", 1, 85, SURFACE)) < 0.5


def test_difficulty_is_what_listening_half_of_the_time_costs() -> None:
    skilled = [made("skilled", n, 85, EVERY) for n in range(4)]
    for told, cost in ((EVERY, 0.0), (SURFACE, 1.0)):
        assert difficulty_of(skilled, [made("middling", n, 50, told) for n in range(4)]) == (cost, 0.0)
    between, noise = difficulty_of(skilled, [made("middling", n, 50, LATE if n % 2 else EVERY) for n in range(4)])
    assert between is not None and 0 < between < 1 and noise is not None and noise > 0


def test_how_a_customer_talks_with_those_who_listen_cancels_out() -> None:
    """Twice as late for both, half of it left for both: the same cost."""
    slow = {fact: 1 + 2 * (turn - 1) for fact, turn in EVERY.items() if 1 + 2 * (turn - 1) <= 25}
    here = difficulty_of([made("skilled", 1, 85, EVERY)], [made("middling", 1, 50, EVERY)])
    there = difficulty_of([made("skilled", 1, 85, slow)], [made("middling", 1, 50, slow)])
    assert here == there == (0.0, None)


def test_without_one_of_the_two_it_is_not_measured() -> None:
    skilled = [made("skilled", 1, 85, EVERY)]
    assert difficulty_of(skilled, []) == difficulty_of([], skilled) == (None, None)
    assert difficulty_of([made("skilled", 1, 5, {})], skilled) == (None, None)
    both = measured((made("skilled", 1, 85, EVERY), made("middling", 1, 50, SURFACE)))
    assert both.measured == 1.0 and both.noise is None
    assert {check.name for check in both.checks} == {"solvable"}  # the middling bot is none of the poor ones


@pytest.mark.parametrize(
    ("stated", "hard", "agreement"),
    [((1, 2, 3, 4, 5), (0.1, 0.2, 0.3, 0.4, 0.5), 1.0), ((5, 4, 3, 2, 1), (0.1, 0.2, 0.3, 0.4, 0.5), -1.0),
     ((1, 1, 2, 3, 3), (0.2, 0.1, 0.3, 0.4, 0.5), 0.95)],
)  # fmt: skip
def test_orders_are_compared_by_rank(stated: tuple[int, ...], hard: tuple[float, ...], agreement: float) -> None:
    one = measured((made("skilled", 1, 85, EVERY),))
    order = order_of([replace(one, difficulty=d, measured=m) for d, m in zip(stated, hard, strict=True)])
    assert order is not None and order.agreement == pytest.approx(agreement, abs=0.01)
    assert f"{order.agreement:+.2f} over 5 customers" in order.says


def test_of_few_customers_or_equal_ones_no_order_is_spoken_of() -> None:
    one = measured((made("skilled", 1, 85, EVERY),))
    assert order_of([replace(one, measured=0.1 * n) for n in range(4)]) is None
    assert order_of([replace(one, measured=0.5) for _ in range(6)]) is None
    assert order_of([one] * 6) is None
    assert PERSONA.facts
