"""The board as it changes, from a real server, also across its restart."""

from __future__ import annotations

import asyncio

import pytest

from tests.workshop.client.hosted import Server
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.faults import RemoteFault, Unreachable
from trainer.workshop.client.listening import boards
from trainer.workshop.client.seats import take


async def test_a_listener_hears_of_every_change_also_after_a_restart(server: Server) -> None:
    made = server.open()
    feed = boards(read_addresses(server.address), made.board)
    assert (await asyncio.wait_for(anext(feed), 10))["counts"]["joined"] == 0
    await asyncio.to_thread(take, read_addresses(server.address), made.code, "Ann")
    assert (await asyncio.wait_for(anext(feed), 10))["rows"][0]["name"] == "Ann"
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    server.hall.steering.start(made.workshop)
    async with asyncio.timeout(20):
        while (await anext(feed))["state"] != "running":
            continue


async def test_a_token_that_is_not_good_ends_it(server: Server) -> None:
    with pytest.raises(RemoteFault, match="not \\(or no longer\\) known"):
        await anext(boards(read_addresses(server.address), "wsb_" + "x" * 43))


async def test_nobody_there_is_told(server: Server) -> None:
    with pytest.raises(Unreachable):
        await anext(boards(read_addresses("127.0.0.1:9"), "wsb_" + "x" * 43, patience=0.1))
