"""Room `workshop.service`: what cannot be done, in one line for people and one word for programs."""

from __future__ import annotations

from typing import Any, Literal

Code = Literal[
    "bad_request", "unauthorized", "forbidden", "not_found", "conflict", "gone", "mismatch", "too_large", "too_many",
    "busy", "not_yet", "over", "paused", "storage",
]  # fmt: skip


class Declined(Exception):
    """A request cannot be fulfilled; nothing of it was done."""

    def __init__(self, code: Code, message: str, *, after: int = 0, **more: Any) -> None:
        """Take the word for programs, the line for people, seconds after which to try again, and further fields."""
        super().__init__(message)
        self.code = code
        self.after = after
        self.more = more
