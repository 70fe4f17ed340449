"""Room `workshop.client`: an interview whose customer is on a server, behind the protocol that screens know.

It comes back by itself after a broken connection, a server that was started again, or on another server; a line is kept
before it is first sent, and sent again with its key until it is answered.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.conversation.events import CustomerSaid, Debrief, Ended, Event, LearnerSaid
from trainer.workshop.client import requests
from trainer.workshop.client.connection import AsyncConnection
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.outbox import Outbox, Waiting
from trainer.workshop.client.shapes import events_of
from trainer.workshop.client.steps import Me

LOOK = 5.0
"""Seconds between two looks at the round while in a call."""
AFTER_TIME = 0.6
"""Seconds after the end of the round at which is looked: the server's clock ticks every half second."""
ELSEWHERE = "This call has gone on in another place; what was said there is here now. Your words were not said."


@dataclass(frozen=True, slots=True)
class RoundNow:
    """What the server last said of the round."""

    state: str = ""
    left: float | None = None
    """Seconds, at `seen`."""
    seen: float = 0.0
    """On the clock of `time.monotonic`."""

    def seconds(self, now: float) -> float | None:
        """Give the seconds that are left now; None where no time runs."""
        if self.left is None or self.state == "paused":
            return self.left
        return max(0.0, self.left - (now - self.seen))


class RemoteInterview:
    """One call on a server."""

    def __init__(
        self,
        connection: AsyncConnection,
        call: Mapping[str, Any],
        outbox: Outbox,
        *,
        round: int,
    ) -> None:
        """Take the call as `opened` got it, and its round."""
        self._connection, self._outbox = connection, outbox
        self._id, self._round = str(call["id"]), round
        self.now = RoundNow()
        self.log: list[Event] = events_of(call.get("events"))
        """What was said so far."""
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._turns = asyncio.Lock()
        self._watch: asyncio.Task[None] | None = None

    @property
    def session(self) -> str:
        """The call's id, which is the session's."""
        return self._id

    @property
    def turn(self) -> int:
        """Learner turns so far."""
        return sum(isinstance(event, LearnerSaid) for event in self.log)

    @property
    def ended(self) -> Ended | None:
        """How the call ended, if it has."""
        return next((event for event in self.log if isinstance(event, Ended)), None)

    @property
    def closed(self) -> bool:
        """Whether the customer has said their last line, or the call has ended."""
        return self.ended is not None or any(isinstance(event, CustomerSaid) and event.closing for event in self.log)

    async def say(self, text: str) -> None:
        """Say a line; tried until it is answered.

        Raises:
            RemoteFault: the server does not take it (the round pauses or is over, …); the words are still the caller's.
            JournalError: it could not be kept here, and was not sent.
        """
        async with self._turns:
            await self._send(self._outbox.line(self.turn + 1, text))

    async def send_waiting(self) -> Waiting | None:
        """Send what a client that was killed had not heard about; gives it back where the server does not take it."""
        waiting = self._outbox.waiting()
        if waiting is None:
            return None
        try:
            async with self._turns:
                await self._send(waiting)
        except RemoteFault:
            return waiting
        return None

    async def have_answered(self) -> None:
        """Ask for the answer to the last line where the server was killed before it gave one: any next line does."""
        spoken = [event for event in self.log if isinstance(event, LearnerSaid | CustomerSaid)]
        if spoken and isinstance(spoken[-1], LearnerSaid):
            with suppress(RemoteFault):  # it is no next line; what is missing is caught up with
                async with self._turns:
                    await self._send(Waiting(self._id, "line", requests.new_key(), spoken[-1].turn, spoken[-1].text))

    async def _send(self, waiting: Waiting) -> None:
        ask = _ask(waiting)
        try:
            answer = await self._connection.ask(ask)
        except RemoteFault as fault:
            self._outbox.done()
            if fault.code in ("conflict", "over", "gone"):
                await self._catch_up()
            if fault.code == "conflict" and waiting.kind == "line":
                raise RemoteFault(ELSEWHERE, fault.code, fault.status) from None
            raise
        self._outbox.done()
        if waiting.kind == "line":
            self._take(answer.get("events"))

    async def take_back(self) -> bool:
        """Nothing that was sent can be taken back."""
        return False

    async def hint(self) -> None:
        """Ask for a hint; recorded."""
        async with self._turns:
            answer = await self._connection.ask(requests.hint(self._id, requests.new_key()))
            self._take(answer.get("events"), fresh=True)

    async def end(self) -> None:
        """Hang up; a call that has ended stays as it ended."""
        async with self._turns:
            if self.ended is None:
                self._take((await self._connection.ask(requests.end(self._id, requests.new_key()))).get("events"))

    async def debrief(self, debrief: Debrief) -> None:
        """Hand in the debrief; `events` ends after it.

        Raises:
            RemoteFault: it is too late (code `gone`), or too long.
        """
        async with self._turns:
            await self._send(self._outbox.debrief(debrief.insight, dict(debrief.forces)))
        self._queue.put_nowait(None)

    async def events(self) -> AsyncIterator[Event]:
        """Give what happens from now on, until the debrief or `close`; looks after the round meanwhile."""
        self._watch = asyncio.ensure_future(self._watching())
        try:
            while (event := await self._queue.get()) is not None:
                yield event
        finally:
            self._watch.cancel()

    async def close(self) -> None:
        """Let go; the call can be gone on with, and a line without an answer is sent again then."""
        if self._watch is not None:
            self._watch.cancel()
        self._queue.put_nowait(None)

    def settle(self) -> None:
        """Let `events` begin with what comes from now on; what was said so far is in `log`."""
        while not self._queue.empty():
            self._queue.get_nowait()

    def saw(self, me: Me) -> None:
        """Take what the server says of the round."""
        same = me.get("round") == self._round
        state, left = (str(me.get("state")), me.get("left")) if same else ("over", None)
        self.now = RoundNow(state, left, time.monotonic())

    async def _watching(self) -> None:
        while True:
            with suppress(RemoteFault):
                self.saw(await self._connection.ask(requests.ME))
                if self.now.state not in ("running", "paused") and self.ended is None:
                    async with self._turns:
                        await self._catch_up()
            left = self.now.seconds(time.monotonic()) if self.now.state == "running" else None
            await asyncio.sleep(LOOK if left is None else min(LOOK, left + AFTER_TIME))

    async def _catch_up(self) -> None:
        self._take((await self._connection.ask(requests.call(self._id))).get("events"))

    def _take(self, shapes: object, *, fresh: bool = False) -> None:
        """Add what is not there yet; all of it where it is `fresh` (the same hint may be given twice)."""
        known: Counter[tuple[object, ...]] = Counter() if fresh else Counter(map(_same, self.log))
        for event in events_of(shapes):
            if known[_same(event)]:
                known[_same(event)] -= 1
                continue
            self.log.append(event)
            self._queue.put_nowait(event)


