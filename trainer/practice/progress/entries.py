"""Room `practice`: one scored session as progress sees it: what a list knows of it, and its tally."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trainer.practice.progress.tally import Tally


@dataclass(frozen=True, slots=True)
class Entry:
    """A scored session."""

    session: str
    at: datetime
    """When it began, UTC."""
    scenario: str
    persona: str
    content: str
    """Hash of the content it was played with."""
    title: str
    customer: str
    """The customer's name."""
    attempt: bool
    """False for practice: explained, or a branch."""
    overall: float | None
    seconds: int
    """Time practised."""
    tally: Tally
