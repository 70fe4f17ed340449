"""The interview in this process, behind the protocol that screens know."""

from __future__ import annotations

import asyncio

import pytest

from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Debrief, Debriefed, Event, LearnerSaid
from trainer.conversation.interview import JournalError, SessionError
from trainer.conversation.local import LocalInterview

from . import made


async def gathered(interview: LocalInterview) -> list[Event]:
    return [event async for event in interview.events()]


async def test_everything_said_and_handed_in_comes_out_in_order_and_then_the_stream_ends(one_call: Call) -> None:
    session = made.started(one_call)
    interview = LocalInterview(session)
    reading = asyncio.create_task(gathered(interview))
    await interview.say("What happened last time?")
    await interview.hint()
    await interview.say("And then?")
    await interview.end()
    await interview.end()
    await interview.debrief(Debrief("I think so."))
    events = await asyncio.wait_for(reading, 5)
    assert tuple(events) == session.events[2:]
    assert isinstance(events[-1], Debriefed)
    assert interview.session == session.id


async def test_lines_said_at_once_are_answered_one_after_the_other(one_call: Call) -> None:
    session = made.started(one_call)
    interview = LocalInterview(session)
    await asyncio.gather(*(interview.say(f"What about number {n}?") for n in range(6)))
    assert [e.turn for e in session.events if isinstance(e, LearnerSaid)] == [1, 2, 3, 4, 5, 6]
    assert [e.turn for e in session.events if isinstance(e, CustomerSaid)] == [0, 1, 2, 3, 4, 5, 6]


async def test_what_cannot_be_said_or_stored_is_told_to_the_caller(one_call: Call) -> None:
    journal = made.Memory(fails_at=1)
    interview = LocalInterview(made.started(one_call, journal=journal))
    with pytest.raises(JournalError):
        await interview.say("Hello?")
    journal.fails_at = -1
    await interview.end()
    with pytest.raises(SessionError):
        await interview.say("Hello?")


async def test_letting_go_ends_the_stream_and_not_the_session(one_call: Call) -> None:
    session = made.started(one_call)
    interview = LocalInterview(session)
    await interview.say("What happened last time?")
    await interview.close()
    assert len(await asyncio.wait_for(gathered(interview), 5)) == 4
    assert session.ended is None
