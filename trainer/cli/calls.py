"""Room `cli`: recorded calls that were kept: `calls`, `calls show`, `calls delete`."""

from __future__ import annotations

from typing import Annotated

import typer

from trainer.cli import output
from trainer.cli.agreeing import agreed
from trainer.cli.call_card import judged_lines, judged_shape, row_line, row_shape
from trainer.cli.deleting import Yes
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

CallId = Annotated[str, typer.Argument(metavar="ID", help="Id of a kept call, or the beginning of it.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="List the recorded calls you chose to keep.", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(calls)
    for command in (show, delete):
        group.command()(command)
    app.add_typer(group, name="calls")


def calls(context: typer.Context, json: Json = False) -> None:
    """List the recorded calls you chose to keep, the one kept last first."""
    if context.invoked_subcommand is not None:
        return
    with opened() as desk:
        rows = desk.calls.kept()
    if json:
        return output.emit({"calls": [row_shape(row) for row in rows]})
    for row in rows:
        output.say(row_line(row))
    if not rows:
        output.note("None is kept; `trainer analyze FILE --keep` keeps one.")


def show(call: CallId, json: Json = False) -> None:
    """Judge a kept call again and show the result."""
    with opened() as desk:
        row = desk.calls.find(call)
        judged = desk.calls.again(row.id)
        comparison = desk.calls.compare(judged)
    if json:
        return output.emit(judged_shape(judged, comparison, row.id))
    output.say(row_line(row))
    output.say()
    for line in judged_lines(judged, comparison):
        output.say(line)


def delete(call: CallId, yes: Yes = False) -> None:
    """Delete a kept call for good."""
    with opened() as desk:
        row = desk.calls.find(call)
        if not (yes or agreed("call", row.id)):
            raise Refused("nothing was deleted", 1)
        desk.calls.delete(row.id)
    output.note(f"Deleted: {row.id}")
