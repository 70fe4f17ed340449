"""Room `conversation`: one turn. hear → direct → speak → check, no way back; no input, no output, no clock."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.conversation.call import Call
from trainer.conversation.directing import tuning
from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.directing.state import State
from trainer.conversation.events import CustomerSaid, LearnerSaid, TurnDirected, TurnHeard
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.hear import hear
from trainer.conversation.voicing.check import unreleased
from trainer.conversation.voicing.spoken import Spoken, Voice
from trainer.language.text import clean, count_words

#: Longest line that is kept, in characters; what is longer is cut, as somebody on a call would cut in.
LONGEST_LINE = 8000


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one turn."""

    heard: TurnHeard
    directed: TurnDirected
    customer: CustomerSaid


def learner_line(turn: int, text: str) -> LearnerSaid:
    """Give the event of a learner's line: cleaned of control characters and cut to a length a call can bear."""
    return LearnerSaid(turn, clean(text[: 2 * LONGEST_LINE], keep_newlines=True)[:LONGEST_LINE])


def answer(
    call: Call, voice: Voice, state: State, said: tuple[Said, ...], used: frozenset[str], line: LearnerSaid
) -> Answered:
    """Play one turn: what was heard, what was decided, and the customer's words."""
    heard = hear(line.text, replace(call.ear, said=said))
    direction = direct(state, heard, call.cast)
    spoken = voice.speak(direction, line.turn, used)
    if unreleased(spoken, direction, state.told):
        direction = _silenced(direction)
        spoken = voice.speak(direction, line.turn, used)
    direction = _as_spoken(direction, spoken)
    customer = CustomerSaid(
        line.turn,
        spoken.text,
        spoken.voice,
        bool(direction.closing),
        spoken.pieces,
        seconds_of(heard.words, spoken.text),
    )
    return Answered(TurnHeard(line.turn, heard), TurnDirected(line.turn, direction), customer)


def seconds_of(words: int, answer_text: str) -> float:
    """Give the simulated seconds of a turn: both sides' words at talking speed, and a moment of thought."""
    mine = min(tuning.MOST_SECONDS, 60.0 * words / tuning.WORDS_A_MINUTE) if words else tuning.PAUSE_SECONDS
    return round(mine + tuning.THOUGHT_SECONDS + 60.0 * count_words(answer_text) / tuning.WORDS_A_MINUTE, 1)


def _silenced(direction: Direction) -> Direction:
    return replace(direction, answer=Answer.DEFLECT, subject="", facet="", disclose=None, hint=None, tail="")


def _as_spoken(direction: Direction, spoken: Spoken) -> Direction:
    """Take back what was released but could not be said, so that only what was said counts."""
    said = {piece.rpartition(":")[0] for piece in spoken.pieces}
    if direction.disclose and f"fact:{direction.disclose}" not in said:
        direction = replace(direction, disclose=None, earned=False)
    if direction.hint and f"tell:{direction.hint}" not in said:
        direction = replace(direction, hint=None)
    return direction
