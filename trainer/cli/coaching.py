"""Room `cli`: a model's notes on a session: `coach`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json, SessionId

if TYPE_CHECKING:
    from trainer.conversation.events import Coached
    from trainer.desk import Desk

Again = Annotated[bool, typer.Option("--again", help="Ask the model once more; the earlier notes are kept.")]


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(coach)


def coach(session: SessionId, again: Again = False, json: Json = False) -> None:
    """Show a model's notes on a session; asks the model where there are none yet. They count nothing."""
    from trainer.scoring.coaching.shown import as_data, lines

    with opened() as desk:
        whole = _debriefed(desk, session)
        shown, earlier = _notes(desk, whole, again)
    if json:
        head = {"session": whole, "model": shown.model, "prompt": shown.prompt, "at": shown.at}
        return output.emit({**head, **as_data(shown.coaching), "earlier": earlier})
    output.say(f"{shown.model}, {shown.at}, {shown.prompt}" + (f"; {earlier} earlier kept" if earlier else ""))
    for line in lines(shown.coaching):
        output.say(line)


def _debriefed(desk: Desk, session: str) -> str:
    """Give the whole id of a session whose debrief is in; notes before it could tell what is still to be found."""
    whole = desk.find(session)
    row = desk.store.session(whole)
    if row is None or row.status in ("open", "ended"):
        raise Refused(f"notes come after the debrief; go on with: trainer resume {session} --plain")
    return whole


def _notes(desk: Desk, session: str, again: bool) -> tuple[Coached, int]:
    """Give the newest notes, asking for them where there are none or others are wanted, and how many are older."""
    from trainer.conversation.model import ModelFault

    stored = desk.coached(session)
    if stored and not again:
        return stored[0], len(stored) - 1
    if output.is_terminal():
        output.note("asking the model for notes; this can take a minute or two")
    try:
        return desk.coach(session, again=again), len(stored)
    except ModelFault as fault:
        # Nothing else can be done here: the scorecard has been shown and stands.
        raise Refused(f"{fault} (nothing was stored; the score stands)", 3) from None
