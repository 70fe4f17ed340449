"""Room `cli`: the learner's own data: `export`, `import`, `backup`, `restore`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Exported

if TYPE_CHECKING:
    from trainer.desk.sharing import Holds
    from trainer.scoring.corpus import Labelled

Which = Annotated[
    str | None, typer.Argument(metavar="SESSION", help="Id of a session, or the beginning of it; none with --labels.")
]
Records = Annotated[
    bool, typer.Option("--xapi", help="Instead learning records as xAPI statements, of one session or of all.")
]
Name = Annotated[str, typer.Option("--name", help="With --xapi: a name to stand in them; else a pseudonym alone.")]
Labels = Annotated[
    bool, typer.Option("--labels", help="Instead all labels that you challenged, one JSON object a line.")
]
Drills = Annotated[bool, typer.Option("--drills", help="Instead all answers to drills, one JSON object a line.")]
Target = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file; else stdout.")]
NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="What `trainer backup` wrote.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)
    app.command("import")(import_)
    for command in (backup, restore):
        app.command()(command)


def export(
    session: Which = None,
    file: Target = None,
    labels: Labels = False,
    drills: Drills = False,
    xapi: Records = False,
    name: Name = "",
) -> None:
    """Write a session as one JSON file; before its debrief only what was said."""
    from trainer.desk.sharing import in_sessions
    from trainer.storage.exchange import export_session, text_of

    if labels + drills + xapi > 1:
        raise Refused("give one of --labels, --drills and --xapi")
    if drills:
        if file is not None:
            raise Refused("--drills writes all answers; give a file at most: trainer export --drills FILE")
        return _export_drills(Path(session) if session else None)
    if labels:
        if file is not None:
            raise Refused("--labels writes those of all sessions; give a file at most: trainer export --labels FILE")
        return _export_labels(Path(session) if session else None)
    if xapi:
        return _export_records(session, file, name)
    if session is None:
        raise Refused(
            "name a session (`trainer sessions` lists them), or --labels or --drills for those of all sessions"
        )
    with opened() as desk:
        whole = desk.find(session)
        holds = in_sessions(desk, "session", [whole])
        text = text_of(export_session(desk.store, whole))
    _write(text, file, holds)


def _export_records(session: str | None, file: Path | None, name: str) -> None:
    """Write learning records; the only argument is the file, as with --labels."""
    from trainer.desk.shared import records
    from trainer.desk.sharing import in_sessions

    with opened() as desk:
        if session is not None and file is None:
            if len(session) >= 8 and desk.store.find(session) is not None:
                raise Refused(f"give a file as well: trainer export --xapi {session} FILE")
            file, session = Path(session), None
        chosen = None if session is None else [desk.find(session)]
        holds = in_sessions(desk, "xapi", chosen or [], name=name)
        text = records(desk, chosen, name)
    _write(text, file, holds)


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


def _write(text: str, file: Path | None, holds: Holds | None = None) -> None:
    """Write a text to a new file or to stdout; what is in it is told before."""
    from trainer.storage.files import write_new

    if holds is not None and (file is None or not file.exists()):
        for line in holds.lines():
            output.note(line)
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


def backup(file: NewFile) -> None:
    """Write a copy of everything to a new file: sessions, calls, practice, settings, and installed packs."""
    from trainer.desk.keeping import backup as write

    with opened() as desk:
        write(desk.store, file)
    output.note(f"Written: {file}. It holds every word that you said and wrote; no key of a model is in it.")


def restore(file: Backup) -> None:
    """Put a backup in the place of everything; what was there is backed up first."""
    from trainer.desk.keeping import restore as put_back

    done = put_back(file)
    if done.packs:
        output.note(f"Packs put back: {', '.join(done.packs)}")
    for line in done.refused:
        output.note(f"This pack was not put back: {line}")
    output.note(f"Restored. What was there before is kept in {done.kept}")
