"""Room `workshop.server`: how a request becomes an act of the hall, off the event loop, and a fault an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trainer.conversation.interview import JournalError
from trainer.storage.workshop.faults import StoreBusy
from trainer.workshop.server.identity import token_of
from trainer.workshop.service import tokens
from trainer.workshop.service.declined import Code, Declined
from trainer.workshop.service.hall import Hall
from trainer.workshop.service.joining import Facilitator, Participant, Who

THREADS = 48
"""Acts at once; most of them wait for the disk or for a model."""
SEEN_EVERY = 15_000
"""Milliseconds between two notes that a participant is there."""
STATUS: dict[Code, int] = {
    "bad_request": 400, "unauthorized": 401, "forbidden": 403, "not_found": 404, "conflict": 409, "gone": 410,
    "mismatch": 422, "too_large": 413, "too_many": 429, "busy": 503, "not_yet": 409, "over": 409, "paused": 409,
    "storage": 503,
}  # fmt: skip
_log = logging.getLogger("trainer.workshop")
T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]


class Desk:
    """The hall behind a counter: acts run in threads."""

    def __init__(self, hall: Hall) -> None:
        """Take the hall."""
        self.hall = hall
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="workshop")
        self._seen: dict[str, int] = {}

    async def do(self, act: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run an act in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(act, *args, **named))

    async def who(self, request: Request, *roles: str) -> Who:
        """Say who asks, if they may; see `token_of`."""
        return await self.do(self.hall.doors.who, token_of(request, *roles))

    async def participant(self, request: Request) -> Participant:
        """Give the participant who asks.

        Raises:
            Declined: nobody who takes part.
        """
        return await self.do(self.participant_of, token_of(request, tokens.PARTICIPANT))

    def participant_of(self, token: str) -> Participant:
        """Give the participant whose token this is, and note that they are there; not on the event loop.

        Raises:
            Declined: nobody's.
        """
        who = self.hall.doors.who(token)
        assert isinstance(who, Participant)  # by the token's prefix
        now = self.hall.clock()
        if now - self._seen.get(who.seat.id, 0) > SEEN_EVERY:
            self._seen[who.seat.id] = now
            self.hall.doors.seen(who.seat.id)
        return who

    async def facilitator(self, request: Request) -> Facilitator:
        """Give the facilitator who asks.

        Raises:
            Declined: somebody else.
        """
        who = await self.who(request, tokens.FACILITATOR)
        assert isinstance(who, Facilitator)
        return who

    def close(self) -> None:
        """Wait for what is being done."""
        self._threads.shutdown(wait=True, cancel_futures=True)


def told(endpoint: Endpoint) -> Endpoint:
    """Answer in one line where something cannot be done; what was our own fault says no more than that."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Declined as declined:
            if declined.code != "storage":
                return fault(declined)
            error: Exception = declined
        except StoreBusy as busy:
            return fault(Declined("busy", str(busy), after=1))
        except JournalError as journal:
            error = journal
        except Exception as unforeseen:  # not raised on: a log would get its text, and that may quote what was sent
            return our_fault(request, unforeseen)
        _log.error("the store is at fault: %s", error)
        return fault(
            Declined("storage", "The server could not store it; your words are yours still. Try again.", after=2)
        )

    return answered


def our_fault(request: Request, error: Exception) -> JSONResponse:
    """Give the answer to what we did not foresee; the log gets where, and what kind, nothing that was sent."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "?" if trace is None else f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}"
    route = getattr(request.scope.get("route"), "path", "?")
    _log.error("fault in %s %s: %s in %s", request.method, route, type(error).__name__, where)
    return JSONResponse({"error": "The server has a fault of its own; nothing was changed.", "code": "storage"}, 500)


def fault(declined: Declined) -> JSONResponse:
    """Give the answer to what cannot be done."""
    headers = {"retry-after": str(declined.after)} if declined.after else {}
    if declined.code == "unauthorized":
        headers["www-authenticate"] = "Bearer"
    content = {"error": str(declined), "code": declined.code, **declined.more}
    return JSONResponse(content, STATUS[declined.code], headers)
