"""The fault server: speaks the OpenAI protocol on loopback, well or in any of the ways in which servers fail.

The model's name picks what happens (`misdeeds.py` has the table); `once-NAME` does so on the first request only. In a
thread beside a test: `with FaultServer() as server:`; as a process: `python -m tests.llm.faulty PORT`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from .misdeeds import MISDEEDS, Said, talk
from .wire import Asked, Wire, read_request

_LINGER_NOT = struct.pack("ii", 1, 0)


class FaultServer:
    """A server in a thread of its own. Every method may be called from the test's thread."""

    def __init__(self, port: int = 0) -> None:
        """Take a port, or leave it to the system."""
        self._port = port
        self._texts: dict[str, Said] = {}
        self._asked: list[Asked] = []
        self._gone: Counter[str] = Counter()
        self._connections: set[asyncio.Task[None]] = set()
        self._guard = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fault server", daemon=True)
        self._ready = threading.Event()
        self._deaf = socket.socket()
        self.elsewhere = ""
        """Base of another server, where the misdeed `redirect` points to."""

    def __enter__(self) -> FaultServer:
        self._deaf.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused, and nobody takes the port
        self._thread.start()
        assert self._ready.wait(10), "the fault server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._deaf.close()

    @property
    def url(self) -> str:
        """Base of the OpenAI-compatible interface."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def refused_url(self) -> str:
        """Base of an address where connections are refused."""
        return f"http://127.0.0.1:{self._deaf.getsockname()[1]}/v1"

    def say(self, model: str, text: Said) -> None:
        """Let `model` answer with `text`, or with what a function of the request gives."""
        with self._guard:
            self._texts[model] = text

    def requests(self, model: str | None = None) -> int:
        """Count the requests for a model, or all."""
        return len(self.asked(model))

    def asked(self, model: str | None = None) -> list[Asked]:
        """Give the requests for a model, or all, oldest first."""
        with self._guard:
            return [one for one in self._asked if model is None or one.model == model]

    def disconnects(self, model: str) -> int:
        """Count the clients who left before their answer was complete."""
        with self._guard:
            return self._gone[model]

    def until_disconnect(self, model: str, count: int = 1, within: float = 1.0) -> bool:
        """Wait until so many clients have left; say whether they did."""
        end = time.monotonic() + within
        while self.disconnects(model) < count and time.monotonic() < end:
            time.sleep(0.005)
        return self.disconnects(model) >= count

    def until_asked(self, model: str, count: int = 1, within: float = 5.0) -> bool:
        """Wait until so many requests for a model have come; say whether they did."""
        end = time.monotonic() + within
        while self.requests(model) < count and time.monotonic() < end:
            time.sleep(0.002)
        return self.requests(model) >= count

    def forget(self) -> None:
        """Forget every request, disconnect and text."""
        with self._guard:
            self._asked.clear()
            self._gone.clear()
            self._texts.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self._port))
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            server.close()
            for task in self._connections:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*self._connections, return_exceptions=True))
            self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                first = await reader.read(1)
                while first and (asked := await read_request(reader, first)):
                    first = await self._answer(asked, reader, writer)
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        """Answer one request; give the first byte of the next one, empty when the connection is over."""
        with self._guard:
            self._asked.append(asked)
            number = sum(one.model == asked.model for one in self._asked)
            text = self._texts.get(asked.model)
        wire = Wire(asked, writer, self.elsewhere)
        act = asyncio.ensure_future(misdeed(asked, text, number)(wire))
        ahead = asyncio.ensure_future(reader.read(1))
        await asyncio.wait({act, ahead}, return_when=asyncio.FIRST_COMPLETED)
        left = not act.done()
        if left:
            act.cancel()
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await act
        if left:
            with self._guard:
                self._gone[asked.model] += 1
        if left or wire.over:
            ahead.cancel()
            if wire.reset:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                writer.transport.abort()
            return b""
        return await ahead


def misdeed(asked: Asked, text: Said | None, number: int) -> Callable[[Wire], Any]:
    """Choose what to do with a request, the `number`th for its model."""
    if asked.method == "GET":
        return _listed
    if text is not None:
        return talk(text)
    name = asked.model
    if name.startswith("once-"):
        name = name.removeprefix("once-") if number == 1 else "ok"
    return MISDEEDS.get(name, MISDEEDS["404"])


async def _listed(wire: Wire) -> None:
    if wire.asked.path.endswith("/models"):
        names = [name for name, act in MISDEEDS.items() if act is MISDEEDS["ok"]]
        await wire.whole(200, json.dumps({"object": "list", "data": [{"id": name} for name in names]}))
    else:
        await wire.whole(200, json.dumps({"status": "ok"}))


def main() -> None:
    """Serve until the input ends or the process is stopped; the address is the first line of the output."""
    with FaultServer(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as server:
        print(server.url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            sys.stdin.read()


if __name__ == "__main__":
    main()
