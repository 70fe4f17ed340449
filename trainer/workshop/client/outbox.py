"""Room `workshop.client`: what was said and has no answer yet, kept before it is first sent.

A client that is killed between sending and hearing sends the same words with the same key when it comes back: they are
answered once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from trainer.workshop.client.keeping import drop, folder, keep, kept
from trainer.workshop.client.requests import new_key

Kind = Literal["line", "debrief"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that was said and has no answer."""

    call: str
    kind: Kind
    key: str
    turn: int = 0
    text: str = ""
    forces: Mapping[str, str] | None = None


class Outbox:
    """What waits of one call. At most one thing does: nothing is said before the answer to the last."""

    def __init__(self, call: str, home: Path | None = None) -> None:
        """Take the id of the call, which the server has given and which is no path."""
        self._call = call
        self._file = folder(home) / f"outbox-{hashlib.sha256(call.encode()).hexdigest()[:24]}.json"

    def waiting(self) -> Waiting | None:
        """Give what waits, if anything does."""
        data = kept(self._file)
        return None if data is None else _read(data, self._call)

    def line(self, turn: int, text: str) -> Waiting:
        """Keep a line as turn `turn`; the same line for the same turn keeps its key.

        Raises:
            JournalError: it cannot be kept, so it must not be sent.
        """
        there = self.waiting()
        if there is not None and (there.kind, there.turn, there.text) == ("line", turn, text):
            return there
        return self._keep(Waiting(self._call, "line", new_key(), turn, text))

    def debrief(self, insight: str, forces: Mapping[str, str]) -> Waiting:
        """Keep a debrief; the same one keeps its key.

        Raises:
            JournalError: it cannot be kept, so it must not be sent.
        """
        there = self.waiting()
        if there is not None and there.kind == "debrief" and (there.text, there.forces) == (insight, dict(forces)):
            return there
        return self._keep(Waiting(self._call, "debrief", new_key(), 0, insight, dict(forces)))

    def done(self) -> None:
        """Nothing waits any more: there is an answer, or the server will not take it."""
        drop(self._file)

    def _keep(self, waiting: Waiting) -> Waiting:
        keep(self._file, asdict(waiting))
        return waiting


def _read(data: Mapping[str, Any], call: str) -> Waiting | None:
    kind, turn, forces = data.get("kind"), data.get("turn"), data.get("forces")
    texts = (data.get("key"), data.get("text"))
    if data.get("call") != call or kind not in ("line", "debrief") or not isinstance(turn, int):
        return None
    if not all(isinstance(text, str) for text in texts) or not isinstance(forces, dict | None):
        return None
    return Waiting(call, kind, str(texts[0]), turn, str(texts[1]), forces)
