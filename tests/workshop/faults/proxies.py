"""A TCP proxy that cuts connections after so many bytes, one way or the other."""

from __future__ import annotations

import asyncio
import contextlib


class Cutting:
    """Stands before a server. Each new connection is cut by the next of `cuts`, then goes through as it is."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.cuts: list[tuple[str, int]] = []
        """`up` or `down` (who sends), and after how many bytes that way."""
        self.made = 0
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        """Listen; give the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Stop."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        way, after = self.cuts.pop(0) if self.cuts else ("", 0)
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._to)
        up = asyncio.create_task(_pass(reader, there_writer, after if way == "up" else None))
        down = asyncio.create_task(_pass(there_reader, writer, after if way == "down" else None))
        await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
        self.made += bool(way)
        for each in (writer, there_writer):
            each.transport.abort()
        for task in (up, down):
            task.cancel()
        await asyncio.gather(up, down, return_exceptions=True)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int | None) -> None:
    """Pass bytes on, `most` at most; the rest is dropped with the connection."""
    passed = 0
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            if most is not None and passed + len(data) >= most:
                writer.write(data[: most - passed])
                await writer.drain()
                if most - passed:
                    await asyncio.sleep(0.05)  # so that it arrives before the end does
                return
            passed += len(data)
            writer.write(data)
            await writer.drain()
