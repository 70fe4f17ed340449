"""Room `workshop.service`: the calls that are going on, each a fold over its stored log. Nothing here is the truth:
what is kept in memory can be dropped at any time, and another server on the same database needs none of it.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trainer.content.version import from_canonical
from trainer.conversation.call import Call
from trainer.conversation.events import Debriefed, Ended, Event, LearnerSaid, event_from, payload_of
from trainer.conversation.session import Session
from trainer.storage.workshop.rows import CallRow, LogRow
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.gate import Gate

if TYPE_CHECKING:
    from trainer.conversation.helped import Assistance
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

KEPT = 600
"""Calls kept in memory, the ones touched last; about 60 kB each. Any other is read from its log again (10 ms)."""

_STATES = ((Debriefed, "debriefed"), (Ended, "ended"))
"""What an event makes of a call."""

Beside = Callable[["Books", Sequence[Event]], None]
"""What is checked and stored in one transaction with events; it raises `Declined` to store neither."""


def _alone(books: Books, events: Sequence[Event]) -> None:
    """Store nothing else."""


@dataclass
class Live:
    """One call in memory."""

    session: Session
    journal: Journal
    lock: threading.RLock = field(default_factory=threading.RLock)


class Journal:
    """Stores the events of one call, and what belongs to them, in one transaction each, or several `together`."""

    def __init__(self, store: WorkshopStore, clock: Callable[[], int], row: CallRow, gate: Gate) -> None:
        """Take the store, a clock (milliseconds since 1970), the call as it was read with its log, and who computes."""
        self._store, self._clock, self._gate = store, clock, gate
        self.row = row
        self.sound = True
        """False where the session has taken events that could not be stored: read it again."""
        self.before: Beside = _alone
        """What comes before the events."""
        self.beside: Beside = _alone
        """What comes after them."""
        self._held: list[_Part] | None = None

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Store events behind those that are there; within `together` at its end.

        Raises:
            Conflict: another server has appended meanwhile; nothing was stored.
            Declined: what is beside them may not be; nothing was stored.
            JournalError: the store is at fault; nothing was stored.
        """
        part = _Part(self.before, tuple(events), self.beside)
        if self._held is None:
            self._store_parts([part])
        elif self._held and self._held[-1].goes_with(part):
            self._held[-1] = part.behind(self._held[-1])
        else:
            self._held.append(part)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Store all that is appended meanwhile at the end, in one transaction; nothing of it where something fails.

        A commit, and waiting for it, costs about as much as the customer's answer.

        Raises:
            Conflict, Declined, JournalError: as `append`.
        """
        held: list[_Part] = []
        self._held = held
        self.sound = False
        try:
            yield
            self._held = None
            self._store_parts(held)
            self.sound = True
        finally:
            self._held = None
            self.sound = self.sound or not held

    def _store_parts(self, parts: Sequence[_Part]) -> None:
        if not parts:
            return
        first = self.row

        def work(books: Books) -> CallRow:
            row, now = first, self._clock()
            for part in parts:
                part.before(books, part.events)
                row = _appended(books, row, part.events, now)
                part.beside(books, part.events)
            return row

        with self._gate.aside():
            self.row = self._store.write(work)


@dataclass(frozen=True, slots=True)
class _Part:
    """Events that belong together, and what is checked and stored with them."""

    before: Beside
    events: tuple[Event, ...]
    beside: Beside

    def goes_with(self, later: _Part) -> bool:
        return self.before is later.before and self.beside is later.beside

    def behind(self, earlier: _Part) -> _Part:
        return replace(self, events=(*earlier.events, *self.events))


def _appended(books: Books, row: CallRow, events: Sequence[Event], now: int) -> CallRow:
    turns = max((event.turn for event in events if isinstance(event, LearnerSaid)), default=row.turns)
    state = next((to for kind, to in _STATES if any(isinstance(event, kind) for event in events)), row.state)
    lines = [(event.kind, payload_text(event)) for event in events]
    return books.append(row, lines, now, turns=turns, state=state)


class Players:
    """The calls in memory and what they are played with."""

    def __init__(
        self, store: WorkshopStore, clock: Callable[[], int], gate: Gate, assistance: Assistance | None = None
    ) -> None:
        """Take the store, a clock, who computes, and the model that voices this server's customers, if one does."""
        self._store, self._clock = store, clock
        self.gate = gate
        """Who computes; held while a call is held."""
        self.at_once = assistance is None
        """Whether customers answer at once: no model is waited for between a line and its answer."""
        self.assistance = assistance
        self._guard = threading.Lock()
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._played: dict[tuple[str, str], Call] = {}

    def call_of(self, content: str, level: str) -> Call:
        """Give what a round is played with, from the content that the workshop keeps.

        Raises:
            Declined: it is not kept.
        """
        known = self._played.get((content, level))
        if known is None:
            text = self._store.read(lambda books: books.content(content))
            if text is None:
                raise Declined("not_found", "The scenario of this round is not kept on this server.")
            scenario, personas = from_canonical(text)
            known = Call.of(scenario, personas, content).at(level)
            self._played[content, level] = known
        return known

    def begin(self, call: Call, row: CallRow, before: Beside) -> None:
        """Begin a call; its first events are stored together with what comes `before` them (the call's row)."""
        journal = Journal(self._store, self._clock, row, self.gate)
        journal.before = before
        practice = row.kind != "attempt"  # marked as practice in its log as well, wherever that is read
        with self.gate.through():
            session = Session.start(
                call, journal, row.id, int(row.seed), explain=practice, number=0 if practice else 1,
                assistance=self.assistance,
            )  # fmt: skip
        journal.before = _alone
        with self._guard:
            self._live[row.id] = Live(session, journal)

    @contextmanager
    def playing(self, row: CallRow, content: str, level: str, behind: float = 0.0) -> Iterator[Live]:
        """Hold a call as it is stored now; nobody else on this server changes it meanwhile, and nobody else computes.

        `behind`: by how many seconds it lets others go before it.
        """
        live = self._held(row, content, level, behind)
        with live.lock, self.gate.through(behind):
            stored = self._store.read(lambda books: books.call(row.id)) or row
            known = live.journal.row
            if not live.journal.sound or (stored.n, stored.head) != (known.n, known.head):
                self._read_again(live, stored, content, level)
            try:
                yield live
            finally:
                live.journal.beside = _alone

    def forget(self, id: str) -> None:
        """Drop a call from memory."""
        with self._guard:
            self._live.pop(id, None)

    def _held(self, row: CallRow, content: str, level: str, behind: float) -> Live:
        with self._guard:
            live = self._live.get(row.id)
            if live is not None:
                self._live.move_to_end(row.id)
                return live
        with self.gate.through(behind):
            made = self._made(row, content, level)
        with self._guard:
            live = self._live.setdefault(row.id, made)
            while len(self._live) > KEPT:
                self._live.popitem(last=False)
        return live

    def _made(self, row: CallRow, content: str, level: str) -> Live:
        rows = self._store.read(lambda books: books.log(row.id))
        last = rows[-1] if rows else None
        known = row if last is None else replace(row, n=last.n, head=last.hash, touched_at=last.at)
        journal = Journal(self._store, self._clock, known, self.gate)
        return Live(Session(self.call_of(content, level), journal, events_of(rows), self.assistance), journal)

    def _read_again(self, live: Live, row: CallRow, content: str, level: str) -> None:
        made = self._made(row, content, level)
        live.session, live.journal = made.session, made.journal

    def log(self, id: str) -> tuple[Event, ...]:
        """Give the stored log of a call."""
        return events_of(self._store.read(lambda books: books.log(id)))


def events_of(rows: Sequence[LogRow]) -> tuple[Event, ...]:
    """Give stored events."""
    return tuple(event_from(row.kind, json.loads(row.payload)) for row in rows)


def payload_text(event: Event) -> str:
    """Give an event's payload as it is stored and hashed."""
    return json.dumps(payload_of(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
