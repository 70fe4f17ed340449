"""A real server on loopback with one workshop, for tests of the pages; it can be killed and started again."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.server.app import application
from trainer.workshop.service.hall import Hall

WAIT = 20.0
SCENARIO = "game-nobody-plays"
LINES = (
    "Hi, thanks for your time. What did you do the last evening you opened it?",
    "What happened next?",
    "Who else was there?",
    "How did you feel about that?",
    "When did that begin?",
    "What would you do if it were gone?",
)


class Served:
    """A workshop, its server, and a facilitator's client."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Make the workshop and start its server on a free port."""
        self._folder = folder
        self._made: Any = None
        self._settings = settings
        self.port = 0
        self.start()

    @property
    def base(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        """The join code."""
        return str(self._made.code)

    @property
    def facilitator(self) -> str:
        """The facilitator's token."""
        return str(self._made.facilitator)

    @property
    def board(self) -> str:
        """The board's token."""
        return str(self._made.board)

    def allowed(self, url: str) -> bool:
        """Say whether an address is this server's."""
        return url.startswith((f"{self.base}/", "data:"))

    def start(self) -> None:
        """Start the server, on the port it had."""
        self._store = WorkshopStore.open(self._folder / "workshop.db")
        hall = Hall(self._store, library(), self._store.clock)
        if self._made is None:
            self._made = hall.open(self._settings)
        taken = socket.socket()
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", self.port))
        taken.listen(200)
        self.port = taken.getsockname()[1]
        config = uvicorn.Config(application(hall), log_config=None, access_log=False, timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [taken]}, daemon=True)
        self._thread.start()
        until = time.monotonic() + WAIT
        while not self._server.started:
            assert time.monotonic() < until, "the server has started"
            time.sleep(0.01)
        self.steering = httpx.Client(
            base_url=f"{self.base}/api/v1/workshop", headers={"authorization": f"Bearer {self.facilitator}"}, timeout=30
        )

    def stop(self) -> None:
        """Stop the server; connections are cut."""
        self.steering.close()
        self._server.should_exit = True
        self._thread.join(WAIT)
        assert not self._thread.is_alive()
        self._store.close()

    def steer(self, act: str, **fields: Any) -> dict[str, Any]:
        """Do an act of the facilitator's."""
        answer = self.steering.post(f"/{act}", json=fields)
        assert answer.is_success, answer.text
        return dict(answer.json())

    def whole(self) -> dict[str, Any]:
        """Give everything that the facilitator knows."""
        return dict(self.steering.get(f"{self.base}/api/v1/workshop").json())


class Visitor:
    """A browser without script, without a screen, and quick: forms are filled in and sent as they stand in the page."""

    def __init__(self, served: Served) -> None:
        """Take the server."""
        self._client = httpx.Client(
            base_url=served.base, headers={"origin": served.base, "accept": "text/html"}, follow_redirects=True
        )
        self.status, self.text = 0, ""

    def get(self, path: str = "/call") -> str:
        """Open a page."""
        return self._took(self._client.get(path))

    def send(self, path: str, **fields: str) -> str:
        """Send a form; hidden fields are those of the form in the page that is open."""
        return self._took(self._client.post(path, data={**self.hidden(path), **fields, "and": "on"}))

    def hidden(self, path: str) -> dict[str, str]:
        """Give the hidden fields of a form of the page that is open."""
        found = re.search(rf'<form method="post" action="{path}".*?</form>', self.text, re.DOTALL)
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found.group())) if found else {}

    def join(self, served: Served, name: str, **fields: str) -> str:
        """Take a seat."""
        self.send("/join", code=served.code, name=name, **fields)
        assert self.status == 200, self.text
        return self.text

    def talk(self, lines: tuple[str, ...] = LINES) -> None:
        """Begin the call and say some lines."""
        self.get()
        self.send("/call/begin")
        for line in lines:
            self.send("/call/line", text=line)
            assert self.status == 200, self.text

    def post_from(self, origin: str, path: str) -> httpx.Response:
        """Send a form as a page of another origin would."""
        return self._client.post(path, data={"and": "on"}, headers={"origin": origin})

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _took(self, answer: httpx.Response) -> str:
        self.status, self.text = answer.status_code, answer.text
        return self.text


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[Served]:
    """Serve a workshop of one round, or as set."""
    running = Served(folder, {"title": "Trial", "rounds": [{"scenario": SCENARIO}], **settings})
    try:
        yield running
    finally:
        running.stop()
