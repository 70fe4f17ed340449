"""Room `workshop.server`: the wire below the app: slow heads are cut, and nobody takes all the connections.

uvicorn waits without end for the first head of a connection, and for the rest of one that has begun (0.54).
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
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
REST = 1024 * 1024
"""Bytes of a body that are still read after its answer, so that whoever sent too much can read that; then it is cut."""


class Connections:
    """Connections of one server, by address; those of its proxies are not counted."""

    def __init__(self, proxies: Collection[str] = ()) -> None:
        """Take the addresses or networks of proxies."""
        self._counts: Counter[str] = Counter()
        self._spared = [ipaddress.ip_network(proxy) for proxy in proxies]

    def take(self, host: str) -> str:
        """Count one more and give what it is counted by; empty: it is not."""
        if self._spared and self._is_proxy(host):
            return ""
        counted = network_of(host)
        self._counts[counted] += 1
        return counted

    def _is_proxy(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._spared)

    def too_many(self, counted: str) -> bool:
        """Say whether an address has more than it may."""
        return bool(counted) and self._counts[counted] > OF_ADDRESS

    def give_back(self, counted: str) -> None:
        """Count one less."""
        if counted:
            self._counts[counted] -= 1
            if not self._counts[counted]:
                del self._counts[counted]


def host_of(transport: asyncio.BaseTransport) -> str:
    """Give the address at the other end."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) and peer else "?"


def protocol(connections: Connections) -> type[asyncio.Protocol]:
    """Give the protocol of one server."""

    class Wire(H11Protocol):
        _timer: asyncio.TimerHandle | None = None
        _counted = ""
        _rest = 0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._counted = connections.take(host_of(transport))
            if connections.too_many(self._counted):
                transport.abort()
                return
            self._wait()

        def data_received(self, data: bytes) -> None:
            if self._answered_early():
                self._rest += len(data)
                if self._rest > REST:
                    self.transport.abort()
                    return
            if not self._busy():
                self._wait()
            super().data_received(data)
            if self._busy():
                self._stop()

        def on_response_complete(self) -> None:
            self._stop()
            super().on_response_complete()
            self._rest = 0
            if self._answered_early():  # it gets no 75 seconds
                self._wait()

        def send_400_response(self, msg: str) -> None:
            if not self._busy():
                super().send_400_response(msg)
                return
            # The rest of a body is broken: an answer may be on its way already, and two would be one too many.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.close()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            connections.give_back(self._counted)
            self._counted = ""
            super().connection_lost(exc)

        def _answered_early(self) -> bool:
            """Say whether the answer is given and the body not at its end."""
            return self.cycle is not None and not self._busy() and self.conn.their_state is h11.SEND_BODY

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
