"""Room `workshop.client`: what is being typed in a call, kept on this machine also while the way is broken."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from trainer.workshop.client.keeping import drop, folder, keep, kept


class Drafts:
    """The drafts of one call, by purpose. May block on the disk."""

    def __init__(self, call: str, there: Mapping[str, str], home: Path | None = None) -> None:
        """Take the id of the call, and what the server has of them."""
        self._file = folder(home) / f"draft-{hashlib.sha256(call.encode()).hexdigest()[:24]}.json"
        self._texts = dict(there) | {
            key: text for key, text in (kept(self._file) or {}).items() if isinstance(text, str)
        }

    def save_draft(self, session: str, purpose: str, text: str) -> None:
        """Keep what is being typed. Raises JournalError."""
        if self._texts.get(purpose, "") != text:
            self._texts[purpose] = text
            keep(self._file, self._texts)

    def draft(self, session: str, purpose: str) -> str:
        """Give what was kept, or an empty string."""
        return self._texts.get(purpose, "")

    def drop_draft(self, session: str, purpose: str) -> None:
        """Forget it; a debrief that was handed in is the end of the call's drafts."""
        self._texts.pop(purpose, None)
        if purpose == "debrief":
            drop(self._file)
