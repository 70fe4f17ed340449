"""A full disk: one line for whoever asks, nothing half stored, and the server goes on when there is room again."""

from __future__ import annotations

import asyncio
import resource
from pathlib import Path

import pytest

from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .loops import impossible, mounted
from .people import LINES, Event
from .servers import Served


async def filled(server: Served, event: Event, more_room: object) -> int:
    """Say lines until there is no room, make room, and bring the round to its end; give how many went in before."""
    assert callable(more_room)
    await event.gather(3)
    await event.facilitator.act("start")
    for one in event.people:
        await one.begin(1)
    before = 0
    full: list[tuple[int, dict[str, str]]] = []
    while not full:
        for one in event.people:
            body = {"turn": one.turn + 1, "text": f"{LINES[one.turn % len(LINES)]} {'And so on. ' * 300}"[:3900]}
            key = one.keys()
            status, said = await one.wire.once("POST", f"/calls/{one.call}/lines", body, key)
            if status != 200:
                full.append((status, said))
                break
            one.turn += 1
            event.ledger.lines[one.call, one.turn] = (str(body["text"]).strip(), said["events"])
            before += 1
            assert before < 200, "the disk does not fill"
    status, said = full[0]
    assert status == 503 and said["code"] == "storage" and "\n" not in said["error"]
    assert len(said["error"]) < 200
    for one in event.people:  # what is read needs no room
        status, _ = await one.wire.once("GET", f"/calls/{one.call}")
        assert status == 200
    more_room()
    late = event.people[before % 3]
    status, again = await late.wire.ask("POST", f"/calls/{late.call}/lines", body, key)  # the line that was refused
    assert status == 200, again
    late.turn += 1
    event.ledger.lines[late.call, late.turn] = (str(body["text"]).strip(), again["events"])
    for one in event.people:
        await one.say()
        await one.over()
        await one.debrief()
    await event.facilitator.act("end")
    await event.facilitator.act("reveal")
    await export_sound(event)
    await api_agrees(event)
    event.close()
    return before


def whole(server: Served, event: Event, database: Path) -> None:
    server.end()
    kept_once(database, server.made["workshop"], event.ledger)


def test_a_file_that_may_not_grow(host: Host, tmp_path: Path) -> None:
    """The log of SQLite may have 1.2 MB, as under a quota; then the limit is lifted."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, resource.RLIM_INFINITY))

    server = host(prepare=limited)
    event = Event(server.made, [server.port])

    def lifted() -> None:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    print(asyncio.run(filled(server, event, lifted)), "lines before it was full")
    whole(server, event, tmp_path / "w.db")


@pytest.mark.skipif(bool(impossible()), reason=impossible() or "-")
def test_a_disk_without_room(host: Host, tmp_path: Path) -> None:
    """A real file system without a free block; then another file is taken away."""
    with mounted("tmpfs", tmp_path / "small", "-t", "tmpfs", "-o", "size=3m") as small:
        ballast = small / "ballast"
        ballast.write_bytes(b"x" * 1_700_000)
        server = host(small / "w.db")
        event = Event(server.made, [server.port])
        print(asyncio.run(filled(server, event, ballast.unlink)), "lines before it was full")
        whole(server, event, small / "w.db")
