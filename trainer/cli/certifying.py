"""Room `cli`: certificates: `certificate` makes one, `verify` plays it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import WithoutWords

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk.certificate import Certified
    from trainer.scoring.scorecard import Scorecard

Sessions = Annotated[list[str], typer.Argument(metavar="SESSION…", help="Ids of sessions, or their beginnings.")]
Name = Annotated[str, typer.Option("--name", help="A name to stand in it; else it names nobody.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(certificate)


def certificate(sessions: Sessions, without_words: WithoutWords = False, name: Name = "") -> None:
    """Write sessions with their events and scores to stdout, for anybody to play again with `trainer verify`."""
    from trainer.cli.results import scored_only
    from trainer.desk import certificate as certificates
    from trainer.desk.sharing import in_sessions

    with opened() as desk:
        whole = [scored_only(desk, session) for session in sessions]
        made = certificates.made(desk, whole, words=not without_words, name=name)
        holds = in_sessions(desk, "certificate", whole, words=not without_words, name=name)
    for line in holds.lines():
        output.note(line)
    output.emit(made, indent=1)


def verify(raw: bytes, json: bool) -> None:
    """Check a certificate and say what came out; leaves with 1 where it does not hold."""
    from trainer.desk import certificate as certificates
    from trainer.storage.exchange import ExchangeError

    found = None
    rows: list[dict[str, Any]] = []
    fault = ""
    try:
        found = certificates.read(raw)
        rows = [_row(one, events) for one, events in certificates.verified(found, _replayed)]
    except ExchangeError as error:
        fault = str(error)
    if json:
        replayable = None if found is None else found.replayable
        name = None if found is None else found.name
        output.emit({"kind": "certificate", "sound": not fault, "replayable": replayable, "name": name,
                     "sessions": rows, "fault": fault or None})  # fmt: skip
    elif fault:
        output.note(f"trainer: {fault}")
    else:
        _tell(rows)
    raise typer.Exit(1 if fault else 0)


def _tell(rows: list[dict[str, Any]]) -> None:
    from trainer.desk.certificate import ABOUT

    for row in rows:
        overall = "not scored" if row["overall"] is None else f"{row['overall']:.0f} of 100"
        notes = ["attempt" if row["attempt"] else "practice", f"{row['turns']} turns"]
        notes += ["the customer's answers had been seen"] * row["seen"]
        output.say(f"Sound: session {row['session']}, {row['scenario']}: {overall} ({', '.join(notes)})")
        if not row["known"]:
            output.say("  Its scenario version is none of this trainer's: read it before you rely on the score.")
    output.say(ABOUT)


def _row(one: Certified, events: tuple[Event, ...]) -> dict[str, Any]:
    keys = ("scenario", "personas", "content", "overall", "turns", "attempt", "seen")
    return {"session": one.session, **{key: one.claims[key] for key in keys}, "known": _shipped(events)}


def _shipped(events: tuple[Event, ...]) -> bool:
    """Say whether the content of a session is that of the library or of an installed pack, and not only enclosed."""
    from trainer.content.findings import ContentError
    from trainer.conversation.events import Started
    from trainer.desk.library import library

    started = events[0]
    assert isinstance(started, Started)  # the import has seen to it
    try:
        return library().cast(started.scenario, started.personas[0]).hash == started.content
    except ContentError:
        return False


def _replayed(raw: bytes) -> tuple[tuple[Event, ...], Scorecard]:
    """Take an exported session in as an import would, play it again and score it.

    Raises:
        ExchangeError: it is not sound, not debriefed, or comes out otherwise.
    """
    from trainer.cli.checking import compare, kept_here
    from trainer.cli.replaying import call_at_hand, importer
    from trainer.conversation.events import Debriefed, Started, standing
    from trainer.scoring.score import score
    from trainer.storage.exchange import ExchangeError, import_session
    from trainer.storage.store import Store

    store = Store.open(url="sqlite://")
    try:
        session = import_session(store, raw, importer(kept_here, store.keep_content))
        events = standing(store.events(session))
        started = events[0]
        if not isinstance(started, Started) or not any(isinstance(event, Debriefed) for event in events):
            raise ExchangeError("A session in the certificate has no debrief, so that it has no score.")
        compare(store.content, events)
        return events, score(events, call_at_hand(started, store.content))
    finally:
        store.close()
