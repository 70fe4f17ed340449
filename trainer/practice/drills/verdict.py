"""Room `practice`, drills: what is said of an answer."""

from __future__ import annotations

from dataclasses import dataclass

#: Raised with every change after which the same answer may be judged otherwise.
JUDGE_VERSION = "3"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one answer."""

    passed: bool
    reason: str
    """Id of the reason (`reasons.py`)."""
    quote: str
    """The words of the answer that it is about; they stand in it verbatim. Empty where none can be named."""
    why: str
    """The reason in a sentence for the learner."""
    better: str
    """A wording that does it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reason with the words it is about; `why` where it says more than the reason's own sentence."""

    reason: str
    quote: str = ""
    why: str = ""
