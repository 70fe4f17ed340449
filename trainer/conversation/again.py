"""Room `conversation`: plays a session again from the learner's lines, to see whether it comes out the same."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Ended, Event, HintAsked, LearnerSaid, Started, standing
from trainer.conversation.interview import SessionError
from trainer.conversation.replayed import Replayed
from trainer.conversation.session import Session


class Nowhere:
    """A journal that keeps nothing."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Let the events go."""


def play_again(call: Call, events: Sequence[Event]) -> list[Event]:
    """Give the log that the learner's lines of `events` lead to today, up to the end of the call.

    A line that was never answered (the call was cut off there) is not answered now either.

    Raises:
        SessionError: the log does not begin as a session does, or has a level that is not known here.
    """
    started = events[0] if events else None
    if not isinstance(started, Started):
        raise SessionError("this log does not begin with the start of a session")
    events = standing(events)
    answered = {event.turn for event in events if isinstance(event, CustomerSaid)}
    fresh = Session.start(call, Nowhere(), started.session, started.seed, explain=started.explain)
    again = Replayed(events) if started.model else None
    session = Session(call, Nowhere(), (started, *fresh.events[1:]), again)
    cut: list[tuple[int, Event]] = []
    for event in events:
        if isinstance(event, LearnerSaid) and event.turn not in answered:
            cut.append((len(session.events), event))
        else:
            _again(session, event)
    out = list(session.events)
    for at, event in reversed(cut):
        out.insert(at, event)
    return out


def _again(session: Session, event: Event) -> None:
    if session.ended:
        return
    match event:
        case LearnerSaid() if not session.closed:
            session.say(event.text)
        case HintAsked():
            session.hint()
        case Ended():
            session.end(event.reason)
