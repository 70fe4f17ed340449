"""The driver: people who take part in a workshop through HTTP, and a ledger of all that was acknowledged to them."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .wire import Wire

LINES = (
    "Hello, thanks for your time. What was the last evening like when you opened it?", "What happened then?",
    "Tell me about the round you do.", "What was it that made you laugh?", "How did that begin?",
    "What would you miss?", "Who else is there?", "What did you do before that?", "How was that for you?",
    "Tell me more about that.", "What else did you try?", "When was that?",
)  # fmt: skip


Enough = Callable[[], bool]
"""Says whether all has failed that is to fail while people are talking."""


def always() -> bool:
    """Wait for nothing."""
    return True


@dataclass
class Ledger:
    """What servers have acknowledged."""

    seats: dict[str, str] = field(default_factory=dict)
    """Name by seat."""
    calls: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Seat and round by call."""
    lines: dict[tuple[str, int], tuple[str, list[Any]]] = field(default_factory=dict)
    """Words and answer by call and turn."""
    ended: set[str] = field(default_factory=set)
    debriefs: dict[str, str] = field(default_factory=dict)
    """Insight by call."""
    acts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Keys:
    """Keys, each given once."""

    def __init__(self, name: str) -> None:
        self._name, self._n = name, itertools.count()

    def __call__(self) -> str:
        return f"{self._name}-{next(self._n):016}"


class Participant:
    """Somebody with a line to the server. What fails is sent again, with the same key."""

    def __init__(self, name: str, ports: list[int], ledger: Ledger) -> None:
        self.name, self._ledger = name, ledger
        self.wire = Wire(ports, seed=hash_of(name))
        self.keys = Keys(name)
        self.seat = self.call = ""
        self.turn = 0

    async def join(self, code: str) -> None:
        """Take a seat."""
        said = await self._good("POST", "/join", {"code": code, "name": self.name, "consent": True}, self.keys())
        self.wire.token, self.seat = said["token"], said["seat"]
        self._ledger.seats[self.seat] = self.name

    async def begin(self, round: int) -> None:
        """Begin the call of the round."""
        said = await self._good("POST", "/calls", {})
        self.call, self.turn = said["id"], said["turns"]
        self._ledger.calls[self.call] = (self.seat, round)

    async def say(self, text: str = "") -> list[Any]:
        """Say the next line."""
        self.turn += 1
        text = text or LINES[(self.turn - 1) % len(LINES)]
        said = await self._good("POST", f"/calls/{self.call}/lines", {"turn": self.turn, "text": text}, self.keys())
        self._ledger.lines[self.call, self.turn] = (text, said["events"])
        return list(said["events"])

    async def over(self) -> None:
        """Hang up."""
        await self._good("POST", f"/calls/{self.call}/end", {})
        self._ledger.ended.add(self.call)

    async def debrief(self, insight: str = "") -> None:
        """Hand in the debrief."""
        insight = insight or f"{self.name}: she comes for the pictures of her friends."
        forces = dict.fromkeys(("push", "pull", "anxiety", "habit"), "what her friends send")
        await self._good("POST", f"/calls/{self.call}/debrief", {"insight": insight, **forces}, self.keys())
        self._ledger.debriefs[self.call] = insight

    async def round(self, number: int, turns: int, pause: float, enough: Enough) -> None:
        """Play a whole round; a call goes on for up to twice its turns, and waits then, until there is `enough`."""
        await self.begin(number)
        over = False
        while not over and (self.turn < turns or (self.turn < 2 * turns and not enough())):
            over = any(event["event"] == "ended" for event in await self.say())
            await asyncio.sleep(pause)
        while not enough():
            await asyncio.sleep(0.1)
        await self.over()
        await self.debrief()

    async def told(self) -> dict[str, Any]:
        """Read the call."""
        return dict(await self._good("GET", f"/calls/{self.call}"))

    async def _good(self, method: str, path: str, data: Any = None, key: str = "") -> Any:
        status, said = await self.wire.ask(method, path, data, key)
        assert status in (200, 201), (self.name, path, data, status, said)
        return said


class Facilitator:
    """Who runs it. One that comes back has keys of its own: a key that was used for another act is refused."""

    _number = itertools.count()

    def __init__(self, token: str, ports: list[int], ledger: Ledger) -> None:
        self.wire, self._ledger, self.keys = Wire(ports, token, 1), ledger, Keys(f"facilitator{next(self._number)}")

    async def act(self, name: str, data: Any = None) -> dict[str, Any]:
        """Do something to the workshop."""
        status, said = await self.wire.ask("POST", f"/workshop/{name}", data or {}, self.keys())
        assert status in (200, 201), (name, status, said)
        self._ledger.acts.append(name)
        return dict(said)

    async def note(self, text: str) -> None:
        """Keep a note."""
        status, said = await self.wire.ask("POST", "/workshop/notes", {"text": text}, self.keys())
        assert status == 201, said
        self._ledger.notes.append(text)

    async def see(self, path: str = "/workshop") -> dict[str, Any]:
        """Read something."""
        status, said = await self.wire.ask("GET", path)
        assert status == 200, (path, status, said)
        return dict(said)


@dataclass
class Event:
    """A workshop with its people; servers come and go by `ports`."""

    made: dict[str, Any]
    ports: list[int]
    ledger: Ledger = field(default_factory=Ledger)
    people: list[Participant] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facilitator = Facilitator(self.made["facilitator"], self.ports, self.ledger)

    async def gather(self, count: int) -> None:
        """Have people join, all at once."""
        new = [Participant(f"P{len(self.people) + n:03}", self.ports, self.ledger) for n in range(count)]
        self.people += new
        await asyncio.gather(*(one.join(self.made["code"]) for one in new))

    async def play(self, number: int, turns: int, pause: float = 0.0, enough: Enough = always) -> None:
        """Play a round with everybody, to the reveal; see `Participant.round`."""
        await self.facilitator.act("start")
        await self.facilitator.note(f"round {number} begins")
        await asyncio.gather(*(one.round(number, turns, pause, enough) for one in self.people))
        await self.facilitator.act("end")
        await self.facilitator.act("reveal")

    def close(self) -> None:
        """Let go of all connections."""
        for wire in (self.facilitator.wire, *(one.wire for one in self.people)):
            wire.close()


def hash_of(name: str) -> int:
    """Give a number that is the same in every run."""
    return random.Random(name).randrange(2**32)
