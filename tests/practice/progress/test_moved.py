"""When a change is called one: hardly ever by chance, however often one looks; surely when it is large enough."""

from __future__ import annotations

import pytest

from tests.conftest import SOAK
from trainer.lab.bots.chance import Chance
from trainer.practice.progress import figures
from trainer.practice.progress.moved import STATED, Change, Seen, _Sums, change_of, judged, scaled

from .made import drawn, seen

LEARNERS = 2000 if SOAK else 60
ATTEMPTS = 60 if SOAK else 24


def ever(counts: list[tuple[int, int]], between: float = 0.05, *, better: bool = True) -> int | None:
    """Look after every attempt; give the one after which a change was first stated."""
    whole = seen(counts)
    for end in range(1, len(whole) + 1):
        found = change_of(whole[:end], between)
        if found is not None and found.stated and found.rises is better:
            return end
    return None


@pytest.mark.parametrize(
    ("rate", "of"), [(0.45, 14), (0.08, 14), (0.9, 20), (0.02, 6)], ids=["middle", "rare", "often", "rare and few"]
)
def test_who_does_not_change_is_hardly_ever_told_so_though_they_look_every_time(rate: float, of: int) -> None:
    told = [ever(drawn([rate] * ATTEMPTS, of, Chance(7 * number + 1))) for number in range(LEARNERS)]
    # One skill of ten: at most one learner in two hundred; three of sixty would be far beyond chance.
    assert sum(one is not None for one in told) <= max(2, LEARNERS * 2 * figures.ALARMS / 10)


def test_nor_who_is_another_person_every_day() -> None:
    told = 0
    for number in range(LEARNERS):
        chance = Chance(11 * number + 3)
        moods = [(0.2, 0.45, 0.7)[chance.below(3)] for _ in range(ATTEMPTS)]
        told += ever(drawn(moods, 14, chance)) is not None
    assert told <= max(2, LEARNERS * 2 * figures.ALARMS / 10)


@pytest.mark.parametrize("each", [5, 15])
def test_easy_customers_after_hard_ones_are_no_change(each: int) -> None:
    """The easy ones give twice as much as customers were measured to differ."""
    told = 0
    for number in range(LEARNERS):
        counts = drawn([0.40] * each + [0.50] * each, 14, Chance(13 * number + 5))
        met = [
            Seen(found, of, ("hard" if i < each else "easy", str(i % 3)), 4 if i < each else 2)
            for i, (found, of) in enumerate(counts)
        ]
        told += any((one := change_of(met[:end], 0.05)) is not None and one.stated for end in range(1, len(met) + 1))
    assert told <= max(2, LEARNERS * 2 * figures.ALARMS / 10)


def test_a_large_change_is_told_and_where_it_came() -> None:
    told = []
    for number in range(10):
        counts = drawn([0.4] * 8 + [0.8] * 16, 14, Chance(17 * number + 7))
        found = change_of(seen(counts), 0.05)
        assert found is not None and found.rises
        if found.stated:
            told.append(found.after)
            assert found.before < 0.55 and found.since > 0.65
    assert len(told) >= 8
    assert sum(abs(after - 8) <= 2 for after in told) >= 6


def test_a_fall_is_told_as_a_fall() -> None:
    found = change_of(seen([(11, 14)] * 8 + [(3, 14)] * 12), 0.05)
    assert found is not None and found.stated and not found.rises and found.before > found.since


def test_the_first_attempts_say_nothing() -> None:
    assert change_of(seen([(0, 14), (0, 14), (14, 14)]), 0.05) is None
    assert judged([], 0.05) == (None, None)


def test_what_the_plain_shares_contradict_is_not_stated() -> None:
    assert not Change(8, True, STATED + 5, before=0.5, since=0.4).stated
    assert Change(8, True, STATED + 5, before=0.4, since=0.5).stated
    assert not Change(8, True, STATED - 0.1, before=0.4, since=0.5).stated


def test_the_smallest_change_that_would_show_gets_smaller_with_more_attempts_and_does_show() -> None:
    sizes = [judged(seen(drawn([0.4] * count, 14, Chance(3))), 0.05)[1] for count in (4, 12, 24, 48)]
    assert sizes[0] is None
    known = [size for size in sizes if size is not None]
    assert len(known) == 3 and known == sorted(known, reverse=True)
    half = known[1] / 2
    found = change_of(seen([(round(100 * (0.45 - half)), 100)] * 12 + [(round(100 * (0.45 + half)), 100)] * 12), 0.05)
    assert found is not None and found.stated


def test_the_sums_are_those_of_the_covariance_written_out() -> None:
    chance = Chance(5)
    counts = drawn([0.4] * 9, 12, chance)
    whole = [Seen(*count, ("abcd"[chance.below(4)],), 1 + i % 2) for i, count in enumerate(counts)]
    whole = [Seen(one.found, one.of, one.customer, 1 + (one.customer[0] in "ab")) for one in whole]
    between = 0.3
    sums = _Sums(whole, between)
    y, inverse = [scaled(one.found, one.of)[0] for one in whole], _inverse(_covariance(whole, between))
    assert sums.noise == pytest.approx(_contrast(inverse, y, y))
    for split in (3, 5, 7):
        step = [float(i >= split) for i in range(len(whole))]
        assert sums.step(split) == pytest.approx((_contrast(inverse, step, y), _contrast(inverse, step, step)))


def _covariance(whole: list[Seen], between: float) -> list[list[float]]:
    def alike(one: Seen, other: Seen) -> float:
        return between**2 * ((one.customer == other.customer) + (one.difficulty == other.difficulty))

    rows = [[alike(one, other) for other in whole] for one in whole]
    for i, one in enumerate(whole):
        rows[i][i] += 1 / scaled(one.found, one.of)[1]
    return rows


def _contrast(inverse: list[list[float]], one: list[float], other: list[float]) -> float:
    def product(a: list[float], b: list[float]) -> float:
        return sum(a[i] * inverse[i][j] * b[j] for i in range(len(a)) for j in range(len(b)))

    ones = [1.0] * len(one)
    return product(one, other) - product(one, ones) * product(other, ones) / product(ones, ones)


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        at = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[at] = rows[at], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(size):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[size:] for row in rows]
