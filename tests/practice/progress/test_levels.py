"""Estimates: pooled, late, with a band that is honest about few chances and about unlike attempts."""

from __future__ import annotations

from trainer.lab.bots.chance import Chance
from trainer.practice.progress import figures
from trainer.practice.progress.levels import level_of, levels

from .made import drawn


def test_nothing_is_stated_of_few_attempts_or_few_chances() -> None:
    assert level_of([(20, 40)] * (figures.LEAST_ATTEMPTS - 1), 0.0, 30) is None
    assert level_of([(1, 3)] * 6, 0.0, 30) is None
    assert level_of([(0, 0)] * 6, 0.0, 0) is None


def test_only_the_last_attempts_count() -> None:
    found = level_of([(0, 20)] * 10 + [(10, 20)] * figures.WINDOW, 0.0, 30)
    assert found is not None and found.value == 0.5 and found.of == 20 * figures.WINDOW


def test_the_band_lies_within_0_and_1_and_holds_the_estimate_also_at_the_ends() -> None:
    for count in ((0, 20), (20, 20), (1, 20), (10, 20)):
        found = level_of([count] * 6, 0.2, 30)
        assert found is not None and 0 <= found.low <= found.value <= found.high <= 1
        assert found.high - found.low > 0.05


def test_wrong_labels_and_unlike_attempts_widen_the_band() -> None:
    even, labelled = (level_of([(10, 20)] * 6, error, 30) for error in (0.0, 0.2))
    uneven = level_of([(2, 20), (18, 20)] * 3, 0.0, 30)
    assert even and labelled and uneven and uneven.value == even.value
    assert labelled.high - labelled.low > even.high - even.low
    assert uneven.high - uneven.low > 1.5 * (even.high - even.low)


def test_about_95_of_100_bands_hold_the_truth() -> None:
    held = 0
    for number in range(400):
        found = level_of(drawn([0.3] * 6, 14, Chance(number)), 0.0, 30)
        assert found is not None
        held += found.low <= 0.3 <= found.high
    assert held >= 370


def test_each_attempt_has_the_level_of_its_day() -> None:
    counts = [(i % 7, 12) for i in range(20)]
    assert levels(counts, 0.1, 30) == [level_of(counts[: i + 1], 0.1, 30) for i in range(20)]
