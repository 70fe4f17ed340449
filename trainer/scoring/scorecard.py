"""Room `scoring`: what a scorecard holds. Every point names its turn and the words behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.conversation.attempts import in_words

#: Raised with every change after which the same session may be scored otherwise.
SCORING_VERSION = "2"
PARTS = ("discovery", "insight", "technique", "unscripted")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence. `quote` stands verbatim in the learner's line of `turn` (or in the debrief, turn 0)."""

    part: str
    rule: str
    turn: int
    quote: str
    points: float
    note: str
    """What it is, in a sentence for the learner."""
    better: str = ""
    """A wording to try instead; empty where nothing was wrong."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts: 0 to 5, or None with the reason why it is not scored."""

    name: str
    value: float | None
    reason: str = ""
    sure: str = ""
    """How sure the figure is, in words."""
    anchor: str = ""
    """What this value means, in words."""
    low: float | None = None
    high: float | None = None
    """Where it may well lie, 0 to 5 in steps of a half; None where it is certain or not scored."""


@dataclass(frozen=True, slots=True)
class FactOutcome:
    """How one fact ended. `because` says what opened it; empty for missed ones."""

    id: str
    title: str
    depth: int
    force: str
    motivation: str
    outcome: str
    """`earned`, `volunteered` or `missed`."""
    turn: int | None
    because: tuple[str, ...] = ()
    quote: str = ""
    """The learner's words that opened it."""
    said: str = ""
    """The customer's words in which it was told."""


@dataclass(frozen=True, slots=True)
class MissedMoment:
    """Where a missed fact was closest, and what stood in the way."""

    fact: str
    title: str
    turn: int
    missing: tuple[str, ...]
    quote: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class MotivationOutcome:
    """Whether a motivation was uncovered in the call, and whether the debrief states it."""

    id: str
    title: str
    insight: str
    uncovered: bool
    stated: float
    """Share of its claims that the debrief states, 0 to 1."""
    verdict: str
    """In a sentence: stated, partly, not from this call, contradicted, not stated."""
    marked: bool = False
    """The learner says "I had this" (not counted)."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result of one session. The same events always give the same scorecard."""

    session: str
    scenario: str
    turns: int
    overall: float | None
    """0 to 100, or None below 6 learner turns."""
    overall_reason: str
    parts: tuple[Part, ...]
    facts: tuple[FactOutcome, ...]
    motivations: tuple[MotivationOutcome, ...]
    items: tuple[Item, ...]
    missed_moments: tuple[MissedMoment, ...]
    next: str
    """The one thing to practise next."""
    decoy: str = ""
    """Said when the debrief stopped at the surface story."""
    hints: int = 0
    attempt: bool = True
    versions: dict[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    """Where the overall may well lie, 0 to 100 in steps of 5; None where it is certain or not scored."""
    number: int = 0
    """Of the attempt on its version of the content; 0 for practice, and where attempts were not counted yet."""
    branch_of: str = ""
    """The session that this second try branched off, or empty."""
    branch_at: int = 0
    """The turn from which it goes on by itself."""

    @property
    def kind(self) -> str:
        """Say in a few words what the call counts as."""
        return in_words(self.attempt, self.number, self.branch_at)

    def part(self, name: str) -> Part:
        """Give the part of that name; raises KeyError if there is none."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)

    @property
    def not_scored(self) -> dict[str, str]:
        """Part (or `overall`) → why it is not scored."""
        out = {part.name: part.reason for part in self.parts if part.value is None or part.reason}
        if self.overall is None:
            out["overall"] = self.overall_reason
        return out
