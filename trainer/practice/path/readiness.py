"""Room `practice`, path: what a learner can show before a first real call, what not yet, and what to watch there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.practice.path.evidence import CallEvidence, DrillEvidence, StepState
from trainer.practice.path.schema import Page, Wanted
from trainer.practice.path.signs import SIGNS, WATCH, count
from trainer.scoring.record import Record
from trainer.scoring.skills import Skill, Skills

#: Calls, the newest, in which it is looked for what to watch; things named at most.
WATCHED_CALLS, MOST_WATCHED = 5, 3
NO_EVIDENCE = (
    "This says what was practised with simulated customers, and how. It is no evidence about real customers, and no "
    "promise of a good first call."
)
AFTERWARDS = (
    "Record the call if they agree, or write it down at once, a line for each turn. Then run: trainer analyze FILE. It "
    "says of your turns what your scorecards say: what you asked, what you gave back, where you told instead of "
    "listening."
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One step in the report."""

    number: int
    title: str
    shown: bool
    evidence: tuple[str, ...]
    """In lines: what shows it; else what there is so far, and what is missing."""
    sessions: tuple[str, ...]
    """Ids of the sessions behind it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing to watch in the first real call."""

    says: str
    seen: str
    """Where it was seen, with the learner's words; empty where it is a step that is not shown yet."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The report: shown by which evidence, not shown yet, what to watch."""

    verdict: str
    steps: tuple[Proof, ...]
    habits: tuple[str, ...]
    """Over several calls, each with its noise band; else why nothing is said of them."""
    watch: tuple[Watch, ...]
    afterwards: str = AFTERWARDS
    says_not: str = NO_EVIDENCE

    @property
    def shown(self) -> int:
        """How many steps are shown."""
        return sum(step.shown for step in self.steps)


def readiness(states: Sequence[StepState], records: Sequence[Record], skills: Skills) -> Readiness:
    """Put the report together; `records` are the learner's calls, newest first."""
    proofs = tuple(_proof(one) for one in states)
    return Readiness(_verdict(proofs), proofs, tuple(habits(skills)), tuple(watch(states, records)))


def told(step: StepState) -> tuple[str, ...]:
    """Say in lines what shows a step, or what there is so far and what is missing."""
    if step.by == "call" and step.call is not None:
        return tuple(call_lines(step.call))
    lines = [drill_line(step.drills)]
    if step.by == "drills":
        return tuple(lines)
    if step.call is not None:
        return (*lines, *call_lines(step.call))
    return (*lines, f"No call yet to judge it by: {needs(step.page)}")


def needs(page: Page) -> str:
    """Say what kind of call a step takes."""
    practice = page.practice
    if practice.turns:
        return f"any call of {practice.turns} turns or more, judged by its first {practice.turns}."
    return f"a whole call with somebody new, debriefed, as hard as this one or harder, {practice.level} or harder."


def drill_line(drills: DrillEvidence) -> str:
    """Say how the drills of a step went, with the noise band of the share that was right at the first try."""
    if not drills.tried:
        return f"Its {drills.drills} drills were not tried yet."
    low, high = drills.band
    return (
        f"Drills: {drills.first} of {drills.tried} tried were right at the first try (from so few, the share is likely "
        f"between {percent(low)} and {percent(high)}), {drills.passed} of {drills.drills} by now."
    )


def call_lines(call: CallEvidence) -> list[str]:
    """Say what a call shows: each count with its band and the learner's words."""
    level = "" if call.level == "plain" else f", {call.level}"
    out = [f"“{call.title}”{level}, {call.turns} turns (session {call.session[:8]}):"]
    for one in call.counts:
        share = f", likely {percent(one.low)} to {percent(one.high)}" if one.of else ""
        words = "; ".join(f"turn {turn}: “{text}”" for turn, text in one.quotes)
        quoted = f" {words}" if words else ""
        out.append(
            f"{'+' if one.met else '-'} {one.says}: {one.found} of {one.of}{share}; wanted: {one.wanted}.{quoted}"
        )
    out += [f"{'+' if one.met else '-'} {one.says}." for one in call.outcomes]
    return out


def habits(skills: Skills) -> list[str]:
    """Say what the calls show of habits, each with its band, or why nothing is said."""
    if skills.reason:
        return [f"Nothing is stated of habits: {skills.reason}."]
    return [_habit(one) for one in skills.skills]


def watch(states: Sequence[StepState], records: Sequence[Record]) -> list[Watch]:
    """Give what to watch: what costs most often in the last calls, then steps that are not shown yet."""
    turns = [(record, turn) for record in records[:WATCHED_CALLS] for turn in record.turns]
    found = []
    for name, says in WATCH.items():
        counted = count(Wanted(sign=name, at_most=0), [turn for _, turn in turns])
        if counted.found >= 2:  # one may be a slip of the hearing (`figures.LABEL_ERROR`)
            turn, words = counted.quotes[0]
            calls = min(len(records), WATCHED_CALLS)
            where = f"{counted.found} times in your last {calls} calls" if calls > 1 else f"{counted.found} times"
            found.append((counted.found, Watch(says, f"{SIGNS[name].says}, {where}; turn {turn}: “{words}”")))
    found.sort(key=lambda one: -one[0])
    out = [one for _, one in found[:MOST_WATCHED]]
    for state in states:
        if len(out) < MOST_WATCHED and not state.by:
            out.append(Watch(f"Not shown yet, {state.page.title.lower()}: {state.page.keep}", ""))
    return out


def percent(share: float) -> str:
    """Give a share in steps of five: finer than that no band of so few turns is."""
    return f"{round(20 * share) * 5} %"


def _proof(state: StepState) -> Proof:
    behind = (state.call.session,) if state.call is not None and state.by != "drills" else ()
    return Proof(state.number, state.page.title, bool(state.by), told(state), behind)


def _verdict(proofs: Sequence[Proof]) -> str:
    shown = sum(one.shown for one in proofs)
    if shown == len(proofs):
        return f"All {shown} steps are shown: ready for a first call, with what to watch in mind."
    if not shown:
        return f"None of the {len(proofs)} steps is shown yet."
    which = "1 step is" if shown == 1 else f"{shown} steps are"
    return f"Of {len(proofs)} steps {which} shown. The rest is listed with what is missing."


def _habit(one: Skill) -> str:
    if one.value is None or one.low is None or one.high is None:
        return f"{one.says}: too few to say ({one.chances})."
    return f"{one.says}: about {percent(one.value)}, likely {percent(one.low)} to {percent(one.high)}."
