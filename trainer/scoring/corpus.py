"""Room `scoring`: what learners said otherwise, as rows to improve the hearing from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trainer.conversation.events import CustomerSaid, Debriefed, Event, LearnerSaid
from trainer.scoring.labels import HEARD, challenges_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label that a person gave, beside ours."""

    session: str
    """A name that tells nothing of the session."""
    turn: int
    """0: the debrief."""
    context: str
    """The customer's last line before; empty for the debrief."""
    text: str
    """The learner's line, or what they wrote in the debrief."""
    aspect: str
    """`question`, `reflection`, `input` or `leading`; of an item its part and rule, as in `technique:pitch`."""
    ours: str
    theirs: str
    reason: str
    scoring: str
    """Version of the scoring that was challenged."""
    engine: str
    """Version of the engine that heard the line."""

    def shape(self) -> dict[str, Any]:
        """Give it as JSON-ready data."""
        return asdict(self)


def labelled(events: Sequence[Event], name: str) -> list[Labelled]:
    """Give the labels that the learner gave in a session, which is called `name` in them."""
    lines = {event.turn: event.text for event in events if isinstance(event, LearnerSaid)}
    before = {event.turn + 1: event.text for event in events if isinstance(event, CustomerSaid)}
    debrief = next((event for event in events if isinstance(event, Debriefed)), Debriefed(""))
    return [
        Labelled(
            name,
            one.turn,
            before.get(one.turn, "") if one.turn else "",
            lines.get(one.turn, "") if one.turn else _written(debrief, one.rule),
            one.rule if one.part == HEARD else f"{one.part}:{one.rule}",
            one.ours,
            one.theirs,
            one.reason,
            one.scoring,
            one.engine,
        )
        for one in challenges_of(events)
    ]


def _written(debrief: Debriefed, rule: str) -> str:
    """Give what of the debrief an item is about."""
    force = rule.removeprefix("force-")
    return str(getattr(debrief, force)) if force in ("push", "pull", "anxiety", "habit") else debrief.insight
