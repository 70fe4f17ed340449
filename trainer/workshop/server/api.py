"""Room `workshop.server`: the API of participants and boards, under /api/v1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from trainer.conversation.events import Debrief
from trainer.conversation.interview import JournalError
from trainer.storage.workshop.rows import SeatRow
from trainer.workshop.server.acting import Desk, told
from trainer.workshop.server.bodies import (
    Begin,
    Body,
    Claim,
    DebriefIn,
    Draft,
    Join,
    Line,
    Nothing,
    Token,
    body,
    key_of,
)
from trainer.workshop.server.identity import address_of, keep, token_of
from trainer.workshop.server.stream import Hub
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.joining import Facilitator, Participant
from trainer.workshop.service.tokens import BOARD, FACILITATOR, PARTICIPANT

EVENT_STREAM = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Api:
    """What participants and boards ask for."""

    def __init__(self, desk: Desk, hub: Hub) -> None:
        """Take the desk and the hub of the streams."""
        self._desk, self._hub, self._hall = desk, hub, desk.hall

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        table = (
            ("/join", "POST", self.join), ("/claim", "POST", self.claim), ("/session", "POST", self.session),
            ("/me", "GET", self.me), ("/calls", "POST", self.begin), ("/calls/{id}", "GET", self.call),
            ("/calls/{id}/lines", "POST", self.say), ("/calls/{id}/hint", "POST", self.hint),
            ("/calls/{id}/end", "POST", self.end), ("/calls/{id}/debrief", "POST", self.debrief),
            ("/calls/{id}/draft", "PUT", self.draft), ("/calls/{id}/scorecard", "GET", self.scorecard),
            ("/reveal", "GET", self.reveal), ("/board", "GET", self.board), ("/stream", "GET", self.stream),
        )  # fmt: skip
        return [Route(path, told(endpoint), methods=[method]) for path, method, endpoint in table]

    async def join(self, request: Request) -> Response:
        """Take a seat."""
        said = await body(request, Join)
        more = {"team": said.team, "consent": said.consent, "key": key_of(request, needed=False)}
        found = await self._desk.do(self._hall.doors.join, said.code, said.name, address_of(request), **more)
        return JSONResponse(found, 201)

    async def claim(self, request: Request) -> Response:
        """Take a seat again that the facilitator has re-opened."""
        said = await body(request, Claim)
        return JSONResponse(await self._desk.do(self._hall.doors.claim, said.claim, address_of(request)), 201)

    async def session(self, request: Request) -> Response:
        """Keep the token of a link in a cookie of the browser."""
        said = await body(request, Token)
        await self._desk.do(self._hall.doors.who, said.token)
        response = JSONResponse({})
        keep(response, request, said.token)
        return response

    async def me(self, request: Request) -> Response:
        """Say where the participant is."""
        return await self._theirs(request, lambda seat, _, __: self._hall.telling.me(seat))

    async def begin(self, request: Request) -> Response:
        """Begin the call of this round, or give the one that is there."""
        calls = self._hall.calls
        return await self._theirs(request, lambda seat, said, _: calls.open(seat, practice=said.practice), Begin)

    async def call(self, request: Request) -> Response:
        """Give a call so far."""
        id = request.path_params["id"]
        return await self._theirs(request, lambda seat, _, __: self._hall.calls.told(seat, id))

    async def say(self, request: Request) -> Response:
        """Say a line."""
        id = request.path_params["id"]

        def act(seat: SeatRow, said: Line, key: str) -> dict[str, Any]:
            return {"events": self._hall.calls.say(seat, id, said.turn, said.text, key)}

        return await self._theirs(request, act, Line, keyed=True)

    async def hint(self, request: Request) -> Response:
        """Ask for a hint."""
        id = request.path_params["id"]

        def act(seat: SeatRow, _: Nothing, key: str) -> dict[str, Any]:
            return {"events": self._hall.calls.hint(seat, id, key)}

        return await self._theirs(request, act, Nothing, keyed=True)

    async def end(self, request: Request) -> Response:
        """Hang up."""
        id = request.path_params["id"]
        return await self._theirs(request, lambda seat, _, __: {"events": self._hall.calls.end(seat, id)}, Nothing)

    async def debrief(self, request: Request) -> Response:
        """Hand in the debrief."""
        id = request.path_params["id"]

        def act(seat: SeatRow, said: DebriefIn, key: str) -> dict[str, Any]:
            forces = {"push": said.push, "pull": said.pull, "anxiety": said.anxiety, "habit": said.habit}
            return self._hall.calls.debrief(seat, id, Debrief(said.insight, forces), key)

        return await self._theirs(request, act, DebriefIn, keyed=True)

    async def draft(self, request: Request) -> Response:
        """Keep what is being typed."""
        id = request.path_params["id"]

        def act(seat: SeatRow, said: Draft, _: str) -> dict[str, Any]:
            self._hall.calls.keep_draft(seat, id, said.purpose, said.text)
            return {}

        return await self._theirs(request, act, Draft)

    async def scorecard(self, request: Request) -> Response:
        """Give the scorecard of a call, after the reveal."""
        id = request.path_params["id"]
        return await self._theirs(request, lambda seat, _, __: self._hall.results.scorecard(seat, id))

    async def _theirs(
        self, request: Request, act: Callable[[SeatRow, Any, str], Any], kind: type[Body] | None = None, *,
        keyed: bool = False,
    ) -> Response:  # fmt: skip
        """Answer with what a participant's act gives, of seat, body and key; one way to a thread and back.

        Who is unknown hears that, whatever is wrong with what they sent.
        """
        token, said, key, wrong = token_of(request, PARTICIPANT), None, "", None
        try:
            said = await body(request, kind) if kind is not None else None
            key = key_of(request) if keyed else ""
        except Declined as declined:
            wrong = declined

        def work() -> Any:
            seat = self._desk.participant_of(token).seat
            if wrong is not None:
                raise wrong
            return act(seat, said, key)

        return JSONResponse(await self._desk.do(work))

    async def reveal(self, request: Request) -> Response:
        """Give the customer's hidden side, after the reveal."""
        who = await self._desk.who(request, *roles_of(request, PARTICIPANT, BOARD, FACILITATOR))
        return JSONResponse(await self._desk.do(self._hall.telling.revealed, who.workshop))

    async def board(self, request: Request) -> Response:
        """Give the board."""
        who = await self._desk.who(request, *roles_of(request))
        facilitator = isinstance(who, Facilitator) and not for_wall(request)
        version, data = await self._desk.do(self._hall.boards.board, who.workshop, facilitator=facilitator)
        tag = f'"{version}{"f" if facilitator else ""}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return Response(data, media_type="application/json", headers={"etag": tag})

    async def stream(self, request: Request) -> Response:
        """Give the board as it changes."""
        roles = roles_of(request)
        who = await self._desk.who(request, *roles)
        if request.method == "HEAD":  # nothing would ever end it
            return Response(media_type="text/event-stream", headers=EVENT_STREAM)
        doors = self._hall.doors

        async def valid() -> bool:
            try:
                again = await self._desk.who(request, *roles)
            except Declined:
                return False
            except JournalError:  # the database is away: nobody is sent off for that
                return True
            if isinstance(again, Participant):  # who listens is there
                doors.seen(again.seat.id)
            return again.workshop == who.workshop

        if isinstance(who, Participant):
            doors.seen(who.seat.id)
        facilitator = isinstance(who, Facilitator) and not for_wall(request)
        listener = self._hub.admit(token_of(request, *roles), address_of(request))
        listening = self._hub.listen(who.workshop, facilitator, valid, listener)
        return StreamingResponse(listening, media_type="text/event-stream", headers=EVENT_STREAM)


_AS = {"board": BOARD, "participant": PARTICIPANT, "facilitator": FACILITATOR}


def roles_of(request: Request, *roles: str) -> tuple[str, ...]:
    """Give the roles whose token counts, the first one first; `?as=` names one, for a browser that has several."""
    named = _AS.get(request.query_params.get("as", ""))
    return (named,) if named else roles or (BOARD, PARTICIPANT, FACILITATOR)


def for_wall(request: Request) -> bool:
    """Say whether a facilitator wants the board as everybody sees it (`?view=wall`)."""
    return request.query_params.get("view") == "wall"
