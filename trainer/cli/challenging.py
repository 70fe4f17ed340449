"""Room `cli`: the learner says otherwise of a label or an item: `challenge`."""

from __future__ import annotations

from typing import Annotated

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import Json, SessionId

Turn = Annotated[int, typer.Option("--turn", min=0, metavar="N", help="The turn it is about; 0: the debrief.")]
Rule = Annotated[
    str,
    typer.Option(metavar="RULE", help="question, reflection, input or leading; or the rule of an item of the turn."),
]
Label = Annotated[
    str,
    typer.Option(
        metavar="LABEL",
        help="none, open, closed; none, mirror, label, paraphrase, summary; yes, no; of an item: right, wrong.",
    ),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why, in a sentence.")]


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(challenge)


def challenge(
    session: SessionId, turn: Turn, label: Label, reason: Reason, rule: Rule = "", json: Json = False
) -> None:
    """Say otherwise of a label or an item of a scorecard. It is kept beside ours and changes no figure."""
    from trainer.cli.results import scored_only
    from trainer.scoring.beside import challenge_shape
    from trainer.scoring.labels import HEARD, sentence

    with opened() as desk:
        made = desk.challenge(scored_only(desk, session), turn, label, reason, rule)
    if json:
        return output.emit(challenge_shape(made))
    where = f"Turn {made.turn}" if made.turn else "Debrief"
    output.say(f"{where}{'' if made.part == HEARD else f', {made.part} {made.rule}'}. {sentence(made)}")
    output.note("Kept beside the trainer's own; it changes no figure. `trainer export --labels` gives them all.")
