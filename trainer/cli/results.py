"""Room `cli`: what came of a session: `score`, `report`, `replay`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json, SessionId, WithoutWords

if TYPE_CHECKING:
    from trainer.desk import Desk


class Format(StrEnum):
    """What a report can be written as."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


As = Annotated[Format, typer.Option("--format", help="Markdown, a web page of its own, JSON, or CSV.")]
Which = Annotated[str | None, typer.Argument(metavar="SESSION", help="Id of a session, or the beginning of it.")]
Progress = Annotated[bool, typer.Option("--progress", help="Instead your habits over your calls.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (score, report, replay):
        app.command()(command)


def score(session: SessionId, json: Json = False) -> None:
    """Show the scorecard of a session."""
    from trainer.cli.card import card_lines
    from trainer.reports import wire
    from trainer.scoring.beside import beside_of

    with opened() as desk:
        whole = scored_only(desk, session)
        card = desk.score(whole)
        beside = beside_of(desk.events(whole), card)
    if json:
        return output.emit({**wire.scored(card), **beside.shape()})
    for line in card_lines(card, beside):
        output.say(line)


def report(
    session: Which = None, format: As = Format.MD, progress: Progress = False, without_words: WithoutWords = False
) -> None:
    """Write a report to keep, to stdout: of a session, or with --progress of your habits."""
    from trainer.desk.shared import report_on, written
    from trainer.desk.sharing import in_sessions

    if progress == (session is not None):
        raise Refused("name a session, or give --progress for your habits; `trainer sessions` lists the sessions")
    with opened() as desk:
        if session is None:
            return output.raw(_progress(desk, format))
        whole = scored_only(desk, session)
        made = report_on(desk, whole, words=not without_words)
        holds = in_sessions(desk, format.value, [whole], words=not without_words)
    for line in holds.lines():
        output.note(line)
    output.raw(written(made, format.value))


def _progress(desk: Desk, format: Format) -> str:
    from trainer.desk.progress_page import progress_page
    from trainer.reports.render import as_csv, page_as_html, page_as_json, page_as_markdown

    page = progress_page(desk.progress.read())
    output.note("In it: figures of your skills, scenarios and days; no word of any call.")
    forms = {Format.MD: page_as_markdown, Format.HTML: page_as_html, Format.JSON: page_as_json, Format.CSV: as_csv}
    return forms[format](page)


def replay(session: SessionId, json: Json = False) -> None:
    """Print what was said in a session."""
    from trainer.cli.outlets import JsonOutlet, Outlet, PlainOutlet

    with opened() as desk:
        events = desk.events(session)
        _, people = desk.content_of(events)
    outlet: Outlet = JsonOutlet(explain=False) if json else PlainOutlet(people[0].name, explain=False, echo=True)
    for event in events:
        outlet.show(event)


def scored_only(desk: Desk, session: str) -> str:
    """Give the whole id of a session whose debrief is in; before that nothing hidden may be told."""
    row = desk.store.session(desk.find(session))
    if row is None or row.status == "open":
        raise Refused(f"the call is not over; go on with: trainer resume {session} --plain (and hang up with /end)")
    if row.status == "ended":
        raise Refused(f"the debrief is still to be written; do so with: trainer resume {session} --plain")
    return row.id
