"""Room `workshop.client`: one participant's way through a workshop, for a screen: one connection, one seat."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from trainer.workshop.client import requests
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.bringing import Brought
from trainer.workshop.client.connection import AsyncConnection, Link
from trainer.workshop.client.listening import boards
from trainer.workshop.client.remote import RemoteInterview, opened
from trainer.workshop.client.seats import Seat
from trainer.workshop.client.steps import Me


class Attendance:
    """What a participant's screen asks of the server. Everything is tried until it is answered."""

    def __init__(self, seat: Seat, told: Callable[[Link], None] = lambda link: None) -> None:
        """Take the seat, and what is told when the way to the server is broken, and when it is well again."""
        self.seat = seat
        self.link = Link()
        """How the way to the server is."""
        self.told = told
        self.brought = Brought(seat)
        """Which calls of the seat have come into the own trainer."""
        self._connection: AsyncConnection | None = None

    @property
    def connection(self) -> AsyncConnection:
        """The connection, made when it is first needed, in the loop it is used in."""
        if self._connection is None:
            self._connection = AsyncConnection(read_addresses(self.seat.address), self.seat.token, self._heard)
        return self._connection

    def _heard(self, link: Link) -> None:
        self.link = link
        self.told(link)

    async def me(self) -> Me:
        """Say where the participant is."""
        return await self.connection.ask(requests.ME)

    async def open(self, me: Me) -> tuple[RemoteInterview, Mapping[str, str]]:
        """Begin the call of this round, or go on with it; see `opened`."""
        return await opened(self.connection, me)

    async def reveal(self, round: int | None = None) -> Mapping[str, Any]:
        """Give what the customer of a revealed round hid; without a number of the round that is on."""
        return await self.connection.ask(requests.reveal(round))

    async def scorecard(self, call: str) -> Mapping[str, Any]:
        """Give the scorecard of a call of theirs, and its session."""
        return await self.connection.ask(requests.scorecard(call))

    def boards(self) -> AsyncIterator[dict[str, Any]]:
        """Give the board as it changes."""
        return boards(read_addresses(self.seat.address), self.seat.token, patience=None)

    async def close(self) -> None:
        """Let go; the seat stays."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None
