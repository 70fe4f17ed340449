"""Any order of commands with any text: never an exception but `SessionError`, and always a log that makes sense."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from trainer.conversation.events import (
    CustomerSaid,
    Debrief,
    Ended,
    HintAsked,
    LearnerSaid,
    TurnDirected,
    event_from,
    payload_of,
)
from trainer.conversation.interview import SessionError
from trainer.conversation.session import Session, branch_of

from .. import conftest
from . import made

_LINES = [row["text"] for name in ("attacks.jsonl", "benign.jsonl") for row in made.rows(made.DATA / name)]
_texts = st.one_of(st.sampled_from(_LINES), st.text(max_size=80), st.sampled_from(("", "why?", "x" * 9000, "/end")))


class AnyOrder(RuleBasedStateMachine):
    """Somebody who presses everything."""

    session: Session

    @initialize(persona=st.sampled_from(made.persona_ids()), seed=st.integers(0, 2**31))
    def begin(self, persona: str, seed: int) -> None:
        self.journal = made.Memory()
        self.session = made.started(made.call_of(persona), seed, self.journal)

    @rule(text=_texts)
    def say(self, text: str) -> None:
        over = self.session.closed or self.session.ended
        before = len(self.session.events)
        try:
            events = self.session.say(text)
        except SessionError:
            assert over
            assert len(self.session.events) == before
        else:
            assert not over
            assert [e.kind for e in events] == ["learner", "heard", "directed", "customer"]

    @rule()
    def listen(self) -> None:
        if not self.session.closed and not self.session.ended:
            self.session.say(made.good_line(self.session))

    @rule()
    def hint(self) -> None:
        try:
            assert isinstance(self.session.hint(), HintAsked)
        except SessionError:
            assert self.session.ended

    @precondition(lambda self: self.session.state.turn > 6)
    @rule(reason=st.sampled_from(("learner", "time", "facilitator")))
    def end(self, reason: str) -> None:
        assert isinstance(self.session.end(reason), Ended)

    @rule(insight=st.text(max_size=400), force=st.text(max_size=250))
    def debrief(self, insight: str, force: str) -> None:
        try:
            self.session.debrief(Debrief(insight, {"push": force}))
        except SessionError as error:
            assert "\n" not in str(error)

    @rule()
    def mark(self) -> None:
        try:
            self.session.mark(self.session.call.persona.motivations[0].id)
        except SessionError:
            assert not self.session.debriefed

    @rule()
    def resume(self) -> None:
        before = self.session
        self.session = Session.resume(before.call, self.journal, before.events)
        assert self.session.events == before.events
        assert self.session.state == before.state

    @precondition(lambda self: self.session.state.turn > 0)
    @rule(data=st.data())
    def branch(self, data: st.DataObject) -> None:
        turn = data.draw(st.integers(1, self.session.state.turn))
        events = branch_of(self.session.events, turn, "branch")
        branch = Session.resume(self.session.call, made.Memory(), events)
        assert branch.state.turn == turn - 1
        assert not branch.ended and not branch.closed

    @invariant()
    def the_log_is_what_was_stored(self) -> None:
        if hasattr(self, "session"):
            assert list(self.session.events) == self.journal.events
            assert all(event_from(e.kind, payload_of(e)) == e for e in self.session.events[-4:])

    @invariant()
    def every_line_has_one_answer(self) -> None:
        if hasattr(self, "session"):
            learner = [e.turn for e in self.session.events if isinstance(e, LearnerSaid)]
            customer = [e.turn for e in self.session.events if isinstance(e, CustomerSaid)]
            assert [0, *learner] == customer == list(range(len(customer)))
            assert all(e.text for e in self.session.events if isinstance(e, CustomerSaid))

    @invariant()
    def nothing_is_said_twice_or_before_its_time(self) -> None:
        if not hasattr(self, "session"):
            return
        told, hinted, pieces = set[str](), set[str](), Counter[str]()
        for event in self.session.events:
            if isinstance(event, TurnDirected):
                told |= {event.direction.disclose or ""}
                hinted |= {event.direction.hint or ""}
            elif isinstance(event, CustomerSaid):
                pieces.update(event.pieces)
                for kind, fact in (piece.split(":")[:2] for piece in event.pieces if ":" in piece):
                    assert kind not in ("fact", "more") or fact in told
                    assert kind != "tell" or fact in hinted
        assert not pieces or max(pieces.values()) == 1


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=300 if conftest.SOAK else 25, stateful_step_count=60 if conftest.SOAK else 30, deadline=None
)
