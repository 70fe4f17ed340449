"""A session has its level in its log: replay, resume and branches keep it, and logs from before have the plain one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.conversation import company, made
from tests.conversation.test_session import LINES, payloads
from trainer.conversation.call import Call
from trainer.conversation.directing.level import PLAIN
from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import CustomerSaid, Debrief, Event, Started, event_from, payload_of
from trainer.conversation.interview import SessionError
from trainer.conversation.session import Session, branch_of
from trainer.scoring.beside import Beside, beside_of, notices
from trainer.scoring.score import score

PERSONA = "judith-okafor"


def played(call: Call, level: str, lines: tuple[str, ...] = LINES) -> Session:
    session = made.started(call.at(level), 3)
    for line in lines:
        if not session.over:
            session.say(line)
    return session


def level_of(events: tuple[Event, ...]) -> str:
    assert isinstance(events[0], Started)
    return events[0].level


@pytest.mark.parametrize("level", LEVELS)
def test_a_log_folds_to_the_same_state_whatever_level_the_call_is_handed_over_at(level: str) -> None:
    call = made.call_of(PERSONA)
    session = played(call, level)
    assert level_of(session.events) == level
    again = Session(call, made.Memory(), session.events)
    assert again.state == session.state and again.call.cast == session.call.cast
    assert again.turns_left == session.turns_left


def test_going_on_and_branches_keep_the_level() -> None:
    call = made.call_of(PERSONA)
    whole = played(call, "closed")
    resumed = Session.resume(call, made.Memory(), played(call, "closed", LINES[:4]).events)
    for line in LINES[4:]:
        resumed.say(line)
    assert payloads(resumed.events) == payloads(whole.events)
    branch = branch_of(whole.events, 3, "two")
    assert level_of(branch) == "closed"
    assert Session(call, made.Memory(), branch).state.trust == played(call, "closed", LINES[:2]).state.trust


def test_a_log_from_before_there_were_levels_is_a_plain_one() -> None:
    old: dict[str, Any] = payload_of(Started("one", "s", ("p",), 1, "h"))
    del old["level"]
    assert event_from("started", old) == Started("one", "s", ("p",), 1, "h", level=PLAIN)


def test_the_plain_level_is_what_is_played_without_one() -> None:
    call = made.call_of(PERSONA)
    bare = made.started(call, 3)
    for line in LINES:
        bare.say(line)
    assert payloads(bare.events) == payloads(played(call, PLAIN).events)


def test_a_log_of_an_unknown_level_is_refused_in_one_line() -> None:
    session = made.started(made.call_of(PERSONA))
    forged = (replace(session.started, level="brutal"), *session.events[1:])
    with pytest.raises(SessionError, match="brutal") as refused:
        Session(session.call, made.Memory(), forged)
    assert "\n" not in str(refused.value)


def test_no_level_says_a_line_twice() -> None:
    call = made.call_of(PERSONA).at("closed")
    for persona in made.persona_ids():
        session = made.started(made.call_of(persona).at("closed"))
        for n in range(call.cast.turns):
            if not session.over:
                session.say(("What was that like?", "How did it begin?", "What happened then?")[n % 3])
        said = [event.text for event in session.events if isinstance(event, CustomerSaid)]
        assert len(said) == len(set(said)), persona


def test_both_people_on_a_call_are_at_its_level() -> None:
    call = company.call()
    cast = call.at("closed").cast
    assert len(cast.roles) == 2 and {role.level.name for role in cast.roles} == {"closed"}
    session = Session.start(call.at("closed"), made.Memory(), "one", 1)
    for line in LINES[:4]:
        session.say(line)
    again = Session(call, made.Memory(), session.events)
    assert again.state == session.state
    first, other = session.state, next(iter(session.state.others.values()))
    assert first.trust < 1 and other.best_patience < call.cast.roles[1].patience


def test_a_scorecard_says_at_which_level_it_was_played() -> None:
    session = played(made.call_of(PERSONA), "guarded")
    session.end()
    session.debrief(Debrief("They want more."))
    card = score(session.events, session.call)
    beside = beside_of(session.events, card)
    assert beside.level == "guarded" and beside.shape()["level"] == "guarded"
    assert any("Level guarded" in line and "at this level only" in line for line in notices(beside, card))
    assert "level" not in Beside().shape() and not any("Level" in line for line in notices(Beside(), card))
