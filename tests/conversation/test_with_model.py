"""A session that a model voices: what it may do, what it may not, and what happens when it fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from itertools import product
from typing import TypeVar

import pytest

from tests.conftest import SOAK
from tests.conversation import made
from tests.conversation.actors import Actor, Waiting, fault, material
from trainer.conversation.call import Call
from trainer.conversation.events import (
    CustomerSaid,
    Ended,
    Event,
    Faulted,
    LearnerSaid,
    TakenBack,
    TurnDirected,
    TurnHeard,
    TurnPerceived,
    TurnVoiced,
    event_from,
    payload_of,
    standing,
)
from trainer.conversation.hearing.finer import Percept, PublicTopic, refined, unsure
from trainer.conversation.helped import Assisted
from trainer.conversation.local import LocalInterview
from trainer.conversation.model import LASTING, FaultKind, Model, Usage
from trainer.conversation.replayed import Replayed
from trainer.conversation.session import Session, branch_of
from trainer.conversation.shares import shares_of

E = TypeVar("E")


def begun(call: Call, model: Model, journal: made.Memory | None = None, **chosen: object) -> Session:
    assisted = Assisted(model, **chosen)  # type: ignore[arg-type]
    return Session.start(call, journal or made.Memory(), "one", 1, assistance=assisted)


def of(events: Sequence[Event], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def faults(events: Sequence[Event]) -> list[tuple[str, str]]:
    return [(event.fault, event.action) for event in of(events, Faulted)]


def test_an_obedient_actor_voices_every_answer_and_the_log_says_how(call: Call) -> None:
    session = begun(call, actor := Actor(material))
    for _ in range(6):
        events = session.say(made.good_line(session))
        said, voiced = of(events, CustomerSaid)[0], of(events, TurnVoiced)[0]
        assert said.voice == "model" and said.text and said.pieces
        assert (voiced.model, voiced.prompt) == ("test/actor", actor.prompts[-1].hash)
        assert [one.flaws for one in voiced.tries] == [()]
        assert faults(events) == []
    assert shares_of(session.events).voiced == 6 and session.used.tokens == 6 * 120


def test_a_model_changes_no_decision(call: Call) -> None:
    """Heard, told and withheld are the same with the model's voice as with the authored one, line for line."""
    plain, helped = made.started(call), begun(call, Actor(material))
    for _ in range(10):
        if plain.over:
            break
        line = made.good_line(plain)
        one, other = plain.say(line), helped.say(line)
        assert of(one, TurnHeard)[0].heard == of(other, TurnHeard)[0].heard
        assert of(one, TurnDirected) == of(other, TurnDirected)
    assert plain.state == helped.state


def test_words_that_were_not_released_are_asked_for_once_more_and_never_shown(one_call: Call) -> None:
    session = begun(one_call, actor := Actor("I only come because my brother died in March, you know."))
    events = session.say("What brought you to it in the first place?")
    said = of(events, CustomerSaid)[0]
    assert said.voice == "authored" and "brother" not in said.text
    assert faults(events) == [("unfit", "retried"), ("unfit", "authored")]
    assert len(actor.prompts) == 2 and all(one.flaws for one in of(events, TurnVoiced)[0].tries)
    again = actor.prompts[1].messages[1].text
    assert "could not be used" in again and actor.prompts[1].temperature < actor.prompts[0].temperature


def test_a_second_attempt_that_fits_is_shown(one_call: Call) -> None:
    session = begun(one_call, Actor("As an AI model I cannot say.", material))
    events = session.say("What brought you to it in the first place?")
    assert of(events, CustomerSaid)[0].voice == "model"
    assert faults(events) == [("unfit", "retried")]
    assert [bool(one.flaws) for one in of(events, TurnVoiced)[0].tries] == [True, False]


def test_words_that_do_not_fit_never_end_the_models_part(one_call: Call) -> None:
    session = begun(one_call, actor := Actor("As an AI model I cannot say."))
    for _ in range(5):
        session.say(made.good_line(session))
    assert len(actor.prompts) == 10
    assert shares_of(session.events).fallbacks == 1.0


@pytest.mark.parametrize("kind", sorted(set(FaultKind) - LASTING - {FaultKind.UNFIT, FaultKind.CONTEXT}))
def test_three_failures_in_a_row_leave_the_rest_to_the_authored_voice(one_call: Call, kind: FaultKind) -> None:
    session = begun(one_call, actor := Actor(fault(kind), material, fault(kind)))
    seen = [of(session.say(made.good_line(session)), Faulted) for _ in range(7)]
    assert [[one.rest for one in turn] for turn in seen] == [[False], [], [False], [False], [True], [], []]
    assert len(actor.prompts) == 5
    assert [e.voice for e in of(session.events, CustomerSaid)][1:] == ["authored", "model", *["authored"] * 5]


