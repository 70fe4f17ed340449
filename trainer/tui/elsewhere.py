"""Room `tui`: a call whose customer is on a server, as the screens of a call and its debrief need it.

The screens are those of a call on this machine; what they ask of the desk is answered here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from trainer.conversation.events import Event

if TYPE_CHECKING:
    from trainer.conversation.events import Debrief
    from trainer.conversation.interview import Interview
    from trainer.tui.app import TrainerApp
    from trainer.tui.ports import DraftsPort
    from trainer.workshop.client.remote import RoundNow
    from trainer.workshop.client.steps import Me

PAUSED = "The facilitator has paused the round; your words are kept."


class RemotePort(Protocol):
    """The call on a server; `trainer.workshop.client.remote.RemoteInterview` is one."""

    now: RoundNow
    """What the server last said of the round."""
    log: list[Event]
    """What was said so far."""

    @property
    def session(self) -> str:
        """The call's id."""
        ...

    async def debrief(self, debrief: Debrief) -> None:
        """Hand in the debrief."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may be."""

    turns: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Situation:
    """As much of a scenario as a participant knows."""

    title: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Person:
    """As much of a customer as a participant knows."""

    name: str


@dataclass(frozen=True, slots=True)
class Played:
    """A call with its log."""

    id: str
    events: Sequence[Event]


class Elsewhere:
    """One call on a server, and its desk. Made in the app's loop; its methods may be called in threads."""

    def __init__(
        self,
        me: Me,
        call: Any,
        drafts: DraftsPort,
        *,
        trouble: Callable[[], str],
        handed_in: Callable[[TrainerApp], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take where the participant is, the call (a `RemotePort` that is an `Interview`), and the drafts.

        `trouble` says why the server does not answer (empty while it does); `handed_in` leads on after the debrief.
        """
        self._me, self._call, self._clock = me, call, clock
        self.store = drafts
        self.handed_in = handed_in
        self._trouble = trouble
        self._loop = asyncio.get_running_loop()

    def session(self) -> Played:
        """Give the call with its log so far."""
        return Played(str(self._call.session), tuple(self._call.log))

    def events(self, session: str) -> Sequence[Event]:
        """Give the log so far."""
        return tuple(self._call.log)

    def content_of(self, events: Sequence[Event]) -> tuple[Any, tuple[Any, ...]]:
        """Give what is known of scenario and customer."""
        brief: Mapping[str, Any] = self._me["brief"]
        limits = Limits(int(brief["limits"]["turns"]), int(brief["limits"]["minutes"]))
        return Situation(str(brief["title"]), limits), (Person(str(brief["customer"])),)

    def interview(self, session: Any) -> Interview:
        """Give the call itself."""
        return self._call  # type: ignore[no-any-return]

    def debrief(self, session: str, debrief: Debrief) -> None:
        """Hand it in. Blocks until the server has it; not for the loop's own thread."""
        asyncio.run_coroutine_threadsafe(self._call.debrief(debrief), self._loop).result()

    def left(self) -> str:
        """Say how much time the round has."""
        from trainer.workshop.client.steps import left_in_words

        words = left_in_words(self._call.now.seconds(self._clock()))
        return f"paused, {words}" if words and self._call.now.state == "paused" else words

    def trouble(self) -> str:
        """Say what stands in the way; empty where nothing does."""
        if trouble := self._trouble():
            return f"Reconnecting … {trouble} Your words are kept."
        return PAUSED if self._call.now.state == "paused" else ""
