"""Room `workshop.service`: what is left of a workshop: each participant's scorecard, and the signed export."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trainer.reports.wire import scored
from trainer.scoring.beside import beside_of
from trainer.scoring.score import score
from trainer.storage.exchange import exported
from trainer.storage.workshop.rows import CallRow, RoundRow, SeatRow, WorkshopRow
from trainer.version import __version__
from trainer.workshop.event.export import Act, Call, Entry, Material, Member, Round, bundle, signed
from trainer.workshop.event.figures import Figures
from trainer.workshop.event.pack_page import Format, written
from trainer.workshop.packing import page_of
from trainer.workshop.service.boards import left_of
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.gate import SCORING
from trainer.workshop.service.playing import Players
from trainer.workshop.service.rounds import settings_of

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

FORMATS: dict[str, Format] = {"md": "md", "html": "html", "json": "json", "csv": "csv"}


class Results:
    """Gives what is left. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, players: Players, clock: Callable[[], int]) -> None:
        """Take the store, what calls are played with, and a clock (milliseconds since 1970)."""
        self._store, self._players, self._clock = store, players, clock

    def scorecard(self, seat: SeatRow, id: str) -> dict[str, Any]:
        """Give a participant the scorecard of a call of theirs, and the session to keep in their own trainer.

        Raises:
            Declined: it is not theirs, or the customer's reasons have not been shown.
        """

        def look(books: Books) -> tuple[CallRow, RoundRow, str | None] | None:
            row = books.call(id)
            round_ = books.round(seat.workshop, row.round) if row is not None and row.seat == seat.id else None
            return None if row is None or round_ is None else (row, round_, books.content(round_.content))

        found = self._store.read(look)
        if found is None:
            raise Declined("not_found", "There is no such call of yours in this workshop.")
        row, round_, text = found
        if round_.state != "revealed" or row.state != "debriefed":
            raise Declined("not_yet", "The scorecard comes when the facilitator shows the customer's reasons.")
        events = self._players.log(id)
        with self._players.gate.through(SCORING):
            card = score(events, self._players.call_of(round_.content, round_.level))
        return {"scored": scored(card) | beside_of(events, card).shape(), "session": exported(events, text)}

    def export(self, workshop: str) -> bytes:
        """Give all of a workshop as JSON, signed by its host; no token, code or secret is in it.

        Raises:
            Declined: there is no such workshop.
        """
        material, row = self._store.read(lambda books: material_in(books, workshop, self._clock()))
        found = signed(bundle(material, row.public_key), row.private_key)
        return json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")

    def pack(self, workshop: str, form: str) -> str:
        """Give the debrief pack of the rounds that are revealed: `md`, `html`, `json` or `csv`.

        Raises:
            Declined: no such format, or no round is revealed.
        """
        if form not in FORMATS:
            raise Declined("bad_request", f"format: choose from {', '.join(FORMATS)}.")

        material, _ = self._store.read(lambda books: material_in(books, workshop, self._clock()))
        page = page_of(material, self._players.call_of)
        if page is None:
            raise Declined("not_yet", "The debrief pack comes when the customer's reasons have been shown.")
        return written(page, FORMATS[form])


def material_in(books: Books, workshop: str, now: int) -> tuple[Material, WorkshopRow]:
    """Give all that an export is made of, as it is at one moment."""
    row = books.workshop(workshop)
    if row is None:
        raise Declined("not_found", "There is no such workshop here.")
    rounds, calls = books.rounds(workshop), books.calls(workshop)
    logs: dict[str, list[Entry]] = {call.id: [] for call in calls}
    for line in books.logs(workshop):
        logs[line.call].append(Entry(line.n, line.kind, line.payload, line.at, line.hash))
    current = next((one for one in rounds if one.number == row.round), None)
    material = Material(
        trainer=__version__,
        workshop=row.id,
        title=row.title,
        version=row.version,
        state=row.state,
        round=row.round,
        left=left_of(current, now),
        frozen=row.frozen_board is not None,
        settings=settings_of(row),
        rounds=tuple(map(_round, rounds)),
        contents={one.content: books.content(one.content) or "" for one in rounds},
        members=tuple(
            Member(one.id, one.name, one.alias, one.team, one.consent, one.status == "removed")
            for one in books.seats(workshop)
        ),
        calls=tuple(map(_call, calls)),
        logs={call: tuple(entries) for call, entries in logs.items()},
        audit=tuple(Act(one.n, one.at, one.actor, one.act, one.data, one.hash) for one in books.audit(workshop)),
    )
    return material, row


def _round(row: RoundRow) -> Round:
    persona = row.persona.partition(",")[0]
    return Round(
        row.number, row.scenario, persona, row.content, row.level, row.minutes, row.hints, row.open_content, row.state
    )


def _call(row: CallRow) -> Call:
    figures = None
    if row.outcome is not None:
        parts, outcome = json.loads(row.parts or "{}"), json.loads(row.outcome)
        figures = Figures(row.overall, row.low, row.high, parts, outcome)
    return Call(row.id, row.seat, row.round, row.number, int(row.seed), row.state, row.turns, figures)
