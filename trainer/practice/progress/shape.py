"""Room `practice`: progress as JSON-ready data, each point with its session, turn and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from trainer.practice.progress import figures
from trainer.practice.progress.entries import Entry
from trainer.practice.progress.evidence import Point
from trainer.practice.progress.progress import Progress, Skill, line_of, points
from trainer.practice.progress.tally import VERSION


def shape_of(
    entries: Sequence[Entry],
    progress: Progress,
    shown: Mapping[str, Sequence[Point]],
    days: Mapping[date, int],
    answers: int,
    left_out: int,
) -> dict[str, Any]:
    """Give all that is known; of each skill the points in `shown`, with the estimate after each of them."""
    return {
        "attempts": progress.attempts,
        "practice": progress.practice,
        "drill_answers": answers,
        "seconds": sum(days.values()),
        "left_out": left_out,
        "alarms": figures.ALARMS,
        "version": VERSION,
        "skills": [_skill(one, entries, shown.get(one.name, ())) for one in progress.skills],
        "tries": [asdict(one) for one in progress.tries],
        "days": {day.isoformat(): days[day] for day in sorted(days)},
    }


def _skill(skill: Skill, entries: Sequence[Entry], shown: Sequence[Point]) -> dict[str, Any]:
    used = points(skill.name, entries)
    line = dict(zip((one.session for one in used), line_of(skill.name, used), strict=True))
    begun = {one.session: one.at.isoformat(timespec="seconds") for one in used}
    level, change = skill.level, skill.change
    return {
        "name": skill.name,
        "says": skill.says,
        "force": skill.force,
        "wanted": skill.wanted,
        "attempts": skill.attempts,
        "verdict": skill.verdict,
        "level": None if level is None else asdict(level),
        "change": None if change is None or not change.stated else asdict(change),
        "would_show": skill.would_show,
        "points": [_point(one, begun[one.session], line[one.session]) for one in shown],
    }


def _point(one: Point, begun: str, level: Any) -> dict[str, Any]:
    found, rest = one.turns
    return {
        "session": one.session,
        "at": begun,
        "found": one.found,
        "of": one.of,
        "level": None if level is None else asdict(level),
        "turn": one.turn,
        "quote": one.quote,
        "turns": {"found": list(found), "rest": list(rest)},
    }
