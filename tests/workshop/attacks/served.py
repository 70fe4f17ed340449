"""A stage behind a real socket, and bytes to and from it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from trainer.workshop.server import bodies, guarding, handshake, serving, wire
from trainer.workshop.server.serving import Place, bound, serve

from .stage import Stage

SLOW = 0.4
"""Seconds that heads and bodies have in these tests."""
PATIENCE = 20.0


class Served:
    """A stage behind a socket."""

    def __init__(self, stage: Stage, port: int, *, tls: bool = False) -> None:
        self.stage, self.port, self._tls = stage, port, tls

    def bare(self) -> socket.socket:
        """Open a connection, without TLS."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def open(self) -> socket.socket:
        """Open a connection."""
        if not self._tls:
            return self.bare()
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return trusting.wrap_socket(self.bare())

    def send(self, raw: bytes, *, half: bool = False) -> bytes:
        """Send bytes and give all that comes until the server closes."""
        with self.open() as made:
            made.sendall(raw)
            if half:
                made.shutdown(socket.SHUT_WR)
            return all_of(made)

    def answers(self) -> bool:
        """Say whether others are answered."""
        return b" 200 " in self.send(head("GET", "/healthz", "connection: close"))


def all_of(made: socket.socket) -> bytes:
    """Read until the other side closes."""
    out = bytearray()
    try:
        while got := made.recv(65536):
            out += got
    except ConnectionError:
        pass
    return bytes(out)


def until(made: socket.socket, mark: bytes) -> bytes:
    """Read until a mark comes or the other side closes."""
    out = bytearray()
    while mark not in out:
        got = made.recv(65536)
        if not got:
            break
        out += got
    return bytes(out)


def head(method: str, path: str, *lines: str) -> bytes:
    """Give the head of a request."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "host: 127.0.0.1", *lines, "", "")).encode()


@contextmanager
def serving_at(stage: Stage, place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve a stage, with little patience."""
    monkeypatch.setattr(wire, "HEAD_SECONDS", SLOW)
    monkeypatch.setattr(handshake, "HANDSHAKE_SECONDS", SLOW)
    monkeypatch.setattr(bodies, "BODY_SECONDS", SLOW)
    for name in ("RATE", "BURST", "ADDRESS_RATE", "ADDRESS_BURST"):
        monkeypatch.setattr(guarding, name, 1e9)
    kept: list[Any] = []

    class Kept(serving._Announced):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            kept.append(self)

    monkeypatch.setattr(serving, "_Announced", Kept)
    monkeypatch.setattr(serving, "LEAVE", 1)
    monkeypatch.setattr(serving, "KEEP_ALIVE", 1)
    began = threading.Event()
    taken = bound(place)
    stage.event.steering.start(stage.event.id)
    thread = threading.Thread(target=serve, args=(stage.app, place, taken, began.set), daemon=True)
    thread.start()
    assert began.wait(PATIENCE)
    yield Served(stage, taken.getsockname()[1], tls=place.tls)
    kept[0].should_exit = True
    thread.join(PATIENCE)
    assert not thread.is_alive()
