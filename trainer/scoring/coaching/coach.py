"""Room `scoring`: asks a model for notes on a call, several times, and keeps what stands up to the checks.

Pure of clock and storage. The scorecard goes in to say what was uncovered; nothing here changes a figure of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from trainer.conversation.call import Call
from trainer.conversation.coached import Coaching
from trainer.conversation.events import Event
from trainer.conversation.model import LASTING, Model, ModelFault, Prompt, Stop, Usage
from trainer.scoring.coaching import insight
from trainer.scoring.coaching.asking import asked_of, coach_prompt
from trainer.scoring.coaching.forms import CoachForm, InsightForm
from trainer.scoring.coaching.judging import AGREE, SAMPLES, items_of, notes_of
from trainer.scoring.coaching.verifying import checked
from trainer.scoring.coaching.wording import wording_of
from trainer.scoring.record import record_of
from trainer.scoring.scorecard import Scorecard

#: Seconds that one answer may take: about 1,500 tokens, from a local model as well.
WITHIN = 90.0
Form = TypeVar("Form")


class Told(Protocol):
    """Is told of each request that is done, also of one that failed."""

    def __call__(self, done: int, of: int, usage: Usage) -> None:
        """Take how many requests are done, of how many at most, and what this one used."""
        ...


def _nobody(done: int, of: int, usage: Usage) -> None:
    """Be told and do nothing."""


def coach(
    events: Sequence[Event],
    call: Call,
    card: Scorecard,
    model: Model,
    stop: Stop,
    *,
    told: Told = _nobody,
    within: float = WITHIN,
) -> Coaching:
    """Ask for notes on a call that is debriefed, and check them. `within`: seconds for each of up to six requests.

    Where no line of the learner's gives anything to ask about, no model is asked and the result is empty.

    Raises:
        ModelFault: fewer than two answers came, so that nothing could be agreed on; the last fault.
        Stopped: `stop` was set.
        ValueError: the log does not begin with the start of a session.
    """
    record = record_of(events)
    asks = asked_of(record)
    if not asks:
        return Coaching()
    session = record.started.session
    claims, debrief = insight.claims_of(card, call.whole), insight.debrief_of(record)
    asker = _Asker(model, stop, told, within, SAMPLES * (2 if claims and debrief else 1))
    forms = asker.ask(CoachForm, lambda sample: coach_prompt(record, asks, session, sample))
    if len(forms) < AGREE and asker.fault is not None:
        raise asker.fault
    turns = {turn.number: turn for turn in record.turns}
    wording = wording_of(events, record, call, [one.id for one in card.motivations if one.uncovered])
    answers = [checked(form, frozenset(asks), turns, wording) for form in forms]
    said: list[InsightForm] = []
    if claims and debrief and not asker.lasting:
        said = asker.ask(InsightForm, insight.prompts(claims, debrief, session))
    return Coaching(
        items=tuple(items_of(asks, answers, turns)),
        notes=tuple(notes_of(answers)),
        next=next((answer.next for answer in answers if answer.next), ""),
        insight=tuple(insight.insight_of(claims, debrief, said)),
        answers=len(forms),
        asked=SAMPLES,
        dropped=sum(answer.dropped for answer in answers),
    )


class _Asker:
    """Puts the same question several times and bears with single faults."""

    def __init__(self, model: Model, stop: Stop, told: Told, within: float, of: int) -> None:
        self._model, self._stop, self._told, self._within, self._of = model, stop, told, within, of
        self._done = 0
        self.fault: ModelFault | None = None
        """The last fault, if there was one."""

    @property
    def lasting(self) -> bool:
        """Whether the last fault is one that will not pass."""
        return self.fault is not None and self.fault.kind in LASTING

    def ask(self, form: type[Form], prompt: Callable[[int], Prompt]) -> list[Form]:
        """Give the answers that came; stops asking where two can no longer agree."""
        out: list[Form] = []
        for sample in range(SAMPLES):
            if len(out) + SAMPLES - sample < AGREE:
                break
            self._stop.check()
            try:
                filled = self._model.fill(prompt(sample), form, self._stop, within=self._within)
            except ModelFault as fault:
                self._tell(fault.usage or Usage())
                self.fault = fault
                if self.lasting:
                    break
            else:
                self._tell(filled.usage)
                out.append(filled.value)
        return out

    def _tell(self, usage: Usage) -> None:
        self._done += 1
        self._told(self._done, self._of, usage)
