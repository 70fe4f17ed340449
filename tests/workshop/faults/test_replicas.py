"""Two servers on one PostgreSQL: the database is killed, a server is killed; people go on where there is somebody."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.conftest import SOAK
from tests.postgres import Server
from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .people import Event, Participant, always
from .wire import Wire

KILLS = 20 if SOAK else 2
PEOPLE, TURNS = (8, 10) if SOAK else (4, 5)
ROUNDS = [{"scenario": "game-nobody-plays", "minutes": 60}] * (12 if SOAK else 1)


class Listener:
    """Somebody before a wall; comes again when the stream ends."""

    def __init__(self, token: str, port: int) -> None:
        self._wire = Wire([port], token)
        self.board: dict[str, Any] = {}
        self.at = 0.0

    async def listen(self) -> None:
        """Take what comes, until cancelled."""
        while True:
            try:
                async for board in self._wire.boards():
                    self.board, self.at = board, time.monotonic()
            except (OSError, asyncio.IncompleteReadError, ValueError):
                pass
            await asyncio.sleep(0.1)

    async def until(self, version: int) -> float:
        """Wait for a version; give when it came."""
        async with asyncio.timeout(30):
            while self.board.get("version", -1) < version:
                await asyncio.sleep(0.02)
        return self.at


def driven(
    event: Event, listeners: list[Listener], fault: Callable[[], Awaitable[None]], every: tuple[float, float]
) -> int:
    """Play a whole event while something fails at random moments; give how often it did."""
    draw, times = random.Random(11), 0

    def enough() -> bool:
        return times == KILLS

    async def play() -> None:
        await event.gather(PEOPLE)
        for number in range(1, len(ROUNDS) + 1):
            await event.play(number, TURNS, 0.8 if SOAK else 0.3, enough if number == len(ROUNDS) else always)

    async def all_of_it() -> None:
        nonlocal times
        hearing = [asyncio.create_task(one.listen()) for one in listeners]
        playing = asyncio.create_task(play())
        while not playing.done() and times < KILLS:
            await asyncio.sleep(draw.uniform(*every))
            await fault()
            times += 1
        await playing
        await export_sound(event)
        await api_agrees(event)
        board = await event.facilitator.see("/board")
        await asyncio.gather(*(one.until(board["version"]) for one in listeners))
        assert all(one.board["rows"] == board["rows"] for one in listeners), "every wall shows the last board"
        for task in hearing:
            task.cancel()
        event.close()

    asyncio.run(all_of_it())
    return times


def test_postgresql_killed_under_two_servers(host: Host, postgres_url: str, postgres_server: Server) -> None:
    one, two = host(postgres_url, rounds=ROUNDS), host(postgres_url)
    event = Event(one.made, [one.port, two.port])
    walls = [Listener(one.made["board"], server.port) for server in (one, two)]
    away: list[float] = []
    draw = random.Random(3)

    async def fault() -> None:
        began = time.monotonic()
        postgres_server.kill()
        await asyncio.sleep(draw.uniform(0.0, 1.0))
        postgres_server.start()  # in this thread: it ends with the thread that started it
        away.append(time.monotonic() - began)

    times = driven(event, walls, fault, (0.3, 1.0))
    slowest = max(person.wire.slowest for person in event.people)
    one.end()
    two.end()
    kept_once(postgres_url, one.made["workshop"], event.ledger)
    print(f"PostgreSQL killed {times} times, away for at most {max(away):.2f} s; {len(event.ledger.lines)} lines; "
          f"slowest answer {slowest:.1f} s")  # fmt: skip
    assert times == KILLS


def test_a_server_killed_beside_another_one(host: Host, postgres_url: str) -> None:
    one, two = host(postgres_url, rounds=ROUNDS), host(postgres_url)
    event = Event(one.made, [one.port, two.port])
    walls = [Listener(one.made["board"], server.port) for server in (one, two)]
    next_ = 0

    async def fault() -> None:
        nonlocal next_
        server = (one, two)[next_ % 2]
        next_ += 1
        server.kill()
        await asyncio.sleep(0.2)
        await asyncio.to_thread(server.start)

    times = driven(event, walls, fault, (0.3, 1.0))
    slowest = max(person.wire.slowest for person in event.people)
    one.end()
    two.end()
    kept_once(postgres_url, one.made["workshop"], event.ledger)
    print(f"servers killed {times} times; {len(event.ledger.lines)} lines; slowest answer {slowest:.1f} s; "
          f"start to ready at most {max(one.ready + two.ready):.2f} s")  # fmt: skip
    assert times == KILLS


def test_what_a_dead_server_left_undone_is_done_by_the_other(host: Host, postgres_url: str) -> None:
    """One server dies between the end of the round and the end of its calls; and a change on one is on both walls."""
    one, two = host(postgres_url, rounds=ROUNDS), host(postgres_url)
    event = Event(one.made, [two.port])
    walls = [Listener(one.made["board"], server.port) for server in (one, two)]

    async def play() -> None:
        hearing = [asyncio.create_task(wall.listen()) for wall in walls]
        await event.gather(2)
        await event.facilitator.act("start")
        for person in event.people:
            await person.begin(1)
            await person.say()
        board = await event.facilitator.see("/board")
        await asyncio.gather(*(wall.until(board["version"]) for wall in walls))
        assert all([row["turns"] for row in wall.board["rows"]] == [1, 1] for wall in walls)
        one.kill()
        half_ended(postgres_url, one.made["workshop"])
        async with asyncio.timeout(30):
            while not all([await is_over(person) for person in event.people]):
                await asyncio.sleep(0.2)
        event.ledger.acts.append("end")
        for person in event.people:
            await person.debrief()
        await event.facilitator.act("reveal")
        await export_sound(event)
        for task in hearing:
            task.cancel()
        event.close()

    asyncio.run(play())


def half_ended(url: str, workshop: str) -> None:
    """Store what a server stores first when a round is ended; the rest it did not come to."""
    from trainer.storage.workshop.store import WorkshopStore

    store = WorkshopStore.open(url)
    store.write(lambda books: books.set_round(workshop, 1, state="debriefing", ends_at=None))
    store.write(lambda books: books.set_workshop(workshop, state="debriefing"))
    store.close()


async def is_over(person: Participant) -> bool:
    return any(event["event"] == "ended" for event in (await person.told())["events"])
