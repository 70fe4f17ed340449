"""Room `workshop.service`: what a participant does in a call: begin it, say a line, ask for a hint, hang up, debrief.

The server plays the customer. From a participant come words and nothing else; a line is stored with the key it was sent
with, so that one that is sent again is answered once, on whatever server it arrives.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.conversation.events import Debrief, Event, HintAsked, LearnerSaid
from trainer.conversation.interview import JournalError, SessionError
from trainer.language.text import clean
from trainer.storage.workshop import chain
from trainer.storage.workshop.faults import Conflict
from trainer.storage.workshop.rows import CallRow, KeyRow, RoundRow, SeatRow
from trainer.workshop.event.settings import seed_of
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.gate import SCORING
from trainer.workshop.service.lookup import call_of_seat
from trainer.workshop.service.marking import Marking
from trainer.workshop.service.playing import Live, Players
from trainer.workshop.service.rounds import must_run, round_on
from trainer.workshop.service.saying import of_turn, shapes, waiting_in

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

LINE_LIMIT = 4000
"""Characters of one line."""
DRAFT_LIMIT = 8000
"""Characters of what is being typed."""
HINTS, PRACTICES = 60, 50
"""Most hints of a call and practice calls of a round: nobody fills the database for all."""
AGAIN = 4
"""Tries where another server was quicker."""
PURPOSES = ("line", "debrief")
"""What a draft is of."""

Shape = dict[str, Any]
T = TypeVar("T")


class Calls:
    """The calls of participants. Every method may block on the database or the model; call it off the event loop."""

    def __init__(self, store: WorkshopStore, players: Players, marking: Marking, clock: Callable[[], int]) -> None:
        """Take the store, the calls in memory, who scores them, and a clock (milliseconds since 1970)."""
        self._store, self._players, self._marking, self._clock = store, players, marking, clock

    def open(self, seat: SeatRow, *, practice: bool = False) -> Shape:
        """Give the call of a seat in the round that is on, begun now where there is none; practice is one more.

        Raises:
            Declined: no round is on, or practice before the customer's reasons were shown.
        """
        workshop, round_ = self._store.read(lambda books: round_on(books, seat.workshop))
        if practice and round_.state != "revealed":
            raise Declined("not_yet", "You can practise with this customer once their reasons have been shown.")
        number = self._next_practice(seat, round_) if practice else 1
        found = self._store.read(lambda books: books.call_of(seat.id, round_.number, number))
        if found is not None:
            return self.told(seat, found.id)
        if not practice:
            must_run(workshop, round_, self._clock())
        id, now = uuid.uuid4().hex, self._clock()
        seed, kind = seed_of(bytes.fromhex(workshop.secret), round_.number, seat.id, number), _kind(number)
        row = CallRow(
            id, seat.workshop, seat.id, round_.number, number, kind, str(seed), "open", 0, 0, chain.start(id), now, now
        )

        def before(books: Books, events: Sequence[Event]) -> None:
            if not practice:
                must_run(*round_on(books, seat.workshop), self._clock())
            books.new_call(row)
            books.touch(seat.workshop)

        try:
            self._players.begin(self._players.call_of(round_.content, round_.level), row, before)
        except Conflict:  # the same seat began it elsewhere at the same moment
            found = self._store.read(lambda books: books.call_of(seat.id, round_.number, number))
            if found is None:
                raise Declined("busy", "The call could not be begun; try again.", after=1) from None
            id = found.id
        return self.told(seat, id)

    def told(self, seat: SeatRow, id: str) -> Shape:
        """Give a call of this seat as far as it may be known: what was said aloud."""
        row, _ = call_of_seat(self._store, seat, id)
        drafts = self._store.read(lambda books: {p: books.draft(seat.id, f"{id}:{p}") or "" for p in PURPOSES})
        events = shapes(self._players.log(id))
        return {"id": id, "state": row.state, "turns": row.turns, "kind": row.kind, "events": events, "draft": drafts}

    def say(self, seat: SeatRow, id: str, turn: int, text: str, key: str) -> list[Shape]:
        """Say a line as turn `turn` and give the events of the turn; said again with its key it gives the same.

        Raises:
            Declined: the turn is another one, the call or the round is over or pauses, or the key has other words.
        """
        if len(text) > LINE_LIMIT:
            raise Declined("too_large", f"A line may have {LINE_LIMIT} characters; this one has {len(text)}.")
        body = _digest({"say": text, "turn": turn, "call": id})

        def beside(books: Books, events: Sequence[Event]) -> None:
            if any(isinstance(event, LearnerSaid) for event in events):
                self._must_run(books, seat, id)
                books.keep_key(KeyRow(seat.id, key, body, id, turn, "line", self._clock()))
                books.drop_draft(seat.id, f"{id}:line")
            books.touch(seat.workshop)

        def work(live: Live) -> list[Shape]:
            live.journal.beside = lambda books, events: books.touch(seat.workshop)
            _answer_waiting(live)
            if self._known(seat, key, body) is None:
                self._must_be_next(live, turn)
                live.journal.beside = beside
                with live.journal.together() if self._players.at_once else nullcontext():
                    live.session.say(text)
            return shapes([event for event in live.session.events if of_turn(event, turn)])

        return self._working(seat, id, work)

    def hint(self, seat: SeatRow, id: str, key: str) -> list[Shape]:
        """Give a hint; recorded. Raises `Declined` where hints are off, or the call is over."""
        if not call_of_seat(self._store, seat, id)[1].hints:
            raise Declined("forbidden", "Hints are off in this round.")
        body = _digest({"hint": id})

        def beside(books: Books, events: Sequence[Event]) -> None:
            self._must_run(books, seat, id)
            books.keep_key(KeyRow(seat.id, key, body, id, live_n[0], "hint", self._clock()))

        live_n = [0]

        def work(live: Live) -> list[Shape]:
            known = self._known(seat, key, body)
            if known is not None:
                return shapes(live.session.events[known.turn : known.turn + 1])
            if sum(isinstance(event, HintAsked) for event in live.session.events) >= HINTS:
                raise Declined("conflict", f"You have asked for {HINTS} hints in this call; that is the most.")
            live.journal.beside = beside
            live_n[0] = len(live.session.events)
            return shapes([live.session.hint()])

        return self._working(seat, id, work)

    def end(self, seat: SeatRow, id: str) -> list[Shape]:
        """Hang up; a call that has ended stays as it ended."""

        def work(live: Live) -> list[Shape]:
            live.journal.beside = lambda books, events: books.touch(seat.workshop)
            _answer_waiting(live)
            return shapes([live.session.end()])

        return self._working(seat, id, work)

    def debrief(self, seat: SeatRow, id: str, debrief: Debrief, key: str) -> Shape:
        """Hand in the debrief, and have the call scored; nothing of the score is told.

        Raises:
            Declined: the call has not ended, the reasons have been shown, or a text is too long.
        """
        body = _digest({"insight": debrief.insight, "forces": dict(debrief.forces), "call": id})
        shown = "The customer's reasons have been shown; a debrief can no longer be handed in."

        def beside(books: Books, events: Sequence[Event]) -> None:
            row = books.call(id)
            round_ = None if row is None else books.round(seat.workshop, row.round)
            if row is None or (row.kind == "attempt" and (round_ is None or round_.state == "revealed")):
                raise Declined("gone", shown)
            books.keep_key(KeyRow(seat.id, key, body, id, 0, "debrief", self._clock()))
            books.drop_draft(seat.id, f"{id}:debrief")
            books.touch(seat.workshop)

        def work(live: Live) -> Shape:
            with live.journal.together():
                if self._known(seat, key, body) is None:
                    row, round_ = call_of_seat(self._store, seat, id)
                    if live.session.debriefed and row.kind == "attempt" and round_.state == "revealed":
                        raise Declined("gone", shown)  # the reveal has put an empty one there
                    live.journal.beside = beside
                    live.session.debrief(debrief)
                self._marking.settle(live, seat.workshop)
            return {"state": "debriefed"}

        return self._working(seat, id, work, SCORING)

    def finish(self, row: CallRow, round_: RoundRow, reason: str, *, final: bool) -> None:
        """End a call that is still open; with `final` take its debrief as empty where none came, and have it scored."""

        for _ in range(AGAIN):
            try:
                with _told(), self._players.playing(row, round_.content, round_.level, SCORING) as live:
                    live.journal.beside = lambda books, events: books.touch(row.workshop)
                    _answer_waiting(live)
                    with live.journal.together():
                        live.session.end(reason)
                        if final:
                            if live.session.debriefed is None:
                                live.session.debrief(Debrief())
                            self._marking.settle(live, row.workshop)
                return
            except Conflict:
                self._players.forget(row.id)
        raise Declined("busy", "A call could not be ended; try again.", after=1)

    def keep_draft(self, seat: SeatRow, id: str, purpose: str, text: str) -> None:
        """Keep what is being typed."""
        if len(text) > DRAFT_LIMIT:
            raise Declined("too_large", f"A draft may have {DRAFT_LIMIT} characters; this one has {len(text)}.")
        call_of_seat(self._store, seat, id)
        kept = clean(text, keep_newlines=True) + (" " if text[-1:] == " " else "")
        self._store.write(lambda books: books.set_draft(seat.id, f"{id}:{purpose}", kept, self._clock()))

    def _next_practice(self, seat: SeatRow, round_: RoundRow) -> int:
        mine = self._store.read(lambda books: books.calls_of(seat.id, round_.number))
        waiting = [call.number for call in mine if call.kind == "practice" and call.state != "debriefed"]
        if not waiting and len(mine) > PRACTICES:
            raise Declined("conflict", f"You have practised {PRACTICES} times with this customer; that is the most.")
        return waiting[0] if waiting else max((call.number for call in mine), default=1) + 1

    def _must_run(self, books: Books, seat: SeatRow, id: str) -> None:
        row = books.call(id)
        if row is not None and row.kind == "attempt":
            must_run(*round_on(books, seat.workshop), self._clock(), row.round)

    def _must_be_next(self, live: Live, turn: int) -> None:
        session = live.session
        if session.over:
            raise Declined("over", "The call is over; write the debrief.")
        expected = session.state.turn + 1
        if turn != expected:
            raise Declined("conflict", f"This call is at turn {expected}; it has gone on elsewhere.", turn=expected)

    def _known(self, seat: SeatRow, key: str, body: str) -> KeyRow | None:
        known = self._store.read(lambda books: books.key(seat.id, key))
        if known is not None and known.body_hash != body:
            raise Declined("mismatch", "This Idempotency-Key was sent with other content before; use a new one.")
        return known

    def _working(self, seat: SeatRow, id: str, work: Callable[[Live], T], behind: float = 0.0) -> T:
        for _ in range(AGAIN):
            row, round_ = call_of_seat(self._store, seat, id)
            try:
                with _told(), self._players.playing(row, round_.content, round_.level, behind) as live:
                    return work(live)
            except Conflict:
                self._players.forget(id)
        raise Declined("busy", "The call goes on elsewhere; try again.", after=1)


def _answer_waiting(live: Live) -> None:
    """Have a line answered whose answer was lost with a server; whoever comes next does it."""
    waiting = waiting_in(live.session.events)
    if waiting is not None:
        live.session.say(waiting.text)


@contextmanager
def _told() -> Iterator[None]:
    """Say in a word for programs what a session or the store could not do."""
    try:
        yield
    except SessionError as error:
        line = str(error)
        code: Any = "not_yet" if "comes after the call" in line else "bad_request" if "shorten" in line else "over"
        raise Declined(code, line[:1].upper() + line[1:] + ".") from None
    except Conflict:
        raise
    except JournalError as error:
        raise Declined("storage", str(error), after=2) from error


def _kind(number: int) -> str:
    return "attempt" if number == 1 else "practice"


def _digest(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
