"""The server is killed again and again in a driven event: people go on, nothing acknowledged is lost or doubled."""

from __future__ import annotations

import asyncio
import random
import statistics
from pathlib import Path

import pytest

from tests.conftest import SOAK
from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .people import Event, always

KILLS = 100 if SOAK else 3
PEOPLE, TURNS = (8, 12) if SOAK else (4, 5)


def test_a_server_killed_at_random_moments_loses_and_doubles_nothing(host: Host, tmp_path: Path) -> None:
    rounds = [{"scenario": "game-nobody-plays", "minutes": 60}] * (12 if SOAK else 1)
    server = host(rounds=rounds)
    event = Event(server.made, [server.port])
    draw, kills = random.Random(7), 0

    def enough() -> bool:
        return kills == KILLS

    async def play() -> None:
        await event.gather(PEOPLE)
        for number in range(1, len(rounds) + 1):
            await event.play(number, TURNS, 0.5 if SOAK else 0.2, enough if number == len(rounds) else always)

    async def more_than(lines: int, playing: asyncio.Task[None]) -> None:
        for _ in range(150):
            if len(event.ledger.lines) > lines or playing.done():
                return
            await asyncio.sleep(0.02)

    async def killed_meanwhile() -> None:
        nonlocal kills
        playing = asyncio.create_task(play())
        while kills < KILLS and not playing.done():
            if kills % 4:  # while it is answering; every fourth at any moment, also before it has answered anybody
                await more_than(len(event.ledger.lines), playing)
            await asyncio.sleep(draw.uniform(0.0, 0.5))
            server.kill()
            await asyncio.to_thread(server.start)
            kills += 1
        await playing
        await export_sound(event)
        await api_agrees(event)
        event.close()

    asyncio.run(killed_meanwhile())
    server.end()
    kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
    slowest = max(one.wire.slowest for one in event.people)
    ready = f"{statistics.median(server.ready):.2f} s, at most {max(server.ready):.2f}"
    print(f"killed {kills} times; {len(event.ledger.lines)} lines; ready after {ready}; slowest answer {slowest:.1f} s")
    assert kills == KILLS


@pytest.mark.parametrize("pause", [2.5])
def test_a_server_that_sleeps_and_wakes_goes_on(host: Host, tmp_path: Path, pause: float) -> None:
    """A closed laptop: connections stand and nothing moves; then all of it is answered."""
    server = host()
    event = Event(server.made, [server.port])

    async def asleep() -> None:
        await event.gather(4)
        playing = asyncio.create_task(event.play(1, 5, pause=0.1))
        await asyncio.sleep(0.4)
        server.freeze()
        await asyncio.sleep(pause)
        server.thaw()
        await playing
        await export_sound(event)
        event.close()

    asyncio.run(asleep())
    server.end()
    kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
