"""Room `cli`, workshops: the learner's lines, read beside what the server has to say; and where a debrief stops."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import BinaryIO, cast

from trainer.cli.source import Source

END = "/end"
_PIECE = 1 << 16


def unlocked(stream: BinaryIO | None) -> BinaryIO | None:
    """Give a stream to read lines of in a thread that nobody waits for."""
    return None if stream is None else cast(BinaryIO, Unlocked(stream))


class Unlocked:
    """Lines of a stream that a thread may still wait for when the program ends: no buffer of Python's, no lock."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take a stream, best one with a raw stream beneath."""
        self._raw = getattr(stream, "raw", stream)
        self._buffer = b""

    def readline(self, limit: int) -> bytes:
        """Give the next line with its end, or so many bytes of it; nothing at the end of input."""
        while b"\n" not in self._buffer and len(self._buffer) < limit:
            more = self._raw.read(_PIECE)
            if not more:
                break
            self._buffer += more
        at = self._buffer.find(b"\n", 0, limit)
        end = at + 1 if at >= 0 else limit
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        return line


class Ahead:
    """Reads one line at a time, in a thread of its own, so that the round can end while somebody is typing."""

    def __init__(self, source: Source) -> None:
        """Take where lines come from."""
        self._source = source
        self._wanted: asyncio.Future[str | None] | None = None
        self.over = False
        """Whether the end of input was met."""

    @property
    def asks(self) -> bool:
        """Whether somebody sits there and is asked."""
        return self._source.asks

    def line(self, label: str) -> asyncio.Future[str | None]:
        """Give the next line, None at the end of input. One that was asked for and not taken is given again."""
        if self._wanted is None:
            loop = asyncio.get_running_loop()
            wanted: asyncio.Future[str | None] = loop.create_future()
            self._wanted = wanted

            def give(line: str | None) -> None:
                if not wanted.done():
                    wanted.set_result(line)

            def read() -> None:
                line = self._source.line(label)
                with suppress(RuntimeError):  # nobody waits any more: the loop is closed
                    loop.call_soon_threadsafe(give, line)

            # No thread of a pool: nobody waits at the end for a line that does not come.
            threading.Thread(target=read, name="stdin", daemon=True).start()
        return self._wanted

    def took(self) -> str | None:
        """Take the line that is there."""
        assert self._wanted is not None
        line, self._wanted = self._wanted.result(), None
        self.over = self.over or line is None
        return line

    async def next(self, label: str) -> str | None:
        """Wait for the next line and take it."""
        await asyncio.wait([self.line(label)])
        return self.took()


class DebriefLines(Source):
    """The lines of a debrief, up to `/end` or the end of input; those that came too late for the call go before."""

    def __init__(self, lines: list[str], source: Source) -> None:
        """Take lines that were read already, and where a terminal asks for more."""
        super().__init__(None)
        self._lines, self._source = lines, source

    def line(self, label: str) -> str | None:
        """Give the next line."""
        return self._lines.pop(0) if self._lines else None
