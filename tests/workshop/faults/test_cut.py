"""A connection cut at every stage, and requests that come twice, at once, out of order, and late: each counts once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tests.conftest import SOAK
from tests.workshop.faults.conftest import Host

from .checking import api_agrees, export_sound, kept_once
from .people import LINES, Event, Participant
from .proxies import Cutting
from .servers import Served
from .wire import Wire, request

STEP = 23 if SOAK else 151


def whole(server: Served, event: Event, database: Path) -> None:
    server.end()
    kept_once(database, server.made["workshop"], event.ledger)


def stages(sent: int, answered: int) -> list[tuple[str, int]]:
    """Give cuts before the head, in it, in the body, after it, before the answer, in its head and body."""
    up = [("up", n) for n in (0, *range(7, sent, STEP), sent - 1)]
    return [*up, *(("down", n) for n in (0, *range(7, answered, STEP), answered - 1))]


def test_a_connection_cut_at_every_stage(host: Host, tmp_path: Path) -> None:
    server = host(rounds=[{"scenario": "game-nobody-plays", "minutes": 60}] * 2)
    event = Event(server.made, [server.port])

    async def play() -> int:
        proxy = Cutting(server.port)
        port = await proxy.open()
        cuts = 0

        async def through(cut: tuple[str, int], wire: Wire, act: Any) -> None:
            nonlocal cuts
            wire.close()
            proxy.cuts = [cut]
            await act
            cuts += 1

        joins = stages(
            len(request("POST", "/join", {"code": "XXXX-XXXX", "name": "P000", "consent": True}, "k" * 21, "")), 700
        )
        for n, cut in enumerate(joins):
            one = Participant(f"P{n:03}", [port], event.ledger)
            await through(cut, one.wire, one.join(server.made["code"]))
            event.people.append(one)
        event.facilitator.wire.ports = [port]
        await event.facilitator.act("start")
        for at, cut in enumerate(stages(300, 500)):
            await through(cut, event.facilitator.wire, event.facilitator.note(f"note {at}"))
        for cut in stages(280, 500)[::4]:
            await through(cut, event.facilitator.wire, event.facilitator.act("extend", {"minutes": 1}))
        for n, one in enumerate(event.people):
            await through(joins[n], one.wire, one.begin(1))
        lines = stages(330, 1100)
        for n, cut in enumerate(lines):
            one = event.people[n % len(event.people)]
            await through(cut, one.wire, one.say())
        for n, one in enumerate(event.people):
            await through(joins[n], one.wire, one.over())
            await through(joins[-n], one.wire, one.debrief())
        proxy.cuts = []
        await event.facilitator.act("end")
        await event.facilitator.act("reveal")
        await export_sound(event)
        await api_agrees(event)
        event.close()
        proxy.close()
        return cuts

    print(asyncio.run(play()), "connections cut")
    whole(server, event, tmp_path / "w.db")


def test_requests_that_come_thrice_at_once_and_late(host: Host, tmp_path: Path) -> None:
    server = host()
    event = Event(server.made, [server.port])
    turns = 8 if SOAK else 4

    async def thrice(one: Participant, path: str, body: Any, key: str) -> tuple[int, Any]:
        """Send the same on three connections at once; all are answered alike."""
        wires = [Wire([server.port], one.wire.token, n) for n in range(3)]
        answers = await asyncio.gather(*(wire.ask("POST", path, body, key) for wire in wires))
        for wire in wires:
            wire.close()
        assert answers[0] == answers[1] == answers[2]
        return answers[0]

    async def joined(name: str) -> Participant:
        one = Participant(name, [server.port], event.ledger)
        body = {"code": server.made["code"], "name": name, "consent": True}
        _, said = await thrice(one, "/join", body, one.keys())
        one.wire.token, one.seat = said["token"], said["seat"]
        event.ledger.seats[one.seat] = name
        return one

    async def play() -> None:
        event.people = [await joined(f"P{n:03}") for n in range(4)]
        await event.facilitator.act("start")
        await asyncio.gather(*(talk(one) for one in event.people))
        await event.facilitator.act("end")
        await event.facilitator.act("reveal")
        await export_sound(event)
        await api_agrees(event)
        event.close()

    async def talk(one: Participant) -> None:
        begun = await thrice(one, "/calls", {}, "")
        one.call = begun[1]["id"]
        event.ledger.calls[one.call] = (one.seat, 1)
        sent: list[tuple[dict[str, Any], str, Any]] = []
        body: dict[str, Any]
        path = f"/calls/{one.call}/lines"
        for turn in range(1, turns + 1):
            ahead, _ = await one.wire.ask("POST", path, {"turn": turn + 1, "text": "And then?"}, one.keys())
            assert ahead == 409, "a line that overtakes the one before it waits"
            body, key = {"turn": turn, "text": LINES[turn]}, one.keys()
            status, said = await thrice(one, path, body, key)
            assert status == 200
            event.ledger.lines[one.call, turn] = (LINES[turn], said["events"])
            one.turn = turn
            sent.append((body, key, said))
            for body, key, said in sent[::-1]:  # all the old ones again, the newest first
                assert await one.wire.ask("POST", path, body, key) == (200, said)
            stale, _ = await one.wire.ask("POST", path, {"turn": turn, "text": "Something else."}, one.keys())
            assert stale == 409, "a turn that was said is not said again with other words"
            other, _ = await one.wire.ask("POST", path, {"turn": turn, "text": "Something else."}, key)
            assert other == 422
        await thrice(one, f"/calls/{one.call}/end", {}, "")
        event.ledger.ended.add(one.call)
        body = dict.fromkeys(("insight", "push", "pull", "anxiety", "habit"), "the pictures of her friends")
        await thrice(one, f"/calls/{one.call}/debrief", body, one.keys())
        event.ledger.debriefs[one.call] = body["insight"]
        for body, key, said in sent:  # and after the end, which belongs to the last turn
            status, again = await one.wire.ask("POST", path, body, key)
            assert status == 200 and again["events"][:2] == said["events"][:2]
            assert [event["event"] for event in again["events"][2:]] in ([], ["ended"])

    asyncio.run(play())
    whole(server, event, tmp_path / "w.db")
