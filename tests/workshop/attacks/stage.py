"""What attacks are tried on: the real app over a real store, with two workshops that know nothing of each other."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx

from trainer.conversation.events import Debrief
from trainer.workshop.server.app import application
from trainer.workshop.service.hall import Hall

from ..service.event import Clock, Event

API = "/api/v1"
PORT = 40_000


class Stage:
    """An app with two workshops; `event` has Ann and Ben, `other` has Eve."""

    def __init__(self, hall: Hall, clock: Clock, **settings: Any) -> None:
        self.hall, self.clock = hall, clock
        self.app = application(hall, ["workshop.test"])
        self.event, self.other = Event(hall, clock, consent=True, **settings), Event(hall, clock)
        self.ann, self.ben = self._join(self.event, "Ann"), self._join(self.event, "Ben")
        self.eve = self._join(self.other, "Eve")
        self.call = ""
        """A call of Ann's, where the stage has begun one."""
        self.facilitator, self.board = self.event.opened.facilitator, self.event.opened.board

    def _join(self, event: Event, name: str) -> dict[str, Any]:
        return self.hall.doors.join(event.opened.code, name, "10.9.9.9", consent=True)

    def ask(
        self, method: str, path: str, token: str = "", data: Any = None, *, at: str = "10.0.0.1",
        headers: dict[str, str] | list[tuple[str, str]] | None = None, content: bytes | None = None,
        base: str = "http://workshop.test",
    ) -> httpx.Response:  # fmt: skip
        """Send one request and give the answer."""
        return self.ask_all([(method, path, token, data)], at=at, headers=headers, content=content, base=base)[0]

    def ask_all(
        self, asked: list[tuple[str, str, str, Any]], *, at: str = "10.0.0.1", headers: Any = None,
        content: bytes | None = None, base: str = "http://workshop.test",
    ) -> list[httpx.Response]:  # fmt: skip
        """Send requests at the same time and give the answers in order."""

        async def all_() -> list[httpx.Response]:
            transport = httpx.ASGITransport(self.app, client=(at, PORT), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await asyncio.gather(*(one(client, *request) for request in asked))

        async def one(client: httpx.AsyncClient, method: str, path: str, token: str, data: Any) -> httpx.Response:
            sent = list(headers.items() if isinstance(headers, dict) else headers or ())
            if token:
                sent.append(("authorization", f"Bearer {token}"))
            body = content if content is not None else None if data is None else json.dumps(data).encode()
            if body is not None and not any(name.lower() == "content-type" for name, _ in sent):
                sent.append(("content-type", "application/json"))
            url = path if path.startswith(("/api", "http")) else API + path
            return await client.request(method, url, headers=sent, content=body)

        return asyncio.run(all_())

    def say(self, who: dict[str, Any], call: str, turn: int, text: str, key: str = "") -> httpx.Response:
        """Say a line."""
        data, headers = {"turn": turn, "text": text}, {"idempotency-key": key or self.event.key()}
        return self.ask("POST", f"/calls/{call}/lines", who["token"], data, headers=headers)

    def begin(self, who: dict[str, Any]) -> str:
        """Begin a call."""
        answer = self.ask("POST", "/calls", who["token"], {})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])

    def hand_in(self, call: str, seat: str) -> None:
        """End a call and hand in a debrief, as the service does it."""
        row = self.hall.store.read(lambda books: books.seat(seat))
        assert row is not None
        self.hall.calls.end(row, call)
        self.hall.calls.debrief(row, call, Debrief("She comes for the pictures of her friends."), self.event.key())

    def whole(self) -> dict[str, Any]:
        """Give what the facilitator sees, without what passes by itself."""
        seen = self.hall.telling.whole(self.event.id)
        for seat in seen["seats"]:
            seat.pop("seen"), seat.pop("away")
        return {key: seen[key] for key in seen if key not in ("version", "left")}
