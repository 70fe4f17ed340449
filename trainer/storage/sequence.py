"""Room `storage`: the order that the events of any session have. A log from outside must keep it."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import (
    FORCE_LIMIT,
    INSIGHT_LIMIT,
    REASON_LIMIT,
    Challenged,
    Coached,
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    Faulted,
    Fingerprinted,
    HintAsked,
    LearnerSaid,
    Marked,
    Scored,
    Started,
    TakenBack,
    TurnDirected,
    TurnHeard,
    TurnPerceived,
    TurnVoiced,
)
from trainer.scoring.labels import fits

_ANSWERS = (TurnHeard, TurnPerceived, TurnDirected, TurnVoiced, CustomerSaid)
_AFTER = (Marked, Challenged, Scored, Coached)
"""What only a debriefed session has."""


def fault_in(events: Sequence[Event]) -> str:
    """Give what is out of order in a whole log, in a few words; empty where it is sound."""
    order = _Order()
    for event in events:
        fault = order.take(event)
        if fault:
            return fault
    return "" if events else "it has no events"


class _Order:
    """Where a log stands."""

    def __init__(self) -> None:
        self._begun = self._closed = self._ended = self._debriefed = False
        self._turn = 0
        self._answered: set[type] = set()

    def take(self, event: Event) -> str:
        """Take the next event; give what is wrong with it, or an empty string."""
        if isinstance(event, Started):
            if self._begun:
                return "it starts twice"
            if event.level not in LEVELS:
                return "it was played at a level that is not known here"
            self._begun = True
            return ""
        if not self._begun:
            return "it does not begin with its start"
        if isinstance(event, (Fingerprinted, Debriefed, *_AFTER)):
            return self._after(event)
        return self._in_call(event)

    def _in_call(self, event: Event) -> str:
        if self._ended:
            return "the call goes on after its end"
        if isinstance(event, LearnerSaid):
            if event.turn != self._turn + 1 or self._closed:
                return f"turn {event.turn} is out of order"
            self._turn = event.turn
            self._answered = set()
        elif event.turn != self._turn:
            return f"something of turn {event.turn} stands in turn {self._turn}"
        elif isinstance(event, _ANSWERS):
            if type(event) in self._answered or (self._turn == 0 and not isinstance(event, CustomerSaid)):
                return f"turn {event.turn} is answered twice"
            self._answered.add(type(event))
            self._closed = isinstance(event, CustomerSaid) and event.closing
        elif isinstance(event, TakenBack):
            if self._turn == 0 or self._answered:
                return f"turn {event.turn} is taken back after its answer"
            self._turn -= 1
        elif isinstance(event, Ended):
            self._ended = True
        elif not isinstance(event, (HintAsked, Faulted)):
            return f"an event of kind {event.kind} does not belong into a call"
        return ""

    def _after(self, event: Fingerprinted | Debriefed | Marked | Challenged | Scored | Coached) -> str:
        if not self._ended:
            return f"an event of kind {event.kind} stands before the end"
        if isinstance(event, Debriefed):
            if self._debriefed:
                return "it is debriefed twice"
            self._debriefed = True
            forces = (event.push, event.pull, event.anxiety, event.habit)
            if len(event.insight) > INSIGHT_LIMIT or max(map(len, forces)) > FORCE_LIMIT:
                return "the debrief is too long"
        elif isinstance(event, _AFTER) and not self._debriefed:
            return f"an event of kind {event.kind} stands before the debrief"
        if isinstance(event, Challenged):
            return self._challenged(event)
        return ""

    def _challenged(self, event: Challenged) -> str:
        if not 0 <= event.turn <= self._turn:
            return f"turn {event.turn} is challenged and is not there"
        if not (fits(event.part, event.rule, event.ours) and fits(event.part, event.rule, event.theirs)):
            return f"a challenge of turn {event.turn} has a label that does not exist"
        return (
            "" if 0 < len(event.reason) <= REASON_LIMIT else f"a challenge of turn {event.turn} has no fitting reason"
        )
