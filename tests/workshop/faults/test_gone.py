"""The facilitator's laptop is closed for a whole round; then the server's is."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.workshop.faults.conftest import Host
from trainer.storage.workshop.store import WorkshopStore

from .checking import api_agrees, export_sound, kept_once
from .people import Event, Facilitator


def soon_over(database: Path, workshop: str, milliseconds: int) -> None:
    """Set the end of the round, between two servers; a minute is the least that can be asked for."""
    store = WorkshopStore.open(database)
    ends = store.clock() + milliseconds
    store.write(lambda books: books.set_round(workshop, 1, ends_at=ends))
    store.close()


def test_a_round_without_its_facilitator_ends_by_the_clock(host: Host, tmp_path: Path) -> None:
    server = host()
    event = Event(server.made, [server.port])

    async def state_is(wanted: str) -> None:
        async with asyncio.timeout(60):
            while (await event.people[0].wire.ask("GET", "/me"))[1]["state"] != wanted:
                await asyncio.sleep(0.2)

    async def play() -> None:
        await event.gather(3)
        await event.facilitator.act("start")
        for one in event.people:
            await one.begin(1)
            await one.say()
        stream = event.facilitator.wire.boards()
        assert (await anext(stream))["state"] == "running"
        await stream.aclose()
        event.facilitator.wire.close()  # from here on nothing is heard of the facilitator
        server.kill()
        soon_over(tmp_path / "w.db", server.made["workshop"], 8000)
        await asyncio.to_thread(server.start)
        for one in event.people:
            await one.say()
        server.freeze()  # and the host's lid is closed over the end of the round
        await asyncio.sleep(2.5)
        server.thaw()
        await state_is("debriefing")
        for one in event.people:
            async with asyncio.timeout(30):
                while not any(shape["event"] == "ended" for shape in (await one.told())["events"]):
                    await asyncio.sleep(0.1)
            status, said = await one.wire.ask(
                "POST", f"/calls/{one.call}/lines", {"turn": one.turn + 1, "text": "And then?"}, one.keys()
            )
            assert (status, said["code"]) == (409, "over")
            await one.debrief()
        back = Facilitator(server.made["facilitator"], [server.port], event.ledger)  # by the token that was kept
        assert (await back.see())["state"] == "debriefing"
        await back.act("reveal")
        for one in event.people:
            status, card = await one.wire.ask("GET", f"/calls/{one.call}/scorecard")
            assert status == 200 and card["session"]
        await export_sound(event)
        await api_agrees(event)
        back.wire.close()
        event.close()

    asyncio.run(play())
    server.end()
    found = kept_once(tmp_path / "w.db", server.made["workshop"], event.ledger)
    assert [act.actor for act in found.audit if act.act == "time up"] == ["server"]
