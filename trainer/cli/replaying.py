"""Room `cli`: plays a session again from the learner's lines, to see whether it comes out the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainer.content.findings import ContentError
from trainer.content.version import canonical, from_canonical
from trainer.conversation import again
from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Event, Started
from trainer.desk.library import library
from trainer.storage.exchange import ExchangeError

Kept = Callable[[str], str | None]
"""Gives the canonical text of a content version, if it is at hand."""


def play_again(call: Call, events: Sequence[Event]) -> list[Event]:
    """Give the log that the learner's lines of `events` lead to today, up to the end of the call.

    Raises:
        ExchangeError: the log does not begin as a session does.
    """
    if not events or not isinstance(events[0], Started):
        raise ExchangeError("The log does not begin with the start of a session; export it again.")
    return again.play_again(call, events)


def importer(kept: Kept, keep: Callable[[str, str], None]) -> Callable[[list[Event]], list[Event]]:
    """Give what plays a session again that comes in before its debrief, with content that is at hand here.

    `keep` takes that content (its version and canonical text), so that the session can go on.
    """

    def played(events: list[Event]) -> list[Event]:
        started = events[0]
        if not isinstance(started, Started):
            raise ExchangeError("The log does not begin with the start of a session; export it again.")
        call = call_at_hand(started, kept)
        log = play_again(call, events)
        keep(call.content, canonical(call.scenario, call.personas))
        return log

    return played


def call_at_hand(started: Started, kept: Kept) -> Call:
    """Give the content that a session was played with: what was kept, else what is shipped.

    Raises:
        ExchangeError: this version is not here.
    """
    text = kept(started.content)
    if text is not None:
        scenario, personas = from_canonical(text)
        return Call.of(scenario, personas, started.content)
    try:
        played = library().cast(started.scenario, started.personas[0])
    except ContentError:
        played = None
    if played is None or played.hash != started.content:
        raise ExchangeError(
            f"The scenario version {started.content[:12]} is not here; use the trainer that it was played with."
        )
    return Call.of(played.scenario, played.personas, played.hash)


def spoken(events: Sequence[Event]) -> list[tuple[int, str]]:
    """Give the customer's lines of a log, each with its turn."""
    return [(event.turn, event.text) for event in events if isinstance(event, CustomerSaid)]
