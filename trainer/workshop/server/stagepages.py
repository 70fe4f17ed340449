"""Room `workshop.server`: the board for the wall, and the facilitator's page."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from trainer.workshop.server.acting import STATUS, Desk
from trainer.workshop.server.api import roles_of
from trainer.workshop.server.drawing import drawn, html
from trainer.workshop.server.participant import lines_of
from trainer.workshop.service.declined import Declined

KEPT = 64
"""Boards kept as HTML: everybody who looks at a version gets the same."""
COLUMN, PLAIN_COLUMN = 12, 6
"""Rows after which the wall has a second column: with figures of every part, and while there are none."""
FEW, MANY = 6, 14
"""Rows of a column that can be read from farthest away; and those after which lines stand closer."""
PARTS = ("discovery", "insight", "technique", "unscripted")
Shape = dict[str, Any]


class StagePages:
    """What a facilitator and the wall see."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk, self._hall = desk, desk.hall
        self._boards: OrderedDict[tuple[str, int, int | None, str], str] = OrderedDict()

    def table(self) -> list[tuple[str, str, Callable[[Request], Awaitable[Response]]]]:
        """Give the paths, methods and endpoints."""
        return [
            ("/board", "GET", self.board),
            ("/facilitator", "GET", self.facilitator),
            ("/facilitator/seats/{id}", "GET", self.conversation),
        ]

    async def board(self, request: Request) -> Response:
        """Show the board as everybody sees it, also to a facilitator: it is for the wall."""
        try:
            who = await self._desk.who(request, *roles_of(request))
        except Declined as declined:
            return html("board_door.html.j2", STATUS[declined.code], notice=str(declined))
        version, data = await self._desk.do(self._hall.boards.board, who.workshop, facilitator=False)
        board = json.loads(data)
        as_ = request.query_params.get("as", "")
        role = as_ if as_ in ("board", "participant", "facilitator") else ""
        key = (who.workshop, version, board["left"], role)
        page = self._boards.get(key)
        if page is None:
            page = self._boards[key] = drawn("board.html.j2", **board_words(board), role=role)
            while len(self._boards) > KEPT:
                self._boards.popitem(last=False)
        return HTMLResponse(page, headers={"referrer-policy": "same-origin"})

    async def facilitator(self, request: Request) -> Response:
        """Show everything that the facilitator steers by."""
        try:
            workshop = (await self._desk.facilitator(request)).workshop
        except Declined as declined:
            return html("facilitator_door.html.j2", STATUS[declined.code], notice=str(declined))
        whole, cards = await self._desk.do(self._whole, workshop)
        return html("facilitator.html.j2", **facilitator_words(whole, cards))

    async def conversation(self, request: Request) -> Response:
        """Show the conversation of a seat whose participant agreed; that it was read is written down."""
        workshop, seat = (await self._desk.facilitator(request)).workshop, request.path_params["id"]
        found = await self._desk.do(self._hall.telling.conversation, workshop, seat)
        await self._desk.do(self._hall.steering.audited, workshop, "read conversation", {"seat": seat})
        whole = await self._desk.do(self._hall.telling.whole, workshop)
        customer = next((one["customer"] for one in whole["rounds"] if one["number"] == found["round"]), "Customer")
        lines = lines_of(found["events"], customer, found["name"])
        turns = sorted({line["turn"] for line in lines if line["turn"]})
        notes = [note for note in whole["notes"] if note["seat"] == seat]
        words = {"call": {"lines": lines}, "turns": turns, "notes": notes, "title": whole["title"]}
        return html("conversation.html.j2", name=found["name"], round=found["round"], seat=seat, **words)

    def _whole(self, workshop: str) -> tuple[Shape, list[Shape]]:
        return self._hall.telling.whole(workshop), self._hall.cards_of_scenarios()


def board_words(board: Mapping[str, Any]) -> Shape:
    """Give what the page of a board shows."""
    firsts = [row for row in board["rows"] if row["attempt"] == "first"]
    scored = any(row["overall"] is not None for row in firsts)
    split = (len(firsts) + 1) // 2 if len(firsts) > (COLUMN if scored else PLAIN_COLUMN) else len(firsts)
    practice = [row for row in board["rows"] if row["attempt"] == "practice"]
    # A line of tiles is as high as two rows, and so is a line that says that all is frozen, or where to join.
    rows = split + 2 * -(-len(board["teams"]) // 4) + 2 * bool(board["frozen"]) + 2 * (board["state"] == "lobby")
    rows += (1 + -(-len(practice) // 5)) if practice else 0
    numbers = [one["round"] for one in firsts[0]["rounds"]] if firsts else []
    return {
        "board": board, "scored": scored, "numbers": numbers if len(numbers) > 1 else [], "parts": PARTS,
        "columns": [part for part in (firsts[:split], firsts[split:]) if part], "names": len(firsts),
        "practice": practice,
        "size": "few" if rows <= FEW else "some" if rows <= COLUMN else "many" if rows <= MANY else "full",
    }  # fmt: skip


def facilitator_words(whole: Mapping[str, Any], cards: Sequence[Mapping[str, Any]]) -> Shape:
    """Give what the facilitator's page shows; the order of seats is that of joining, so that none jumps."""
    seats = {seat["id"]: seat for seat in whole["seats"]}
    active = [seat for seat in whole["seats"] if seat["status"] == "active"]
    state, round_, rounds = whole["state"], whole["round"], len(whole["rounds"])
    return {
        "whole": whole, "seats": active, "gone": [seat for seat in whole["seats"] if seat["status"] != "active"],
        "cards": cards, "names": {id: seat["name"] for id, seat in seats.items()},
        "here": sum(not seat["away"] for seat in active), "more_rounds": round_ < rounds, "settings": whole["settings"],
        "callers": [seat for seat in active if seat["call"]],
        "open": any(one["open_content"] for one in whole["rounds"]), "state": state, "parts": PARTS,
        "told": any(one["state"] == "revealed" for one in whole["rounds"]),
        "audit": list(reversed(whole["audit"])), "levels": _levels(),
    }  # fmt: skip


def _levels() -> list[str]:
    from trainer.conversation.directing.tuning import LEVELS

    return list(LEVELS)
