"""Room `workshop.server`: boards as they change, to everybody who listens, by server-sent events.

Each listener gets the whole board, the latest that there is: nothing queues up for one that reads slowly, and one that
was away needs no history. A server looks for new versions in the database, so that it makes no difference which of
several servers a change was made on.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from trainer.workshop.service.declined import Declined

EVERY = 0.25
"""Seconds between two looks, and the least between two boards to one listener."""
MANY = 250
"""Listeners above which looks are rarer, so that boards take the same share of the processor (about a tenth)."""
BEAT = 15.0
"""Seconds without news after which a listener hears that the line stands."""
OF_TOKEN, OF_ADDRESS, OF_ALL = 8, 1500, 2000
"""Listeners at once: of one token (tabs, a terminal, what a dead connection left), of one address (a whole office), and
of one server; a stretched event has 500."""
RETRY = 2000
"""Milliseconds after which a browser comes again."""
_log = logging.getLogger("trainer.workshop")

Look = Callable[[list[str]], Awaitable[dict[str, int]]]
Fetch = Callable[[str, bool], Awaitable[tuple[int, bytes]]]
Valid = Callable[[], Awaitable[bool]]
Keys = tuple[str, ...]


@dataclass
class Channel:
    """What listeners of one workshop are told; the last word only."""

    listeners: int = 0
    version: int = -1
    boards: dict[bool, tuple[int, bytes]] = field(default_factory=dict)
    """By whether it is the facilitator's."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """The listeners of one server."""

    def __init__(self, look: Look, fetch: Fetch) -> None:
        """Take what gives the versions of workshops, and what gives a board (for the facilitator, if so asked)."""
        self._look, self._fetch = look, fetch
        self._channels: dict[str, Channel] = {}
        self._closed = asyncio.Event()
        self._counts: Counter[str] = Counter()

    @property
    def listeners(self) -> int:
        """Who is listening now."""
        return sum(channel.listeners for channel in self._channels.values())

    async def run(self) -> None:
        """Look for changes until `close`; a fault of the database is waited out."""
        while not self._closed.is_set():
            try:
                await self._round()
            except Exception:  # whatever it is, listeners keep what they have and this goes on
                _log.warning("the board could not be read; trying again")
                await asyncio.sleep(1.0)
            await asyncio.sleep(EVERY * max(1.0, self.listeners / MANY))

    def close(self) -> None:
        """Let all listeners go."""
        self._closed.set()
        for channel in self._channels.values():
            channel.changed.set()

    def admit(self, token: str, address: str) -> Keys:
        """Give what one listener more is counted by.

        Raises:
            Declined: there are too many.
        """
        keys = (f"t:{token}", f"a:{address}", "all")
        if self._full(keys):
            raise Declined("busy", "Too many boards are open at once; close one, or try again in a moment.", after=5)
        return keys

    async def listen(self, workshop: str, facilitator: bool, valid: Valid, keys: Keys = ()) -> AsyncIterator[bytes]:
        """Give the stream for one listener, from the board of now on; `keys` are from `admit`."""
        if self._full(keys):  # many were admitted at the same moment
            return
        self._counts.update(keys)
        channel = self._channels.setdefault(workshop, Channel())
        channel.listeners += 1
        try:
            yield f"retry: {RETRY}\n\n".encode()
            shown, loop = -1, asyncio.get_running_loop()
            checked = loop.time()
            while not self._closed.is_set():
                version, data = channel.boards.get(facilitator) or await self._fill(workshop, channel, facilitator)
                if version != shown:
                    shown = version
                    yield b"event: board\nid: %d\ndata: %s\n\n" % (version, data)
                waiting = channel.changed
                if channel.boards.get(facilitator, (version, b""))[0] != shown:
                    continue
                try:
                    await asyncio.wait_for(waiting.wait(), BEAT)
                except TimeoutError:
                    yield b": hb\n\n"
                if loop.time() - checked >= BEAT:  # a board that moves all the time beats as well
                    checked = loop.time()
                    if not await valid():
                        yield b"event: bye\ndata: {}\n\n"
                        return
        finally:
            self._counts.subtract(keys)
            for key in keys:
                if not self._counts[key]:
                    del self._counts[key]
            channel.listeners -= 1
            if not channel.listeners:
                self._channels.pop(workshop, None)

    def _full(self, keys: Keys) -> bool:
        return any(self._counts[key] >= most for key, most in zip(keys, (OF_TOKEN, OF_ADDRESS, OF_ALL), strict=False))

    async def _fill(self, workshop: str, channel: Channel, facilitator: bool) -> tuple[int, bytes]:
        channel.boards[facilitator] = found = await self._fetch(workshop, facilitator)
        return found

    async def _round(self) -> None:
        watched = [id for id, channel in self._channels.items() if channel.listeners]
        if not watched:
            return
        for id, version in (await self._look(watched)).items():
            channel = self._channels.get(id)
            if channel is None or version == channel.version:
                continue
            for facilitator in list(channel.boards):
                channel.boards[facilitator] = await self._fetch(id, facilitator)
            channel.version = version
            woken, channel.changed = channel.changed, asyncio.Event()
            woken.set()
