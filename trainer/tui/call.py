"""Room `tui`: what the interview screen knows of a call, folded from its events. Pure; no trust, no reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.conversation.events import CustomerSaid, Debriefed, Ended, Event, LearnerSaid, TakenBack
from trainer.tui import wording


@dataclass(frozen=True, slots=True)
class Call:
    """Where a call stands."""

    turns: int
    """The most learner turns there may be."""
    minutes: int
    """The most minutes of simulated talk."""
    turn: int = 0
    """Learner turns so far."""
    seconds: float = 0.0
    """Simulated talk so far."""
    waiting: bool = False
    """The learner has spoken and the answer is still to come."""
    closed: bool = False
    """The customer has said their last line."""
    ended: str = ""
    """Why the call ended; empty while it goes on."""
    debriefed: bool = False

    def after(self, event: Event) -> Call:
        """Give the call as it stands after `event`."""
        match event:
            case LearnerSaid():
                return replace(self, turn=event.turn, waiting=True)
            case TakenBack():
                return replace(self, turn=event.turn - 1, waiting=False)
            case CustomerSaid():
                seconds = self.seconds + event.seconds
                return replace(self, seconds=seconds, waiting=False, closed=self.closed or event.closing)
            case Ended():
                return replace(self, ended=event.reason, waiting=False)
            case Debriefed():
                return replace(self, debriefed=True)
        return self

    @property
    def over(self) -> bool:
        """Whether nothing can be said any more."""
        return self.closed or bool(self.ended)

    def left(self) -> str:
        """Say how many turns and how much time are left."""
        return f"turn {self.turn} of {self.turns} · {wording.time_left(self.seconds, self.minutes)}"

    def left_brief(self) -> str:
        """The same in fewer words."""
        return f"turn {self.turn} of {self.turns} · {wording.time_left_brief(self.seconds, self.minutes)}"

    def left_short(self) -> str:
        """The same for narrow screens."""
        return f"{self.turn}/{self.turns}"
