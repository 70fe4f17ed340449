"""Room `scoring`: events and content in, scorecard out. A pure function; the same events always score the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trainer.conversation.call import ENGINE_VERSION, Call
from trainer.conversation.events import EVENTS_VERSION, Event
from trainer.scoring import discovery, insight, technique, unscripted, weights
from trainer.scoring.record import Record, record_of
from trainer.scoring.scorecard import PARTS, SCORING_VERSION, Item, Part, Scorecard

_NEXT = {
    "leading": "Turn a leading question into an open one: take your answer out, ask what happened.",
    "hypothetical": "Ask for the last time instead of “would you”.",
    "pitch": "Answer a feature request with a question, and leave the product at home.",
    "advice": "Answer a problem with a question instead of a remedy.",
    "pressure": "Slow down: one short question, then silence.",
    "rude": "Keep your tone calm; go back a step when it gets tense.",
    "stuffing": "Ask one thing at a time.",
    "demand": "Earn it: follow their last word instead of asking for the secret.",
    "double_barrelled": "Split the double question: ask the first half and wait.",
    "interrogated": "Start with what or how, with one of their words in it.",
    "parroted": "Mirror once, then say what it seems to mean.",
    "probed": "Replace “tell me more” by one of their words.",
    "formula": "Vary: a short question, a label, a silence.",
    "technique": "One label, then listen to what it brings.",
    "repeated": "Follow the answer you got instead of asking again.",
    "flood": "Say less: one short question.",
}


def score(events: Sequence[Event], call: Call) -> Scorecard:
    """Score a session.

    Raises:
        ValueError: the log does not begin with the start of a session.
    """
    record = record_of(events)
    facts = discovery.outcomes(record, call.persona)
    found = discovery.value(facts, call.persona)
    told = insight.judge(record, call.persona, facts)
    asked = technique.judge(record)
    free = unscripted.judge(record)
    parts = (
        _part("discovery", found, "", "certain: the customer told it or did not"),
        _part("insight", told.value, told.reason, told.sure),
        _part("technique", asked.value, asked.reason, asked.sure),
        _part("unscripted", free.value, free.reason, free.sure),
    )
    overall, reason = _overall(record, parts, call)
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
        tuple(told.motivations), items, discovery.missed_moments(record, facts, call.persona),
        _next(record, parts, items, told.decoy), told.decoy, record.hints, record.started.attempt, versions,
    )  # fmt: skip


def _part(name: str, value: float | None, reason: str, sure: str) -> Part:
    if value is None:
        return Part(name, None, reason, "", "")
    rounded = round(value, 1)
    return Part(name, rounded, reason, sure, weights.ANCHORS[name][min(5, int(rounded + 0.5))])


def _overall(record: Record, parts: tuple[Part, ...], call: Call) -> tuple[float | None, str]:
    if len(record.turns) < weights.LEAST_TURNS:
        return None, f"too little to judge: {len(record.turns)} of at least {weights.LEAST_TURNS} turns"
    rubric = {name: getattr(call.scenario.rubric, name) for name in PARTS}
    scored = [(part.value, rubric[part.name]) for part in parts if part.value is not None]
    total = sum(weight for _, weight in scored)
    return round(20.0 * sum(value * weight for value, weight in scored) / total, 1), ""


def _next(record: Record, parts: tuple[Part, ...], items: tuple[Item, ...], decoy: str) -> str:
    """Choose the one thing to practise next: the costliest habit, else the weakest part."""
    if len(record.turns) < weights.LEAST_TURNS:
        return "Stay on the call longer: a dozen turns show more than six."
    costs: Counter[str] = Counter()
    for item in items:
        if item.points < 0 and item.rule in _NEXT:
            costs[item.rule] -= round(100 * item.points)
    if costs and costs.most_common(1)[0][1] >= 100:
        return _NEXT[costs.most_common(1)[0][0]]
    if decoy:
        return "When they ask for a feature, find out what they did the last time they missed it."
    least, weakest = min((part.value, part.name) for part in parts if part.value is not None)
    if least >= 4.0:
        return "Little to mend. Take a harder customer, or this one again with half as many words."
    return {
        "discovery": "Stay with the odd word: when something small does not fit, ask about that.",
        "insight": "After the call, write one sentence: what they come for, and what would make them leave.",
        "technique": "Ask for the last time it happened, then name what it seems to have been like.",
        "unscripted": "Let each question hold one of their last words.",
    }[weakest]
