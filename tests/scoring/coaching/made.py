"""What the tests of the coach share: played calls, and judges of every kind behind the protocol of a model."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tests.conversation.made import DATA, Memory, call_of, rows
from tests.journeys.learners import Played, blind_calls
from trainer.conversation.call import Call
from trainer.conversation.coached import Coaching
from trainer.conversation.events import Debrief, Event
from trainer.conversation.model import FaultKind, Filled, ModelFault, Prompt, Retried, Shape, Stop, Usage, Written
from trainer.conversation.session import Session
from trainer.scoring.coaching.coach import coach
from trainer.scoring.coaching.rules import ruling
from trainer.scoring.record import Record, Turn, record_of
from trainer.scoring.score import score
from trainer.scoring.scorecard import Scorecard

Data = dict[str, Any]
Reply = Callable[[Data, int], Any]
"""Takes what a prompt holds as data and the number of the request; gives an answer as data, as text, or a fault."""

#: Lines by which somebody might try to move a judge.
INJECTIONS = [row["text"] for row in rows(DATA / "attacks.jsonl") if row["kind"] in ("judge", "classifier")][-32:]
#: A call without one good act: closed and leading questions, and selling.
POOR = (
    "Do you like it?",
    "You must love the levels, don't you?",
    "We are building new levels for you.",
    "Is it fast?",
    "You should try our premium plan.",
    "Did you pay?",
    "So you want more items, right?",
)


@dataclass(frozen=True)
class Done:
    """A call that is over and debriefed."""

    call: Call
    events: tuple[Event, ...]
    card: Scorecard

    @property
    def record(self) -> Record:
        return record_of(self.events)

    @property
    def turns(self) -> dict[int, Turn]:
        return {turn.number: turn for turn in self.record.turns}

    def coached(self, model: Judge, stop: Stop | None = None) -> Coaching:
        return coach(self.events, self.call, self.card, model, stop or Stop())


@dataclass
class Judge:
    """A model that only fills in forms. What it gives is validated as strictly as a real one's answer."""

    reply: Reply
    insight: Reply | None = None
    prompts: list[Prompt] = field(default_factory=list)
    name: str = "a judge"

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        stop.check()
        assert within > 0
        self.prompts.append(prompt)
        data = json.loads(prompt.messages[1].text)
        reply: Reply = self.reply if "asked" in data else self.insight or (lambda data, n: {"items": []})
        given = reply(data, len(self.prompts))
        if isinstance(given, ModelFault):
            raise given
        text = given if isinstance(given, str) else json.dumps(given)
        try:
            return Filled(TypeAdapter(form).validate_json(text, strict=True), Usage(100, 50))
        except ValidationError:
            raise ModelFault(FaultKind.EMPTY, "the answer does not fit the form") from None

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        raise AssertionError("the coach asks for forms only")


def play(persona: str, lines: Sequence[str], insight: str = "", seed: int = 1, **forces: str) -> Done:
    """Play lines against a shipped customer, hang up and hand in a debrief."""
    call = call_of(persona)
    session = Session.start(call, Memory(), "one", seed)
    for line in lines:
        if not session.closed:
            session.say(line)
    session.end()
    session.debrief(Debrief(insight, forces))
    return Done(call, tuple(session.events), score(session.events, call))


@lru_cache(maxsize=16)
def blind(name: str) -> Done:
    """Give a call that somebody played from the briefing alone."""
    played = next(one for one in blind_calls() if one.name == name)
    return play(played.persona, played.lines, played.insight, played.seed, **played.forces)


def played() -> list[Played]:
    return blind_calls()


BLIND = [one.name for one in blind_calls()]


def learner_lines(data: Data) -> dict[int, str]:
    """Give the learner's lines that stand in a prompt."""
    return {line["turn"]: line["learner"] for line in data["call"] if "learner" in line}


def customer_lines(data: Data) -> dict[int, str]:
    return {line["turn"]: line["customer"] for line in data["call"] if "customer" in line}


def start_of(line: str) -> str:
    """Give the first words of a line: all of a short one."""
    return " ".join(line.split()[:8])


def form(items: Sequence[Data] = (), notes: Sequence[Data] = (), next: str = "") -> Data:
    return {"items": list(items), "notes": list(notes), "next": next}


def asked(data: Data) -> list[tuple[int, str]]:
    return [(one["turn"], criterion) for one in data["asked"] for criterion in one["criteria"]]


def all_met(data: Data, number: int) -> Data:
    """Say `met` to everything, with real words of each line."""
    lines = learner_lines(data)
    return form([mark(turn, criterion, "met", start_of(lines[turn])) for turn, criterion in asked(data)])


def mark(turn: int, criterion: str, verdict: str, quote: str) -> Data:
    return {"criterion": criterion, "verdict": verdict, "turn": turn, "quote": quote}


def honest(done: Done) -> Reply:
    """A judge who sees what the rules see, and who calls good what they cannot tell."""

    def reply(data: Data, number: int) -> Data:
        lines, out = learner_lines(data), []
        for turn, criterion in asked(data):
            met = ruling(criterion, done.turns[turn]).met is not False
            out.append(mark(turn, criterion, "met" if met else "not_met", start_of(lines[turn])))
        return form(out, next="Ask for the last time it happened.")

    return reply
