"""A scripted model: who is set to voice the customer, and an interview that waits, faults and is taken back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.tui.scripted import ScriptedDesk, ScriptedInterview, Session
from trainer.conversation.coached import Coaching, InsightJudged, Judged, MarginNote
from trainer.conversation.events import (
    Coached,
    CustomerSaid,
    Ended,
    Event,
    Faulted,
    LearnerSaid,
    Started,
    TakenBack,
    TurnVoiced,
    standing,
)
from trainer.conversation.model import Stop, Usage
from trainer.llm.assistance import VoiceInfo
from trainer.llm.choice import Choice, ChoiceError, SetBy, choose
from trainer.llm.keys import Found, KeyringFault
from trainer.llm.providers import Provider
from trainer.llm.route import Secret

MODEL = "openai/gpt-4.1-mini"
USED = Usage(500, 60, 0.0123, estimated=True)
TOKENS = Usage(1100, 104, None, estimated=True)


@dataclass
class Keys:
    """A key in the environment, one in the keyring, or none."""

    source: str = "OPENAI_API_KEY"

    def find(self, choice: Choice) -> Found:
        return Found(Secret("sk-set-elsewhere"), self.source) if self.source else Found()

    def in_environment(self, provider: Provider) -> str:
        return self.source if self.source in provider.variables else ""


@dataclass
class Models:
    """What is set. `broken` is the line of a choice that cannot be read, `locked` of a keyring that is."""

    set: Choice | None = None
    by: SetBy = SetBy.SETTINGS
    keys: Keys = field(default_factory=Keys)
    estimate: str = "≈ $0.01 to $0.03"
    broken: str = ""
    locked: str = ""
    kept: list[tuple[Choice, str]] = field(default_factory=list)
    warmed: int = 0

    def choice(self, option: str | None = None) -> Choice | None:
        if self.broken:
            raise ChoiceError(self.broken)
        return None if option == "authored" else self.set

    def info(self, turns: int, option: str | None = None) -> VoiceInfo:
        found = self.choice(option)
        if found is None:
            return VoiceInfo(set_by=self.by if self.by is SetBy.ENVIRONMENT else SetBy.NOTHING)
        return VoiceInfo(found.name, self.by, found.goes_to, self.estimate, str(found.budget or ""))

    def keep(self, choice: Choice, key: Secret | None = None) -> None:
        if self.locked and key:
            raise KeyringFault(self.locked)
        self.kept.append((choice, key.reveal() if key else ""))
        if self.by is not SetBy.ENVIRONMENT:
            self.set = replace(choice, keyed=bool(key))

    def forget(self, *, key: bool = False) -> None:
        self.set = None
        if key:
            self.keys.source = ""

    def warm(self) -> None:
        self.warmed += 1


class ModelInterview(ScriptedInterview):
    """A customer voiced by a model. Each answer waits for `gate`; `before` are events of the turn before its answer."""

    def __init__(self, session: Session, answers: Sequence[str], manner: str = "plain", closes_at: int = 0) -> None:
        super().__init__(session, answers, manner, closes_at)
        self.stop = asyncio.Event()
        self.before: list[Event] = []
        self.voice = "model"
        self.usage = USED
        self.budget_at = 0
        self.working = False
        #: How often `take_back` finds nothing at work yet, and whether the answer overtakes it.
        self.early, self.overtakes = 0, False
        self.asked_back = 0

    async def say(self, text: str) -> None:
        turn = 1 + sum(event.kind == "learner" for event in standing(self._session.log))
        self.said.append(text)
        self.stop.clear()
        self.working = True
        self._put(LearnerSaid(turn, text))
        for event in self.before:
            self._put(event)
        waits = [asyncio.ensure_future(self.gate.wait()), asyncio.ensure_future(self.stop.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for one in waits:
            one.cancel()
        self.working = False
        if self.closed:
            return
        if self.stop.is_set() and not self.overtakes:
            self._put(TakenBack(turn))
            return
        self._put(TurnVoiced(turn, MODEL, "actor-1", "0" * 64, (), self.usage))
        self._put(CustomerSaid(turn, self._answers[(turn - 1) % len(self._answers)], self.voice, seconds=45.0))
        if turn == self.budget_at:
            self._put(Ended(turn, "budget"))

    async def take_back(self) -> bool:
        self.asked_back += 1
        if not self.working or self.asked_back <= self.early:
            return False
        self.stop.set()
        return True

    async def close(self) -> None:
        await super().close()
        self.stop.set()


class ModelDesk(ScriptedDesk):
    """A desk on which a model is set."""

    def __init__(self, *given: Any, model: str = MODEL, url: str = "", **options: Any) -> None:
        super().__init__(*given, **options)
        self.models = Models(choose(model, url) if model else None)
        self.coach_gate = threading.Event()
        self.coach_gate.set()
        self.coach_fault: Exception | None = None
        self.coach_asked: list[bool] = []

    def interview(self, session: Session) -> ScriptedInterview:
        if not any(isinstance(event, Started) and event.model for event in session.log):
            return super().interview(session)
        self.interviews.append(ModelInterview(session, self.answers, self.manner, self.closes_at))
        return self.interviews[-1]

    def coach(self, session: str, *, again: bool = False, stop: Stop | None = None) -> Coached:
        """Give new notes once `coach_gate` is open; `coach_fault` is raised instead where it is set."""
        assert stop is not None
        self.coach_asked.append(again)
        stop.when_set(self.coach_gate.set)
        self.coach_gate.wait(30)
        stop.check()
        if self.coach_fault is not None:
            raise self.coach_fault
        self.coachings = [coached("2026-03-04T09:00:00+00:00"), *self.coachings]
        return self.coachings[0]

    @property
    def playing(self) -> ModelInterview:
        """The interview that was opened last."""
        last = self.interviews[-1]
        assert isinstance(last, ModelInterview)
        return last

    def put_voiced(self, id: str, turns: int, *, ended: bool = False) -> Session:
        """A session that a model voiced; its second answer is authored, after a fault."""
        session = self.put_log(id, turns, ended=ended)
        log: list[Event] = []
        for event in session.log:
            if isinstance(event, Started):
                event = replace(event, model=MODEL)
            if isinstance(event, CustomerSaid) and event.turn:
                authored = event.turn == 2
                if authored:
                    log.append(Faulted(2, "timeout", "authored", f"{MODEL} took too long; try again."))
                log.append(TurnVoiced(event.turn, MODEL, "actor-1", "0" * 64, (), USED))
                event = replace(event, voice="authored" if authored else "model")
            log.append(event)
        session.log[:] = log
        return session


def coached(at: str = "2026-03-03T14:30:00+00:00", text: str = "") -> Coached:
    """The coach's notes, with something of everything; `text` stands wherever the model could have written."""
    quote = text or "So if we added a filter for quick vegetarian meals you'd use it more?"
    return Coached(
        at,
        text or MODEL,
        "coach-1 0123456789ab",
        Coaching(
            items=(
                Judged("last_words", "met", 4, text or "The list part.", 3, 3),
                Judged("no_answer", "not_met", 2, quote, 2, 3),
                Judged("open", "met", 5, text or "Who's “we”?", 3, 3, disputed=text or "a closed question"),
                Judged(text or "stops", "unclear", 1, text or "What did last week look like?", 1, 3),
            ),
            notes=(MarginNote(2, quote, text or "It brings an answer.", text or "What were you after the last time?"),),
            next=text or "Ask about the last time before you offer anything.",
            insight=(
                InsightJudged(
                    "one-list", "c1", text or "The list lets two people run a week.", "met",
                    text or "partly: you left out what would make her leave", text or "run a week without a call", 3, 3,
                ),
            ),
            answers=3,
            asked=3,
        ),
    )  # fmt: skip
