"""Room `workshop.client`: a session of a workshop comes into the own trainer, where it is an attempt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trainer.workshop.client.faults import RemoteFault

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk import Desk


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
