"""Room `conversation`: what a model noted on a call, after code has checked it. It holds no number that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["met", "not_met", "unclear"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion and what the model's answers together say of one of the learner's turns."""

    criterion: str
    """Id of the criterion, as in `trainer.scoring.coaching.criteria`."""
    verdict: Verdict
    turn: int
    quote: str
    """Words of that very line of the learner's."""
    agree: int
    """How many of the answers gave this verdict; where it is `unclear`, the most that agreed on any."""
    of: int
    """How many answers were asked for."""
    disputed: str = ""
    """What the rules heard instead, where they contradict the verdict; such an item counts nothing."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note on one of the learner's turns. `note` or `better` may be empty, not both."""

    turn: int
    quote: str
    """Words of that very line of the learner's."""
    note: str = ""
    better: str = ""
    """A wording of the learner's own question that the trainer's rules find open and not leading."""


@dataclass(frozen=True, slots=True)
class InsightJudged:
    """Whether the debrief says what one claim of an uncovered motivation says: the model's word beside the rules'."""

    motivation: str
    claim: str
    """Id of the claim."""
    says: str
    """The claim as a sentence."""
    verdict: Verdict
    offline: str
    """What the scorecard says of the whole motivation, in its words; that one counts."""
    quote: str
    """Words of the learner's debrief; empty unless the verdict is `met`."""
    agree: int
    of: int


@dataclass(frozen=True, slots=True)
class Coaching:
    """All that a model noted on a call and that stood up to the checks."""

    items: tuple[Judged, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    next: str = ""
    """One thing to try in the next call."""
    insight: tuple[InsightJudged, ...] = ()
    answers: int = 0
    """How many answers of the model could be used."""
    asked: int = 0
    """How many were asked for."""
    dropped: int = 0
    """How much of what the model said was thrown away by the checks."""

    @property
    def agreement(self) -> str:
        """Say on how many items all answers agreed, such as `5 of 6`; empty where there is none."""
        agreed = sum(item.agree == item.of for item in self.items)
        return f"{agreed} of {len(self.items)}" if self.items else ""
