"""Simulated power cuts: the server is stopped in mid-flight, the image of its disk is copied, the copy is mounted
(which replays the journal of the file system) and compared with what had been acknowledged before. What the
system had not yet been asked to bring to the disk is lost, as it is when the power goes.
"""

from __future__ import annotations

import asyncio
import copy
import random
from pathlib import Path

import pytest

from tests.conftest import SOAK
from tests.workshop.faults.conftest import Host

from .checking import nothing_lost, stored
from .loops import copied, image, impossible, mounted
from .people import Event, Ledger
from .servers import Served

CUTS = 12 if SOAK else 2
PEOPLE, TURNS, ROUNDS = 6, 10, 12

pytestmark = pytest.mark.skipif(bool(impossible()), reason=impossible() or "-")


async def cut(server: Served, disk: Path, folder: Path) -> list[tuple[Path, Ledger]]:
    """Drive rounds and take cuts at random moments; give each copied image with what was acknowledged before it."""
    event = Event(server.made, [server.port])
    draw, taken = random.Random(5), []

    async def play() -> None:
        await event.gather(PEOPLE)
        for number in range(1, ROUNDS + 1):
            await event.play(number, TURNS)

    playing = asyncio.create_task(play())
    for n in range(CUTS):
        lines = len(event.ledger.lines)
        while len(event.ledger.lines) < lines + 5 and not playing.done():
            await asyncio.sleep(0.02)
        await asyncio.sleep(draw.uniform(0.0, 0.3))
        assert not playing.done(), playing
        server.freeze()
        acknowledged = copy.deepcopy(event.ledger)
        target = folder / f"cut{n}.img"
        copied(disk, target)
        server.thaw()
        taken.append((target, acknowledged))
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    event.close()
    return taken


def losses(host: Host, folder: Path, **wanted: str) -> list[str]:
    """Give for each cut what was lost; empty words where nothing was."""
    disk = folder / "disk.img"
    image(disk)
    rounds = [{"scenario": "game-nobody-plays", "minutes": 60}] * ROUNDS
    with mounted(disk, folder / "disk", "-o", "loop") as there:
        server = host(there / "w.db", rounds=rounds, **wanted)
        taken = asyncio.run(cut(server, disk, folder))
        server.end()
    found = []
    for at, (target, acknowledged) in enumerate(taken):
        with mounted(target, folder / f"after{at}", "-o", "loop") as there:
            try:
                nothing_lost(stored(there / "w.db", server.made["workshop"]), acknowledged)
                found.append("")
            except (AssertionError, KeyError, StopIteration) as lost:
                found.append(repr(lost)[:80])
        target.unlink()
    print(f"{len(taken)} cuts, {sum(map(bool, found))} with losses; acknowledged lines at each: "
          f"{[len(ledger.lines) for _, ledger in taken]}")  # fmt: skip
    return found


def test_a_power_cut_loses_nothing_that_was_acknowledged(host: Host, tmp_path: Path) -> None:
    assert losses(host, tmp_path) == [""] * CUTS


def test_a_power_cut_is_seen_to_lose_what_was_not_brought_to_the_disk(host: Host, tmp_path: Path) -> None:
    assert any(losses(host, tmp_path, synchronous="NORMAL")), "the trial above can fail"
