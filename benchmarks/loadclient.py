"""A small HTTP client for measuring: one connection, one request at a time, next to no cost of its own.

Client and server share two cores; a client library that needs a millisecond for a request would measure itself.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any


class Line:
    """A kept-alive connection to a server on this machine."""

    def __init__(self, port: int, token: str = "") -> None:
        """Take the port and whose token goes along."""
        self._port = port
        self.token = token
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, data: Any = None, key: str = "") -> tuple[int, Any]:
        """Send a request; give status and JSON. A connection that was closed meanwhile is opened anew, once."""
        for again in (True, False):
            try:
                return await self._ask(method, path, data, key)
            except (OSError, asyncio.IncompleteReadError):
                self.close()
                if not again:
                    raise
        raise AssertionError

    async def events(self, path: str) -> AsyncIterator[bytes]:
        """Listen to server-sent events; give each as it was sent."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        try:
            writer.write(self._head("GET", path, 0, ""))
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head[:20]:
                raise OSError(head[:40].decode())
            while True:  # chunked: a length, the chunk, an empty line
                size = int(await reader.readline(), 16)
                if not size:
                    return
                yield (await reader.readexactly(size + 2))[:-2]
        finally:
            writer.close()

    def close(self) -> None:
        """Let go."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    def _head(self, method: str, path: str, length: int, key: str) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", f"Content-Length: {length}"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        lines += ["Content-Type: application/json"] if length else []
        lines += [f"Idempotency-Key: {key}"] if key else []
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _ask(self, method: str, path: str, data: Any, key: str) -> tuple[int, Any]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        reader, writer = self._streams
        body = b"" if data is None else json.dumps(data).encode()
        writer.write(self._head(method, path, len(body), key) + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = next(
            (int(line.split(":")[1]) for line in head.split("\r\n") if line.lower().startswith("content-length:")), 0
        )
        content = await reader.readexactly(length)
        return int(head.split(" ", 2)[1]), json.loads(content) if content else None
