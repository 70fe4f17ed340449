"""Events as they are stored: what goes in comes out, and what does not fit is refused with a `ValueError`."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from trainer.conversation.events import (
    KINDS,
    Challenged,
    Event,
    Fingerprinted,
    Scored,
    Started,
    event_from,
    payload_of,
)

from . import made


def test_every_event_of_a_call_survives_its_payload() -> None:
    session = made.warmed(made.call_of(made.persona_ids()[0]), 6)
    session.hint()
    session.end()
    for event in session.events:
        stored = json.loads(json.dumps(payload_of(event)))
        assert event_from(event.kind, stored) == event


def test_a_payload_is_what_the_dataclass_holds() -> None:
    session = made.warmed(made.call_of(made.persona_ids()[0]), 6)
    for event in session.events:
        assert json.dumps(payload_of(event)) == json.dumps(asdict(event))


@pytest.mark.parametrize(
    "event",
    [
        Challenged(4, "heard", "question", "open", "closed", "yes or no", "2", "2"),
        Scored("2", 58.0, (("technique", 3.0), ("insight", None)), 50.0, 65.0, "2"),
        Scored("2", None, ()),
        Fingerprinted(("a note",), (("aa bb",),), ("cc dd",), True),
    ],
)
def test_what_is_told_of_a_scorecard_survives_its_payload(event: Event) -> None:
    assert event_from(event.kind, json.loads(json.dumps(payload_of(event)))) == event


@pytest.mark.parametrize("kind", ("", "Started", "drop table", "learner "))
def test_an_unknown_kind_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        event_from(kind, {})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("fingerprinted",)])
def test_a_payload_that_does_not_fit_is_refused(kind: str) -> None:
    for payload in ({"turn": "many"}, {"turn": None, "text": 3}, {"insight": ["x"], "motivation": 1, "turn": {}}):
        with pytest.raises(ValueError):
            event_from(kind, payload)


def test_a_start_without_the_later_fields_is_still_read() -> None:
    old = {"session": "s", "scenario": "x", "personas": ["p"], "seed": 1, "content": "h"}
    assert event_from("started", old) == Started("s", "x", ("p",), 1, "h")
    assert event_from("fingerprinted", {"notes": [], "earlier": []}) == Fingerprinted()
