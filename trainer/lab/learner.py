"""Room `lab`: a learner driven by a language model. Optional: it says how hard a customer is for something that can
talk, and decides nothing: no check looks at its calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from trainer.conversation.model import FaultKind, Message, ModelFault, Prompt, Stop
from trainer.lab.bots.bot import Briefing, Notes
from trainer.lab.playing import Played, briefing_of, converse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.conversation.call import Call
    from trainer.conversation.model import Model

#: The name under which its calls are reported.
KIND = "model"
VERSION = "learner-1"
#: Tokens of a line, and of the notes; and the seconds that the notes may take.
MOST_TOKENS, MOST_NOTES, WITHIN = 120, 400, 60.0
#: Of what was said, the last so many lines are sent: about 3,000 tokens.
KEPT = 60
#: Characters of a line that are said.
LINE = 600

_TASK = """\
You are an engineer who works on {product} and talk with {name}, a customer, to find out why they really use it and what
holds them. The business believes: {belief}
Find out what is behind what they say. Ask one short open question at a time, and let it grow out of the last answer:
take up their words, ask for the last time it happened and how it was. Never sell, explain, suggest or ask two things at
once. Reply with your next line only, at most two sentences."""
_NOTES = """\
The call is over. Say what you make of it, from what {name} said and nothing else. Leave empty what you do not know."""


@dataclass(frozen=True, slots=True)
class NotesForm:
    """The form for the debrief."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    insight: str
    push: str
    pull: str
    anxiety: str
    habit: str


class ModelLearner:
    """A bot for one call (see `bots.bot.Bot`). It is told what a person is told, and hears what the customer says."""

    def __init__(self, briefing: Briefing, model: Model, stop: Stop | None = None) -> None:
        """Take what is told before the call, and the door to the model."""
        self._briefing = briefing
        self._model = model
        self._stop = stop or Stop()
        self._said: list[Message] = []

    def line(self, said: str) -> str | None:
        """Give the next line. One that is empty hangs up.

        Raises:
            ModelFault: the model could not be asked.
        """
        self._said.append(Message("user", said))
        prompt = Prompt((self._task(), *self._said[-KEPT:]), VERSION, 0.7, MOST_TOKENS)
        text = self._model.write(prompt, self._stop, again=True, retried=_unheard).text
        line = " ".join(text.split())[:LINE]
        self._said.append(Message("assistant", line))
        return line or None

    def notes(self) -> Notes:
        """Give the debrief; an empty one where no form could be filled in.

        Raises:
            ModelFault: the model could not be asked.
        """
        asked = Message("user", _NOTES.format(name=self._briefing.name))
        prompt = Prompt((self._task(), *self._said[-KEPT:], asked), VERSION, 0.2, MOST_NOTES)
        try:
            form = self._model.fill(prompt, NotesForm, self._stop, within=WITHIN).value
        except ModelFault as fault:
            if fault.kind is not FaultKind.EMPTY:
                raise
            return Notes()
        forces = {"push": form.push, "pull": form.pull, "anxiety": form.anxiety, "habit": form.habit}
        return Notes(form.insight[:LINE], {name: text[:LINE] for name, text in forces.items() if text.strip()})

    def _task(self) -> Message:
        told = self._briefing
        return Message("system", _TASK.format(product=told.product, name=told.name, belief=told.belief))


def played_by(model: Model, call: Call, seeds: Sequence[int]) -> tuple[Played, ...]:
    """Let a model play a call with each seed, one after the other.

    Raises:
        ModelFault: it could not be asked.
    """
    return tuple(converse(call, ModelLearner(briefing_of(call), model), KIND, seed) for seed in seeds)


def _unheard(kind: FaultKind, message: str, wait: float) -> None:
    """A retry is nobody's business here; what fails for good is raised."""
