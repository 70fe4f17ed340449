"""A workshop without a server: where the participant is stands in a list, the call answers from a list."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from trainer.conversation.events import CustomerSaid, Debrief, Ended, Event, LearnerSaid
from trainer.workshop.client.connection import Link
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.remote import RoundNow

BRIEF: dict[str, Any] = {
    "scenario": "supper", "personas": ["ines"], "title": "Supper club", "brief": "Find out why they cook.",
    "belief": "They want recipes.", "product": {"name": "Ladle", "about": "An app of recipes."},
    "customer": "Ines Duarte", "bio": "Ines is a nurse.", "limits": {"turns": 12, "minutes": 20}, "level": "plain",
    "hints": True, "focus": "", "minutes": 15, "content": "c0ffee",
}  # fmt: skip
REVEAL: dict[str, Any] = {
    "round": 1, "customer": "Ines Duarte", "decoy": "She wants recipes.",
    "motivations": [{"insight": "She cooks to have people around.", "forces": ["pull"]}],
    "facts": [{"id": "f", "title": "The table is full.", "force": "pull", "depth": 3, "says": "I like it full."}],
}  # fmt: skip


def me(state: str = "lobby", **more: Any) -> dict[str, Any]:
    shape = {
        "workshop": "w", "title": "Monday", "seat": "s", "name": "Ann", "alias": "Teal Wren", "team": "Red",
        "teams": ["Red"], "state": state, "round": 0 if state == "lobby" else 1, "rounds": 2, "frozen": False,
        "left": None, "brief": None if state == "lobby" else BRIEF, "call": None, "practice": None, "place": None,
        "names": "names", "consent": True, "version": 1, "open_content": False,
    }  # fmt: skip
    return {**shape, **more}


def call(state: str) -> dict[str, Any]:
    return {"id": "call-1", "state": state, "turns": 0, "kind": "attempt"}


class ScriptedCall:
    """A call on a server that is none."""

    def __init__(self) -> None:
        self.session = "call-1"
        self.now = RoundNow("running", 600.0, 0.0)
        self.log: list[Event] = [CustomerSaid(0, "Hello, Ines here.")]
        self.handed_in: list[Debrief] = []
        self.refuses = ""
        self.gate = asyncio.Event()
        self.gate.set()
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()

    def put(self, event: Event) -> None:
        self.log.append(event)
        self._queue.put_nowait(event)

    async def say(self, text: str) -> None:
        await self.gate.wait()
        if self.refuses:
            raise RemoteFault(self.refuses, "paused", 409)
        turn = 1 + sum(isinstance(event, LearnerSaid) for event in self.log)
        self.put(LearnerSaid(turn, text))
        self.put(CustomerSaid(turn, f"Answer {turn}."))

    async def take_back(self) -> bool:
        return False

    async def hint(self) -> None:
        raise RemoteFault("Hints are off in this round.", "forbidden", 403)

    async def end(self) -> None:
        self.put(Ended(1, "learner"))

    async def debrief(self, debrief: Debrief) -> None:
        self.handed_in.append(debrief)

    async def events(self) -> AsyncIterator[Event]:
        while (event := await self._queue.get()) is not None:
            yield event

    async def close(self) -> None:
        self._queue.put_nowait(None)


class ScriptedWorkshop:
    """One seat."""

    def __init__(self, now: dict[str, Any]) -> None:
        self.now = now
        self.link = Link()
        self.told: Callable[[Link], None] = lambda link: None
        self.call: ScriptedCall | None = None
        self.drafts: dict[str, str] = {}
        self.board: dict[str, Any] = {}
        self.fault: RemoteFault | None = None
        self.closed = False
        self.looks = 0

    async def me(self) -> Mapping[str, Any]:
        self.looks += 1
        if self.fault is not None:
            raise self.fault
        return self.now

    async def open(self, me: Mapping[str, Any]) -> tuple[Any, Mapping[str, str]]:
        if self.call is None:
            self.call = ScriptedCall()
        return self.call, self.drafts

    async def reveal(self) -> Mapping[str, Any]:
        return REVEAL

    async def scorecard(self, call: str) -> Mapping[str, Any]:
        return {"scored": {}, "session": {"not": "a session"}}

    async def boards(self) -> AsyncIterator[dict[str, Any]]:
        yield self.board
        await asyncio.Event().wait()

    async def close(self) -> None:
        self.closed = True

    def lose(self, trouble: str) -> None:
        self.link = Link(trouble, 1.0) if trouble else Link()
        self.told(self.link)
