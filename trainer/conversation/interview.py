"""Room `conversation`: what a screen may know of an interview, whoever is behind it: engine, server or test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from trainer.conversation.events import Debrief, Event


class Journal(Protocol):
    """Where events are made durable."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Store events of a session in order, durable when this returns.

        Raises:
            JournalError: nothing of it was stored (disk full, read-only folder, …).
        """
        ...


class JournalError(Exception):
    """Events could not be stored; the message is one line for people and says what to do."""


class SessionError(Exception):
    """Something was asked of a session that it cannot do; the message is one line for people."""


class Interview(Protocol):
    """One interview, as a screen sees it. Only public events come out before the debrief."""

    @property
    def session(self) -> str:
        """The session's id."""
        ...

    async def say(self, text: str) -> None:
        """Say a line; the learner's and the customer's events follow on `events`. An empty line is a pause."""
        ...

    async def take_back(self) -> bool:
        """Take back the line that is being answered, if that can be: `TakenBack` follows on `events`. Else False."""
        ...

    async def hint(self) -> None:
        """Ask for a hint; recorded."""
        ...

    async def end(self) -> None:
        """Hang up. Does nothing if the call has ended."""
        ...

    async def debrief(self, debrief: Debrief) -> None:
        """Hand in the debrief; only after the end."""
        ...

    def events(self) -> AsyncIterator[Event]:
        """Give what happens from now on, each event already durable. Ends after the debrief or `close`."""
        ...

    async def close(self) -> None:
        """Let go. The session can be resumed."""
        ...
