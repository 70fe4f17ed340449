"""Room `scoring`: events and content in, scorecard out. A pure function; the same events always score the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from trainer.conversation.call import ENGINE_VERSION, Call
from trainer.conversation.events import EVENTS_VERSION, Event
from trainer.scoring import discovery, habits, insight, sureness, technique, unscripted, weights
from trainer.scoring.calls.held import held
from trainer.scoring.calls.sureness import Band
from trainer.scoring.manner import listened
from trainer.scoring.record import Record, record_of
from trainer.scoring.scorecard import PARTS, SCORING_VERSION, Item, Part, Scorecard


def score(events: Sequence[Event], call: Call) -> Scorecard:
    """Score a session.

    Raises:
        ValueError: the log does not begin with the start of a session.
    """
    record = record_of(events)
    turns = listened(record)
    manner = held(turns, weights.LEAST_TURNS)
    facts = discovery.outcomes(record, call.whole)
    told = insight.judge(record, call.whole, facts)
    asked = technique.judge(record, turns, manner)
    free = unscripted.judge(record, turns, manner)
    sure = sureness.of_turns(len(manner.acts))
    parts = (
        _part("discovery", discovery.value(facts, call.whole), "", "certain: the customer told it or did not"),
        _part("insight", told.value, told.reason, told.sure, sureness.of_insight(told.value, told.clear)),
        _part("technique", asked.value, asked.reason, sure, manner.bands.get("technique")),
        _part("unscripted", free.value, free.reason, sure, sureness.moved(manner.bands.get("unscripted"), free.shift)),
    )
    overall, band, reason = _overall(record, parts, call)
    parted = (discovery.items(facts), told.items, asked.items, free.items)
    items = tuple(item for part in parted for item in sorted(part, key=lambda item: item.turn))
    versions = {
        "scoring": SCORING_VERSION,
        "engine": record.started.engine or ENGINE_VERSION,
        "events": str(EVENTS_VERSION),
        "content": record.started.content,
    }
    return Scorecard(
        record.started.session, record.started.scenario, len(record.turns), overall, reason, parts, facts,
        tuple(told.motivations), items, discovery.missed_moments(record, facts, call.whole),
        _next(record, parts, items, told.decoy), told.decoy, record.hints, record.started.attempt, versions,
        *band,
        number=record.started.number, branch_of=record.started.branch_of, branch_at=record.started.branch_at,
    )  # fmt: skip


def _part(name: str, value: float | None, reason: str, sure: str, band: Band | None = None) -> Part:
    if value is None:
        return Part(name, None, reason, "", "")
    rounded = round(value, 1)
    low, high = (band.low, band.high) if band else (None, None)
    return Part(name, rounded, reason, sure, weights.ANCHORS[name][min(5, int(rounded + 0.5))], low, high)


def _overall(
    record: Record, parts: tuple[Part, ...], call: Call
) -> tuple[float | None, tuple[float | None, float | None], str]:
    """Give the overall, where it may well lie, and why there is none."""
    if len(record.turns) < weights.LEAST_TURNS:
        reason = f"too little to judge: {len(record.turns)} of at least {weights.LEAST_TURNS} turns"
        return None, (None, None), reason
    rubric = {name: getattr(call.scenario.rubric, name) for name in PARTS}
    total = sum(rubric[part.name] for part in parts if part.value is not None)
    shares = [(part, rubric[part.name] / total) for part in parts if part.value is not None]
    overall = 20.0 * sum(part.value * share for part, share in shares if part.value is not None)
    return round(overall, 1), sureness.of_overall(overall, shares) or (None, None), ""


def _next(record: Record, parts: tuple[Part, ...], items: tuple[Item, ...], decoy: str) -> str:
    """Choose the one thing to practise next: the costliest habit, else the weakest part."""
    if len(record.turns) < weights.LEAST_TURNS:
        return "Stay on the call longer: a dozen turns show more than six."
    costs: defaultdict[str, float] = defaultdict(float)
    for item in items:
        if item.rule in habits.NEXT and item.rule in weights.FAULTS:
            costs[item.rule] += weights.FAULTS[item.rule]
    if costs and max(costs.values()) >= weights.NEXT_FROM:
        return habits.NEXT[max(costs, key=lambda rule: costs[rule])]
    if decoy:
        return "When they ask for a feature, find out what they did the last time they missed it."
    least, weakest = min((part.value, part.name) for part in parts if part.value is not None)
    if least >= 4.0:
        return "Little to mend. Take a harder customer, or this one again with half as many words."
    return habits.WEAKEST[weakest]
