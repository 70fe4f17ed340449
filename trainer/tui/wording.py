"""Room `tui`: figures as words and marks, so that nothing is said by colour alone. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "earned": ("✓", "earned"),
    "volunteered": ("·", "volunteered"),
    "missed": ("✗", "missed"),
}
PART_NAMES: Mapping[str, str] = {
    "discovery": "Discovery",
    "insight": "Insight",
    "technique": "Technique",
    "unscripted": "Unscripted",
    "debrief": "Debrief",
}
ENDINGS: Mapping[str, str] = {
    "learner": "You hung up.",
    "patience": "Their patience is at an end.",
    "time": "The time is up.",
    "budget": "The budget for the model is used up; the call ends here.",
    "facilitator": "The facilitator ended the call.",
}
FORCES: Mapping[str, str] = {
    "push": "Push: what drives them away from how it was",
    "pull": "Pull: what draws them to the new",
    "anxiety": "Anxiety: what they fear about it",
    "habit": "Habit: what holds them where they are",
}


def dots(value: float, most: int = 5) -> str:
    """Give a figure as full, half and empty dots, such as ●●◐○○."""
    halves = max(0, min(2 * most, round(value * 2)))
    return "●" * (halves // 2) + "◐" * (halves % 2) + "○" * (most - halves // 2 - halves % 2)


def difficulty(value: int) -> str:
    """Give a difficulty of 1 to 5 as dots and words."""
    names = ("easy", "fair", "demanding", "hard", "very hard")
    return f"{dots(value)} {names[max(1, min(5, value)) - 1]}"


def when(stamp: Any) -> str:
    """Give a stored moment (datetime, ISO text, (milli)seconds since 1970) in local time; empty if unreadable."""
    try:
        moment = _moment(stamp)
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def _moment(stamp: Any) -> datetime:
    if isinstance(stamp, datetime):
        found = stamp
    elif isinstance(stamp, int | float):
        found = datetime.fromtimestamp(stamp / 1000 if stamp > 1e11 else stamp, UTC)
    else:
        found = datetime.fromisoformat(str(stamp))
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone()


def overall(value: float | None) -> str:
    """Give an overall figure of 0 to 100 in four cells, or a dash."""
    return "   –" if value is None else f"{value:4.0f}"


def likely(low: float | None, high: float | None) -> str:
    """Give a band of 0 to 100 in words; empty where a figure has none."""
    return "" if low is None or high is None else f"likely {low:.0f} to {high:.0f}"


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: `1 turn`, `2 turns`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def time_left(seconds_used: float, minutes: int) -> str:
    """Give what is left of a call in words; never negative."""
    left = minutes * 60 - seconds_used
    if left <= 0:
        return "time is up"
    return "under a minute left" if left < 60 else f"about {round(left / 60)} min left"


def time_left_brief(seconds_used: float, minutes: int) -> str:
    """The same in one or two words: `17 min`."""
    left = minutes * 60 - seconds_used
    return "no time" if left <= 0 else "< 1 min" if left < 60 else f"{round(left / 60)} min"


def points(value: float) -> str:
    """Give points with their sign, such as +0.40 or −0.12; what moves nothing is a note."""
    return f"{'+' if value > 0 else '−'}{abs(value):.2f}" if value else "note"
