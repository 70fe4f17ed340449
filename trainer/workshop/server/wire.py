"""Room `workshop.server`: the wire below the app: slow heads are cut, and nobody takes all the connections.

uvicorn waits without end for the first head of a connection, and for the rest of one that has begun (0.54).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Collection
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from trainer.workshop.server.identity import network_of

HEAD_SECONDS = 10.0
"""Seconds in which the head of a request has to be there, from its first byte or the connection's first moment."""
CONNECTIONS, OF_ADDRESS = 4000, 2000
"""Connections at once, of all and of one address: 500 people with a stream and a pool of two each are 1,500."""


def protocol(proxies: Collection[str] = ()) -> type[asyncio.Protocol]:
    """Give the protocol of one server; connections of its `proxies` are not counted by address."""
    counts: Counter[str] = Counter()
    spared = frozenset(proxies)

    class Wire(H11Protocol):
        _timer: asyncio.TimerHandle | None = None
        _counted: str | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            host = self.client[0] if self.client else "?"
            if host not in spared and "*" not in spared:
                self._counted = network_of(host)
                counts[self._counted] += 1
                if counts[self._counted] > OF_ADDRESS:
                    transport.abort()
                    return
            self._wait()

        def data_received(self, data: bytes) -> None:
            if not self._busy():
                self._wait()
            super().data_received(data)
            if self._busy():
                self._stop()

        def on_response_complete(self) -> None:
            self._stop()
            super().on_response_complete()
            if self.conn.their_state is h11.SEND_BODY:  # answered before it had said all: it gets no 75 seconds
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            if self._counted is not None:
                counts[self._counted] -= 1
                if not counts[self._counted]:
                    del counts[self._counted]
                self._counted = None
            super().connection_lost(exc)

        def _busy(self) -> bool:
            return self.cycle is not None and not self.cycle.response_complete

        def _wait(self) -> None:
            if self._timer is None:
                self._timer = self.loop.call_later(HEAD_SECONDS, self._cut)

        def _stop(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _cut(self) -> None:
            self._timer = None
            if not self._busy():
                self.transport.abort()

    return Wire


def raise_open_files() -> None:
    """Let this process have as many open files as it may: each connection is one, and many systems begin with 1,024."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted: Any = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(2 * CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):  # a system that does not let us: fewer then
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
