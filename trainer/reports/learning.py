"""Room `reports`: learning records: sessions as xAPI 1.0.3 statements, for a learning record store.

No word of a call is in them. Verbs and the kind of activity are ADL's public vocabulary; what is ours has names of its
own (`urn:interview-trainer:…`), which lead nowhere and ask nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from trainer.language.text import clean
from trainer.scoring.scorecard import Scorecard

XAPI = "1.0.3"
VERBS = "http://adlnet.gov/expapi/verbs/"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
OWN = "urn:interview-trainer:"
PLACE = "https://interview-trainer.invalid/learner"
"""Where an account would be; the name can never belong to anybody (RFC 2606)."""
_NAMES = UUID("6f1b2f5e-2c55-5f0e-9d7a-0a6b8f3c1d42")
"""Namespace of our ids: the same session always gives the same statements."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One session, as far as a learning record tells it."""

    session: str
    scenario: str
    title: str
    personas: tuple[str, ...]
    content: str
    """Version of the scenario: hash of its content."""
    status: str
    """`open`, `ended` or `debriefed`."""
    attempt: bool
    seen: bool
    turns: int
    started_at: datetime
    last_at: datetime
    """When the debrief was handed in, the call ended, or the last line was said."""
    card: Scorecard | None = None
    """Of a debriefed session."""


#: Status of a session → the verb of its last statement.
_LAST = {"open": "suspended", "ended": "terminated", "debriefed": "completed"}


def statements(sessions: Sequence[Taken], account: str, name: str = "") -> list[dict[str, Any]]:
    """Give the statements of sessions, two each: that it began, and how far it came, with its score where it has one.

    `account` is the learner's pseudonym; `name` is in them only where the learner gave one.
    """
    actor: dict[str, Any] = {"objectType": "Agent", "account": {"homePage": PLACE, "name": account}}
    if named := clean(name):
        actor["name"] = named
    return [one for taken in sessions for one in (_began(taken, actor), _came(taken, actor))]


def _began(taken: Taken, actor: dict[str, Any]) -> dict[str, Any]:
    return _statement(taken, actor, "initialized", taken.started_at)


def _came(taken: Taken, actor: dict[str, Any]) -> dict[str, Any]:
    made = _statement(taken, actor, _LAST[taken.status], taken.last_at)
    result: dict[str, Any] = {"completion": taken.status == "debriefed"}
    card = taken.card
    if card is not None:
        if card.overall is not None:
            result["score"] = {"scaled": round(card.overall / 100, 4), "raw": card.overall, "min": 0, "max": 100}
        result["extensions"] = {
            f"{OWN}scoring": dict(sorted(card.versions.items())),
            f"{OWN}parts": {
                part.name: {"value": part.value, "low": part.low, "high": part.high} for part in card.parts
            },
            f"{OWN}band": {"low": card.low, "high": card.high},
            f"{OWN}facts": {
                outcome: sum(fact.outcome == outcome for fact in card.facts)
                for outcome in ("earned", "volunteered", "missed")
            },
        }
    return {**made, "result": result}


def _statement(taken: Taken, actor: dict[str, Any], verb: str, at: datetime) -> dict[str, Any]:
    registration = _registration(taken.session)
    return {
        "id": str(uuid5(_NAMES, f"{taken.session}:{verb}")),
        "version": XAPI,
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "actor": actor,
        "verb": {"id": VERBS + verb, "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{OWN}scenario:{taken.scenario}",
            "definition": {"type": SIMULATION, "name": {"en": clean(taken.title) or taken.scenario}},
        },
        "context": {
            "registration": str(registration),
            "platform": "interview-trainer",
            "language": "en",
            "extensions": {
                f"{OWN}content": taken.content,
                f"{OWN}personas": list(taken.personas),
                f"{OWN}turns": taken.turns,
                f"{OWN}attempt": taken.attempt,
                f"{OWN}seen-before": taken.seen,
            },
        },
    }


def _registration(session: str) -> UUID:
    """Give the session's id as a UUID; one made of it where it is none (a session of another hand)."""
    try:
        return UUID(session)
    except ValueError:
        return uuid5(_NAMES, session)
