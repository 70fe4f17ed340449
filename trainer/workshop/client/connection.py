"""Room `workshop.client`: HTTP to one workshop, on one server or any of several. The one place that knows httpx.

A request whose answer was lost is sent again as it was, with the same key; so it is done once. Which address answers
makes no difference: the servers share their database.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.workshop.client.addresses import Addresses, is_here
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.requests import Ask
from trainer.workshop.client.retrying import Plan, declined, passes, seconds_of, unreachable

if TYPE_CHECKING:
    import httpx

PREFIX = "/api/v1"
CONNECT, ANSWER = 5.0, 60.0
"""Seconds for a connection, and for an answer: a model may take its time."""
SILENT = 40.0
"""Seconds without a beat of the stream (they come every 15) after which it is dead."""
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer; a signed export of 500 seats is the largest."""
COMMAND = 3.0
"""Seconds that a command of one request tries in all."""

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """How the way to the server is."""

    trouble: str = ""
    """In one line why it does not answer; empty while it does."""
    again: float = 0.0
    """Seconds until the next try."""


class _Wire:
    """What both kinds of connections share."""

    def __init__(self, addresses: Addresses, token: str, told: Callable[[Link], None] | None) -> None:
        self._urls, self._token = addresses.urls, token
        self._told = told
        self._at = 0
        self._lost = False

    @property
    def address(self) -> str:
        """The address that is asked first."""
        return self._urls[self._at]

    def _request(self, client: Any, ask: Ask) -> Any:
        headers = {"accept": "application/json"}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        if ask.key:
            headers["idempotency-key"] = ask.key
        return client.build_request(ask.method, self.address + PREFIX + ask.path, json=ask.body, headers=headers)

    def _judged(self, plan: Plan, response: httpx.Response) -> tuple[Shape | None, float]:
        """Give the answer, or the seconds to wait for another. Raises what the server declined for good."""
        fault = declined(response.status_code, _data(response))
        if fault is not None and passes(fault):
            return None, self._down(plan, fault, seconds_of(response.headers.get("retry-after")))
        self._up()
        if fault is not None:
            raise fault
        return _object(response), 0.0

    def _down(self, plan: Plan, fault: RemoteFault, after: float = 0.0) -> float:
        """Go to the next address and give the seconds to wait. Raises the fault once patience is at its end."""
        if fault.status != 429:
            self._at = (self._at + 1) % len(self._urls)
        seconds = plan.wait(fault, after)
        self._lost = True
        if self._told is not None:
            self._told(Link(str(fault), seconds))
        return seconds

    def _up(self) -> None:
        if self._lost:
            self._lost = False
            if self._told is not None:
                self._told(Link())


class Connection(_Wire):
    """Asks and waits for the answer, for commands."""

    def __init__(self, addresses: Addresses, token: str = "", told: Callable[[Link], None] | None = None) -> None:
        """Take where the workshop is, the token, and what is told when the way is broken and when it is well again."""
        import httpx  # 80 ms

        super().__init__(addresses, token, told)
        self._client = httpx.Client(**_options(addresses))
        self._faults = (httpx.HTTPError, httpx.InvalidURL)

    def ask(self, ask: Ask, patience: float | None = COMMAND) -> Shape:
        """Give the answer, an object.

        Raises:
            Unreachable: nobody answered for `patience` seconds (None: never given up).
            RemoteFault: the server declined; one line.
        """
        plan = Plan(patience)
        while True:
            try:
                response = self._client.send(self._request(self._client, ask))
            except self._faults as error:
                seconds = self._down(plan, unreachable(self.address, _why(error)))
            else:
                answer, seconds = self._judged(plan, response)
                if answer is not None:
                    return answer
            time.sleep(seconds)

    def close(self) -> None:
        """Let go."""
        self._client.close()


class AsyncConnection(_Wire):
    """The same for screens and calls."""

    def __init__(self, addresses: Addresses, token: str = "", told: Callable[[Link], None] | None = None) -> None:
        """Take where the workshop is, the token, and what is told when the way is broken and when it is well again."""
        import httpx  # 80 ms

        super().__init__(addresses, token, told)
        self._client = httpx.AsyncClient(**_options(addresses))
        self._faults = (httpx.HTTPError, httpx.InvalidURL)

    async def ask(self, ask: Ask, patience: float | None = None) -> Shape:
        """Give the answer, an object; by default it is tried until there is one.

        Raises:
            Unreachable: nobody answered for `patience` seconds.
            RemoteFault: the server declined; one line.
        """
        plan = Plan(patience)
        while True:
            try:
                response = await self._client.send(self._request(self._client, ask))
            except self._faults as error:
                seconds = self._down(plan, unreachable(self.address, _why(error)))
            else:
                answer, seconds = self._judged(plan, response)
                if answer is not None:
                    return answer
            await asyncio.sleep(seconds)

    async def stream(self, path: str, patience: float | None = None) -> AsyncIterator[tuple[str, str]]:
        """Give events of a stream, with their data, until it ends.

        Raises:
            Unreachable: nobody answered for `patience` seconds.
            RemoteFault: the server declined, or (with no status) the stream broke off.
        """
        from trainer.workshop.client.listening import Lines

        response, lines = await self._streaming(Plan(patience), Ask("GET", path)), Lines()
        try:
            async for line in response.aiter_lines():
                if (event := lines.take(line)) is not None:
                    yield event
        except self._faults as error:
            self._lost = True
            raise unreachable(self.address, _why(error)) from None
        finally:
            await response.aclose()

    async def _streaming(self, plan: Plan, ask: Ask) -> httpx.Response:
        while True:
            try:
                request = self._request(self._client, ask)
                request.extensions["timeout"] = {"connect": CONNECT, "read": SILENT, "write": CONNECT, "pool": CONNECT}
                response = await self._client.send(request, stream=True)
                if response.status_code == 200:
                    self._up()
                    return response
                await response.aread()
                await response.aclose()
            except self._faults as error:
                seconds = self._down(plan, unreachable(self.address, _why(error)))
            else:
                answer, seconds = self._judged(plan, response)
                if answer is not None:
                    raise RemoteFault("This is no workshop's stream; check the address.", "", 400)
            await asyncio.sleep(seconds)

    async def close(self) -> None:
        """Let go."""
        await self._client.aclose()


def _options(addresses: Addresses) -> dict[str, Any]:
    import httpx

    here = all(map(is_here, addresses.urls))
    return {"timeout": httpx.Timeout(ANSWER, connect=CONNECT), "trust_env": not here, "follow_redirects": False}


def _data(response: httpx.Response) -> Any:
    try:
        return json.loads(response.content) if len(response.content) <= LARGEST else None
    except (ValueError, RecursionError):
        return None


def _object(response: httpx.Response) -> Shape:
    found = _data(response)
    assert isinstance(found, dict)  # `declined` has looked
    return found


def _why(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
