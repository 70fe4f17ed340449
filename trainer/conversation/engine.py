"""Room `conversation`: one turn. hear → direct → speak → check, no way back; no clock, no input or output of its own.

A model, where there is one, may refine what was heard (advisory) and put the answer into other words; without one, or
when it fails, the same turn is played by the rules and the authored voice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.conversation.call import Call
from trainer.conversation.directing import tuning
from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.directing.state import State
from trainer.conversation.events import (
    CustomerSaid,
    LearnerSaid,
    TurnDirected,
    TurnHeard,
    TurnPerceived,
    TurnVoiced,
)
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.finer import refined
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Heard
from trainer.conversation.helped import TurnHelp
from trainer.conversation.voicing.check import unreleased
from trainer.conversation.voicing.modelled import Voiced
from trainer.conversation.voicing.spoken import Line, Spoken, Voice, whose
from trainer.language.text import clean, count_words

#: Longest line that is kept, in characters; what is longer is cut, as somebody on a call would cut in.
LONGEST_LINE = 8000


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one turn."""

    heard: TurnHeard
    directed: TurnDirected
    customer: CustomerSaid
    perceived: TurnPerceived | None = None
    voiced: TurnVoiced | None = None

    @property
    def events(self) -> tuple[TurnHeard | TurnPerceived | TurnDirected | TurnVoiced | CustomerSaid, ...]:
        """The events in their order."""
        every = (self.heard, self.perceived, self.directed, self.voiced, self.customer)
        return tuple(event for event in every if event is not None)


def learner_line(turn: int, text: str) -> LearnerSaid:
    """Give the event of a learner's line: cleaned of control characters and cut to a length a call can bear."""
    return LearnerSaid(turn, clean(text[: 2 * LONGEST_LINE], keep_newlines=True)[:LONGEST_LINE])


def answer(
    call: Call,
    voice: Voice,
    state: State,
    said: tuple[Said, ...],
    used: frozenset[str],
    line: LearnerSaid,
    helped: TurnHelp | None = None,
) -> Answered:
    """Play one turn: what was heard, what was decided, and the customer's words.

    Raises:
        Stopped: the learner took the line back while a model was at work on it.
    """
    heard = hear(line.text, call.ear.after(said))
    direction = direct(state, heard, call.cast)
    perceived = helped.perceive(state, heard, said, line) if helped else None
    if perceived:
        advised = direct(state, listened(heard, perceived, line.text), call.cast)
        if _no_better(advised, direction):
            direction, perceived = advised, replace(perceived, used=True)
    spoken = voice.speak(direction, line.turn, used)
    if unreleased(spoken, direction, state.told_by_all):
        direction = _silenced(direction)
        spoken = voice.speak(direction, line.turn, used)
    direction = _as_spoken(direction, spoken)
    voiced = helped.voice(direction, spoken, state.told_by_all, _lines(said), line) if helped else None
    if voiced:
        spoken = voiced.spoken
    customer = CustomerSaid(
        line.turn,
        spoken.text,
        spoken.voice,
        bool(direction.closing),
        spoken.pieces,
        seconds_of(heard.words, spoken.text),
        spoken.lines,
    )
    record = _record(line.turn, helped, voiced)
    return Answered(TurnHeard(line.turn, heard), TurnDirected(line.turn, direction), customer, perceived, record)


def listened(heard: Heard, perceived: TurnPerceived, text: str) -> Heard:
    """Give what was heard by rules with what a model heard beside them."""
    topic = (perceived.of, perceived.topic) if perceived.topic else None
    return refined(heard, perceived.act, topic, perceived.quote, text)


def _no_better(advised: Direction, ruled: Direction) -> bool:
    """Say whether a direction gives the learner nothing that the rules alone would not: advice never opens a thing."""
    return (
        advised.trust <= ruled.trust
        and advised.disclose in (None, ruled.disclose)
        and advised.hint in (None, ruled.hint)
    )


def seconds_of(words: int, answer_text: str) -> float:
    """Give the simulated seconds of a turn: both sides' words at talking speed, and a moment of thought."""
    mine = min(tuning.MOST_SECONDS, 60.0 * words / tuning.WORDS_A_MINUTE) if words else tuning.PAUSE_SECONDS
    return round(mine + tuning.THOUGHT_SECONDS + 60.0 * count_words(answer_text) / tuning.WORDS_A_MINUTE, 1)


def _lines(said: tuple[Said, ...]) -> tuple[Line, ...]:
    return tuple(Line(one.speaker, one.text) for one in said)


def _record(turn: int, helped: TurnHelp | None, voiced: Voiced | None) -> TurnVoiced | None:
    if helped is None or voiced is None:
        return None
    return TurnVoiced(turn, helped.model, voiced.template, voiced.prompt, voiced.tries, voiced.usage)


def _silenced(direction: Direction) -> Direction:
    return replace(
        direction, answer=Answer.DEFLECT, subject="", facet="", disclose=None, hint=None, tail="", chime_hint=None
    )


def _as_spoken(direction: Direction, spoken: Spoken) -> Direction:
    """Take back what was released but could not be said, so that only what was said counts."""
    said = {whose(piece)[1].rpartition(":")[0] for piece in spoken.pieces}
    if direction.disclose and f"fact:{direction.disclose}" not in said:
        direction = replace(direction, disclose=None, earned=False)
    if direction.hint and f"tell:{direction.hint}" not in said:
        direction = replace(direction, hint=None)
    if direction.chime_hint and f"tell:{direction.chime_hint}" not in said:
        direction = replace(direction, chime_hint=None)
    return direction
