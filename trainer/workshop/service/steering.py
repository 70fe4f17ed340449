"""Room `workshop.service`: what the facilitator does with a workshop: start, pause, extend, end, freeze, reveal.

Each act is stored with its entry in the audit log, in one transaction. An act that is asked for twice does nothing the
second time: buttons are pressed twice, and requests sent again, with the key they had (`once`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from trainer.language.text import clean
from trainer.storage.workshop.faults import NameTaken
from trainer.storage.workshop.rows import RoundRow, WorkshopRow
from trainer.workshop.event.names import clean_name, code_of, normal, shown
from trainer.workshop.event.settings import SettingsError, as_data, changed
from trainer.workshop.service import tokens
from trainer.workshop.service.boards import board_in
from trainer.workshop.service.calls import Calls
from trainer.workshop.service.casting import Casting
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.joining import new_code
from trainer.workshop.service.once import known, stamp
from trainer.workshop.service.returning import left_when_lost
from trainer.workshop.service.rounds import settings_of

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

MINUTE = 60_000
LONGEST = 240
"""Minutes that a round can have in all."""
NOTE_LIMIT = 2000
SETTABLE = ("title", "rounds", "names", "mode", "teams", "top", "seats", "consent", "debrief")


class Steering:
    """The facilitator's acts. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, calls: Calls, casting: Casting, clock: Callable[[], int]) -> None:
        """Take the store, the calls, who casts the rounds, and a clock (milliseconds since 1970)."""
        self._store, self._calls, self._casting, self._clock = store, calls, casting, clock

    def start(self, workshop: str, key: str = "") -> None:
        """Begin the next round, or go on with one that pauses.

        Raises:
            Declined: the round that is on has to be brought to its end first, or there is no further one.
        """

        def work(books: Books) -> None:
            row, round_ = _now(books, workshop)
            now, sent = self._clock(), stamp(row, key, "start")
            if known(books, workshop, sent) or (round_ is not None and round_.state == "running"):
                return
            if round_ is not None and round_.state == "paused":
                books.set_round(
                    workshop, round_.number, state="running", ends_at=now + (round_.left_ms or 0), left_ms=None
                )
                self._done(books, row, "start", {"round": round_.number, "again": True, **sent}, state="running")
                return
            if round_ is not None and round_.state == "debriefing":
                raise Declined("conflict", "Show the customer's reasons first (reveal); then the next round can start.")
            following = books.round(workshop, row.round + 1)
            if following is None:
                raise Declined("conflict", "There is no further round; add one in the settings, or end the workshop.")
            ends = now + following.minutes * MINUTE
            books.set_round(workshop, following.number, state="running", ends_at=ends, begun_at=now)
            data = {"round": following.number, "content": following.content, "minutes": following.minutes}
            self._done(books, row, "start", {**data, **sent}, state="running", round=following.number)

        self._store.write(work)

    def pause(self, workshop: str, key: str = "") -> None:
        """Stop the clock; nobody can speak until `start`."""

        def work(books: Books) -> None:
            row, round_ = _now(books, workshop)
            sent = stamp(row, key, "pause")
            if known(books, workshop, sent) or (round_ is not None and round_.state == "paused"):
                return
            if round_ is None or round_.state != "running":
                raise Declined("conflict", "No round is running that could pause.")
            left = max(0, (round_.ends_at or 0) - self._clock())
            books.set_round(workshop, round_.number, state="paused", left_ms=left, ends_at=None)
            self._done(books, row, "pause", {"round": round_.number, "left_ms": left, **sent}, state="paused")

        self._store.write(work)

    def extend(self, workshop: str, minutes: int, key: str = "") -> None:
        """Give the round more minutes; sent again with its key it gives them once."""
        if not 1 <= minutes <= LONGEST:
            raise Declined("bad_request", f"minutes: give 1 to {LONGEST}.")

        def work(books: Books) -> None:
            row, round_ = _now(books, workshop)
            sent = stamp(row, key, "extend", {"minutes": minutes})
            if known(books, workshop, sent):
                return
            if round_ is None or round_.state not in ("running", "paused"):
                raise Declined("conflict", "No round is running that could be extended.")
            more = minutes * MINUTE
            if round_.state == "paused":
                books.set_round(workshop, round_.number, left_ms=(round_.left_ms or 0) + more)
            else:
                books.set_round(workshop, round_.number, ends_at=max(round_.ends_at or 0, self._clock()) + more)
            self._done(books, row, "extend", {"round": round_.number, "minutes": minutes, **sent})

        self._store.write(work)

    def end(self, workshop: str, key: str = "") -> str:
        """End the round that is on, else the workshop; give which (neither: it was done before, with this key).

        Calls are ended, debriefs can be handed in.
        """

        def work(books: Books) -> str:
            row, round_ = _now(books, workshop)
            sent = stamp(row, key, "end")
            if known(books, workshop, sent):
                return ""
            if row.state == "ended":
                return "workshop"
            if round_ is not None and round_.state in ("running", "paused"):
                books.set_round(workshop, round_.number, state="debriefing", ends_at=None, left_ms=None)
                self._done(books, row, "end", {"round": round_.number, **sent}, state="debriefing")
                return "round"
            if round_ is not None and round_.state == "debriefing":
                raise Declined("conflict", "Show the customer's reasons first (reveal); then the workshop can end.")
            over: dict[str, Any] = {"state": "ended", "ended_at": self._clock(), "lobby_open": False}
            self._done(books, row, "end", {"workshop": True, **sent}, **over)
            return "workshop"

        ended = self._store.write(work)
        if ended == "round":
            self.hang_up_all(workshop, "facilitator")
        return ended

    def time_up(self, workshop: str) -> None:
        """Bring a round to its end whose time is up; called by every server, done once."""

        def work(books: Books) -> bool:
            row, round_ = _now(books, workshop)
            if round_ is None or round_.state != "running" or (round_.ends_at or 0) > self._clock():
                return False
            books.set_round(workshop, round_.number, state="debriefing", ends_at=None)
            self._done(books, row, "time up", {"round": round_.number}, by="server", state="debriefing")
            return True

        if self._store.write(work):
            self.hang_up_all(workshop, "time")

    def reveal(self, workshop: str, key: str = "") -> None:
        """Show the customer's hidden side to all at once: no debrief is taken any more, and every call is scored."""

        def close(books: Books) -> RoundRow | None:
            row, round_ = _now(books, workshop)
            if known(books, workshop, stamp(row, key, "reveal")):
                return None
            if round_ is None:
                raise Declined("conflict", "No round has begun, so there is nothing to reveal yet.")
            if round_.state in ("running", "paused"):
                raise Declined("conflict", "The round is still on; end it first.")
            return None if round_.state == "revealed" else round_

        round_ = self._store.read(close)
        if round_ is None:
            return
        self._finish_all(workshop, round_, "facilitator", final=True)

        def show(books: Books) -> None:
            row, now = _now(books, workshop)
            if now is not None and now.number == round_.number and now.state == "debriefing":
                books.set_round(workshop, now.number, state="revealed")
                self._done(books, row, "reveal", {"round": now.number, **stamp(row, key, "reveal")}, state="revealed")

        self._store.write(show)
        self._finish_all(
            workshop, round_, "facilitator", final=True
        )  # debriefs that came in between are scored already

    def freeze(self, workshop: str, on: bool = True, key: str = "") -> None:
        """Keep the board as it is for everybody but the facilitator; or show the living one again."""

        def work(books: Books) -> None:
            row, _ = _now(books, workshop)
            sent = stamp(row, key, "freeze" if on else "unfreeze")
            if known(books, workshop, sent) or (row.frozen_board is not None) == on:
                return
            if not on:
                self._done(books, row, "unfreeze", sent, frozen_board=None, frozen_version=None)
                return
            version, board = board_in(books, workshop, self._clock(), facilitator=False)
            frozen = {**json.loads(board), "frozen": True, "left": None}
            text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self._done(books, row, "freeze", {"version": version, **sent}, frozen_board=text, frozen_version=version)

        self._store.write(work)

    def tick(self) -> None:
        """End every round whose time is up."""
        for workshop in self._store.read(lambda books: [row.id for row in books.workshops() if row.state == "running"]):
            round_ = self._store.read(lambda books, id=workshop: _now(books, id)[1])  # type: ignore[misc]
            if round_ is not None and round_.state == "running" and (round_.ends_at or 0) <= self._clock():
                self.time_up(workshop)

    def come_back(self) -> None:
        """Pause the rounds that were lost with a server, or whose clock was set (`returning`); once, at the start."""

        def work(books: Books, workshop: str) -> None:
            row, round_ = _now(books, workshop)
            left = left_when_lost(books, round_, self._clock()) if round_ and round_.state == "running" else None
            if round_ is None or not left:  # nothing was left: its time is up
                return
            books.set_round(workshop, round_.number, state="paused", left_ms=left, ends_at=None)
            data = {"round": round_.number, "left_ms": left, "lost": True}
            self._done(books, row, "pause", data, by="server", state="paused")

        for workshop in self._store.read(lambda books: [row.id for row in books.workshops() if row.state == "running"]):
            self._store.write(partial(work, workshop=workshop))

    def settle_all(self) -> None:
        """Finish what a server that died has left: rounds whose time is up, calls to be ended or scored."""
        for workshop in self._store.read(lambda books: [row.id for row in books.workshops() if row.state != "ended"]):
            self.time_up(workshop)
            rounds = self._store.read(lambda books, id=workshop: books.rounds(id))  # type: ignore[misc]
            for round_ in rounds:
                if round_.state in ("debriefing", "revealed"):
                    self._finish_all(workshop, round_, None, final=round_.state == "revealed")

    def hang_up_all(self, workshop: str, reason: str) -> None:
        """End every call of the round that is still open."""
        round_ = self._store.read(lambda books: _now(books, workshop)[1])
        if round_ is not None:
            self._finish_all(workshop, round_, reason, final=False)

    def set(self, workshop: str, changes: Mapping[str, Any]) -> None:
        """Change settings; rounds that have begun stay as they are.

        Raises:
            Declined: a setting is unknown or out of its limits, or would change a round that has begun.
        """
        door = changes.get("lobby_open")
        if door is not None and not isinstance(door, bool):
            raise Declined("bad_request", "lobby_open: give true or false.")
        wanted = {key: value for key, value in changes.items() if key != "lobby_open"}
        if unknown := sorted(wanted.keys() - set(SETTABLE)):
            raise Declined("bad_request", f"{unknown[0]}: there is no such setting; there are {', '.join(SETTABLE)}.")
        row = self._store.read(lambda books: _now(books, workshop)[0])
        try:
            settings = changed(settings_of(row), wanted)
        except SettingsError as error:
            raise Declined("bad_request", str(error)) from None
        cast = self._casting.cast(settings.rounds) if "rounds" in wanted else None

        def work(books: Books) -> None:
            now, _ = _now(books, workshop)
            if now.state == "ended":
                raise Declined("over", "This workshop has ended.")
            if cast is not None:
                self._casting.put(books, workshop, cast, begun=now.round)
            fields: dict[str, Any] = {"settings": json.dumps(as_data(settings)), "title": settings.title}
            if door is not None:
                fields["lobby_open"] = door
            self._done(books, now, "set", {"fields": sorted(changes)}, **fields)

        self._store.write(work)

    def new_code(self, workshop: str, key: str = "") -> str:
        """Make a new join code; the old one opens nothing any more. Sent again with its key it is the same code."""

        def work(books: Books) -> str:
            row, _ = _now(books, workshop)
            code, sent = code_of(tokens.keyed(row.secret, "code", key)) if key else new_code(), stamp(row, key, "code")
            if not known(books, workshop, sent):
                self._done(books, row, "code", sent, code_hash=tokens.hashed(normal(code)))
            return code

        return shown(self._store.write(work))

    def seat(self, workshop: str, seat: str, act: str, changes: Mapping[str, Any], key: str = "") -> None:
        """Remove a seat, or change its name or team."""

        def work(books: Books) -> None:
            row, _ = _now(books, workshop)
            found = books.seat(seat)
            if found is None or found.workshop != workshop:
                raise Declined("not_found", "There is no such seat in this workshop.")
            sent = stamp(row, key, f"seat {act}", {"seat": seat, **changes})
            if known(books, workshop, sent):
                return
            if act == "remove":
                books.set_seat(seat, status="removed", token_hash=None, claim_hash=None, claimed_hash=None)
            else:
                settings = settings_of(row)
                if (team := changes.get("team")) is not None:
                    if team not in settings.teams:
                        raise Declined("bad_request", f"team: choose from {', '.join(settings.teams) or 'none'}.")
                    books.set_seat(seat, team=team)
                if (name := changes.get("name")) is not None:
                    try:
                        named = clean_name(name)
                    except ValueError as error:
                        raise Declined("bad_request", str(error)) from None
                    try:
                        books.set_seat(seat, name=named.text, name_key=named.key)
                    except NameTaken:
                        raise Declined("conflict", f"name: {named.text} is taken in this workshop.") from None
            self._done(books, row, f"seat {act}", {"seat": seat, "fields": sorted(changes), **sent})

        self._store.write(work)

    def note(self, workshop: str, text: str, seat: str | None, turn: int | None, key: str = "") -> None:
        """Keep a note of the facilitator's; sent again with its key it is kept once."""
        text = clean(text, keep_newlines=True)
        if not text or len(text) > NOTE_LIMIT:
            raise Declined("bad_request", f"text: write 1 to {NOTE_LIMIT} characters.")

        def work(books: Books) -> None:
            found = None if seat is None else books.seat(seat)
            if seat is not None and (found is None or found.workshop != workshop):
                raise Declined("not_found", "There is no such seat in this workshop.")
            sent = stamp(_now(books, workshop)[0], key, "note", {"text": text, "seat": seat, "turn": turn})
            if known(books, workshop, sent):
                return
            made = books.note_add(workshop, self._clock(), text, seat, turn)
            data = json.dumps({"n": made.n, **sent}, sort_keys=True)
            books.audit_add(workshop, self._clock(), "facilitator", "note", data)

        self._store.write(work)

    def audited(self, workshop: str, act: str, data: Mapping[str, Any]) -> None:
        """Write down something that was done or looked at."""
        self._store.write(lambda books: self._done(books, _now(books, workshop)[0], act, data))

    def _finish_all(self, workshop: str, round_: RoundRow, reason: str | None, *, final: bool) -> None:
        """Finish every call of a round that needs it; one that fails holds up no other. No reason: as it was stored.

        Raises:
            Declined: a call could not be finished; all others are.
        """
        failed: Declined | None = None
        for row in self._store.read(lambda books: books.calls(workshop, round_.number)):
            if row.kind != "attempt" or not (row.state == "open" or (final and row.outcome is None)):
                continue
            reason = reason or self._reason(workshop, round_.number)
            try:
                self._calls.finish(row, round_, reason, final=final)
            except Declined as declined:
                failed = declined
        if failed is not None:
            raise failed

    def _reason(self, workshop: str, round_: int) -> str:
        acts = self._store.read(lambda books: books.audit(workshop))
        by_hand = any(act.act == "end" and json.loads(act.data).get("round") == round_ for act in acts)
        return "facilitator" if by_hand else "time"

    def _done(
        self,
        books: Books,
        row: WorkshopRow,
        act: str,
        data: Mapping[str, Any],
        by: str = "facilitator",
        **fields: Any,
    ) -> None:
        if fields:
            books.set_workshop(row.id, **fields)
        books.audit_add(row.id, self._clock(), by, act, json.dumps(dict(data), sort_keys=True))
        books.touch(row.id)


def _now(books: Books, workshop: str) -> tuple[WorkshopRow, RoundRow | None]:
    row = books.workshop(workshop)
    if row is None:
        raise Declined("not_found", "There is no such workshop here.")
    return row, books.round(workshop, row.round) if row.round else None
