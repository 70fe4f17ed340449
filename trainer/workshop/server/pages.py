"""Room `workshop.server`: the pages: joining, a participant's own, the wall's board, the facilitator's.

They are whole without script, save for the facilitator's; script makes them live. No token stands in an address that a
server sees: links carry it in the fragment, a page sends it by POST, a cookie keeps it.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trainer.workshop.server.acting import STATUS, Desk, fault, told
from trainer.workshop.server.bodies import KEY
from trainer.workshop.server.callpage import CallPage
from trainer.workshop.server.drawing import html, static
from trainer.workshop.server.forms import form
from trainer.workshop.server.identity import address_of, client_of, forget, keep
from trainer.workshop.server.stagepages import StagePages
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.tokens import PARTICIPANT

Page = Callable[[Request], Awaitable[Response]]


class Pages:
    """The pages by which one comes in, and all others put together."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk, self._hall = desk, desk.hall

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        own = (
            ("/", "GET", self.door), ("/join", "POST", self.join), ("/claim", "GET", self.invitation),
            ("/claim", "POST", self.claim), ("/leave", "POST", self.leave),
        )  # fmt: skip
        table = (*own, *CallPage(self._desk).table(), *StagePages(self._desk).table())
        routes: list[BaseRoute] = [Route(path, _shown(page), methods=[method]) for path, method, page in table]
        return [*routes, Route("/static/{hash}/{name}", told(static), methods=["GET"])]

    async def door(self, request: Request) -> Response:
        """Ask for the code and a name."""
        return _door(seat=await self._seat(request))

    async def join(self, request: Request) -> Response:
        """Take a seat, and go to it; where that cannot be, say why beside the field, with what was typed."""
        said = await form(request)
        consent, team = said.get("consent") == "yes", said.get("team", "")
        try:
            found = await self._desk.do(
                self._hall.doors.join, said.get("code", "")[:40], said.get("name", "")[:401], address_of(request),
                team=team[:200], consent=consent, client=client_of(request),
            )  # fmt: skip
        except Declined as declined:
            return _door(said, declined, await self._seat(request))
        return _go_in(request, found["token"])

    async def invitation(self, request: Request) -> Response:
        """Offer to take a seat again; the invitation stands in the fragment, which no server sees."""
        return html("claim.html.j2", notice="", key=secrets.token_urlsafe(24))

    async def claim(self, request: Request) -> Response:
        """Take a seat again."""
        said = await form(request)
        key = said.get("key", "")
        try:
            if key and not KEY.fullmatch(key):
                raise Declined("bad_request", "This form is not ours; load the page again.")
            found = await self._desk.do(
                self._hall.doors.claim, said.get("claim", "").strip()[:80], address_of(request), key
            )
        except Declined as declined:
            fresh = secrets.token_urlsafe(24)
            return html("claim.html.j2", STATUS[declined.code], _after(declined), notice=str(declined), key=fresh)
        return _go_in(request, found["token"])

    async def leave(self, request: Request) -> Response:
        """Forget the seat in this browser; the seat itself stays."""
        await form(request)
        response = RedirectResponse("/", 303)
        forget(response, request, PARTICIPANT)
        return response

    async def _seat(self, request: Request) -> Mapping[str, Any] | None:
        """Give who this browser is already, if anybody."""
        try:
            who = await self._desk.participant(request)
            return await self._desk.do(self._hall.telling.me, who.seat)
        except Declined:
            return None


def _shown(page: Page) -> Page:
    """Say on a page what cannot be done; a program that wants no page is told as by the API."""

    async def shown(request: Request) -> Response:
        try:
            return await page(request)
        except Declined as declined:
            if "text/html" not in request.headers.get("accept", "text/html"):
                return fault(declined)
            status = STATUS[declined.code]
            return html("declined.html.j2", status, _after(declined), notice=str(declined), code=declined.code)

    told_page = told(shown)

    async def in_full(request: Request) -> Response:
        response = await told_page(request)
        if isinstance(response, JSONResponse) and "text/html" in request.headers.get("accept", ""):
            line = "The server could not store it just now; go back and try again: what you typed is yours still."
            headers = {"retry-after": response.headers.get("retry-after", "2")}
            return html("declined.html.j2", response.status_code, headers, notice=line, code="storage")
        return response

    return in_full


def _door(
    said: Mapping[str, str] | None = None, declined: Declined | None = None, seat: Mapping[str, Any] | None = None
) -> Response:
    said = said or {}
    words: dict[str, Any] = {
        "code": said.get("code", "")[:40], "name": said.get("name", "")[:400], "team": said.get("team", ""),
        "consent": said.get("consent") == "yes", "teams": [], "faults": {}, "seat": seat,
    }  # fmt: skip
    if declined is None:
        return html("join.html.j2", **words)
    teams = declined.more.get("teams", [])
    about_name = declined.code in ("bad_request", "conflict") and not teams and "full" not in declined.more
    field = "team" if teams else "name" if about_name else "code"
    words |= {"teams": teams, "faults": {field: str(declined)}}
    return html("join.html.j2", STATUS[declined.code], _after(declined), **words)


def _after(declined: Declined) -> dict[str, str]:
    return {"retry-after": str(declined.after)} if declined.after else {}


def _go_in(request: Request, token: str) -> Response:
    response = RedirectResponse("/call", 303)
    keep(response, request, token)
    return response
