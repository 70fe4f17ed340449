"""Room `conversation`: who voiced a session, and what it used. A fold over its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.conversation.events import CustomerSaid, Event, Faulted, Started, TurnPerceived, TurnVoiced
from trainer.conversation.model import Usage


@dataclass(frozen=True, slots=True)
class Shares:
    """How many answers came from whom. The opening is always authored and not counted."""

    model: str
    """Empty where the session had no model."""
    answers: int
    voiced: int
    """Answers in the model's words."""
    unfit: int
    """Requests whose words the check refused."""
    faults: int
    """Failures of the model or the way to it, retried ones included."""
    usage: Usage
    """Everything that was used, also by the second ear."""

    @property
    def authored(self) -> int:
        """Answers in authored words."""
        return self.answers - self.voiced

    @property
    def fallbacks(self) -> float | None:
        """Share of the answers in which the authored voice stood in, 0 to 1; None without a model or an answer."""
        return self.authored / self.answers if self.model and self.answers else None

    def sentence(self) -> str:
        """Say it to people; empty where the session had no model."""
        if not self.model:
            return ""
        share = self.fallbacks
        if share is None:
            return f"{self.model} was not asked yet."
        text = f"{self.model} voiced {self.voiced} of {self.answers} answers"
        if not self.authored:
            return f"{text}."
        return f"{text}; the authored voice stood in for {self.authored} ({share:.0%})."


def shares_of(events: Sequence[Event]) -> Shares:
    """Count over a log."""
    model, answers, voiced, unfit, faults = "", 0, 0, 0, 0
    usage = Usage()
    for event in events:
        match event:
            case Started():
                model = event.model
            case CustomerSaid() if event.turn:
                answers += 1
                voiced += event.voice == "model"
            case TurnVoiced():
                usage = usage.plus(event.usage)
                unfit += sum(bool(one.flaws) for one in event.tries)
            case TurnPerceived():
                usage = usage.plus(event.usage)
            case Faulted():
                faults += event.fault != "unfit"
            case _:
                pass
    return Shares(model, answers, voiced, unfit, faults, usage)