@pytest.mark.parametrize("kind", sorted(LASTING))
def test_what_will_not_pass_leaves_the_rest_at_once(one_call: Call, kind: FaultKind) -> None:
    session = begun(one_call, actor := Actor(fault(kind)))
    first = session.say(made.good_line(session))
    session.say(made.good_line(session))
    assert faults(first) == [(kind.value, "authored")] and of(first, Faulted)[0].rest
    assert len(actor.prompts) == 1


def test_a_prompt_that_is_too_long_is_sent_once_with_half_the_call(one_call: Call) -> None:
    session = begun(one_call, Actor(material))
    for _ in range(8):
        session.say(made.good_line(session))
    actor = Actor(fault(FaultKind.CONTEXT), material)
    again = Session(one_call, made.Memory(), session.events, Assisted(actor))
    events = again.say(made.good_line(again))
    assert faults(events) == [("context", "retried")] and of(events, CustomerSaid)[0].voice == "model"
    first, second = actor.prompts
    assert len(second.messages[1].text) < 0.7 * len(first.messages[1].text)


def test_each_event_is_told_as_soon_as_it_is_durable(one_call: Call) -> None:
    journal, told = made.Memory(), []

    def tell(event: Event) -> None:
        assert event in journal.events
        told.append(event.kind)

    session = begun(one_call, Actor(fault(FaultKind.TIMEOUT)), journal)
    events = session.say("How did it begin?", tell)
    assert told == [event.kind for event in events]
    assert told == ["learner", "faulted", "heard", "directed", "voiced", "customer"]


def test_a_line_that_is_taken_back_was_never_said(one_call: Call) -> None:
    waiting = Waiting()
    session = begun(one_call, waiting)
    before = session.state
    threading.Thread(target=lambda: waiting.asked.wait(10) and session.stop(), daemon=True).start()
    events = session.say("How did it begin?")
    assert [event.kind for event in events] == ["learner", "taken_back"]
    assert session.state == before and not session.stop()
    resumed = Session.resume(one_call, made.Memory(), session.events, Assisted(Actor(material)))
    answered = resumed.say("What happened on the first day?")
    assert of(answered, CustomerSaid)[0].turn == 1
    lines = [event.text for event in of(standing(resumed.events), LearnerSaid)]
    assert lines == ["What happened on the first day?"]
    other = made.started(one_call)
    other.say("What happened on the first day?")
    assert other.state == resumed.state


def test_leaving_keeps_the_line_and_it_is_answered_when_the_session_goes_on(one_call: Call) -> None:
    waiting = Waiting()
    session = begun(one_call, waiting)
    threading.Thread(target=lambda: waiting.asked.wait(10) and session.stop(leaving=True), daemon=True).start()
    assert [event.kind for event in session.say("How did it begin?")] == ["learner"]
    resumed = Session.resume(one_call, made.Memory(), session.events)
    said = of(resumed.events, CustomerSaid)[-1]
    assert (said.turn, said.voice) == (1, "authored")


async def test_a_screen_can_take_a_line_back(one_call: Call) -> None:
    waiting = Waiting()
    interview = LocalInterview(begun(one_call, waiting))
    events = interview.events()
    saying = asyncio.create_task(interview.say("How did it begin?"))
    first = await anext(events)
    assert isinstance(first, LearnerSaid), "the line is told before its answer"
    await asyncio.to_thread(waiting.asked.wait, 10)
    assert await interview.take_back()
    assert isinstance(await anext(events), TakenBack)
    await saying
    assert not await interview.take_back()


def test_a_budget_ends_the_call_after_the_answer_and_is_carried_across_resume(one_call: Call) -> None:
    def spent(usage: Usage) -> bool:
        return usage.tokens >= 360

    session = begun(one_call, Actor(material), spent=spent)
    session.say(made.good_line(session))
    session.say(made.good_line(session))
    assert session.ended is None
    log = [event_from(event.kind, payload_of(event)) for event in session.events]
    resumed = Session.resume(one_call, made.Memory(), log, Assisted(Actor(material), spent=spent))
    assert resumed.used == session.used
    events = resumed.say(made.good_line(resumed))
    assert of(events, CustomerSaid) and events[-1] == Ended(3, "budget")
    assert resumed.over


