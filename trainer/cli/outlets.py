"""Room `cli`: how an interview comes out: as JSON for programs, or as plain lines for pipes and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from trainer.cli import output
from trainer.cli.card import card_lines
from trainer.conversation.call import Call
from trainer.conversation.events import (
    CustomerSaid,
    Ended,
    Event,
    Faulted,
    HintAsked,
    LearnerSaid,
    Started,
    TurnDirected,
)
from trainer.conversation.shares import Shares
from trainer.reports import wire
from trainer.scoring.beside import Beside
from trainer.scoring.scorecard import Scorecard

ENDINGS = {
    "learner": "You hung up.",
    "patience": "Their patience was at an end.",
    "time": "The time was up.",
    "budget": "The budget for the model was spent.",
    "facilitator": "The facilitator ended the call.",
}
KEYS = "Type what you say; an empty line is a pause. /hint asks for a hint, /end hangs up, end of input pauses."


class Outlet(Protocol):
    """Where an interview is shown."""

    def begin(self, call: Call, log: Sequence[Event], known: int) -> None:
        """Show where the call stands. The first `known` events of the log were shown before; 0 for a new call."""
        ...

    def show(self, event: Event) -> None:
        """Show what has happened; what is not for the learner's eyes is passed over."""
        ...

    def pause(self, session: str) -> None:
        """Say that the call is paused."""
        ...

    def scored(self, card: Scorecard, beside: Beside, shares: Shares) -> None:
        """Show the scorecard, what stands beside it, and who voiced the customer."""
        ...


class JsonOutlet:
    """One JSON object a line, flushed at once."""

    def __init__(self, *, explain: bool) -> None:
        """Take whether decisions are shown as well."""
        self._explain = explain

    def begin(self, call: Call, log: Sequence[Event], known: int) -> None:
        """Show the start, and what was not shown before."""
        self.show(log[0])
        for event in log[max(1, known) :]:
            self.show(event)

    def show(self, event: Event) -> None:
        """Write an event."""
        if isinstance(event, TurnDirected):
            shape = wire.explained(event) if self._explain else None
        else:
            shape = wire.public(event)
        if shape is not None:
            output.emit(shape)

    def pause(self, session: str) -> None:
        """Write the end that is none."""
        output.emit(wire.PAUSED)

    def scored(self, card: Scorecard, beside: Beside, shares: Shares) -> None:
        """Write the scorecard and what stands beside it; with a model, who voiced the customer as well."""
        shape = {**wire.scored(card), **beside.shape()}
        output.emit({**shape, "voice": wire.voiced(shares)} if shares.model else shape)


class PlainOutlet:
    """The dialogue to stdout with a label before each line; everything else to stderr."""

    def __init__(self, name: str, *, explain: bool, echo: bool) -> None:
        """Take the customer's name, whether decisions are shown, and whether the learner's lines are written too."""
        self._name = " and ".join(_first(one) for one in name.split(" and "))
        self._explain = explain
        self._echo = echo
        self._model = ""

    def begin(self, call: Call, log: Sequence[Event], known: int) -> None:
        """Show the briefing of a new call, or the last exchange of one that goes on."""
        self._model = next((event.model for event in log if isinstance(event, Started)), "")
        if not known:
            for line in briefing(call):
                output.note(line)
            self._all(log)
            return
        at = max((i for i, event in enumerate(log) if isinstance(event, LearnerSaid)), default=0)
        output.note(f"{call.scenario.title}, with {self._name}, goes on. {KEYS}")
        self._all([event for event in log[at:] if not isinstance(event, Ended)], echo=True)

    def show(self, event: Event) -> None:
        """Write an event."""
        self._show(event, self._echo)

    def pause(self, session: str) -> None:
        """Say how to go on."""
        output.note(f"Paused; nothing is lost. Go on with: trainer resume {session} --plain")

    def scored(self, card: Scorecard, beside: Beside, shares: Shares) -> None:
        """Write the scorecard."""
        for line in card_lines(card, beside):
            output.say(line)
        if shares.model:
            output.say(shares.sentence())

    def _all(self, events: Sequence[Event], echo: bool = False) -> None:
        for event in events:
            self._show(event, echo or self._echo)

    def _show(self, event: Event, echo: bool) -> None:
        match event:
            case LearnerSaid() if echo:
                output.say(f"You: {event.text}")
            case CustomerSaid():
                for name, words in event.lines:
                    output.say(f"{_first(name)}: {words}")
                if event.lines:
                    return
                stands_in = self._model and event.turn and event.voice == "authored"
                output.say(f"{self._name}{' (authored)' if stands_in else ''}: {event.text}")
            case Faulted():
                output.note(event.message)
            case HintAsked():
                output.note(f"Hint: {event.text}")
            case Ended():
                output.note(ENDINGS.get(event.reason, "The call is over."))
            case TurnDirected() if self._explain:
                for line in explanation(event):
                    output.note(line)


def briefing(call: Call) -> list[str]:
    """Give what the learner knows before the call."""
    scenario, limits = call.scenario, call.cast
    return [
        scenario.title,
        f"{scenario.product.name}: {scenario.product.about}",
        f"What the business believes: {scenario.belief}",
        f"Your brief: {scenario.brief}",
        *(f"On the call: {persona.name}. {persona.bio}" for persona in call.personas),
        *([both(call)] if call.beside else []),
        f"At most {limits.turns} turns and about {limits.minutes} minutes of talk. Bring no script.",
        KEYS,
    ]


def both(call: Call) -> str:
    """Say how two people on one call are spoken to."""
    first, second = (_first(persona.name) for persona in call.personas)
    return (
        f"Both are on the line. Say a name to ask one of them (“{second}, how …”), “both of you” to ask both; "
        f"otherwise whoever you are talking with answers. {first} and {second} hear everything."
    )


def _first(name: str) -> str:
    return name.split(" ", 1)[0]


def explanation(event: TurnDirected) -> list[str]:
    """Give a decision in words."""
    shape = wire.explained(event)
    lines = [f"  [trust {shape['trust']:.2f}, patience {shape['patience']:.2f}]"]
    lines += [f"  [opened {one['fact']}: {'; '.join(one['because'])}]" for one in shape["disclosed"]]
    lines += [f"  [kept {one['fact']}: {'; '.join(one['missing'])}]" for one in shape["withheld"]]
    return lines + ([f"  [hinted at {shape['hint']}]"] if shape["hint"] else [])
