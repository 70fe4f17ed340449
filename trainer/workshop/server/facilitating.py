"""Room `workshop.server`: the API of the facilitator, under /api/v1/workshop. Every route asks for their token."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from trainer.workshop.server.acting import Desk, Endpoint, told
from trainer.workshop.server.bodies import Extend, Note, Nothing, SeatChange, Settings, body, key_of

KINDS = {"md": "text/markdown", "html": "text/html", "json": "application/json", "csv": "text/csv"}


class Facilitating:
    """What the facilitator asks for."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk, self._hall = desk, desk.hall

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        steering = self._hall.steering
        acts: dict[str, Callable[..., object]] = {
            "start": steering.start, "pause": steering.pause, "end": steering.end, "reveal": steering.reveal,
            "freeze": steering.freeze, "unfreeze": partial(steering.freeze, on=False),
        }  # fmt: skip
        routes: list[BaseRoute] = [
            Route("/workshop", told(self.whole), methods=["GET"]),
            Route("/workshop", told(self.set), methods=["PATCH"]),
            Route("/workshop/export", told(self.export), methods=["GET"]),
            Route("/workshop/pack", told(self.pack), methods=["GET"]),
            Route("/catalogue", told(self.catalogue), methods=["GET"]),
            Route("/workshop/extend", told(self.extend), methods=["POST"]),
            Route("/workshop/code", told(self.code), methods=["POST"]),
            Route("/workshop/notes", told(self.note), methods=["POST"]),
            Route("/workshop/seats/{id}", told(self.change), methods=["PATCH"]),
            Route("/workshop/seats/{id}/remove", told(self.remove), methods=["POST"]),
            Route("/workshop/seats/{id}/reopen", told(self.reopen), methods=["POST"]),
            Route("/workshop/seats/{id}/conversation", told(self.conversation), methods=["GET"]),
        ]
        routes += [Route(f"/workshop/{name}", told(self._act(act)), methods=["POST"]) for name, act in acts.items()]
        return routes

    def _act(self, act: Callable[..., object]) -> Endpoint:
        async def acted(request: Request) -> Response:
            who, _ = await self._desk.facilitator(request), await body(request, Nothing)
            await self._desk.do(act, who.workshop, key=key_of(request, needed=False))
            return await self._now(who.workshop)

        return acted

    async def whole(self, request: Request) -> Response:
        """Give everything that the facilitator steers by."""
        return await self._now((await self._desk.facilitator(request)).workshop)

    async def export(self, request: Request) -> Response:
        """Give all of the workshop, signed."""
        who = await self._desk.facilitator(request)
        found = await self._desk.do(self._hall.results.export, who.workshop)
        await self._desk.do(self._hall.steering.audited, who.workshop, "export", {})
        return Response(found, media_type="application/json")

    async def pack(self, request: Request) -> Response:
        """Give the debrief pack, as a file."""
        who, form = await self._desk.facilitator(request), request.query_params.get("format", "html")
        text = await self._desk.do(self._hall.results.pack, who.workshop, form)
        await self._desk.do(self._hall.steering.audited, who.workshop, "pack", {"format": form})
        headers = {"content-disposition": f'attachment; filename="debrief.{form}"'}
        return Response(text, media_type=KINDS[form], headers=headers)

    async def set(self, request: Request) -> Response:
        """Change settings."""
        who, said = await self._desk.facilitator(request), await body(request, Settings)
        await self._desk.do(self._hall.steering.set, who.workshop, said.model_dump(exclude_unset=True))
        return await self._now(who.workshop)

    async def catalogue(self, request: Request) -> Response:
        """Give the scenarios that a round can have."""
        await self._desk.facilitator(request)
        return JSONResponse({"scenarios": await self._desk.do(self._hall.cards_of_scenarios)})

    async def extend(self, request: Request) -> Response:
        """Give the round more minutes."""
        who, said = await self._desk.facilitator(request), await body(request, Extend)
        key = key_of(request, needed=False)
        await self._desk.do(self._hall.steering.extend, who.workshop, said.minutes, key)
        return await self._now(who.workshop)

    async def code(self, request: Request) -> Response:
        """Make a new join code."""
        who, _ = await self._desk.facilitator(request), await body(request, Nothing)
        key = key_of(request, needed=False)
        return JSONResponse({"code": await self._desk.do(self._hall.steering.new_code, who.workshop, key)})

    async def note(self, request: Request) -> Response:
        """Keep a note."""
        who, said = await self._desk.facilitator(request), await body(request, Note)
        key = key_of(request, needed=False)
        await self._desk.do(self._hall.steering.note, who.workshop, said.text, said.seat, said.turn, key)
        return JSONResponse({}, 201)

    async def change(self, request: Request) -> Response:
        """Change the name or team of a seat."""
        who, said = await self._desk.facilitator(request), await body(request, SeatChange)
        changes = said.model_dump(exclude_none=True)
        await self._desk.do(self._hall.steering.seat, who.workshop, request.path_params["id"], "change", changes)
        return await self._now(who.workshop)

    async def remove(self, request: Request) -> Response:
        """Take a seat away."""
        who, _ = await self._desk.facilitator(request), await body(request, Nothing)
        seat, key = request.path_params["id"], key_of(request, needed=False)
        await self._desk.do(self._hall.steering.seat, who.workshop, seat, "remove", {}, key)
        return await self._now(who.workshop)

    async def reopen(self, request: Request) -> Response:
        """Give an invitation by which a participant takes their seat again."""
        who, _ = await self._desk.facilitator(request), await body(request, Nothing)
        seat, key = request.path_params["id"], key_of(request, needed=False)
        return JSONResponse({"claim": await self._desk.do(self._hall.doors.reopen, who.workshop, seat, key)}, 201)

    async def conversation(self, request: Request) -> Response:
        """Give what was said in a call, if its participant agreed; that it was read is written down."""
        who, seat = await self._desk.facilitator(request), request.path_params["id"]
        found = await self._desk.do(self._hall.telling.conversation, who.workshop, seat)
        await self._desk.do(self._hall.steering.audited, who.workshop, "read conversation", {"seat": seat})
        return JSONResponse(found)

    async def _now(self, workshop: str) -> Response:
        return JSONResponse(await self._desk.do(self._hall.telling.whole, workshop))
