"""Room `workshop.service`: what each may know of a workshop: a participant, the facilitator, all after the reveal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from trainer.conversation.directing.tuning import LEVELS
from trainer.storage.workshop.rows import CallRow, NoteRow, RoundRow, SeatRow, WorkshopRow
from trainer.workshop.event.names import mixed_scripts
from trainer.workshop.event.settings import as_data
from trainer.workshop.service.boards import Boards, left_of, standing_in, version_for
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.playing import Players, events_of
from trainer.workshop.service.rounds import round_on, settings_of
from trainer.workshop.service.saying import shapes

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

Shape = dict[str, Any]
AUDITED = 50
"""Acts that the facilitator is shown, the latest."""
AWAY = 45_000
"""Milliseconds after which a participant who gave no sign counts as gone: three heart-beats of the stream."""


class Telling:
    """Answers what may be asked. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, players: Players, boards: Boards, clock: Callable[[], int]) -> None:
        """Take the store, what calls are played with, the boards, and a clock (milliseconds since 1970)."""
        self._store, self._players, self._boards, self._clock = store, players, boards, clock

    def me(self, seat: SeatRow) -> Shape:
        """Give a participant where they are and what to do."""

        def look(books: Books) -> tuple[WorkshopRow, list[RoundRow], list[CallRow]]:
            row = books.workshop(seat.workshop)
            if row is None:
                raise Declined("not_found", "There is no such workshop here.")
            return row, books.rounds(row.id), books.calls_of(seat.id)

        row, rounds, all_ = self._store.read(look)
        mine = [call for call in all_ if call.round == row.round]
        round_ = next((one for one in rounds if one.number == row.round), None)
        place, settings = self._boards.place(row, seat.id), settings_of(row)
        return {
            "workshop": row.id, "title": row.title, "seat": seat.id, "name": seat.name, "alias": seat.alias,
            "team": seat.team, "teams": list(settings.teams), "state": row.state, "round": row.round,
            "rounds": len(rounds), "frozen": row.frozen_board is not None, "left": left_of(round_, self._clock()),
            "brief": self._brief(round_) if round_ else None,
            "call": _call(mine, "attempt"), "practice": _call(mine, "practice"),
            "place": asdict(place) if place else None, "names": settings.names, "consent": seat.consent,
            "version": version_for(row, facilitator=False), "open_content": bool(round_ and round_.open_content),
            "revealed": [_revealed(one, all_) for one in rounds if one.state == "revealed"],
        }  # fmt: skip

    def _brief(self, round_: RoundRow) -> Shape:
        call = self._players.call_of(round_.content, round_.level)
        scenario, level = call.scenario, LEVELS[round_.level]
        turns, minutes = level.limits(scenario.limits.turns, scenario.limits.minutes)
        return {
            "scenario": round_.scenario, "personas": round_.persona.split(","), "content": round_.content,
            "title": scenario.title, "brief": scenario.brief, "belief": scenario.belief,
            "product": {"name": scenario.product.name, "about": scenario.product.about}, "customer": call.name,
            "bio": " ".join(persona.bio for persona in call.personas), "focus": scenario.focus,
            "limits": {"turns": turns, "minutes": minutes}, "minutes": round_.minutes, "level": round_.level,
            "hints": round_.hints,
        }  # fmt: skip

    def revealed(self, workshop: str, number: int | None = None) -> Shape:
        """Give what the customer of a round hid; without a number that of the round that is on.

        Raises:
            Declined: the facilitator has not shown it, or there is no such round; these are told alike.
        """

        def look(books: Books) -> RoundRow | None:
            return round_on(books, workshop)[1] if number is None else books.round(workshop, number)

        round_ = self._store.read(look)
        if round_ is None or round_.state != "revealed":
            raise Declined("not_yet", "The facilitator has not shown the customer's reasons yet.")
        whole = self._players.call_of(round_.content, round_.level).whole
        forces: dict[str, list[str]] = {fact.motivation: [] for fact in whole.facts if fact.motivation}
        for fact in whole.facts:
            if fact.motivation and fact.force.value not in forces[fact.motivation]:
                forces[fact.motivation].append(fact.force.value)
        return {
            "round": round_.number, "customer": whole.name, "decoy": whole.decoy.insight,
            "motivations": [{"insight": one.insight, "forces": forces.get(one.id, [])} for one in whole.motivations],
            "facts": [
                {"id": one.id, "title": one.title, "force": one.force.value, "depth": one.depth, "says": one.says[0]}
                for one in whole.facts
            ],
        }  # fmt: skip

    def whole(self, workshop: str) -> Shape:
        """Give the facilitator everything they steer by; no conversation."""
        now = self._clock()

        def look(books: Books) -> Shape:
            row, standing = standing_in(books, workshop, now)
            rounds = books.rounds(workshop)
            calls = {(call.seat, call.number): call for call in books.calls(workshop, row.round)}
            round_ = next((one for one in rounds if one.number == row.round), None)
            seats = books.seats(workshop)
            return {
                "workshop": row.id, "title": row.title, "state": row.state, "round": row.round,
                "settings": as_data(settings_of(row)), "lobby_open": row.lobby_open, "frozen": standing.frozen,
                "left": left_of(round_, now), "version": row.version, "public_key": row.public_key,
                "rounds": [_round(one) for one in rounds],
                "seats": [_seat(seat, calls.get((seat.id, 1)), now) for seat in seats],
                "clients": _clients(seats),
                "audit": [asdict(act) for act in books.audit(workshop)[-AUDITED:]],
                "notes": [_note(note) for note in books.notes(workshop)],
            }  # fmt: skip

        return self._store.read(look)

    def conversation(self, workshop: str, seat: str) -> Shape:
        """Give the facilitator what was said in a seat's call of this round, if its participant agreed.

        Raises:
            Declined: they did not, or there is no call.
        """

        def look(books: Books) -> Shape:
            found = books.seat(seat)
            if found is None or found.workshop != workshop:
                raise Declined("not_found", "There is no such seat in this workshop.")
            if not found.consent:
                raise Declined("forbidden", "They did not agree to have their conversation read.")
            row, round_ = round_on(books, workshop)
            call = books.call_of(seat, round_.number, 1)
            if call is None:
                raise Declined("not_yet", "They have not begun the call of this round.")
            return {
                "seat": seat,
                "name": found.name,
                "round": row.round,
                "events": shapes(events_of(books.log(call.id))),
            }

        return self._store.read(look)


