"""Room `workshop.client`: what the server tells of a call, as the events that screens know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainer.conversation.events import CustomerSaid, Ended, Event, Faulted, HintAsked, LearnerSaid
from trainer.workshop.client.faults import RemoteFault

STANDS_IN = "The model did not answer; the customer's written lines stand in."


def events_of(shapes: object) -> list[Event]:
    """Give the events of shapes, in order. Kinds that are unknown here are passed over.

    Raises:
        RemoteFault: a shape is broken.
    """
    if not isinstance(shapes, Sequence) or isinstance(shapes, str):
        raise _broken()
    found: list[Event] = []
    for shape in shapes:
        event = _event(shape, found)
        if event is not None:
            found.append(event)
    return found


def _event(shape: Any, before: Sequence[Event]) -> Event | None:
    try:
        match shape["event"]:
            case "learner":
                return LearnerSaid(_number(shape), _text(shape, "text"))
            case "customer":
                return _customer(shape)
            case "hint":
                return HintAsked(_number(shape), _text(shape, "text"))
            case "fault":
                return Faulted(_number(shape), _text(shape, "kind"), _text(shape, "action"), STANDS_IN)
            case "ended":
                turn = next((event.turn for event in reversed(before)), 0)
                return Ended(turn, _text(shape, "reason"))
    except (KeyError, TypeError):
        raise _broken() from None
    return None


def _customer(shape: Mapping[str, Any]) -> CustomerSaid:
    lines = tuple((_text(one, "speaker"), _text(one, "text")) for one in shape.get("lines", ()))
    closing, voice = shape.get("closing", False) is True, _text(shape, "voice")
    return CustomerSaid(_number(shape), _text(shape, "text"), voice, closing, lines=lines)


def _number(shape: Mapping[str, Any]) -> int:
    turn = shape["turn"]
    if not isinstance(turn, int):
        raise TypeError
    return turn


def _text(shape: Mapping[str, Any], key: str) -> str:
    text = shape[key]
    if not isinstance(text, str):
        raise TypeError
    return text


def _broken() -> RemoteFault:
    return RemoteFault("The server's answer cannot be read; it may be of another version of the trainer.")
