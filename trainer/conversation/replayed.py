"""Room `conversation`: the help of a model as a log tells it, so that a session is played again without one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trainer.content.schema import Persona, Scenario
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.state import State
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid, Started, TurnPerceived
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.heard import Heard
from trainer.conversation.model import Stop, Usage
from trainer.conversation.voicing.modelled import Faulting, ModelVoice, Voiced
from trainer.conversation.voicing.spoken import Line, Spoken


class Replayed:
    """What a model said and heard in a session, taken from its log. Words that do not pass the check are not said."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Take a log that begins with `Started`."""
        self._started = next(event for event in events if isinstance(event, Started))
        self._perceived = {event.turn: event for event in events if isinstance(event, TurnPerceived)}
        self._words = {
            event.turn: event.text for event in events if isinstance(event, CustomerSaid) and event.voice == "model"
        }

    @property
    def name(self) -> str:
        """The model's name."""
        return self._started.model

    def help(self, persona: Persona, scenario: Scenario) -> _Again:
        """Give the help for the call."""
        return _Again(self.name, ModelVoice(persona, scenario, None), self._perceived, self._words)


class _Again:
    def __init__(
        self, name: str, voice: ModelVoice, perceived: dict[int, TurnPerceived], words: dict[int, str]
    ) -> None:
        self._name, self._voice, self._perceived, self._words = name, voice, perceived, words

    @property
    def model(self) -> str:
        """The model's name."""
        return self._name

    def used_up(self, usage: Usage) -> bool:
        """The log tells itself where a budget ended the call."""
        return False

    def turn(self, stop: Stop, faulted: Faulting) -> _Again:
        """Every turn has the same log."""
        return self

    def perceive(self, state: State, heard: Heard, said: Sequence[Said], line: LearnerSaid) -> TurnPerceived | None:
        """Give what the second ear heard then."""
        return self._perceived.get(line.turn)

    def voice(
        self, direction: Direction, authored: Spoken, told: Collection[str], lines: Sequence[Line], line: LearnerSaid
    ) -> Voiced | None:
        """Give what the model said then."""
        text = self._words.get(line.turn)
        return None if text is None else self._voice.voiced_before(direction, authored, told, lines, line.text, text)
