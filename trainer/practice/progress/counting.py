"""Room `practice`: a scored session counted: how often each habit, in which turns, and which facts were earned."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Event, Fingerprinted, Started
from trainer.practice.progress.tally import FORCES, Tally, Turns
from trainer.scoring.calls.technique import engaged
from trainer.scoring.manner import listened
from trainer.scoring.record import record_of
from trainer.scoring.scorecard import Scorecard
from trainer.scoring.skills import HABITS


def tally_of(events: Sequence[Event], card: Scorecard, call: Call) -> tuple[Tally, dict[str, Turns]]:
    """Count a scored session; beside the figures give, for each skill, the turns that they come from.

    A fact counts for its force where it was earned, not where it was volunteered.

    Raises:
        ValueError: the log does not begin with the start of a session.
    """
    record = record_of(events)
    started = record.started
    turns = {**_habits(events), **_forces(card)}
    counts = {name: (len(found), len(found) + len(rest)) for name, (found, rest) in turns.items()}
    counts |= {force: _told(card, force) for force in FORCES}
    own = [e.seconds for e in events if isinstance(e, CustomerSaid) and e.turn >= max(1, started.branch_at)]
    tally = Tally(
        call.scenario.difficulty, _seen(events), len(record.turns), round(sum(own)), card.low, card.high, started.level,
        counts,
    )  # fmt: skip
    return tally, turns


def _habits(events: Sequence[Event]) -> dict[str, Turns]:
    record = record_of(events)
    numbers = [turn.number for turn in record.turns]
    acts = engaged(listened(record))
    out: dict[str, Turns] = {}
    for name, _, _, among, has in HABITS:
        chances = [(numbers[(one.index - 1) // 2], has(one)) for one in acts if among(one)]
        out[name] = tuple(n for n, found in chances if found), tuple(n for n, found in chances if not found)
    return out


def _forces(card: Scorecard) -> dict[str, Turns]:
    closest = {moment.fact: moment.turn for moment in card.missed_moments}
    out: dict[str, Turns] = {}
    for force in FORCES:
        facts = [fact for fact in card.facts if fact.force == force]
        found = sorted(fact.turn for fact in facts if fact.outcome == "earned" and fact.turn)
        missed = sorted(closest[fact.id] for fact in facts if fact.outcome == "missed" and fact.id in closest)
        out[force] = tuple(found), tuple(missed)
    return out


def _told(card: Scorecard, force: str) -> tuple[int, int]:
    outcomes = [fact.outcome for fact in card.facts if fact.force == force]
    return outcomes.count("earned"), len(outcomes)


def _seen(events: Sequence[Event]) -> bool:
    return any(isinstance(event, Started | Fingerprinted) and event.seen for event in events)
