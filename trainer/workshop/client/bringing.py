"""Room `workshop.client`: a session of a workshop comes into the own trainer, where it is an attempt: each once."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.keeping import folder, keep, kept

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk import Desk
    from trainer.workshop.client.seats import Seat


@dataclass(frozen=True, slots=True)
class Open:
    """A round whose hidden side is open."""

    round: int
    title: str
    customer: str
    call: str
    """The own call in it, which can be read; empty where there was none."""


def open_rounds(me: Mapping[str, Any]) -> list[Open]:
    """Give the rounds that are revealed, from what the server says; what cannot be read is left out."""
    listed = me.get("revealed")
    found = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("round"), int):
            title, customer, call = (str(one.get(name) or "") for name in ("title", "customer", "call"))
            found.append(Open(one["round"], title, customer, call))
    return found


class Brought:
    """Which calls of a seat have come into the own trainer. One that was deleted there since does not come again."""

    def __init__(self, seat: Seat, home: Path | None = None) -> None:
        """Take the seat; its list is read when it is first asked for."""
        self._home = home
        self._name = f"brought-{hashlib.sha256(f'{seat.workshop} {seat.seat}'.encode()).hexdigest()[:24]}.json"
        self._calls: list[str] | None = None
        self._adding = threading.Lock()

    @property
    def _file(self) -> Path:
        return folder(self._home) / self._name

    def _known(self) -> list[str]:
        if self._calls is None:
            listed = (kept(self._file) or {}).get("calls")
            self._calls = [call for call in listed if isinstance(call, str)] if isinstance(listed, list) else []
        return self._calls

    def __contains__(self, call: str) -> bool:
        """Say whether a call has come. Raises JournalError where the list cannot be read."""
        return call in self._known()

    def add(self, call: str) -> None:
        """Note that a call has come. Raises JournalError."""
        with self._adding:
            if call not in self._known():
                self._calls = [*self._known(), call]
                keep(self._file, {"calls": self._calls})

    def missed(self, me: Mapping[str, Any]) -> list[Open]:
        """Give the rounds before the one that is on whose own scorecard has not come, the first round first."""
        now = me.get("round") or 0
        return [one for one in open_rounds(me) if one.call and one.round < now and one.call not in self]


def bring_once(desk: Desk, call: str, exported: Any, brought: Brought) -> str:
    """Import a call that has not come yet, and give its session; empty where it came and was deleted since. Blocks.

    Raises:
        RemoteFault, JournalError: as `bring`.
    """
    if call in brought:
        return call if desk.store.events(call) else ""
    session = bring(desk, exported)
    brought.add(call)
    return session


def bring(desk: Desk, exported: Any) -> str:
    """Import what `GET /calls/{id}/scorecard` gave as `session`, score it, and give its id. Blocks; twice is once.

    Raises:
        RemoteFault: it is broken, or played otherwise than its content says.
        JournalError: it cannot be stored.
    """
    from trainer.storage.exchange import ExchangeError, import_session

    def unfinished(events: list[Event]) -> list[Event]:
        raise ExchangeError("The session of the workshop has no debrief; ask the facilitator to reveal the round.")

    raw = json.dumps(exported, ensure_ascii=False).encode("utf-8", "replace")
    try:
        session = import_session(desk.store, raw, unfinished)
    except ExchangeError as error:
        raise RemoteFault(str(error)) from None
    desk.score(session)
    return session
