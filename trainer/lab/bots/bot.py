"""Room `lab`: what a bot is told and what it says: the same as a person at the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Briefing:
    """What everybody is told before the call."""

    product: str
    belief: str
    """What the business believes."""
    name: str
    """The customer's name."""
    pronoun: str
    """`she`, `he` or `they`."""
    beside: str = ""
    """The name of somebody else on the call; empty where there is nobody."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a bot makes of the call: one sentence, and a line for each force that it noticed."""

    insight: str = ""
    forces: Mapping[str, str] = field(default_factory=dict)


class Bot(Protocol):
    """A learner. It lives for one call."""

    def line(self, said: str) -> str | None:
        """Give the next line after what the customer has said; None hangs up."""
        ...

    def notes(self) -> Notes:
        """Give the debrief, written from what the customer said."""
        ...
