"""What comes next: a fold over answers, the same for the same answers and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from trainer.practice import schedule
from trainer.practice.schedule import (
    A_DAY,
    FOLDED,
    FOR_DUE,
    JUDGED_BY,
    OWN,
    Answered,
    Plan,
    Standing,
    folded_from,
    folds,
    streak,
    text_of,
)  # fmt: skip

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SKILLS = {f"{skill}-{n}": skill for skill in ("mirror", "label", "open") for n in range(6)}


def answer(drill: str, days_ago: float, passed: bool = True) -> Answered:
    return Answered(drill, NOW - timedelta(days=days_ago), passed)


def standings(answers: Sequence[Answered], now: datetime) -> dict[str, Standing]:
    return schedule.standings(folds(answers), now)


def weakness(skills: Mapping[str, str], answers: Sequence[Answered]) -> dict[str, float]:
    return schedule.weakness(skills, folds(answers))


def plan(skills: Mapping[str, str], answers: Sequence[Answered], now: datetime) -> Plan:
    return schedule.plan(skills, standings(answers, now), weakness(skills, answers), now)


def test_a_new_learner_gets_a_full_session_mixed_across_skills() -> None:
    today = plan(SKILLS, [], NOW)
    assert len(today.drills) == A_DAY and today.done == 0
    kinds = [SKILLS[drill] for drill in today.drills]
    assert all(one != other for one, other in zip(kinds, kinds[1:], strict=False))


def test_the_weakest_skill_comes_first() -> None:
    answers = [
        answer("label-0", 3, False),
        answer("label-1", 2.9, False),
        answer("mirror-0", 2.8),
        answer("mirror-1", 2.7),
    ]
    weak = weakness(SKILLS, answers)
    assert weak["label"] > weak["open"] > weak["mirror"]
    assert SKILLS[plan(SKILLS, answers, NOW).drills[0]] == "label"


def test_what_failed_comes_back_sooner_than_what_passed() -> None:
    stand = standings([answer("mirror-0", 1), answer("label-0", 1, False)], NOW)
    assert stand["label-0"].due < NOW < stand["mirror-0"].due
    assert stand["label-0"].passed is False and stand["mirror-0"].tries == 1


def test_each_pass_puts_the_next_day_further_off() -> None:
    answers = [answer("mirror-0", days) for days in (40, 36, 25, 5)]
    due = [standings(answers[:n], NOW)["mirror-0"].due - answers[n - 1].at for n in range(1, 5)]
    assert due == sorted(due) and due[0] < due[-1]


def test_half_of_a_session_is_kept_for_what_is_due() -> None:
    answers = [answer(drill, 60, False) for drill in list(SKILLS)[:6]]
    today = plan(SKILLS, answers, NOW)
    again = [drill for drill in today.drills if drill in {one.drill for one in answers}]
    assert len(again) >= FOR_DUE and today.due == 6


def test_the_day_is_over_after_its_session_and_a_failed_drill_comes_back_once_more() -> None:
    first = plan(SKILLS, [], NOW).drills
    done = [Answered(drill, NOW + timedelta(minutes=n), n != 2) for n, drill in enumerate(first)]
    at_once = plan(SKILLS, done, NOW + timedelta(minutes=9))
    assert at_once.finished and at_once.done == A_DAY
    later = plan(SKILLS, done, NOW + timedelta(minutes=30))
    assert later.drills == (first[2],)
    assert len(plan(SKILLS, done, NOW + timedelta(days=1)).drills) == A_DAY


def test_own_moments_come_before_the_skills() -> None:
    skills = {"own:s1:7": OWN, **SKILLS}
    assert plan(skills, [], NOW).drills[0] == "own:s1:7"


def test_the_fold_is_the_same_each_time_and_knows_no_other_drills() -> None:
    answers = [answer(drill, 30 - n, n % 3 > 0) for n, drill in enumerate(list(SKILLS) * 1)]
    gone = [*answers, answer("a-drill-that-is-gone", 1)]
    assert standings(answers, NOW) == standings(answers, NOW)
    assert plan(SKILLS, answers, NOW) == plan(SKILLS, gone, NOW)


def test_a_day_is_the_learners_own_and_not_that_of_greenwich() -> None:
    from datetime import timezone

    evening = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    there = NOW.astimezone(timezone(timedelta(hours=2)))
    assert plan(SKILLS, [Answered("open-0", evening, True)], there).done == 1
    assert plan(SKILLS, [Answered("open-0", evening, True)], NOW).done == 0


def test_a_streak_counts_days_in_a_row_and_does_not_end_before_the_day_does() -> None:
    today = date(2026, 3, 10)
    days = [today - timedelta(days=n) for n in (1, 2, 3, 5)]
    assert streak(days, today) == 3
    assert streak([*days, today], today) == 4
    assert streak([today - timedelta(days=2)], today) == 0


def test_what_is_written_of_folded_answers_reads_the_same() -> None:
    folded = folds([answer("open-0", 300 - n, n % 4 > 0) for n in range(3 * FOLDED)])
    read = {drill: folded_from(text_of(one)) for drill, one in folded.items()}
    assert read == folded and text_of(read["open-0"]) == text_of(folded["open-0"])
    assert (read["open-0"].tries, len(read["open-0"].recent)) == (FOLDED, JUDGED_BY)
    assert schedule.standings(read, NOW) == schedule.standings(folded, NOW)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"tries":1,"card":{},"recent":[[1,true]]}', "[" * 9999])
def test_what_is_no_folded_answers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        folded_from(text)


def test_the_weakness_of_a_skill_goes_by_its_last_answers_over_all_its_drills() -> None:
    answers = [answer(f"open-{n % 5}", 90 - n, n % 3 > 0) for n in range(70)]
    last = [one.passed for one in answers][-JUDGED_BY:]
    assert weakness(SKILLS, answers)["open"] == (last.count(False) + 1) / (JUDGED_BY + 2)
