"""Room `workshop.server`: the server as a process: sockets, TLS, proxies, and an orderly end."""

from __future__ import annotations

import ctypes
import gc
import socket
import ssl
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from trainer.workshop.server.guarding import HEAD
from trainer.workshop.server.handshake import behind_tls
from trainer.workshop.server.wire import CONNECTIONS, Connections, protocol, raise_open_files
from trainer.workshop.service.declined import Declined

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open; uvicorn's 5 s race with the clients' pools (FINDINGS, part 5)."""
BACKLOG = 2048
LEAVE = 5
"""Seconds for answers that are on their way when the server ends."""
TURN = 0.001
"""Seconds after which a thread that computes lets another one go on. Python's own 5 ms are waited for each time that a
thread comes back from the database while another computes: some thirty times in a line."""
GARBAGE = (10_000, 20, 50)
"""How seldom garbage is looked for, see `gc.set_threshold`: whatever takes part waits while it is."""
HEAPS = 2
"""Heaps of the C library: it gives every thread one, and what is free in one no other thread uses. See
docs/workshop-load.md."""
_M_ARENA_MAX = -8
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens and what stands before it."""

    host: str = "127.0.0.1"
    port: int = 8765
    """0: one that is free."""
    cert: Path | None = None
    key: Path | None = None
    proxies: Collection[str] = field(default=())
    """Addresses whose word about the client's address is believed."""

    @property
    def tls(self) -> bool:
        """Whether the server speaks TLS itself."""
        return self.cert is not None

    @property
    def foreign(self) -> bool:
        """Whether others than this machine reach it."""
        return self.host not in LOOPBACK


def bound(place: Place) -> socket.socket:
    """Take the port.

    Raises:
        Declined: it is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((place.host, place.port))
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or "no such port"
        raise Declined(
            "bad_request", f"Port {place.port} of {place.host} cannot be used ({reason}); choose another."
        ) from None
    made.listen(BACKLOG)
    made.set_inheritable(True)
    return made


def serve(app: ASGIApp, place: Place, taken: socket.socket, began: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `began` is called once requests are answered.

    Raises:
        Declined: certificate or key cannot be read.
    """
    raise_open_files()
    connections = Connections(place.proxies)
    http: Any = protocol(connections)
    if place.cert is not None:
        http = behind_tls(http, _context(place.cert, place.key), connections)
    config = uvicorn.Config(
        app, timeout_keep_alive=KEEP_ALIVE, timeout_graceful_shutdown=LEAVE, backlog=BACKLOG, lifespan="on",
        access_log=False, log_config=None, server_header=False, h11_max_incomplete_event_size=HEAD, ws="none",
        proxy_headers=bool(place.proxies), forwarded_allow_ips=list(place.proxies) or None,
        http=http, limit_concurrency=CONNECTIONS,
    )  # fmt: skip
    _Announced(config, began).run(sockets=[taken])


def _context(cert: Path, key: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # TLS 1.2 or newer
    try:
        context.load_cert_chain(cert, key)
    except OSError as error:  # ssl.SSLError is one
        raise Declined(
            "bad_request", f"The certificate or its key cannot be read ({error.strerror or error})."
        ) from None
    return context


@contextmanager
def nimble() -> Iterator[None]:
    """Let this process's threads take turns quickly and share heaps, and search what is there for garbage no more."""
    before, seldom = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN)
    gc.set_threshold(*GARBAGE)
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError, TypeError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*seldom)
        sys.setswitchinterval(before)


class _Announced(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, began: Callable[[], None]) -> None:
        super().__init__(config)
        self._began = began

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._began()
