"""Room `cli`: `preview`, a talk with a draft in the plain terminal, with every reason, anew when the file is saved."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.options import JsonLines

if TYPE_CHECKING:
    from trainer.cli.outlets import Outlet
    from trainer.desk.previewing import Preview

#: Seconds between two looks at the file while somebody thinks.
LOOK = 0.5
#: Findings of lint that are shown at once; `trainer lint` shows all.
SHOWN = 5
AGAIN, END, HINT = "/again", "/end", "/hint"
KEYS = "Type what you say. Saving the file plays it again. /again begins anew, /hint asks for a hint, /end leaves."

Draft = Annotated[Path, typer.Argument(metavar="FILE", help="A persona or scenario file.")]
Who = Annotated[str | None, typer.Option("--persona", metavar="P", help="One customer of a scenario; else the first.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed and lines give the same answers.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(preview)


def preview(file: Draft, persona: Who = None, seed: Seed = 1, json: JsonLines = False) -> None:
    """Talk to a draft and see why each thing was told or kept. Nothing is stored; saving the file plays it again."""
    from trainer.cli.outlets import JsonOutlet, PlainOutlet
    from trainer.desk.previewing import Preview

    talk = Preview(file, persona, seed)
    asks = output.is_terminal(output=False) and not json
    outlet: Outlet = JsonOutlet(explain=True) if json else PlainOutlet(talk.call.persona.name, explain=True, echo=True)
    if not json:
        output.note(f"{talk.call.persona.name}: a draft. {KEYS}")
    _show(talk, outlet, from_=0, echo=True)
    _tell_findings(talk, json)
    for line in _lines(talk, outlet, asks=asks, json=json):
        if line == END:
            break
        _take(line, talk, outlet, echo=not asks)
    _tell_facts(talk, json)


def _take(line: str, talk: Preview, outlet: Outlet, echo: bool) -> None:
    known = len(talk.session.events)
    if line == AGAIN:
        talk.again()
        known = 0
    elif talk.session.over:
        output.note(f"The call is over. {AGAIN} begins anew, {END} leaves.")
        return
    elif line == HINT:
        talk.session.hint()
    else:
        talk.say(line)
    _show(talk, outlet, from_=known, echo=echo)


def _show(talk: Preview, outlet: Outlet, from_: int, echo: bool) -> None:
    """Show what was said and decided from an event on; what the learner has just typed is not written again."""
    from trainer.conversation.events import LearnerSaid

    for event in talk.session.events[from_:]:
        if echo or not isinstance(event, LearnerSaid):
            outlet.show(event)


def _lines(talk: Preview, outlet: Outlet, *, asks: bool, json: bool) -> Iterator[str]:
    """Give the learner's lines, looking at the file before each answer and, in a terminal, while waiting."""
    from trainer.cli.source import Source, stdin

    if asks and os.name == "posix":
        yield from _typed(talk, outlet)
        return
    source = Source(stdin(), output.ask if asks else None)
    while (line := source.line("You:")) is not None:
        _refresh(talk, outlet, json)
        yield line


def _typed(talk: Preview, outlet: Outlet) -> Iterator[str]:
    """Give lines typed in a terminal; no buffer but this one may hold what `select` is asked about."""
    waiting = b""
    descriptor = sys.stdin.fileno()
    output.ask("You:")
    while True:
        while b"\n" not in waiting:
            if not select.select([descriptor], [], [], LOOK)[0]:
                if _refresh(talk, outlet, json=False):
                    output.ask("You:")
                continue
            more = os.read(descriptor, 1 << 16)
            if not more:
                return
            waiting += more
        line, _, waiting = waiting.partition(b"\n")
        _refresh(talk, outlet, json=False)
        yield line.decode("utf-8", "replace").rstrip("\r")
        output.ask("You:")


def _refresh(talk: Preview, outlet: Outlet, json: bool) -> bool:
    """Look at the file; say what came of a change, and say whether there was one."""
    from trainer.desk.previewing import News

    news = talk.refresh()
    if news is News.SAME:
        return False
    if news is News.BROKEN:
        if json:
            output.emit({"event": "broken", "findings": [asdict(found) for found in talk.faults]})
        else:
            output.note("")
            for found in talk.faults[:SHOWN]:
                output.note(f"{found} [{found.rule}]")
            output.note("The saved file cannot be played; the talk goes on with the version before.")
        return True
    if json:
        output.emit({"event": "reloaded", "lines": len(talk.lines)})
    else:
        lines = len(talk.lines)
        output.note("")
        output.note(f"--- The file was saved: {lines} {'line' if lines == 1 else 'lines'} said again. ---")
    _show(talk, outlet, from_=0, echo=True)
    _tell_findings(talk, json)
    return True


def _tell_findings(talk: Preview, json: bool) -> None:
    findings = talk.findings()
    if json:
        output.emit({"event": "lint", "findings": [asdict(found) for found in findings]})
        return
    for found in findings[:SHOWN]:
        output.note(f"{found} [{found.rule}]")
    if len(findings) > SHOWN:
        output.note(f"Lint finds {len(findings) - SHOWN} more: trainer lint {talk.file}")


def _tell_facts(talk: Preview, json: bool) -> None:
    facts = talk.facts()
    if json:
        output.emit({"event": "ended", "told": list(facts.told), "locked": list(facts.locked)})
        return
    output.note(f"Told: {', '.join(facts.told) or 'nothing'}.")
    output.note(f"Locked: {', '.join(facts.locked) or 'nothing'}.")
