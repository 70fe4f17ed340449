"""A client for the trials: sends the same request with the same key until it is answered, to whoever answers."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncGenerator
from typing import Any

PATIENCE = 60.0
"""Seconds after which a request counts as stuck."""
ANSWER = 8.0
"""Seconds that one try may take."""
AGAIN = (429, 503)


class Stuck(Exception):
    """A request that nobody answers."""


class Wire:
    """Asks servers on this machine. `ports`: the first that answers is kept; the list may change meanwhile."""

    def __init__(self, ports: list[int], token: str = "", seed: int = 0) -> None:
        self.ports, self.token = ports, token
        self._at = 0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._draw = random.Random(seed)
        self.tries = 0
        self.slowest = 0.0
        """Seconds that the slowest answer took, with all its tries."""

    async def ask(self, method: str, path: str, data: Any = None, key: str = "") -> tuple[int, Any]:
        """Send until answered; give status and JSON. 429 and 503 are no answers."""
        began, wait = time.monotonic(), 0.02
        seen: object = None
        while time.monotonic() - began < PATIENCE:
            try:
                status, said = await self.once(method, path, data, key)
                if status not in AGAIN:
                    self.slowest = max(self.slowest, time.monotonic() - began)
                    return status, said
                seen = status, said
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                self.close()
                self._at += 1
                seen = error
            await asyncio.sleep(wait * self._draw.uniform(0.5, 1.5))
            wait = min(wait * 2, 0.5)
        raise Stuck(f"{method} {path}: {seen!r}")

    async def once(self, method: str, path: str, data: Any = None, key: str = "") -> tuple[int, Any]:
        """Send once and give what comes; raises what a cut connection raises."""
        self.tries += 1
        async with asyncio.timeout(ANSWER):
            if self._streams is None:
                port = self.ports[self._at % len(self.ports)]
                self._streams = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
            reader, writer = self._streams
            writer.write(request(method, path, data, key, self.token))
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.partition("content-length:")[2].split("\r\n")[0])
            body = await reader.readexactly(length)
        return int(head.split(" ", 2)[1]), json.loads(body)

    async def boards(self) -> AsyncGenerator[dict[str, Any]]:
        """Listen; give each board. Ends with the connection."""
        port = self.ports[self._at % len(self.ports)]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        try:
            writer.write(request("GET", "/stream", None, "", self.token))
            await reader.readuntil(b"\r\n\r\n")
            while True:
                line = await reader.readline()
                if not line:
                    return
                if line.startswith(b'data: {"'):
                    yield json.loads(line[6:])
        finally:
            writer.close()

    def close(self) -> None:
        """Let go."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def request(method: str, path: str, data: Any, key: str, token: str) -> bytes:
    """Give a request as it goes over the wire."""
    body = b"" if data is None else json.dumps(data).encode()
    lines = [f"{method} /api/v1{path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"Authorization: Bearer {token}"] if token else []
    lines += ["Content-Type: application/json"] if body else []
    lines += [f"Idempotency-Key: {key}"] if key else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
