"""Room `scoring`: a recorded call judged as far as it can be. Pure: the same transcript, the same analysis."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.scoring.calls.held import held
from trainer.scoring.calls.listening import Listened, listen
from trainer.scoring.calls.sureness import Band
from trainer.scoring.calls.technique import Habits
from trainer.scoring.calls.transcript import Transcript

#: Raised with every change after which the same transcript may be judged otherwise.
ANALYSIS_VERSION = "1"
#: Nobody knows what this customer left unsaid.
UNKNOWN = "nobody knows this customer's hidden facts"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was heard in a recorded call, and the parts that can be judged."""

    id: str
    turns: tuple[Listened, ...]
    """Every turn of the transcript, in order."""
    technique: float | None
    """0 to 5; None where `not_scored` says why."""
    unscripted: float | None
    habits: Habits
    worn: dict[int, str]
    """Turn → device (`formula`, `probe`, `copy`, `label`) that had been used too often by then."""
    not_scored: dict[str, str]
    """Part → why it has no figure. Always `discovery` and `insight`."""
    bands: dict[str, Band] = field(default_factory=dict)
    """Part → where it may well lie; only of parts that are scored."""


def analyse(transcript: Transcript) -> Analysis:
    """Analyse a transcript. Takes time and memory in proportion to its length; accepts any text."""
    turns = listen(transcript)
    found = held(turns)
    reasons = {"discovery": UNKNOWN, "insight": UNKNOWN, **found.reasons}
    return Analysis(
        transcript.id, turns, found.technique, found.unscripted, found.habits, found.worn, reasons, found.bands
    )
