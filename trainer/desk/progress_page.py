"""Room `desk`: progress as a page to keep: the figures of `trainer progress`, with charts and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.desk.progress import Reading
from trainer.practice.progress.levels import Level
from trainer.practice.progress.progress import Skill, line_of, points
from trainer.practice.progress.wording import explained, share_of, time_of, tried, verdict_of
from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table

_REHEARSAL = "Practice is rehearsal, not evidence about customers."
_BARS = "Each bar is where a skill stands; the thin line over it is where it may well lie."
_HEADINGS = ("skill", "says", "wanted", "attempts", "value", "low", "high", "verdict")


def progress_page(reading: Reading) -> ReportPage:
    """Give the page of what a learner's sessions show. It holds no word of any call."""
    progress = reading.progress
    attempts = f"{progress.attempts} attempt{'' if progress.attempts == 1 else 's'}"
    lead = (f"{time_of(sum(reading.days.values()))} practised, {attempts}. What lies within a band is noise.",)
    rows = tuple((s.name, s.says, s.wanted, s.attempts, *_level(s), s.verdict) for s in progress.skills)
    data, notes = Table("Skills", _HEADINGS, rows), (*explained(progress), _REHEARSAL)
    return ReportPage("Progress", data, lead, tuple(_sections(reading)), notes)


def _sections(reading: Reading) -> Iterator[Section]:
    progress = reading.progress
    habits = [skill for skill in progress.skills if not skill.force]
    yield Section("Habits", points=_verdicts(habits), charts=(_bars("Habits", habits),))
    forces = [skill for skill in progress.skills if skill.force]
    yield Section("Forces uncovered", points=_verdicts(forces), charts=(_bars("Forces", forces),))
    moving = tuple(_line(skill, reading) for skill in progress.skills if skill.level is not None)
    if moving:
        yield Section("Over time", charts=moving)
    if progress.tries:
        rows = tuple((one.title, one.customer, tried(one)) for one in progress.tries)
        yield Section("First and best", tables=(Table("First and best", ("scenario", "customer", "what"), rows),))
    if reading.days:
        days = tuple((day.isoformat(), time_of(seconds)) for day, seconds in sorted(reading.days.items())[-28:])
        yield Section("Time practised", tables=(Table("The last days of practice", ("day", "time"), days),))


def _level(skill: Skill) -> tuple[float | None, float | None, float | None]:
    return _ends(skill.level)


def _ends(level: Level | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if level is None else (level.value, level.low, level.high)


def _verdicts(skills: Sequence[Skill]) -> tuple[str, ...]:
    return tuple(f"{skill.says}: {verdict_of(skill)}" for skill in skills)


def _bars(title: str, skills: Sequence[Skill]) -> Chart:
    told = tuple(Point(skill.says, *_level(skill), share_of(skill)) for skill in skills)
    return Chart(title, _BARS, "bars", (Series("share", told),), percent=True)


def _line(skill: Skill, reading: Reading) -> Chart:
    used = points(skill.name, reading.entries)
    told = tuple(Point(str(number), *_ends(level)) for number, level in enumerate(line_of(skill.name, used), 1))
    says = f"The estimate after each attempt, with its band: {share_of(skill)} now."
    return Chart(skill.says, says, "lines", (Series(skill.says, told),), along="attempt", percent=True)
