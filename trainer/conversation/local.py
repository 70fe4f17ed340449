"""Room `conversation`: an interview played in this process, behind the protocol that screens know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from trainer.conversation.events import Debrief, Event
from trainer.conversation.session import Session


class LocalInterview:
    """Wraps a session; its work runs in threads, so that no screen waits for the disk."""

    def __init__(self, session: Session) -> None:
        """Take a session that was started or resumed. Its past events are on `Session.events`, not on `events()`."""
        self._session = session
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._turns = asyncio.Lock()

    @property
    def session(self) -> str:
        """The session's id."""
        return self._session.id

    async def say(self, text: str) -> None:
        """Say a line; its events follow on `events`, each durable.

        Raises:
            SessionError, JournalError: nothing was said; the words are still the caller's.
        """
        loop = asyncio.get_running_loop()

        def tell(event: Event) -> None:
            loop.call_soon_threadsafe(self._queue.put_nowait, event)

        async with self._turns:
            await asyncio.to_thread(self._session.say, text, tell)

    async def take_back(self) -> bool:
        """Take the line back that a model is at work on; False where there is nothing to take back."""
        return self._session.stop()

    async def hint(self) -> None:
        """Ask for a hint; recorded."""
        async with self._turns:
            self._queue.put_nowait(await asyncio.to_thread(self._session.hint))

    async def end(self) -> None:
        """Hang up; does nothing if the call has ended."""
        async with self._turns:
            if self._session.ended is None:
                self._queue.put_nowait(await asyncio.to_thread(self._session.end))

    async def debrief(self, debrief: Debrief) -> None:
        """Hand in the debrief; `events` ends after it."""
        async with self._turns:
            for event in await asyncio.to_thread(self._session.debrief, debrief):
                self._queue.put_nowait(event)
        self._queue.put_nowait(None)

    async def events(self) -> AsyncIterator[Event]:
        """Give what happens from now on, until the debrief or `close`."""
        while (event := await self._queue.get()) is not None:
            yield event

    async def close(self) -> None:
        """Let go; the session can be resumed, and a line that a model was at work on is answered then."""
        self._session.stop(leaving=True)
        self._queue.put_nowait(None)
