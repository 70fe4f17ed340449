"""Room `cli`: what can be said of the learner's skills so far: `progress`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.desk.progress import Reading
    from trainer.practice.progress.progress import Skill
    from trainer.practice.progress.tries import Tries

Last = Annotated[int, typer.Option("--last", min=1, max=10_000, help="Attempts whose points are given.")]
#: Cells of a band from 0 to 100 %.
CELLS = 25
#: Sessions scored for the first time between two notes on how far it is.
NOTED = 25


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(progress)


def progress(json: Json = False, last: Last = 50) -> None:
    """Say where your skills stand, what has moved and what has too little data, each with its noise band."""
    with opened() as desk:
        reading = desk.progress.read(_noted)
        shape = _shape(desk, reading, last) if json else {}
    if json:
        return output.emit(shape)
    for line in lines(reading):
        output.say(line)


def _noted(done: int, of: int) -> None:
    if done % NOTED == 0:
        output.note(f"Reading your sessions for the first time: {done} of {of}")


def _shape(desk: Any, reading: Reading, last: int) -> dict[str, Any]:
    from trainer.practice.progress.shape import shape_of

    shown = [one for one in reading.entries if one.attempt][-last:]
    points = {skill.name: desk.progress.points(skill.name, shown) for skill in reading.progress.skills}
    return shape_of(reading.entries, reading.progress, points, reading.days, reading.answers, reading.left_out)


def lines(reading: Reading) -> Iterator[str]:
    """Give progress as plain lines."""
    from trainer.practice.progress.wording import explained, share_of, time_of, tried, verdict_of

    progress = reading.progress
    if not reading.entries:
        yield "No scored session yet. `trainer scenarios` lists what there is to practise."
        return
    drills = f" and {_many(reading.answers, 'drill answer')}" if reading.answers else ""
    practised = time_of(sum(reading.days.values()))
    yield f"{practised} practised in {_sessions(progress.attempts, progress.practice)}{drills}."
    if reading.left_out:
        yield f"{_many(reading.left_out, 'session')} left out: what they were played with is not kept here."
    for title, force in (("Habits", False), ("Forces, where you met the customer for the first time", True)):
        yield ""
        yield title
        for skill in progress.skills:
            if skill.force is force:
                yield f"  {skill.says}" + ("" if skill.force else f" ({skill.wanted} is better)")
                yield f"    {_bar(skill)} {share_of(skill)}"
                yield f"    {verdict_of(skill)}"
    if progress.tries:
        yield ""
        yield "First and best attempts"
        for one in progress.tries:
            yield f"  {_title(one)}: {tried(one)}"
    yield ""
    yield from explained(progress)


def _bar(skill: Skill) -> str:
    """Give the noise band as a line from 0 to 100 %, the estimate as a mark in it."""
    level = skill.level
    if level is None:
        return f"|{' ' * CELLS}|"
    cells = ["·"] * CELLS
    place = [min(CELLS - 1, int(share * CELLS)) for share in (level.low, level.value, level.high)]
    cells[place[0] : place[2] + 1] = "═" * (place[2] + 1 - place[0])
    cells[place[1]] = "●"
    return f"|{''.join(cells)}|"


def _title(one: Tries) -> str:
    return f"{one.title} · {one.customer}"


def _sessions(attempts: int, practice: int) -> str:
    return _many(attempts, "attempt") + (
        f" and {_many(practice, 'call')} at gentle or for practice" if practice else ""
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
