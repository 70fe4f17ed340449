"""Room `cli`: the learner's own data: `export`, `import`, `delete`, `backup`, `restore`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.agreeing import agreed
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Exported, SessionId

if TYPE_CHECKING:
    from trainer.scoring.corpus import Labelled

Which = Annotated[
    str | None, typer.Argument(metavar="SESSION", help="Id of a session, or the beginning of it; none with --labels.")
]
Labels = Annotated[
    bool, typer.Option("--labels", help="Instead all labels that you challenged, one JSON object a line.")
]
Drills = Annotated[bool, typer.Option("--drills", help="Instead all answers to drills, one JSON object a line.")]
Target = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file; else stdout.")]
WithBranches = Annotated[bool, typer.Option("--branches", help="Its second tries as well.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; it is gone for good.")]
NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="What `trainer backup` wrote.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)
    app.command("import")(import_)
    for command in (delete, backup, restore):
        app.command()(command)


def export(session: Which = None, file: Target = None, labels: Labels = False, drills: Drills = False) -> None:
    """Write a session as one JSON file; before its debrief only what was said."""
    from trainer.storage.exchange import export_session, text_of

    if drills:
        if file is not None or labels:
            raise Refused("--drills writes all answers; give a file at most: trainer export --drills FILE")
        return _export_drills(Path(session) if session else None)
    if labels:
        if file is not None:
            raise Refused("--labels writes those of all sessions; give a file at most: trainer export --labels FILE")
        return _export_labels(Path(session) if session else None)
    if session is None:
        raise Refused(
            "name a session (`trainer sessions` lists them), or --labels or --drills for those of all sessions"
        )
    with opened() as desk:
        text = text_of(export_session(desk.store, desk.find(session)))
    _write(text, file)


def _export_drills(file: Path | None) -> None:
    """Write every answer to a drill, oldest first."""
    with opened() as desk:
        rows = desk.drilling.answers()
    if not rows:
        return output.note("No drill was done yet; `trainer drills today` begins.")
    shapes = ({**asdict(row), "at": row.at.isoformat(timespec="milliseconds")} for row in rows)
    _write("".join(output.json_text(shape) + "\n" for shape in shapes), file)


def _export_labels(file: Path | None) -> None:
    """Write the labels; how far they agree with ours is told beside them, for it is no part of the corpus."""
    with opened() as desk:
        rows = desk.corpus()
    if not rows:
        return output.note("No label was challenged yet; `trainer challenge SESSION` does so.")
    _write("".join(output.json_text(row.shape()) + "\n" for row in rows), file)
    for line in _agreement(rows):
        output.note(line)


def _agreement(rows: list[Labelled]) -> list[str]:
    from trainer.scoring.agreement import by_aspect

    sessions = len({row.session for row in rows})
    return [
        f"{len(rows)} label{'' if len(rows) == 1 else 's'} of {sessions} session{'' if sessions == 1 else 's'}. "
        "They were given where somebody wanted to say something, mostly to disagree: no sample of all lines.",
        *(one.sentence() for one in by_aspect((row.aspect, row.ours, row.theirs) for row in rows)),
    ]


def _write(text: str, file: Path | None) -> None:
    from trainer.storage.files import write_new

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


def delete(session: SessionId, branches: WithBranches = False, yes: Yes = False) -> None:
    """Delete a session for good. Its second tries stay unless --branches is given; they hold its first turns."""
    with opened() as desk:
        whole = desk.find(session)
        tries = [row.id for row in desk.branches(whole)]
        if tries and not branches:
            output.note(_stay(len(tries)))
        if not (yes or agreed("session", whole)):
            raise Refused("nothing was deleted", 1)
        desk.store.delete(whole, *(tries if branches else ()))
    rest = f" and its {_tries(len(tries))}" if tries and branches else ""
    output.note(f"Deleted: {whole}{rest}")


def _tries(many: int) -> str:
    return "second try" if many == 1 else f"{many} second tries"


def _stay(many: int) -> str:
    holds = "holds" if many == 1 else "hold"
    return f"Its {_tries(many)} {holds} what was said before, and will stay; --branches deletes that as well."


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