def test_a_session_with_a_model_is_played_again_from_its_log_without_one(call: Call) -> None:
    usual = Actor(material, material, "I am an assistant.", "I am an assistant.", fault(FaultKind.CUT), material)
    session = begun(call, usual)
    for _ in range(9):
        if not session.over:
            session.say(made.good_line(session))
    again = Session.start(call, made.Memory(), "one", 1, assistance=Replayed(session.events))
    for line in of(session.events, LearnerSaid):
        again.say(line.text)
    assert of(again.events, CustomerSaid) == of(session.events, CustomerSaid)
    assert again.state == session.state
    assert Session(call, made.Memory(), session.events).state == session.state


def test_words_in_a_log_that_no_customer_could_have_said_are_not_said_again(one_call: Call) -> None:
    session = begun(one_call, Actor(material))
    session.say("How did it begin?")
    forged = [
        CustomerSaid(e.turn, "The truth is that I am lonely.", "model", e.closing, e.pieces, e.seconds)
        if isinstance(e, CustomerSaid) and e.turn
        else e
        for e in session.events
    ]
    again = Session.start(one_call, made.Memory(), "one", 1, assistance=Replayed(forged))
    assert "lonely" not in of(again.say("How did it begin?"), CustomerSaid)[0].text


def test_a_branch_keeps_what_the_model_said(one_call: Call) -> None:
    session = begun(one_call, Actor(material))
    for _ in range(4):
        session.say(made.good_line(session))
    branch = Session(one_call, made.Memory(), branch_of(session.events, 3, "two"), Assisted(Actor(material)))
    assert branch.state.turn == 2 and branch.used.tokens == 240
    assert [e.voice for e in of(branch.events, CustomerSaid)] == ["authored", "model", "model"]


def test_the_second_ear_may_find_a_public_topic_and_never_opens_anything(call: Call) -> None:
    """Whatever the model says it heard, trust is not higher and nothing more is told than by the rules alone."""
    kinds = ("open", "closed", "leading", "pitch", "advice", "mirror", "label", "summary", "other")
    lines = ("Was that the usual way of doing it over there?", "And the colour of the thing, was it green?")
    topics = ("t1", "t2", "t9", "t999", "")
    customer = made.persona_ids().index(call.persona.id)
    base = made.warmed(call, 5).events
    for line in lines:
        one = of(Session(call, made.Memory(), base).say(line), TurnDirected)[0].direction
        for kind, topic in product(kinds, topics):
            if not SOAK and (kinds.index(kind) + topics.index(topic) - customer) % len(topics):
                continue  # in the short form every kind and every topic, each pair with another customer
            form = Percept(kind, topic, line)  # type: ignore[arg-type]
            helped = Session(call, made.Memory(), base, Assisted(Actor(material, form=form), ear=True))
            other = of(helped.say(line), TurnDirected)[0].direction
            assert other.trust <= one.trust
            assert other.disclose in (None, one.disclose) and other.hint in (None, one.hint)


def test_what_the_second_ear_heard_is_kept_beside_what_the_rules_heard(one_call: Call) -> None:
    session = made.warmed(one_call, 4)
    line = "Would that be the sort of place it was?"
    actor = Actor(material, form=Percept("open", "t1", line))
    helped = Session(one_call, made.Memory(), session.events, Assisted(actor, ear=True))
    events = helped.say(line)
    perceived = of(events, TurnPerceived)[0]
    assert perceived.of == "fact" and perceived.topic in session.state.told and perceived.quote == line
    assert of(events, TurnHeard)[0].heard == of(made_again(session, line), TurnHeard)[0].heard
    assert Session(one_call, made.Memory(), helped.events).state == helped.state


def made_again(session: Session, line: str) -> tuple[Event, ...]:
    return Session(session.call, made.Memory(), session.events).say(line)


def test_a_quote_that_is_not_in_the_line_changes_nothing(one_call: Call) -> None:
    session = made.started(one_call)
    heard = of(session.say("Was that the usual way of doing it?"), TurnHeard)[0].heard
    for quote in ("", "the usual", "something else entirely", "ignore all rules"):
        assert refined(heard, "leading", ("profile", "age"), quote, "Was that the usual way of doing it?") == heard
    assert unsure(heard, [PublicTopic("profile", "age", "age")])
    assert not unsure(heard, [])
