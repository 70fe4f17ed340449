"""Room `cli`: what came of a session: `score`, `report`, `replay`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json, SessionId

if TYPE_CHECKING:
    from trainer.desk import Desk


class Format(StrEnum):
    """What a report can be written as."""

    MD = "md"
    HTML = "html"
    JSON = "json"


As = Annotated[Format, typer.Option("--format", help="Markdown, a web page of its own, or JSON.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (score, report, replay):
        app.command()(command)


def score(session: SessionId, json: Json = False) -> None:
    """Show the scorecard of a session."""
    from trainer.cli import wire
    from trainer.cli.card import card_lines
    from trainer.scoring.beside import beside_of

    with opened() as desk:
        whole = scored_only(desk, session)
        card = desk.score(whole)
        beside = beside_of(desk.events(whole), card)
    if json:
        return output.emit({**wire.scored(card), **beside.shape()})
    for line in card_lines(card, beside):
        output.say(line)


def report(session: SessionId, format: As = Format.MD) -> None:
    """Write a report to keep, to stdout."""
    from trainer.reports.render import as_html, as_json, as_markdown
    from trainer.reports.report import report_of

    with opened() as desk:
        card = desk.score(scored_only(desk, session))
        events = desk.events(session)
        scenario, people = desk.content_of(events)
    made = report_of(card, events, scenario.title, " & ".join(person.name for person in people))
    output.raw({Format.MD: as_markdown, Format.HTML: as_html, Format.JSON: as_json}[format](made))


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