def _same(event: Event) -> tuple[object, ...]:
    """Give by what an event is known again: a call has one end, whichever turn that was told with."""
    return (event.kind,) if isinstance(event, Ended) else (event.kind, event.turn, getattr(event, "text", ""))


async def opened(
    connection: AsyncConnection,
    me: Me,
    *,
    home: Path | None = None,
) -> tuple[RemoteInterview, Mapping[str, str]]:
    """Begin the call of this round, or go on with it; also gives what was being typed (`line`, `debrief`).

    A line that was on its way when this client was last killed is sent first.

    Raises:
        RemoteFault: no round is on, or its time is up.
    """
    there = me.get("call")
    data = await connection.ask(requests.call(str(there["id"])) if there else requests.BEGIN)
    outbox = Outbox(str(data["id"]), home)
    interview = RemoteInterview(connection, data, outbox, round=int(me["round"]))
    interview.saw(me)
    drafts = {key: text for key, text in dict(data.get("draft") or {}).items() if isinstance(text, str)}
    refused = await interview.send_waiting()
    if refused is not None and refused.kind == "line":
        drafts["line"] = refused.text
    await interview.have_answered()
    interview.settle()
    return interview, drafts


def _ask(waiting: Waiting) -> requests.Ask:
    if waiting.kind == "line":
        return requests.line(waiting.call, waiting.turn, waiting.text, waiting.key)
    return requests.debrief(waiting.call, Debrief(waiting.text, waiting.forces or {}), waiting.key)
