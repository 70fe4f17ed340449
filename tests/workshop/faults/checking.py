"""At the end of a trial: everything that was acknowledged is stored, once, and all of it holds together."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from trainer.conversation.events import CustomerSaid, Debriefed, Ended, LearnerSaid
from trainer.storage.workshop.chain import ACT, EVENT, broken_at
from trainer.storage.workshop.rows import AuditRow, CallRow, NoteRow, SeatRow
from trainer.storage.workshop.store import Books, WorkshopStore
from trainer.workshop.service.playing import events_of
from trainer.workshop.service.saying import of_turn, shapes
from trainer.workshop.verifying import verify

from .people import Event, Ledger

ACTS = ("start", "pause", "extend", "end", "freeze", "unfreeze", "reveal", "code")


class Stored:
    """What the database of a workshop holds, read from it without a server."""

    def __init__(self, books: Books, workshop: str) -> None:
        self.seats: list[SeatRow] = books.seats(workshop)
        self.calls: list[CallRow] = books.calls(workshop)
        self.audit: list[AuditRow] = books.audit(workshop)
        self.notes: list[NoteRow] = books.notes(workshop)
        self.logs = {call.id: books.log(call.id) for call in self.calls}
        self.workshop = workshop


def stored(database: str | Path, workshop: str) -> Stored:
    """Read a database."""
    store = WorkshopStore.open(database)
    try:
        return store.read(lambda books: Stored(books, workshop))
    finally:
        store.close()


def kept_once(database: str | Path, workshop: str, ledger: Ledger) -> Stored:
    """Read a database; see that nothing that was acknowledged is lost and nothing is there twice."""
    found = stored(database, workshop)
    nothing_lost(found, ledger)
    nothing_doubled(found, ledger)
    return found


def nothing_lost(found: Stored, ledger: Ledger) -> None:
    """See that all that was acknowledged is there, once, as it was told; more may be there that was on its way."""
    assert {seat.id: seat.name for seat in found.seats}.items() >= ledger.seats.items()
    names = Counter(seat.name for seat in found.seats)
    assert max(names.values(), default=1) == 1
    rows = {call.id: call for call in found.calls}
    assert all((rows[id].seat, rows[id].round) == of for id, of in ledger.calls.items())
    assert max(Counter((call.seat, call.round, call.number) for call in found.calls).values(), default=1) == 1
    events = {id: events_of(log) for id, log in found.logs.items()}
    for id, log in events.items():
        said = [event.turn for event in log if isinstance(event, LearnerSaid)]
        answered = [event.turn for event in log if isinstance(event, CustomerSaid)]
        assert said == list(range(1, len(said) + 1)), "every turn once and in order"
        assert answered == list(range(len(answered))), "every answer once and in order"
        assert 0 <= len(said) + 1 - len(answered) <= 1, "one line at most waits for its answer"
        assert sum(isinstance(event, Debriefed) for event in log) <= 1 >= sum(isinstance(e, Ended) for e in log)
        assert rows[id].turns == len(said) and rows[id].n == len(log)
    for (id, turn), (text, answer) in ledger.lines.items():
        of_it = [event for event in events[id] if of_turn(event, turn)]
        assert next(event.text for event in of_it if isinstance(event, LearnerSaid)) == text
        there = shapes(of_it)
        assert there[: len(answer)] == answer, "the answer is the one that was given"
    assert all(any(isinstance(event, Ended) for event in events[id]) for id in ledger.ended)
    for id, insight in ledger.debriefs.items():
        assert [event.insight for event in events[id] if isinstance(event, Debriefed)] == [insight]
    acts = Counter(act.act for act in found.audit)
    wanted = Counter(ledger.acts)
    assert all(acts[name] >= wanted[name] for name in wanted), (acts, wanted)
    assert not Counter(ledger.notes) - Counter(note.text for note in found.notes)
    chains_hold(found)


def nothing_doubled(found: Stored, ledger: Ledger) -> None:
    """See that nothing is there that nobody asked for: every request was sent until it was acknowledged."""
    assert {seat.id: seat.name for seat in found.seats} == ledger.seats
    assert {call.id for call in found.calls} == ledger.calls.keys()
    lines = sum(isinstance(event, LearnerSaid) for log in found.logs.values() for event in events_of(log))
    assert lines == len(ledger.lines)
    acts = Counter(act.act for act in found.audit if act.actor == "facilitator" and act.act in ACTS)
    assert acts == Counter(ledger.acts), "every act of the facilitator once"
    assert Counter(note.text for note in found.notes) == Counter(ledger.notes)


def chains_hold(found: Stored) -> None:
    """Compute all hashes again."""
    for call in found.calls:
        entries = [asdict(entry) for entry in found.logs[call.id]]
        assert broken_at(call.id, entries, EVENT) is None
        assert not entries or entries[-1]["hash"] == call.head
    assert broken_at(found.workshop, [asdict(act) for act in found.audit], ACT) is None


async def export_sound(event: Event) -> None:
    """See that the export verifies, by playing every call again, and that the board is the one that follows from it."""
    bundle: dict[str, Any] = await event.facilitator.see("/workshop/export")
    verdict = verify(json.dumps(bundle).encode(), event.made["public_key"])
    assert verdict.sound, verdict.findings
    assert verdict.replayed == verdict.calls
    board = await event.facilitator.see("/board")
    assert board["rows"] == bundle["board"]["rows"] and board["counts"] == bundle["board"]["counts"]


async def api_agrees(event: Event) -> None:
    """See that every participant is told what was acknowledged to them."""
    for one in event.people:
        told = await one.told()
        assert told["turns"] == one.turn
        lines = [said["text"] for said in told["events"] if said["event"] == "learner"]
        assert lines == [event.ledger.lines[one.call, turn][0] for turn in range(1, one.turn + 1)]
