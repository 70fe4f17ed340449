"""Room `cli`: `delete`: one session, or everything, gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.agreeing import agreed, agreed_to
from trainer.cli.faults import Refused
from trainer.cli.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.storage.leftovers import Traces
    from trainer.storage.store import Store

Which = Annotated[
    str | None, typer.Argument(metavar="SESSION", help="Id of a session, or the beginning of it; none with --all.")
]
Everything = Annotated[bool, typer.Option("--all", help="Instead everything: sessions, calls, practice, settings.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; it is gone for good.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(delete)


def delete(session: Which = None, all: Everything = False, yes: Yes = False) -> None:
    """Delete a session and its branches for good, also from exports and backups in the data folder; or everything."""
    if all == (session is not None):
        raise Refused("name a session, or give --all for everything; `trainer sessions` lists the sessions")
    with opened() as desk:
        if session is None:
            return _everything(desk.store, yes)
        whole = desk.find(session)
        traces = desk.store.traces(whole)
        if not yes and output.is_terminal(output=False):
            for line in going(traces):
                output.note(line)
        if not (yes or agreed("session", whole)):
            raise Refused("nothing was deleted", 1)
        desk.store.delete(whole)
    output.note(f"Deleted: {', '.join(traces.sessions)}")
    if yes:
        for line in going(traces, done=True):
            output.note(line)


def going(traces: Traces, *, done: bool = False) -> list[str]:
    """Say in lines what goes, or (`done`) went, with a session."""
    goes, taken = ("went", "was") if done else ("goes", "is")
    lines = []
    if len(traces.sessions) > 1 and not done:
        lines.append(f"With it {goes} what branched off and repeats its words: {', '.join(traces.sessions[1:])}")
    if traces.exports:
        lines.append(f"With it {goes} what was exported into the data folder: {_names(traces.exports)}")
    if traces.backups:
        lines.append(f"It {taken} taken out of the backups in the data folder: {_names(traces.backups)}")
    return lines


def _everything(store: Store, yes: bool) -> None:
    count = store.count()
    told = f"everything ({count} session{'' if count == 1 else 's'}, kept calls, practice, settings, exports, backups)"
    if not (yes or agreed_to(f"{told} would be gone for good; add --yes to delete it", f"Delete {told} for good?")):
        raise Refused("nothing was deleted", 1)
    gone = store.wipe()
    output.note("Deleted: everything. Packs stay (`trainer pack remove`), and so does what you wrote to other folders.")
    if gone:
        output.note(f"Files that went: {_names(gone)}")


def _names(paths: tuple[Path, ...]) -> str:
    return ", ".join(path.name for path in paths)
