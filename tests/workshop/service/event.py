"""A workshop for tests: one hall, a clock that tests move, and people who take part."""

from __future__ import annotations

import itertools
from typing import Any

from trainer.conversation.events import Debrief
from trainer.storage.workshop.rows import SeatRow
from trainer.workshop.service.hall import Hall, Opened
from trainer.workshop.service.joining import Participant

SCENARIO = "game-nobody-plays"
LINES = (
    "Hello, thanks for your time. What was the last evening like when you opened it?", "What happened then?",
    "Tell me about the round you do.", "What was it that made you laugh?", "How did that begin?",
    "What would you miss?", "Who else is there?",
)  # fmt: skip


class Clock:
    """Milliseconds since 1970, as a test wants them."""

    def __init__(self) -> None:
        self.now = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += round(minutes * 60_000)


class Event:
    """One workshop of two rounds."""

    def __init__(self, hall: Hall, clock: Clock, **settings: Any) -> None:
        rounds = [{"scenario": SCENARIO, "minutes": 15}, {"scenario": "phones-for-the-field", "minutes": 10}]
        self.hall, self.clock = hall, clock
        self.opened: Opened = hall.open({"title": "Trial", "rounds": rounds} | settings)
        self.id = self.opened.workshop
        self._keys = (f"key-for-a-test-{n:05}" for n in itertools.count())

    @property
    def steering(self) -> Any:
        return self.hall.steering

    def key(self) -> str:
        return next(self._keys)

    def join(self, name: str, **more: Any) -> SeatRow:
        token = self.hall.doors.join(self.opened.code, name, "10.0.0.1", **more)["token"]
        who = self.hall.doors.who(token)
        assert isinstance(who, Participant)
        return who.seat

    def call(self, seat: SeatRow, turns: int = 0) -> str:
        id = str(self.hall.calls.open(seat)["id"])
        for turn in range(1, turns + 1):
            self.hall.calls.say(seat, id, turn, LINES[turn - 1], self.key())
        return id

    def finished(self, seat: SeatRow, turns: int = 6) -> str:
        """Play a whole call: lines, the end, a debrief."""
        id = self.call(seat, turns)
        self.hall.calls.end(seat, id)
        self.hall.calls.debrief(seat, id, Debrief("She comes for the pictures of her friends."), self.key())
        return id

    def whole(self) -> dict[str, Any]:
        return self.hall.telling.whole(self.id)
