"""The model fails for everybody: the authored voice answers, what failed is in the log, and the round goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.conftest import SOAK
from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .people import Event

PEOPLE = 100 if SOAK else 8


@pytest.mark.parametrize(
    ("kind", "seconds"), [("timeout", 5.0 if SOAK else 0.2), pytest.param("auth", 0.0, marks=pytest.mark.soak)]
)
def test_a_model_that_fails_for_everybody(host: Host, tmp_path: Path, kind: str, seconds: float) -> None:
    server = host(model=kind, seconds=seconds)
    event = Event(server.made, [server.port])

    async def play() -> None:
        await event.gather(PEOPLE)
        await event.play(1, 6, pause=0.3)
        await export_sound(event)
        await api_agrees(event)
        event.close()

    asyncio.run(play())
    server.end()
    answers = [answer for _, answer in event.ledger.lines.values()]
    spoken = [shape["voice"] for answer in answers for shape in answer if shape["event"] == "customer"]
    assert set(spoken) == {"authored"} and len(spoken) == len(answers)
    faults = {one.call: 0 for one in event.people}
    for (call, _), (_, answer) in event.ledger.lines.items():
        faults[call] += sum(shape["event"] == "fault" for shape in answer)
    assert set(faults.values()) <= {1, 2, 3}, "each call gives the model up"
    slowest = max(one.wire.slowest for one in event.people)
    print(f"{PEOPLE} people, {kind} after {seconds} s: {len(answers)} lines, slowest answer {slowest:.1f} s")
    kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
