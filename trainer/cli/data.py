"""Room `cli`: the learner's own data: `export`, `import`, `delete`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Exported, SessionId

Target = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file; else stdout.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; it is gone for good.")]
NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="What `trainer backup` wrote.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)
    app.command("import")(import_)
    for command in (delete, backup, restore):
        app.command()(command)


def export(session: SessionId, file: Target = None) -> None:
    """Write a session as one JSON file; before its debrief only what was said."""
    from trainer.storage.exchange import export_session, text_of
    from trainer.storage.files import write_new

    with opened() as desk:
        text = text_of(export_session(desk.store, desk.find(session)))
    if file is None:
        return output.raw(text)
    write_new(file, text)
    output.note(f"Written: {file}")


def import_(file: Exported) -> None:
    """Take in an exported session; its id is printed."""
    from trainer.cli.replaying import importer
    from trainer.storage.exchange import SIZE_LIMIT, import_session
    from trainer.storage.files import read_at_most

    raw = read_at_most(file, SIZE_LIMIT)
    with opened() as desk:
        output.say(import_session(desk.store, raw, importer(desk.store.content, desk.store.keep_content)))


def delete(session: SessionId, yes: Yes = False) -> None:
    """Delete a session for good."""
    with opened() as desk:
        whole = desk.find(session)
        if not (yes or _agreed(whole)):
            raise Refused("nothing was deleted", 1)
        desk.store.delete(whole)
    output.note(f"Deleted: {whole}")


def backup(file: NewFile) -> None:
    """Write a copy of everything to a new file."""
    with opened() as desk:
        desk.store.backup(file)
    output.note(f"Written: {file}")


def restore(file: Backup) -> None:
    """Put a backup in the place of everything; what was there is backed up first."""
    from trainer.storage.restoring import restore as put_back

    kept = put_back(file)
    output.note(f"Restored. What was there before is kept in {kept}")


def _agreed(session: str) -> bool:
    if not output.is_terminal(output=False):
        raise Refused(f"session {session} would be gone for good; add --yes to delete it")
    output.ask(f"Delete session {session} for good? Type yes:")
    from trainer.cli.source import Source, stdin

    return (Source(stdin()).line("") or "").strip().casefold() in ("y", "yes")
