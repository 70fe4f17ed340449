"""Room `workshop.server`: TLS before HTTP: handshakes that are slow on purpose are cut, and counted like connections.

The event loop's own TLS waits a minute for a handshake and tells nobody of the connection before it is done, so that
half-open ones are counted nowhere. Here the bare connection is taken first, and TLS begun on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from ssl import SSLContext
from typing import Any

from trainer.workshop.server.wire import Connections, host_of

HANDSHAKE_SECONDS = 10.0
"""Seconds in which a handshake has to be done; one takes two round trips, and some milliseconds of work."""
SHAKING = 1000
"""Handshakes at once, of all addresses."""


def behind_tls(inner: Callable[..., asyncio.Protocol], context: SSLContext, connections: Connections) -> Any:
    """Give a protocol that has the handshake done and then leaves the connection to an `inner` one."""
    shaking = 0

    class Door(asyncio.Protocol):
        def __init__(self, *given: Any, **named: Any) -> None:
            self._make: Callable[[], asyncio.Protocol] = partial(inner, *given, **named)
            self._early = bytearray()
            self._eof = False
            self._task: asyncio.Task[None] | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            counted = connections.take(host_of(transport))
            if shaking >= SHAKING or connections.too_many(counted):
                connections.give_back(counted)
                transport.abort()
                return
            transport.pause_reading()  # the first bytes are the handshake's
            self._task = asyncio.get_running_loop().create_task(self._shake(transport, counted))

        def data_received(self, data: bytes) -> None:
            self._early += data  # came in one piece with the end of the handshake

        def eof_received(self) -> bool | None:
            self._eof = True
            return None

        async def _shake(self, bare: asyncio.Transport, counted: str) -> None:
            nonlocal shaking
            shaking += 1
            made: asyncio.Transport | None = None
            try:
                with suppress(OSError):  # ssl.SSLError is one, and what is too slow ends as ConnectionAbortedError
                    made = await asyncio.get_running_loop().start_tls(
                        bare, self, context, server_side=True, ssl_handshake_timeout=HANDSHAKE_SECONDS
                    )
            finally:
                shaking -= 1
                connections.give_back(counted)
            if made is None:
                bare.abort()
                return
            within = self._make()
            made.set_protocol(within)
            within.connection_made(made)
            if self._early and not made.is_closing():
                within.data_received(bytes(self._early))
            if self._eof and not made.is_closing():
                within.eof_received()

    return Door