def _call(calls: list[CallRow], kind: str) -> Shape | None:
    mine = [call for call in calls if call.kind == kind]
    if not mine:
        return None
    return {"id": mine[-1].id, "state": mine[-1].state, "turns": mine[-1].turns, "kind": kind}


def _revealed(row: RoundRow, calls: list[CallRow]) -> Shape:
    """Give a round whose hidden side is open, and the participant's own attempt in it that can be read, if any."""
    there = (call.id for call in calls if (call.round, call.number, call.state) == (row.number, 1, "debriefed"))
    return {"round": row.number, "title": row.title, "customer": row.customer, "call": next(there, None)}


def _round(row: RoundRow) -> Shape:
    keys = ("number", "scenario", "persona", "title", "customer", "content", "level", "minutes", "hints", "state")
    return {**{key: getattr(row, key) for key in keys}, "open_content": row.open_content}


def _seat(row: SeatRow, call: CallRow | None, now: int) -> Shape:
    shape: Shape = {
        "id": row.id, "name": row.name, "alias": row.alias, "team": row.team, "status": row.status,
        "consent": row.consent, "mixed": mixed_scripts(row.name), "away": now - row.seen_at > AWAY,
        "seen": max(0, now - row.seen_at) // 1000, "call": None,
    }  # fmt: skip
    if call is not None:
        parts = json.loads(call.parts) if call.parts else None
        overall = None if call.overall is None else call.overall / 100
        shape["call"] = {"id": call.id, "state": call.state, "turns": call.turns, "overall": overall, "parts": parts}
    return shape


def _clients(seats: list[SeatRow]) -> list[list[str]]:
    """Give the seats that there are of each client that has several, the most first; in the order of joining."""
    found: dict[str, list[str]] = {}
    for seat in seats:
        if seat.status == "active" and seat.client:
            found.setdefault(seat.client, []).append(seat.id)
    return sorted((ids for ids in found.values() if len(ids) > 1), key=len, reverse=True)


def _note(row: NoteRow) -> Shape:
    return {"n": row.n, "at": row.at, "text": row.text, "seat": row.seat, "turn": row.turn}
