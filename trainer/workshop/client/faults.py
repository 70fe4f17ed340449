"""Room `workshop.client`: what a server declined, and that it could not be reached; each in one line for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.conversation.interview import JournalError


class RemoteFault(JournalError):
    """The server did not do what was asked; whatever was typed is still the learner's."""

    def __init__(self, message: str, code: str = "", status: int = 0, more: Mapping[str, Any] | None = None) -> None:
        """Take the line for people, the server's word for programs, the HTTP status, and further fields."""
        super().__init__(message)
        self.code = code
        self.status = status
        self.more = dict(more or {})


class Unreachable(RemoteFault):
    """No server answered for as long as was waited."""
