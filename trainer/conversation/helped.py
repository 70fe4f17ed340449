"""Room `conversation`: the help that a model gives in one call: as the customer's voice, and as a second ear."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer.content.schema import Persona, Scenario
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.state import State
from trainer.conversation.events import LearnerSaid, TurnPerceived
from trainer.conversation.hearing import finer
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.heard import Heard
from trainer.conversation.model import Model, ModelFault, Stop, Usage
from trainer.conversation.voicing.modelled import Faulting, ModelVoice, Voiced
from trainer.conversation.voicing.spoken import Line, Spoken

#: Seconds that the second ear may take; nobody waits longer for something advisory (FINDINGS, part 3c).
EAR_SECONDS = 1.5
#: Facts told last that are named to the second ear, and characters of what was said of each.
TOLD, LABEL = 8, 120


class TurnHelp(Protocol):
    """Help with one turn."""

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    def perceive(self, state: State, heard: Heard, said: Sequence[Said], line: LearnerSaid) -> TurnPerceived | None:
        """Ask the second ear; None where it is off, of no use, or silent."""
        ...

    def voice(
        self, direction: Direction, authored: Spoken, told: Collection[str], lines: Sequence[Line], line: LearnerSaid
    ) -> Voiced | None:
        """Ask for the answer in the model's words; None where the authored voice speaks without being asked for."""
        ...


class CallHelp(Protocol):
    """Help with one call: from a model, or from the log of a call that had one."""

    def used_up(self, usage: Usage) -> bool:
        """Say whether the budget is used up."""
        ...

    def turn(self, stop: Stop, faulted: Faulting) -> TurnHelp:
        """Give the help for one turn."""
        ...


class Assistance(Protocol):
    """Whoever helps, before it is known with which call."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def help(self, persona: Persona, scenario: Scenario) -> CallHelp:
        """Give the help for one call."""
        ...


def nothing_spent(usage: Usage) -> bool:
    """Know no budget."""
    return False


@dataclass(frozen=True, slots=True)
class Assisted:
    """The model that a learner has chosen, and how it is to be used."""

    model: Model
    ear: bool = False
    spent: Callable[[Usage], bool] = nothing_spent
    """Says whether the budget is used up, given all that the session has used."""

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    def help(self, persona: Persona, scenario: Scenario) -> CallHelp:
        """Give the help for one call."""
        return Help(persona, scenario, self)


class Help:
    """The help of one model in one call."""

    def __init__(self, persona: Persona, scenario: Scenario, assistance: Assisted) -> None:
        """Take who is on the call and what the learner has chosen."""
        self._persona = persona
        self._assistance = assistance
        self._voice = ModelVoice(persona, scenario, assistance.model)
        self._ordinary = [finer.PublicTopic("profile", p.id, _spoken(p.id)) for p in persona.profile]

    @property
    def model(self) -> str:
        """The model's name."""
        return self._assistance.model.name

    def used_up(self, usage: Usage) -> bool:
        """Say whether the budget is used up."""
        return self._assistance.spent(usage)

    def turn(self, stop: Stop, faulted: Faulting) -> Helped:
        """Give the help for one turn."""
        return Helped(self, stop, faulted)

    def _perceive(
        self, state: State, heard: Heard, said: Sequence[Said], line: LearnerSaid, stop: Stop
    ) -> TurnPerceived | None:
        topics = [*self._told(state, said), *self._ordinary]
        if not self._assistance.ear or self._voice.resting or not finer.unsure(heard, topics):
            return None
        before = next((one.text for one in reversed(said) if one.speaker == "customer"), "")
        prompt = finer.prompt_of(self._persona.name, before, line.text, topics)
        try:
            filled = self._assistance.model.fill(prompt, finer.Percept, stop, within=EAR_SECONDS)
        except ModelFault:
            return None  # the rules stand; the voice will tell if the model is gone
        topic = finer.topic_of(filled.value, topics)
        if topic is None or not finer.quoted(filled.value.quote, line.text):
            topic = None
        of, name = (topic.of, topic.name) if topic else ("", "")
        return TurnPerceived(
            line.turn, filled.value.kind, of, name, filled.value.quote[:300], self.model, prompt.hash, filled.usage
        )

    def _told(self, state: State, said: Sequence[Said]) -> list[finer.PublicTopic]:
        latest = sorted(state.told, key=lambda fact: -state.told[fact])[:TOLD]
        words = {part.id: part.text for one in said for part in one.parts if part.of == "fact"}
        return [finer.PublicTopic("fact", fact, words[fact][:LABEL]) for fact in latest if fact in words]


class Helped:
    """The help for one turn."""

    def __init__(self, help: Help, stop: Stop, faulted: Faulting) -> None:
        """Take the help of the call, the way to take the turn back, and who is told of faults."""
        self._help, self._stop, self._faulted = help, stop, faulted

    @property
    def model(self) -> str:
        """The model's name."""
        return self._help.model

    def perceive(self, state: State, heard: Heard, said: Sequence[Said], line: LearnerSaid) -> TurnPerceived | None:
        """Ask the second ear; None where it is off, of no use, or silent."""
        return self._help._perceive(state, heard, said, line, self._stop)

    def voice(
        self, direction: Direction, authored: Spoken, told: Collection[str], lines: Sequence[Line], line: LearnerSaid
    ) -> Voiced | None:
        """Ask for the answer in the model's words; None while the authored voice rests on its own."""
        return self._help._voice.speak(direction, authored, told, lines, line.text, self._stop, self._faulted)


def _spoken(name: str) -> str:
    return name.replace("-", " ")
