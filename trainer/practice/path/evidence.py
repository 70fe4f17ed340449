"""Room `practice`, path: whether a step is shown, and by what. Pure: stored answers and calls in, evidence out.

A step is shown by a call that has all that it asks for, or by its drills, each right at the first try; a step that asks
for a whole call by such a call alone. Nothing else counts: what was read is no evidence, and a drill that was right at
the second try has seen the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.conversation.directing.tuning import LEVELS
from trainer.practice.path.schema import Outcome, Page
from trainer.practice.path.signs import Count, band, count
from trainer.scoring.record import Record

SHOWN, BEGUN, NEW = "shown", "begun", "new"


@dataclass(frozen=True, slots=True)
class Played:
    """One call, as far as the path looks at it."""

    session: str
    scenario: str
    title: str
    difficulty: int
    """1 to 5; 0 where the scenario is not in the library."""
    level: str
    record: Record
    attempt: bool
    """Whether it counts: neither explained nor a second try."""
    seen: bool
    """Whether the learner knew what the customer hides."""
    overall: float | None
    """0 to 100, where it is debriefed and could be scored."""
    low: float | None
    """The lower end of the band around it; None where it is certain or not scored."""
    earned: Callable[[], Sequence[tuple[str, int]]]
    """Gives (force, depth) of each fact that was earned; asked only where the rest holds, for it scores the call."""


@dataclass(frozen=True, slots=True)
class Met:
    """One thing asked of the call's outcome."""

    says: str
    met: bool


@dataclass(frozen=True, slots=True)
class CallEvidence:
    """What one call shows of a step."""

    session: str
    title: str
    level: str
    turns: int
    """Turns looked at."""
    counts: tuple[Count, ...]
    outcomes: tuple[Met, ...]

    @property
    def holds(self) -> bool:
        """Whether all that the step asks for is there."""
        return self.met == len(self.counts) + len(self.outcomes)

    @property
    def met(self) -> int:
        """How many of the things asked for are there."""
        return sum(one.met for one in self.counts) + sum(one.met for one in self.outcomes)


@dataclass(frozen=True, slots=True)
class DrillEvidence:
    """What the drills of a step show."""

    drills: int
    tried: int
    first: int
    """Right at the first try."""
    passed: int
    """Right at some time."""

    @property
    def holds(self) -> bool:
        """Whether each was right at the first try."""
        return self.first == self.drills

    @property
    def band(self) -> tuple[float, float]:
        """The noise band around the share that is right at the first try, of those tried."""
        return band(self.first, self.tried)


@dataclass(frozen=True, slots=True)
class StepState:
    """One step, and how the learner stands with it."""

    number: int
    page: Page
    state: str
    """`shown`, `begun` or `new`."""
    read: bool
    drills: DrillEvidence
    call: CallEvidence | None
    """The call that shows it; else the one that comes nearest; None where there is none to look at."""

    @property
    def by(self) -> str:
        """By what it is shown: `call`, `drills` or nothing."""
        if self.call is not None and self.call.holds:
            return "call"
        return "drills" if self.drills.holds and self.page.practice.turns else ""


def drills_of(page: Page, answers: Mapping[str, Sequence[bool]]) -> DrillEvidence:
    """Look at the answers to a step's drills; `answers`: drill → verdicts, the first one first."""
    given = [answers.get(drill, ()) for drill in page.drills]
    return DrillEvidence(
        len(given),
        sum(bool(one) for one in given),
        sum(bool(one) and one[0] for one in given),
        sum(any(one) for one in given),
    )


def call_of(page: Page, played: Played, difficulty: int) -> CallEvidence | None:
    """Look at one call for a step; None where it is none to judge the step by.

    `difficulty` is that of the scenario the step names. A part of a call is judged by its first turns, whoever was
    called: they are the learner's own lines. A whole call has to be as hard as the one that the step names, an attempt,
    and with a customer whose answers the learner had not seen.
    """
    practice = page.practice
    turns = played.record.turns[: practice.turns or None]
    if practice.turns:
        if len(turns) < practice.turns:
            return None
    elif not _as_hard(played, practice.level, difficulty):
        return None
    counts = tuple(count(wanted, turns) for wanted in practice.wants)
    sure = all(one.met for one in counts)
    outcomes = tuple(_outcomes(practice.outcome, played, sure)) if practice.outcome else ()
    return CallEvidence(played.session, played.title, played.level, len(turns), counts, outcomes)


def nearest(found: Sequence[CallEvidence]) -> CallEvidence | None:
    """Give the call that shows a step, or comes nearest to it; the first of several."""
    return max(found, key=lambda one: (one.holds, one.met), default=None)


def state_of(
    number: int, page: Page, read: bool, answers: Mapping[str, Sequence[bool]], found: Sequence[CallEvidence]
) -> StepState:
    """Put together how a step stands."""
    drills, call = drills_of(page, answers), nearest(found)
    # A call made elsewhere is no beginning of this step; what was read or drilled here is.
    begun = BEGUN if read or drills.tried else NEW
    stands = StepState(number, page, begun, read, drills, call)
    return replace(stands, state=SHOWN) if stands.by else stands


def _as_hard(played: Played, level: str, difficulty: int) -> bool:
    known = played.level in LEVELS and LEVELS[played.level].rank >= LEVELS[level].rank
    return played.attempt and not played.seen and known and played.difficulty >= difficulty


def _outcomes(wanted: Outcome, played: Played, sure: bool) -> list[Met]:
    out = []
    if wanted.points is not None:
        low = played.low if played.low is not None else played.overall
        if low is None or played.overall is None:
            said = f"scored, surely {wanted.points} or more of 100: it is not debriefed, or too short to score"
        else:
            said = f"{played.overall:.0f} of 100, surely {low:.0f} or more; wanted: surely {wanted.points} or more"
        out.append(Met(said, low is not None and low >= wanted.points))
    if wanted.forces is None and wanted.depth is None:
        return out
    if played.overall is None or not sure:
        why = "it is not debriefed" if played.overall is None else "looked at when the rest is there"
        return [*out, Met(f"what was earned in the call: {why}", False)]
    earned = played.earned()
    if wanted.forces is not None:
        forces = sorted({force for force, _ in earned if force != "context"})
        named = f" ({', '.join(forces)})" if forces else ""
        says = f"{len(forces)} of the four forces earned{named}; wanted: {wanted.forces}"
        out.append(Met(says, len(forces) >= wanted.forces))
    if wanted.depth is not None:
        deepest = max((depth for _, depth in earned), default=0)
        where = {0: "nothing", 1: "the surface only", 2: "beneath the surface", 3: "the reason itself"}
        out.append(Met(f"earned: {where[deepest]}; wanted: {where[wanted.depth]}", deepest >= wanted.depth))
    return out
