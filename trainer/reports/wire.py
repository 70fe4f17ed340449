"""Room `reports`: the JSON shapes of an interview. A contract: drivers and other programs read them."""

from __future__ import annotations

from typing import Any

from trainer.conversation.attempts import counts
from trainer.conversation.directing.direction import Direction, Reason
from trainer.conversation.directing.level import PLAIN
from trainer.conversation.directing.reasons import sentence
from trainer.conversation.events import (
    CustomerSaid,
    Ended,
    Event,
    Faulted,
    HintAsked,
    LearnerSaid,
    Started,
    TurnDirected,
)
from trainer.conversation.shares import Shares
from trainer.scoring.scorecard import Scorecard

Shape = dict[str, Any]
PAUSED: Shape = {"event": "ended", "reason": "paused"}


def public(event: Event) -> Shape | None:
    """Give the shape of an event, or None where it is nobody's business before the debrief."""
    match event:
        case Started():
            return _started(event)
        case LearnerSaid():
            return {"event": "learner", "turn": event.turn, "text": event.text}
        case CustomerSaid():
            said: Shape = {"event": "customer", "turn": event.turn, "text": event.text, "voice": event.voice}
            if event.lines:
                said["lines"] = [{"speaker": name, "text": words} for name, words in event.lines]
            return {**said, "closing": True} if event.closing else said
        case Faulted():
            return {"event": "fault", "kind": event.fault, "turn": event.turn, "action": event.action}
        case HintAsked():
            return {"event": "hint", "turn": event.turn, "text": event.text}
        case Ended():
            return {"event": "ended", "reason": event.reason}
        case _:
            return None


def explained(event: TurnDirected) -> Shape:
    """Give the shape of a decision with its reasons; for sessions that are explained only."""
    direction = event.direction
    beside = {
        "speaker": direction.speaker,
        "beside": [{"persona": one.persona, "trust": one.trust, "patience": one.patience} for one in direction.beside],
        "chime": {"persona": direction.chime, "hint": direction.chime_hint} if direction.chime else None,
    }
    return {
        "event": "direction",
        "turn": event.turn,
        **(beside if direction.speaker else {}),
        "trust": direction.trust,
        "patience": direction.patience,
        "disclosed": _disclosed(direction),
        "withheld": [{"fact": one.fact, "missing": _sentences(one.missing)} for one in direction.withheld],
        "hint": direction.hint,
    }


def voiced(shares: Shares) -> Shape:
    """Give the shape of who voiced a session with a model."""
    return {
        "model": shares.model,
        "answers": shares.answers,
        "voiced": shares.voiced,
        "authored": shares.authored,
        "tokens": shares.usage.tokens,
        "cost": shares.usage.cost,
    }


def scored(card: Scorecard) -> Shape:
    """Give the shape of a scorecard."""
    return {
        "event": "scored",
        "overall": card.overall,
        "attempt": card.attempt,
        "counts": counts(card.attempt, card.number),
        "branch_of": card.branch_of or None,
        "branch_at": card.branch_at or None,
        "parts": {part.name: part.value for part in card.parts},
        "bands": {
            "overall": None if card.low is None else [card.low, card.high],
            **{part.name: None if part.low is None else [part.low, part.high] for part in card.parts},
        },
        "facts": [
            {
                "id": fact.id,
                "depth": fact.depth,
                "force": fact.force,
                "motivation": fact.motivation,
                "outcome": fact.outcome,
                "turn": fact.turn,
            }
            for fact in card.facts
        ],
        "motivations": [{"id": one.id, "uncovered": one.uncovered} for one in card.motivations],
        "items": [
            {"part": item.part, "rule": item.rule, "turn": item.turn, "quote": item.quote, "points": item.points}
            for item in card.items
        ],
        "missed_moments": [
            {"fact": one.fact, "turn": one.turn, "missing": list(one.missing)} for one in card.missed_moments
        ],
        "next": card.next,
        "not_scored": card.not_scored,
        "versions": card.versions,
    }


def _started(event: Started) -> Shape:
    shape: Shape = {
        "event": "started",
        "session": event.session,
        "scenario": event.scenario,
        "personas": list(event.personas),
        "seed": event.seed,
        "content": event.content,
        "counts": counts(event.attempt, event.number),
    }
    if event.level != PLAIN:
        shape["level"] = event.level
    if event.seen:
        shape["seen"] = True
    if event.branch_of:
        shape |= {"branch_of": event.branch_of, "branch_at": event.branch_at}
    return shape


def _disclosed(direction: Direction) -> list[Shape]:
    if direction.disclose is None:
        return []
    return [{"fact": direction.disclose, "because": _sentences(direction.because)}]


def _sentences(reasons: tuple[Reason, ...]) -> list[str]:
    return [sentence(reason) for reason in reasons]
