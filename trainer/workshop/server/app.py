"""Room `workshop.server`: the server put together: routes, guard, and what goes on beside the requests."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp

from trainer.conversation.interview import JournalError
from trainer.storage.workshop.rows import Mark
from trainer.version import __version__
from trainer.workshop.server.acting import Desk, our_fault, told
from trainer.workshop.server.api import Api
from trainer.workshop.server.facilitating import Facilitating
from trainer.workshop.server.guarding import Guard
from trainer.workshop.server.openapi import description
from trainer.workshop.server.pages import Pages
from trainer.workshop.server.shared import Shared
from trainer.workshop.server.stream import Hub
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.hall import Hall

TICK = 0.5
"""Seconds between two looks at the rounds' clocks."""
SETTLE = 5.0
"""Seconds between two looks for what another server, or a fault, has left undone."""
PREFIX = "/api/v1"
_log = logging.getLogger("trainer.workshop")


def application(hall: Hall, hosts: Collection[str] = (), *, tls: bool = False) -> ASGIApp:
    """Give the server of a hall as an ASGI app; `hosts` are the names it is called by beside IP addresses."""
    desk = Desk(hall)

    async def look(workshops: list[str]) -> dict[str, Mark]:
        return await desk.do(hall.boards.marks, workshops)

    async def fetch(workshop: str, facilitator: bool) -> tuple[int, bytes]:
        return await desk.do(hall.boards.board, workshop, facilitator=facilitator)

    hub = Hub(look, fetch)
    probe = Shared(lambda: desk.do(hall.store.ready))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(hub.run()), asyncio.create_task(_clocks(desk))]
        try:
            yield
        finally:
            hub.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            desk.close()

    async def healthz(request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def readyz(request: Request) -> Response:
        await probe()
        return JSONResponse({"ok": True})

    async def version(request: Request) -> Response:
        return JSONResponse({"trainer": __version__, "api": 1})

    async def openapi(request: Request) -> Response:
        return JSONResponse(description(PREFIX))

    routes = [
        Route("/openapi.json", openapi),
        Route("/healthz", healthz),
        Route("/readyz", told(readyz)),
        Route("/version", version),
        Mount(PREFIX, app=Router([*Facilitating(desk).routes(), *Api(desk, hub).routes()], redirect_slashes=False)),
        *Pages(desk).routes(),
    ]
    handlers = {HTTPException: _no_route, Exception: _our_fault}
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)  # type: ignore[arg-type]
    app.router.redirect_slashes = False  # no answer is made of a Host header
    return Guard(app, hosts, tls=tls)


async def _clocks(desk: Desk) -> None:
    """End rounds whose time is up, and finish what a server that died has left."""
    steering = desk.hall.steering
    came_back, settled = False, float("-inf")
    while True:
        try:
            if not came_back:
                await desk.do(steering.come_back)
                came_back = True
            if time.monotonic() - settled >= SETTLE:
                settled = time.monotonic()
                await desk.do(steering.settle_all)
            else:
                await desk.do(steering.tick)
        except (JournalError, Declined) as error:
            _log.warning("the clocks were not looked at: %s", error)
        except Exception as error:  # whatever it is: without this nobody's round would ever end
            _log.error("the clocks were not looked at: %s", type(error).__name__)
        await asyncio.sleep(TICK)


async def _no_route(request: Request, error: HTTPException) -> Response:
    lines = {404: "There is nothing here.", 405: "This cannot be done here with that method."}
    code = "not_found" if error.status_code == 404 else "bad_request"
    content = {"error": lines.get(error.status_code, "This cannot be done."), "code": code}
    return JSONResponse(content, error.status_code, error.headers)


async def _our_fault(request: Request, error: Exception) -> Response:
    return our_fault(request, error)
