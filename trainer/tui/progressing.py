"""Room `tui`: progress as rows and marks, and what its screens are told. Pure but for the messages' own class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from trainer.tui import wording
from trainer.tui.widgets.plain import joined, one_line

if TYPE_CHECKING:
    from trainer.desk.progress import Reading
    from trainer.practice.progress.entries import Entry
    from trainer.practice.progress.evidence import Point
    from trainer.practice.progress.levels import Level
    from trainer.practice.progress.progress import Skill
    from trainer.practice.progress.tries import Tries
    from trainer.practice.progress.weeks import Week

#: Cells of a band from 0 to 100 %.
CELLS = 24
#: A day by how much was practised; no colour needed.
HEAT = "·░▒▓█"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass
class ProgressArrived(Message):
    """What the sessions show."""

    reading: Reading


@dataclass
class ProgressCounted(Message):
    """So many of the sessions that were never counted are counted now."""

    done: int
    of: int


@dataclass
class PointsArrived(Message):
    """The points of a skill, newest last, each with its words."""

    points: Sequence[Point]


def bar(level: Level | None) -> str:
    """Give an estimate as a mark in its band, on a line from 0 to 100 %."""
    if level is None:
        return " " * CELLS
    low, at, high = (min(CELLS - 1, int(share * CELLS)) for share in (level.low, level.value, level.high))
    cells = "".join("═" if low <= cell <= high else "·" for cell in range(CELLS))
    return f"{cells[:at]}●{cells[at + 1 :]}"


def skill_row(skill: Skill) -> Content:
    """Give a skill as two lines: what it counts, whether it changed; its band with the numbers, or what is missing."""
    from trainer.practice.progress.wording import brief, share_of, verdict_of

    change = brief(skill)
    moved = skill.verdict in ("improved", "worse")
    head = joined((one_line(skill.says), "bold"), ("  " + change, "bold $accent" if moved else "$quiet"))
    if skill.level is None:
        return joined(head, ("\n  " + verdict_of(skill).removeprefix("too little data: "), "$quiet"))
    return joined(head, f"\n  {bar(skill.level)}  ", share_of(skill))


def tries_row(one: Tries) -> Content:
    """Give all attempts at a customer as two lines."""
    from trainer.practice.progress.wording import tried

    title = f"{one_line(one.title, 44)} · {one_line(one.customer, 24)}"
    return joined((title, "bold"), f"\n  {tried(one)}")


def point_row(point: Point, entry: Entry, level: Level | None) -> Content:
    """Give one attempt in one skill as a line: count, share, the estimate then, when and with whom."""
    from trainer.practice.progress.wording import percent

    share = percent(point.found / point.of) if point.of else ""
    band = f"{percent(level.value)} ({percent(level.low)[:-2]} to {percent(level.high)})" if level else ""
    then = f"est. {band}" if band else "not stated yet"
    where = f"{wording.when(entry.at)}  {one_line(entry.customer, 14)}"
    return joined(f"{point.found:3} of {point.of:<3}{share:>6}", (f"   {then:<23}{where}", "$quiet"))


def words_of(point: Point | None) -> Content:
    """Give the words behind a point."""
    if point is None:
        return Content("")
    if point.turn is None:
        return joined(("No turn of this session stands for it.", "$quiet"))
    return joined((f"Turn {point.turn}  ", "$quiet"), f"“{one_line(point.quote, 220)}”")


def heat_rows(weeks: Sequence[Week]) -> Iterator[Content]:
    """Give weeks side by side, a row for each day; then the time of the last ones in numbers."""
    from trainer.practice.progress.weeks import STEPS, heat
    from trainer.practice.progress.wording import time_of

    for day, name in enumerate(DAYS):
        cells = " ".join(2 * HEAT[heat(week.seconds[day])] for week in weeks)
        yield joined((f"{name}  ", "$quiet"), cells)
    steps = [f"{HEAT[i + 1]} from {least} min" for i, least in enumerate(STEPS)]
    yield joined((f"\n{HEAT[0]} none  {'  '.join(steps)}\n", "$quiet"))
    for week in reversed(weeks[-6:]):
        yield joined((f"Week of {week.monday.day} {week.monday:%b %Y}  ".ljust(24), "$quiet"), time_of(week.total))
