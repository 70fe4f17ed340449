"""Room `cli`: `compare`: a call and a second try of it, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import Json, SessionId

if TYPE_CHECKING:
    from trainer.scoring.second_try import Comparison, Side

Branch = Annotated[str, typer.Argument(metavar="BRANCH", help="A second try of it, by its id or the beginning of it.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(compare)


def compare(session: SessionId, branch: Branch, json: Json = False) -> None:
    """Show a session and a second try of it side by side: what was said, what it opened, what it earned."""
    from trainer.scoring.side_by_side import shape

    with opened() as desk:
        compared = desk.compare(session, branch)
        scenario, people = desk.content_of(desk.events(session))
    if json:
        return output.emit({"scenario": scenario.id, "personas": [one.id for one in people], **shape(compared)})
    name = people[0].name
    output.say(f"{scenario.title}, with {name}")
    for line in lines(compared, name.split(" ", 1)[0]):
        output.say(line)


def lines(compared: Comparison, name: str) -> Iterator[str]:
    """Give a comparison line by line, turn by turn as far as both go; an empty line stands before each turn."""
    from trainer.scoring.side_by_side import kinds, names, summary

    titles = names(compared)
    for title, kind, side in zip(titles, kinds(compared), compared.sides, strict=True):
        yield f"{title}: {side.session} ({kind})"
    yield ""
    trust = "" if compared.trust is None else f" (trust {compared.trust:.2f})"
    yield f"Before turn {compared.at}, in both{trust}"
    yield f"  {name}: {compared.before}"
    for place in range(compared.even):
        yield ""
        yield f"Turn {compared.at + place}"
        for title, side in zip(titles, compared.sides, strict=True):
            yield f"  {title}"
            yield from _step(side, place, name)
    yield ""
    for title, side in zip(titles, compared.sides, strict=True):
        if rest := len(side.steps) - compared.even:
            yield f"{title} goes on for {rest} more turn{'' if rest == 1 else 's'}: trainer replay {side.session}"
    yield from summary(compared)


def _step(side: Side, place: int, name: str) -> Iterator[str]:
    from trainer.scoring.side_by_side import effects

    step = side.steps[place]
    yield f"    You: {step.said or '(silence)'}"
    yield f"    {name}: {step.answer}"
    if step.effect:
        yield from (f"    {line}" for line in effects(step.effect))
