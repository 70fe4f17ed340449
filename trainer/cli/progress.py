"""Room `cli`: what can be said of the learner's habits so far: `progress`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.scoring.skills import Skill, Skills


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(progress)


def progress(json: Json = False) -> None:
    """Say what your calls show of your habits, each with its noise band."""
    with opened() as desk:
        skills = desk.skills()
    if json:
        return output.emit({"sessions": skills.sessions, "turns": skills.turns, "reason": skills.reason or None,
                            "skills": [asdict(one) for one in skills.skills]})  # fmt: skip
    for line in lines(skills):
        output.say(line)


def lines(skills: Skills) -> Iterator[str]:
    """Give habits as plain lines."""
    if skills.reason:
        yield f"Nothing is stated yet: {skills.reason}."
        yield "Each scorecard has notes on its own turns."
        return
    yield f"From {skills.sessions} calls with {skills.turns} turns. What lies within a band is noise, not progress."
    for one in skills.skills:
        yield f"- {_line(one)}"


def _line(one: Skill) -> str:
    if one.value is None or one.low is None or one.high is None:
        return f"{one.says}: too few to say ({one.chances})"
    band = f"likely {_percent(one.low)} to {_percent(one.high)}"
    return f"{one.says}: about {_percent(one.value)} ({band}; {one.wanted} is better)"


def _percent(share: float) -> str:
    return f"{round(20 * share) * 5} %"
