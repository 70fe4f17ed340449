"""Clocks that jump, while a server runs and while it is away."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .people import Event
from .servers import Served

DAY = 86_400


def begun(host: Host, folder: Path) -> tuple[Served, Event, Path]:
    wall = folder / "wall"
    wall.write_text("0")
    server = host(wall=str(wall))
    return server, Event(server.made, [server.port]), wall


async def left_of(event: Event) -> set[int]:
    """Give the seconds that the round has left, as everybody is told."""
    told: list[dict[str, Any]] = [await event.facilitator.see(), await event.facilitator.see("/board")]
    told += [(await one.wire.ask("GET", "/me"))[1] for one in event.people]
    return {one["left"] for one in told}


def test_a_wall_clock_that_is_set_changes_nothing_in_a_running_server(host: Host, tmp_path: Path) -> None:
    server, event, wall = begun(host, tmp_path)

    async def play() -> None:
        await event.gather(2)
        await event.facilitator.act("start")
        for one in event.people:
            await one.begin(1)
        for jump in (DAY, 0, -DAY, 3600, 0):
            wall.write_text(str(jump))
            for one in event.people:
                await one.say()
            assert all(3000 < left <= 3600 for left in await left_of(event))
        await event.facilitator.act("pause")
        wall.write_text(str(DAY))
        await event.facilitator.act("start")
        assert all(3000 < left <= 3600 for left in await left_of(event))
        for one in event.people:
            await one.over()
            await one.debrief()
        await event.facilitator.act("end")
        await event.facilitator.act("reveal")
        await export_sound(event)
        event.close()

    asyncio.run(play())
    server.end()
    found = kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
    assert [act.at for act in found.audit] == sorted(act.at for act in found.audit)


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_clock_that_was_set_while_the_server_was_away_ends_nobodys_call(
    host: Host, tmp_path: Path, jump: int
) -> None:
    server, event, wall = begun(host, tmp_path)

    async def play() -> None:
        await event.gather(2)
        await event.facilitator.act("start")
        for one in event.people:
            await one.begin(1)
            await one.say()
        server.kill()
        wall.write_text(str(jump))
        await asyncio.to_thread(server.start)
        async with asyncio.timeout(20):
            while (whole := await event.facilitator.see())["state"] != "paused":
                await asyncio.sleep(0.1)
        assert whole["audit"][-1]["actor"] == "server" and whole["audit"][-1]["act"] == "pause"
        assert all(3000 < left <= 3600 for left in await left_of(event))
        first = event.people[0]
        status, said = await first.wire.ask(
            "POST", f"/calls/{first.call}/lines", {"turn": 2, "text": "And then?"}, first.keys()
        )
        assert (status, said["code"]) == (409, "paused")
        await event.facilitator.act("extend", {"minutes": 5})
        await event.facilitator.act("start")
        assert all(3300 < left <= 3900 for left in await left_of(event))
        for one in event.people:
            await one.say()
            await one.over()
            await one.debrief()
        await event.facilitator.act("end")
        await event.facilitator.act("reveal")
        await export_sound(event)
        await api_agrees(event)
        event.close()

    asyncio.run(play())
    server.end()
    kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
