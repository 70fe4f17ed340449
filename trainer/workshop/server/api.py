"""Room `workshop.server`: the API of participants and boards, under /api/v1."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from trainer.conversation.events import Debrief
from trainer.conversation.interview import JournalError
from trainer.workshop.server.acting import Desk, told
from trainer.workshop.server.bodies import Begin, Claim, DebriefIn, Draft, Join, Line, Nothing, Token, body, key_of
from trainer.workshop.server.identity import address_of, client_of, keep, token_of
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
        more = {
            "team": said.team,
            "consent": said.consent,
            "key": key_of(request, needed=False),
            "client": client_of(request),
        }
        found = await self._desk.do(self._hall.doors.join, said.code, said.name, address_of(request), **more)
        return JSONResponse(found, 201)

    async def claim(self, request: Request) -> Response:
        """Take a seat again that the facilitator has re-opened."""
        said, key = await body(request, Claim), key_of(request, needed=False)
        return JSONResponse(await self._desk.do(self._hall.doors.claim, said.claim, address_of(request), key), 201)

    async def session(self, request: Request) -> Response:
        """Keep the token of a link in a cookie of the browser."""
        said = await body(request, Token)
        await self._desk.do(self._hall.doors.who, said.token)
        response = JSONResponse({})
        keep(response, request, said.token)
        return response

    async def me(self, request: Request) -> Response:
        """Say where the participant is."""
        who = await self._desk.participant(request)
        return JSONResponse(await self._desk.do(self._hall.telling.me, who.seat))

    async def begin(self, request: Request) -> Response:
        """Begin the call of this round, or give the one that is there."""
        who, said = await self._desk.participant(request), await body(request, Begin)
        return JSONResponse(await self._desk.do(self._hall.calls.open, who.seat, practice=said.practice))

    async def call(self, request: Request) -> Response:
        """Give a call so far."""
        who = await self._desk.participant(request)
        return JSONResponse(await self._desk.do(self._hall.calls.told, who.seat, request.path_params["id"]))

    async def say(self, request: Request) -> Response:
        """Say a line."""
        who, said, key = await self._desk.participant(request), await body(request, Line), key_of(request)
        id = request.path_params["id"]
        events = await self._desk.do(self._hall.calls.say, who.seat, id, said.turn, said.text, key)
        return JSONResponse({"events": events})

    async def hint(self, request: Request) -> Response:
        """Ask for a hint."""
        who, _, key = await self._desk.participant(request), await body(request, Nothing), key_of(request)
        return JSONResponse(
            {"events": await self._desk.do(self._hall.calls.hint, who.seat, request.path_params["id"], key)}
        )

    async def end(self, request: Request) -> Response:
        """Hang up."""
        who, _ = await self._desk.participant(request), await body(request, Nothing)
        return JSONResponse({"events": await self._desk.do(self._hall.calls.end, who.seat, request.path_params["id"])})

    async def debrief(self, request: Request) -> Response:
        """Hand in the debrief."""
        who, said, key = await self._desk.participant(request), await body(request, DebriefIn), key_of(request)
        forces = {"push": said.push, "pull": said.pull, "anxiety": said.anxiety, "habit": said.habit}
        id, debrief = request.path_params["id"], Debrief(said.insight, forces)
        return JSONResponse(await self._desk.do(self._hall.calls.debrief, who.seat, id, debrief, key))

    async def draft(self, request: Request) -> Response:
        """Keep what is being typed."""
        who, said = await self._desk.participant(request), await body(request, Draft)
        id = request.path_params["id"]
        await self._desk.do(self._hall.calls.keep_draft, who.seat, id, said.purpose, said.text)
        return JSONResponse({})

    async def scorecard(self, request: Request) -> Response:
        """Give the scorecard of a call, after the reveal."""
        who = await self._desk.participant(request)
        return JSONResponse(await self._desk.do(self._hall.results.scorecard, who.seat, request.path_params["id"]))

    async def reveal(self, request: Request) -> Response:
        """Give the customer's hidden side, after the reveal: of the round that is on, or of `?round=`."""
        who = await self._desk.who(request, *roles_of(request, PARTICIPANT, BOARD, FACILITATOR))
        number = round_of(request.query_params.get("round"))
        return JSONResponse(await self._desk.do(self._hall.telling.revealed, who.workshop, number))

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
        takes_part = isinstance(who, Participant)
        listening = self._hub.listen(who.workshop, facilitator, valid, listener, takes_part=takes_part)
        return StreamingResponse(listening, media_type="text/event-stream", headers=EVENT_STREAM)


def round_of(text: str | None) -> int | None:
    """Read the number of a round; None where none is named.

    Raises:
        Declined: it is no number of a round.
    """
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise Declined("bad_request", "round: give the number of a round, as 1.")
    return int(text)


_AS = {"board": BOARD, "participant": PARTICIPANT, "facilitator": FACILITATOR}


def roles_of(request: Request, *roles: str) -> tuple[str, ...]:
    """Give the roles whose token counts, the first one first; `?as=` names one, for a browser that has several."""
    named = _AS.get(request.query_params.get("as", ""))
    return (named,) if named else roles or (BOARD, PARTICIPANT, FACILITATOR)


def for_wall(request: Request) -> bool:
    """Say whether a facilitator wants the board as everybody sees it (`?view=wall`)."""
    return request.query_params.get("view") == "wall"
