"""Learners whose habits are known play real calls through the engine: who improves in one skill is told so and of no
other; who does not change is not told that they improved.

The short form plays few calls and draws some histories from them; `benchmarks.progress` and TRAINER_SOAK=1 do more.
"""

from __future__ import annotations

import os

import pytest

from benchmarks.progress import BEFORE, Pool, changed, false_alarms, orders, pool_of, told
from tests.conftest import SOAK
from trainer.practice.progress.tally import FORCES, SKILLS

#: Calls of each learner with each customer; histories of each kind; attempts of a history.
CALLS, RUNS, ATTEMPTS = (40, 100, 40) if SOAK else (5, 12, 24)
#: The largest change of those that the benchmark makes, and the learners whom a soak also tries.
LARGEST = "open"


@pytest.fixture(scope="module")
def pool() -> Pool:
    return pool_of(["base", LARGEST, *(("tells", "good") if SOAK else ())], CALLS, (os.cpu_count() or 1) if SOAK else 1)


def test_the_habit_that_a_learner_is_made_with_is_the_one_that_is_counted(pool: Pool) -> None:
    def share(learner: str, skill: str) -> float:
        counts = [call.counts[skill] for calls in pool[learner].values() for call in calls]
        return sum(found for found, _ in counts) / sum(of for _, of in counts)

    assert share("base", "open") == pytest.approx(0.45, abs=0.08)
    assert share(LARGEST, "open") == pytest.approx(0.75, abs=0.08)
    for skill in set(SKILLS) - {LARGEST, *FORCES}:
        assert share(LARGEST, skill) == pytest.approx(share("base", skill), abs=0.09)


def test_who_improves_in_one_skill_is_told_so_and_of_no_other(pool: Pool) -> None:
    found = [told(changed(pool, LARGEST, ATTEMPTS, 31 * run + 1)) for run in range(RUNS)]
    assert sum(("improved", LARGEST) in one for one in found) >= RUNS * (0.8 if SOAK else 0.4)
    others = [said for one in found for said in one if said != ("improved", LARGEST)]
    assert len(others) <= RUNS * 0.05
    assert all(one.get(("improved", LARGEST), BEFORE + 1) > BEFORE for one in found)


def test_who_does_not_change_is_not_told_that_they_improved_though_they_look_after_every_attempt(pool: Pool) -> None:
    kinds = orders(RUNS, ATTEMPTS)
    if not SOAK:
        kinds = {name: make for name, make in kinds.items() if name.startswith("unchanged,") or "five" in name}
    for number, (name, make) in enumerate(kinds.items()):
        histories = [make(pool, 1000 * number + 37 * run) for run in range(RUNS)]
        assert false_alarms(histories)["improved"] <= RUNS * 0.05, name
