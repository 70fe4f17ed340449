"""A real server of a workshop on loopback, in a thread, and a proxy before it that loses answers."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import uvicorn

from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.server.app import application
from trainer.workshop.server.serving import Place, bound
from trainer.workshop.service.hall import Hall, Opened

SCENARIO = "game-nobody-plays"
JOIN_SECONDS = 20


class Server:
    """One server on a database; it can be stopped and started again on the same port."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.port = 0
        self.hall: Hall
        self._uvicorn: uvicorn.Server
        self._thread: threading.Thread
        self._store: WorkshopStore

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        taken = bound(Place(port=self.port))
        self.port = taken.getsockname()[1]
        self._store = WorkshopStore.open(self.database)
        self.hall = Hall(self._store, library(), self._store.clock)
        config = uvicorn.Config(application(self.hall), log_config=None, lifespan="on", timeout_graceful_shutdown=1)
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._uvicorn.run, args=([taken],), daemon=True)
        self._taken = taken
        self._thread.start()

    def stop(self) -> None:
        self._uvicorn.should_exit = True
        self._thread.join(JOIN_SECONDS)
        assert not self._thread.is_alive()
        self._taken.close()
        self._store.close()

    def open(self, rounds: int = 1, **settings: Any) -> Opened:
        return self.hall.open({"title": "Trial", "rounds": [{"scenario": SCENARIO}] * rounds, **settings})

    def said(self, workshop: str) -> list[int]:
        """Give the learner turns of every call, as they are stored."""
        return self._store.read(lambda books: [row.turns for row in books.calls(workshop)])

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


class Losing:
    """A proxy that passes requests on, and cuts the connection instead of giving the answer when told to."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.lose = b""
        """Answers to requests that have this in them are lost, once."""
        self.lost = 0
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        for one in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._upstream))
                self._open += [client, server]
                asked = bytearray()
                threading.Thread(target=self._pass_on, args=(client, server, asked), daemon=True).start()
                threading.Thread(target=self._give_back, args=(server, client, asked), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket, asked: bytearray) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                asked[:] = (asked + data)[-8192:]
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def _give_back(self, server: socket.socket, client: socket.socket, asked: bytearray) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if self.lose and self.lose in asked:
                    self.lose, self.lost = b"", self.lost + 1
                    for one in (client, server):
                        one.shutdown(socket.SHUT_RDWR)
                    return
                asked.clear()
                client.sendall(data)
            client.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def losing(server: Server) -> Iterator[Losing]:
    """Give a proxy before a server."""
    proxy = Losing(server.port)
    try:
        yield proxy
    finally:
        proxy.close()
