"""Room `lab`: do outcomes fall as the level rises, and is the hardest still to be solved? Told from calls with seeds.

The same seeds play every level, so that each step is a mean of differences between like and like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

from trainer.conversation.directing.tuning import LEVELS
from trainer.lab.bots.every import MIDDLING, SKILLED
from trainer.lab.difficulty import found
from trainer.lab.measuring import HIDDEN, POOR, Check, percent
from trainer.lab.playing import TURNS, Played

#: Who plays the levels if nobody is named: who listens, who does half of the time, and who reads a list.
CLIMBERS = (SKILLED, MIDDLING, "script")
#: Standard errors of a mean of differences within which a step up is noise: 99 of 100 (normal).
NOISE = 2.58
#: Points by which a scorecard is not told from another: its own band is given in such steps (`scoring/sureness`).
ALIKE = 5.0
#: Calls of a bot at a level from which a step is judged; with fewer its noise is not known.
LEAST_CALLS = 5
#: What the whole way costs at least: share of what there is to find, and points of 100 for who half listens.
FALLS, FALLS_POINTS = 0.1, 5.0
#: What a skilled call reaches in the mean at the hardest level, and the share of calls in which all is uncovered.
SOLVED, WHOLE = 60.0, 0.5


@dataclass(frozen=True, slots=True)
class Rung:
    """How one bot fared at one level."""

    level: str
    kind: str
    calls: int
    overall: float
    """Mean; what is not scored counts 0."""
    least: float
    found: float
    """Share of what there is to find, by weight (depth 1, 2, 3 weigh 1, 2, 4); mean."""
    turns: float
    """Turn of the first thing of depth 3; a call without one counts one turn more than a plain call has. Mean."""
    hidden: float
    """Share of calls in which something of depth 3 was told."""
    whole: float
    """Share of calls in which every motivation was uncovered."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """What the lab found about one customer at all levels."""

    scenario: str
    persona: str
    calls: int
    wanted: int
    rungs: tuple[Rung, ...]
    """By bot, and for each bot the gentlest level first."""
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class Step:
    """The mean of the differences between two levels over the same seeds, and the noise around it."""

    mean: float
    noise: float

    @property
    def rises(self) -> bool:
        """Whether it goes up by more than noise."""
        return self.mean > self.noise


def climb(scenario: str, persona: str, motivations: int, played: Mapping[str, Sequence[Played]], wanted: int) -> Ladder:
    """Judge the calls of each level (name → calls). Levels or bots that were not played are in no check."""
    levels = [level for level in LEVELS if played.get(level)]
    kinds = list(dict.fromkeys(one.kind for level in levels for one in played[level]))
    calls = {(kind, level): [one for one in played[level] if one.kind == kind] for kind in kinds for level in levels}
    rungs = tuple(
        _rung(level, kind, calls[kind, level], motivations) for kind in kinds for level in levels if calls[kind, level]
    )
    checks: list[Check] = []
    for kind in (SKILLED, MIDDLING):
        checks += _falling(kind, [calls.get((kind, level), []) for level in levels], levels)
    checks += _ends(rungs, levels)
    return Ladder(scenario, persona, sum(len(one) for one in played.values()), wanted, rungs, tuple(checks))


def step(easier: Sequence[float], harder: Sequence[float]) -> Step:
    """Compare outcomes of the same seeds at two levels, in the same order."""
    apart = [after - before for before, after in zip(easier, harder, strict=True)]
    return Step(mean(apart), NOISE * stdev(apart) / sqrt(len(apart)))


def first_hidden(one: Played) -> int:
    """Give the turn of the first thing of depth 3; at most one more than a plain call has, so that lengths compare."""
    return min([TURNS + 1, *(fact.turn for fact in one.facts if fact.turn and fact.depth == HIDDEN)])


def _rung(level: str, kind: str, calls: Sequence[Played], motivations: int) -> Rung:
    overalls = [one.overall or 0.0 for one in calls]
    return Rung(
        level, kind, len(calls), round(mean(overalls), 1), min(overalls), round(mean(map(found, calls)), 3),
        round(mean(map(first_hidden, calls)), 1), round(mean(one.deepest >= HIDDEN for one in calls), 3),
        round(mean(len(one.uncovered) >= motivations for one in calls), 3),
    )  # fmt: skip


def _falling(kind: str, calls: Sequence[Sequence[Played]], levels: Sequence[str]) -> list[Check]:
    """Check that a learner's outcomes fall from level to level but for noise, and clearly from end to end."""
    by_seed = [{one.seed: one for one in level} for level in calls]
    seeds = sorted(frozenset.intersection(*(frozenset(one) for one in by_seed))) if by_seed else []
    if len(levels) < 2 or len(seeds) < LEAST_CALLS:
        return []
    rows = [[one[seed] for seed in seeds] for one in by_seed]
    finds, points = [[found(one) for one in row] for row in rows], [[one.overall or 0.0 for one in row] for row in rows]
    turns = [[-float(first_hidden(one)) for one in row] for row in rows]
    rises = [
        f"{what} from {levels[at]} to {levels[at + 1]}"
        for what, figures, least in (
            ("what it finds", finds, 0.0),
            ("its points", points, ALIKE),
            ("the way to depth 3", turns, 0.0),
        )
        for at in range(len(levels) - 1)
        if (taken := step(figures[at], figures[at + 1])).rises and taken.mean > least
    ]
    line = ", ".join(f"{percent(mean(row))}" for row in finds)
    says = f"{kind} finds {line} from {levels[0]} to {levels[-1]}"
    steady = Check(
        f"{kind}-falls", not rises, says + (f"; easier, by more than noise: {'; '.join(rises)}" if rises else "")
    )
    return [steady, _apart(kind, step(finds[0], finds[-1]), step(points[0], points[-1]))]


def _apart(kind: str, finds: Step, points: Step) -> Check:
    """Check that the whole way costs clearly. A skilled call has points to spare until it misses a reason."""
    clear = -finds.mean >= FALLS and -finds.mean > finds.noise
    if kind != SKILLED:
        clear = clear and -points.mean >= FALLS_POINTS and -points.mean > points.noise
    says = (
        f"from end to end {kind} loses {percent(-finds.mean)} (noise {percent(finds.noise)}) of what there is to find "
        f"and {-points.mean:.1f} points (noise {points.noise:.1f})"
    )
    return Check(f"{kind}-apart", clear, says)


def _ends(rungs: Sequence[Rung], levels: Sequence[str]) -> list[Check]:
    """Check that the hardest level is solvable, and that at the gentlest no list reaches what is hidden."""
    out = []
    last = next((one for one in rungs if one.kind == SKILLED and one.level == levels[-1]), None)
    if last and len(levels) > 1:
        says = (
            f"at {last.level} the skilled bot reaches {last.overall:g} in the mean and uncovers everything in "
            f"{percent(last.whole)} of its calls"
        )
        out.append(Check("hardest-solvable", last.overall >= SOLVED and last.whole >= WHOLE, says))
    poor = [one for one in rungs if one.kind not in (SKILLED, MIDDLING)]
    if poor:
        most = max(poor, key=lambda one: (one.hidden, one.overall, one.kind))
        says = (
            f"of those who do not listen {most.kind} gets furthest: {most.overall:g} at {most.level}, depth 3 in "
            f"{percent(most.hidden)} of its calls"
        )
        out.append(Check("gentlest-fair", max(one.overall for one in poor) <= POOR and most.hidden == 0, says))
    return out
