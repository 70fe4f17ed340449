"""Room `lab`: what many calls say of a scenario: solvable, fair, how hard, how long, and what to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from trainer.content.schema import Persona
from trainer.lab.bots.every import MIDDLING, SKILLED
from trainer.lab.difficulty import difficulty_of
from trainer.lab.learner import KIND as MODEL
from trainer.lab.playing import Fact, Played

#: What a skilled call reaches at least, and a poor one at most, in points of 100.
GOOD, POOR = 75.0, 45.0
#: Share of seeds in which that has to hold.
NEARLY_ALL = 0.95
#: Depth that no bot but the skilled one may reach.
HIDDEN = 3
#: Learners who may be told what is hidden; the bots that interview badly are all others.
APART = (SKILLED, MIDDLING, MODEL)
#: Share of skilled calls below which a fact is dead, and of poor calls above which it is too easy for its depth.
DEAD, EASY = 0.02, {1: 1.01, 2: 0.25, 3: 0.05}


@dataclass(frozen=True, slots=True)
class OfBot:
    """How one bot fared."""

    kind: str
    calls: int
    overall: float
    """Mean; what is not scored counts 0."""
    least: float
    most: float
    parts: dict[str, float]
    good: float
    """Share of calls that reach `GOOD`, or what is asked instead."""
    poor: float
    """Share of calls that stay within `POOR`."""
    deepest: int
    hidden: float
    """Share of calls in which something of depth 3 was told."""
    uncovered: float
    """Share of the motivations uncovered, in the mean."""


@dataclass(frozen=True, slots=True)
class OfFact:
    """How one fact fared."""

    id: str
    title: str
    depth: int
    force: str
    after: tuple[str, ...]
    opened: float
    """Share of skilled calls in which it was told."""
    turn: float | None
    """Median turn at which it was told to the skilled bot."""
    poorly: float
    """Share of all other calls in which it was told."""
    because: str
    """What opened it most often."""
    missing: str
    """What stood in the way most often."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question about the scenario and its answer."""

    name: str
    passed: bool
    says: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What the lab found about one customer of one scenario."""

    scenario: str
    persona: str
    difficulty: int
    """As stated, 1 to 5."""
    measured: float | None
    """As measured, 0 (half-listening costs nothing) to 1 (it costs everything); None where it was not played."""
    noise: float | None
    """One standard error of it; None where there were too few calls."""
    time: float | None
    """Median turn at which the skilled bot was told the last thing of depth 3; None where it was told none."""
    calls: int
    wanted: int
    bots: tuple[OfBot, ...]
    facts: tuple[OfFact, ...]
    checks: tuple[Check, ...]
    advice: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def measure(
    scenario: str, difficulty: int, persona: Persona, played: Sequence[Played], wanted: int, good: float = GOOD
) -> Measured:
    """Measure a customer by the calls that were played with them; `good` is what a skilled call has to reach.

    Difficulty is measured as `difficulty.difficulty_of` says.
    """
    kinds = list(dict.fromkeys(one.kind for one in played))
    bots = tuple(
        _of_bot(kind, [one for one in played if one.kind == kind], len(persona.motivations), good) for kind in kinds
    )
    skilled = [one for one in played if one.kind == SKILLED]
    middling = [one for one in played if one.kind == MIDDLING]
    others = [one for one in played if one.kind not in APART]
    hard, noise = difficulty_of(skilled, middling)
    facts = tuple(_of_facts(persona, skilled, others))
    checks = tuple(_checks(bots, good))
    return Measured(
        scenario, persona.id, difficulty, hard, noise, _time(skilled), len(played), wanted, bots, facts, checks,
        tuple(_advice(checks, facts)),
    )  # fmt: skip


def _of_bot(kind: str, calls: Sequence[Played], motivations: int, good: float) -> OfBot:
    overalls = [one.overall or 0.0 for one in calls]
    parts = {name: round(mean(one.parts[name] or 0.0 for one in calls), 2) for name in calls[0].parts}
    return OfBot(
        kind, len(calls), round(mean(overalls), 1), min(overalls), max(overalls), parts,
        _share(value >= good for value in overalls), _share(value <= POOR for value in overalls),
        max(one.deepest for one in calls), _share(one.deepest >= HIDDEN for one in calls),
        mean(len(one.uncovered) / max(1, motivations) for one in calls),
    )  # fmt: skip


def _share(which: object) -> float:
    found = list(which)  # type: ignore[call-overload]
    return round(sum(found) / len(found), 3) if found else 0.0


def _time(skilled: Sequence[Played]) -> float | None:
    turns = [max(turns) for one in skilled if (turns := [f.turn for f in one.facts if f.turn and f.depth == HIDDEN])]
    return median(turns) if turns else None


def _of_facts(persona: Persona, skilled: Sequence[Played], others: Sequence[Played]) -> list[OfFact]:
    by_skilled, by_others = _by_fact(skilled), _by_fact(others)
    out = []
    for fact in persona.facts:
        own, rest = by_skilled.get(fact.id, []), by_others.get(fact.id, [])
        turns = [one.turn for one in own if one.turn]
        out.append(
            OfFact(
                fact.id, fact.title, fact.depth, fact.force.value, (*fact.unlock.after, *fact.unlock.after_any),
                _share(one.outcome != "missed" for one in own), median(turns) if turns else None,
                _share(one.outcome != "missed" for one in rest),
                _commonest(why for one in own if one.outcome == "earned" for why in one.why),
                _commonest(why for one in (own or rest) if one.outcome == "missed" for why in one.why),
            )
        )  # fmt: skip
    return out


def _by_fact(played: Sequence[Played]) -> dict[str, list[Fact]]:
    out: dict[str, list[Fact]] = {}
    for one in played:
        for fact in one.facts:
            out.setdefault(fact.id, []).append(fact)
    return out


def _commonest(reasons: object) -> str:
    counted = Counter(reasons)  # type: ignore[call-overload]
    return min(counted, key=lambda reason: (-counted[reason], reason)) if counted else ""


def _checks(bots: Sequence[OfBot], good: float) -> list[Check]:
    out = []
    skilled = next((bot for bot in bots if bot.kind == SKILLED), None)
    others = [bot for bot in bots if bot.kind not in APART]
    if skilled:
        says = f"the skilled bot reaches {good:g} in {percent(skilled.good)} of its calls (mean {skilled.overall:g})"
        out.append(Check("solvable", skilled.good >= NEARLY_ALL, says))
    script = next((bot for bot in others if bot.kind == "script"), None)
    if script:
        says = f"a script stays within {POOR:g} in {percent(script.poor)} of its calls (mean {script.overall:g})"
        out.append(Check("no-script", script.poor >= NEARLY_ALL, says))
    if others:
        worst = max(others, key=lambda bot: (bot.hidden, bot.kind))
        says = f"of the others {worst.kind} comes closest to what is hidden, in {percent(worst.hidden)} of its calls"
        out.append(Check("hidden", worst.hidden <= 1 - NEARLY_ALL, says))
    if skilled and others:
        best = max(others, key=lambda bot: (bot.overall, bot.kind))
        says = f"skill counts: {skilled.overall:g} against {best.overall:g} for the best of the others ({best.kind})"
        out.append(Check("separates", skilled.least > best.overall and skilled.overall > best.overall + 20, says))
    return out


def percent(share: float) -> str:
    """Give a share in whole percent."""
    return f"{100 * share:.0f} %"


def _advice(checks: Sequence[Check], facts: Sequence[OfFact]) -> list[str]:
    out = [f"{check.name}: {_REMEDY[check.name]}" for check in checks if not check.passed]
    for fact in facts:
        if fact.opened <= DEAD:
            why = f" (mostly: {fact.missing})" if fact.missing else ""
            out.append(f"`{fact.id}` is never told{why}: give it a tell, wider `about` phrases, or lower its trust.")
        elif fact.poorly > EASY[fact.depth]:
            out.append(
                f"`{fact.id}` (depth {fact.depth}) is told to {percent(fact.poorly)} of poor interviewers: let it "
                "hang on another fact, or ask for more trust."
            )
    return out


_REMEDY = {
    "solvable": "look at the facts that are rarely told, and at whether the claims' `any` holds the words people use.",
    "no-script": "let what a script asks for open the surface only: move words out of `about`, or deepen the unlock.",
    "hidden": "something of depth 3 opens without listening: let it hang on what only a follow-up brings out.",
    "separates": "skilled and poor interviewing end too near each other: look at what opens without trust.",
}
