"""Room `workshop.service`: what of a log may leave the server before the reveal: what was said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.conversation.events import CustomerSaid, Ended, Event, Faulted, HintAsked, LearnerSaid, standing
from trainer.reports.wire import public

_ALOUD = (LearnerSaid, CustomerSaid, Faulted, HintAsked, Ended)
"""An event that is not named here never leaves (`Started` says nothing that the participant needs)."""


def shapes(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Give the shapes of the events that may be told, in order."""
    told = (public(event) for event in standing(events) if isinstance(event, _ALOUD))
    return [shape for shape in told if shape is not None]


def of_turn(event: Event, turn: int) -> bool:
    """Say whether an event belongs to the answer of a turn; an end belongs to the turn after which it came."""
    return isinstance(event, LearnerSaid | CustomerSaid | Faulted | Ended) and event.turn == turn


def waiting_in(events: Sequence[Event]) -> LearnerSaid | None:
    """Give the line that has no answer yet, or None."""
    said = next((e for e in reversed(standing(events)) if isinstance(e, LearnerSaid | CustomerSaid)), None)
    return said if isinstance(said, LearnerSaid) else None
