"""From scored sessions to what is said of them: attempts and practice apart, first meetings, first and best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trainer.practice.progress.entries import Entry
from trainer.practice.progress.evidence import point_of, telling
from trainer.practice.progress.progress import Skill, line_of, points, progress_of
from trainer.practice.progress.tries import tries_of
from trainer.practice.progress.weeks import heat, practised, weeks_of
from trainer.practice.progress.wording import explained, tried, verdict_of

from .made import entry


def skill(entries: Sequence[Entry], name: str) -> Skill:
    return next(one for one in progress_of(entries).skills if one.name == name)


def of(name: str, number: int, found: int) -> Entry:
    """An attempt in which a habit was found so often of 14 chances."""
    customer = "abc"[number % 3]
    return (
        entry(number, customer=customer, open=(found, 14))
        if name == "open"
        else entry(number, customer=customer, leads=(found, 14))
    )


def test_nothing_is_said_of_nothing() -> None:
    found = progress_of([])
    assert (found.attempts, found.practice, found.seconds, found.tries) == (0, 0, 0, ())
    assert {one.verdict for one in found.skills} == {"too little"}


def test_practice_counts_as_time_and_in_no_figure() -> None:
    counted = [entry(n, open=(7, 14)) for n in range(5)]
    practice = [entry(9 + n, attempt=False, open=(14, 14)) for n in range(5)]
    found = progress_of([*counted, *practice])
    assert (found.attempts, found.practice, found.seconds) == (5, 5, 12_000)
    level = skill([*counted, *practice], "open").level
    assert level is not None and level.value == 0.5 and len(found.tries) == 1 and found.tries[0].count == 5


def test_a_force_counts_at_the_first_meeting_alone() -> None:
    entries = [entry(n, seen=n >= 4, push=(2, 5)) for n in range(8)]
    assert len(points("push", entries)) == 4
    assert skill(entries, "push").attempts == 4 and skill(entries, "push").level is not None


def test_improved_means_more_of_what_is_wanted_and_less_of_what_is_not() -> None:
    for name, first, then in (("open", 3, 12), ("leads", 9, 0)):
        entries = [of(name, n, first if n < 8 else then) for n in range(24)]
        found = skill(entries, name)
        assert found.verdict == "improved" and "up to attempt 8" in verdict_of(found)
        back = [of(name, n, then if n < 8 else first) for n in range(24)]
        assert skill(back, name).verdict == "worse"
        others = [one for one in progress_of(entries).skills if one.name != name]
        assert all(one.verdict == "too little" for one in others)


def test_no_change_says_what_would_show() -> None:
    found = skill([entry(n, open=(6 + n % 2, 14)) for n in range(16)], "open")
    assert found.verdict == "nothing" and found.would_show is not None
    assert f"about {round(100 * found.would_show)} points" in verdict_of(found)


def test_the_line_has_a_level_for_every_point() -> None:
    entries = [entry(n, open=(5, 12)) for n in range(10)]
    line = line_of("open", points("open", entries))
    assert len(line) == 10 and line[2] is None and line[3] is not None
    assert line[-1] == skill(entries, "open").level


def test_the_first_attempt_stands_beside_the_best_later_one_with_their_bands() -> None:
    figures = [(40.0, 30.0, 50.0), (48.0, 40.0, 60.0), (75.0, 65.0, 85.0)]
    entries = [entry(n, overall=o, low=low, high=high) for n, (o, low, high) in enumerate(figures)]
    (within,), (apart,) = tries_of(entries[:2]), tries_of(entries)
    assert within.best is not None and within.best.session == "s1" and not within.apart
    assert "within its noise" in tried(within)
    assert apart.first.session == "s0" and apart.best is not None and apart.best.overall == 75 and apart.apart
    worse = tries_of([entry(0, overall=60.0), entry(1, overall=20.0, low=10.0, high=30.0)])[0]
    assert "still the best" in tried(worse)
    assert tries_of([entry(0, overall=None)]) == ()
    assert len(tries_of([entry(0), entry(1, customer="tom")])) == 2


def test_the_turn_behind_a_point_is_what_was_done_or_what_was_missed() -> None:
    assert telling(((2, 9), (4,)), "more") == 9 and telling(((2, 9), (4,)), "less") == 2
    assert telling(((), (4, 6)), "more") == 4 and telling(((), ()), "more") is None
    assert point_of("s", (1, 2), ((2,), (1,)), "more", ["one", "two"]).quote == "two"
    assert point_of("s", (1, 2), ((7,), ()), "more", ["one"]).quote == ""


def test_weeks_run_from_monday_and_days_without_practice_are_empty() -> None:
    days = {date(2026, 3, 2): 1200, date(2026, 3, 8): 60, date(2026, 1, 1): 500}
    weeks = weeks_of(days, date(2026, 3, 11), 3)
    assert [week.monday for week in weeks] == [date(2026, 2, 23) + timedelta(days=7 * n) for n in range(3)]
    assert weeks[1].seconds == (1200, 0, 0, 0, 0, 0, 60) and weeks[1].total == 1260 and weeks[2].total == 0
    assert [heat(seconds) for seconds in (0, 5, 60, 600, 1200, 2400, 99_999)] == [0, 1, 1, 2, 3, 4, 4]


def test_time_practised_leaves_out_long_pauses_and_is_at_least_the_talk() -> None:
    assert practised([0, 60_000, 90_000], 10) == 90
    assert practised([0, 60_000, 86_400_000], 10) == 60 + 180
    assert practised([5, 5, 5], 700) == 700
    assert practised([90_000, 0], 0) == 0


def test_how_to_read_it_names_the_promise() -> None:
    told = " ".join(explained(progress_of([entry(0), entry(1)])))
    assert "at most 5" in told and "however often" in told
