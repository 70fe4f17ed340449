"""Room `workshop.server`: the participant's page: every act a form that is answered by going back to the page."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trainer.conversation.events import Debrief
from trainer.reports.render import as_html
from trainer.storage.workshop.rows import SeatRow
from trainer.workshop.server.acting import STATUS, Desk
from trainer.workshop.server.api import round_of
from trainer.workshop.server.bodies import KEY
from trainer.workshop.server.drawing import html
from trainer.workshop.server.forms import form
from trainer.workshop.server.participant import view
from trainer.workshop.service.declined import Declined

Act = Callable[[SeatRow, dict[str, str]], Awaitable[Any]]
_NAME = re.compile(r"[^a-z0-9]+")
_FORCES = ("push", "pull", "anxiety", "habit")


class CallPage:
    """What a participant sees and does."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk, self._hall = desk, desk.hall

    def table(self) -> list[tuple[str, str, Callable[[Request], Awaitable[Response]]]]:
        """Give the paths, methods and endpoints."""
        acts = {
            "begin": self._begin, "practice": self._practice, "line": self._line, "hint": self._hint,
            "end": self._end, "debrief": self._debrief,
        }  # fmt: skip
        return [
            ("/call", "GET", self.page),
            ("/reveal/{round}", "GET", self.revealed),
            ("/call/{id}/session.json", "GET", self.session),
            ("/call/{id}/report.html", "GET", self.report),
            *((f"/call/{name}", "POST", self._acting(act)) for name, act in acts.items()),
        ]

    async def page(self, request: Request) -> Response:
        """Show where the participant is."""
        try:
            seat = (await self._desk.participant(request)).seat
        except Declined as declined:
            return html("unseated.html.j2", STATUS[declined.code], notice=str(declined))
        return html("call.html.j2", **await self._desk.do(view, self._hall, seat))

    async def revealed(self, request: Request) -> Response:
        """Show what the customer of a round hid that has been revealed."""
        seat, number = (await self._desk.participant(request)).seat, round_of(request.path_params["round"])
        reveal = await self._desk.do(self._hall.telling.revealed, seat.workshop, number)
        me = await self._desk.do(self._hall.telling.me, seat)
        return html("revealed.html.j2", reveal=reveal, title=me["title"])

    async def session(self, request: Request) -> Response:
        """Give a scored call as a file that `trainer import` takes."""
        seat, id = (await self._desk.participant(request)).seat, request.path_params["id"]
        found = await self._desk.do(self._hall.results.scorecard, seat, id)
        text = json.dumps(found["session"], ensure_ascii=False, indent=1) + "\n"
        return Response(text, media_type="application/json", headers=_file(found["session"], "json"))

    async def report(self, request: Request) -> Response:
        """Give the report on a scored call as a page of its own, to be kept."""
        seat, id = (await self._desk.participant(request)).seat, request.path_params["id"]
        report = await self._desk.do(self._hall.cards.report, seat, id)
        headers = {"content-disposition": f'attachment; filename="interview-{_slug(report.card.scenario)}.html"'}
        return Response(as_html(report), media_type="text/html; charset=utf-8", headers=headers)

    def _acting(self, act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def acted(request: Request) -> Response:
            try:
                seat = (await self._desk.participant(request)).seat
            except Declined as declined:
                return html("unseated.html.j2", STATUS[declined.code], notice=str(declined))
            said = await form(request)
            try:
                await act(seat, said)
            except Declined as declined:
                if declined.code in ("too_many", "busy", "storage"):
                    raise
                words = await self._desk.do(view, self._hall, seat, said, str(declined))
                return html("call.html.j2", STATUS[declined.code], **words)
            return RedirectResponse("/call", 303)

        return acted

    async def _begin(self, seat: SeatRow, said: dict[str, str]) -> None:
        await self._desk.do(self._hall.calls.open, seat)

    async def _practice(self, seat: SeatRow, said: dict[str, str]) -> None:
        await self._desk.do(self._hall.calls.open, seat, practice=True)

    async def _line(self, seat: SeatRow, said: dict[str, str]) -> None:
        turn, text = said.get("turn", ""), said.get("text", "").strip()
        if not turn.isascii() or not turn.isdecimal() or len(turn) > 5:
            raise Declined("bad_request", "This form is not ours; load the page again.")
        if not text:
            raise Declined("bad_request", "Write what you want to say first.")
        await self._desk.do(self._hall.calls.say, seat, said.get("call", ""), int(turn), text, _key(said))

    async def _hint(self, seat: SeatRow, said: dict[str, str]) -> None:
        await self._desk.do(self._hall.calls.hint, seat, said.get("call", ""), _key(said))

    async def _end(self, seat: SeatRow, said: dict[str, str]) -> None:
        await self._desk.do(self._hall.calls.end, seat, said.get("call", ""))

    async def _debrief(self, seat: SeatRow, said: dict[str, str]) -> None:
        forces = {name: said.get(name, "").strip() for name in _FORCES}
        debrief = Debrief(said.get("insight", "").strip(), forces)
        await self._desk.do(self._hall.calls.debrief, seat, said.get("call", ""), debrief, _key(said))


def _key(said: dict[str, str]) -> str:
    key = said.get("key", "")
    if not KEY.fullmatch(key):
        raise Declined("bad_request", "This form is not ours; load the page again.")
    return key


def _file(session: Any, suffix: str) -> dict[str, str]:
    scenario = session.get("scenario", "") if isinstance(session, dict) else ""
    return {"content-disposition": f'attachment; filename="interview-{_slug(str(scenario))}.{suffix}"'}


def _slug(text: str) -> str:
    """Give what may stand in the name of a file."""
    return _NAME.sub("-", text.lower()).strip("-")[:60] or "session"
