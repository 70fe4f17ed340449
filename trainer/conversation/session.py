"""Room `conversation`: a session is its event log. Start, say, end, debrief; resume and branch are folds over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from trainer.conversation.call import ENGINE_VERSION, Call
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.state import State
from trainer.conversation.engine import answer, learner_line, listened
from trainer.conversation.events import (
    FORCE_LIMIT,
    INSIGHT_LIMIT,
    REASON_LIMIT,
    Challenged,
    Coached,
    CustomerSaid,
    Debrief,
    Debriefed,
    Ended,
    Event,
    Faulted,
    Fingerprinted,
    HintAsked,
    LearnerSaid,
    Marked,
    Started,
    TakenBack,
    TurnDirected,
    TurnHeard,
    TurnPerceived,
    TurnVoiced,
    standing,
)
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.heard import Heard
from trainer.conversation.helped import Assistance
from trainer.conversation.hints import hint_for
from trainer.conversation.interview import Journal, SessionError
from trainer.conversation.model import FaultKind, Stop, Stopped, Usage
from trainer.conversation.voicing.spoken import Voice
from trainer.language.text import clean

Tell = Callable[[Event], None]
"""Is given each event as soon as it is durable."""


def _nobody(event: Event) -> None:
    """Tell nobody."""


class Session:
    """One call and its log. Every event is durable before a method returns it."""

    def __init__(
        self, call: Call, journal: Journal, events: Sequence[Event], assistance: Assistance | None = None
    ) -> None:
        """Fold a log that begins with `Started`; nothing is written. Use `start` or `resume` instead."""
        if not events or not isinstance(events[0], Started):
            raise SessionError("this log does not begin with the start of a session")
        self.started: Started = events[0]
        try:
            self.call = call.at(self.started.level)
        except KeyError:
            raise SessionError(f"this session has a level that is not known here: {self.started.level!r}") from None
        self._journal = journal
        self._voice: Voice = self.call.voice(self.started.seed)
        self._events: list[Event] = []
        self._said: list[Said] = []
        self._used: set[str] = set()
        self._heard: Heard | None = None
        self._line = ""
        self._usage = Usage()
        self._help = assistance.help(call.persona, call.scenario) if assistance and not call.beside else None
        self._stop: Stop | None = None
        self._leaving = False
        self._direction: Direction | None = None
        self.state = State.at_start(self.call.cast)
        for event in events:
            self._take(event)

    @classmethod
    def start(
        cls,
        call: Call,
        journal: Journal,
        session: str,
        seed: int,
        *,
        explain: bool = False,
        seen: bool = False,
        number: int = 0,
        assistance: Assistance | None = None,
    ) -> Session:
        """Begin a call: the customer's opening, which is always authored, is its first line.

        `seen`: the learner has seen what this customer hides. Two people on one call speak in their authored voices: a
        model is asked to be one person. `number`: of the attempt, where attempts are counted.
        """
        started = Started(
            session,
            call.scenario.id,
            tuple(persona.id for persona in call.personas),
            seed,
            call.content,
            explain,
            not explain,
            engine=ENGINE_VERSION,
            model=assistance.name if assistance and not call.beside else "",
            seen=seen,
            level=call.level,
            number=0 if explain else number,
        )
        opening = call.voice(seed).open()
        events = (started, CustomerSaid(0, opening.text, opening.voice, pieces=opening.pieces, lines=opening.lines))
        journal.append(session, events)
        return cls(call, journal, events, assistance)

    @classmethod
    def resume(
        cls, call: Call, journal: Journal, events: Sequence[Event], assistance: Assistance | None = None
    ) -> Session:
        """Go on from a stored log; a learner's line that was not yet answered is answered now."""
        session = cls(call, journal, events, assistance)
        if session._waiting is not None:
            session._answer(session._waiting, _nobody)
        return session

    @property
    def id(self) -> str:
        """The session's id."""
        return self.started.session

    @property
    def events(self) -> tuple[Event, ...]:
        """The log so far."""
        return tuple(self._events)

    @property
    def closed(self) -> bool:
        """Whether the customer has said their last line."""
        return bool(self.state.ended)

    @property
    def over(self) -> bool:
        """Whether nothing more can be said."""
        return self.closed or self.ended is not None

    @property
    def used(self) -> Usage:
        """What all requests to a model have used so far, also before it was resumed."""
        return self._usage

    @property
    def ended(self) -> Ended | None:
        """The end of the call, if it has ended."""
        return next((e for e in self._events if isinstance(e, Ended)), None)

    @property
    def debriefed(self) -> Debriefed | None:
        """The debrief, if it was handed in."""
        return next((e for e in self._events if isinstance(e, Debriefed)), None)

    @property
    def turns_left(self) -> int:
        """Learner turns left before the limit."""
        return max(0, self.call.cast.turns - self.state.turn)

    @property
    def seconds_left(self) -> float:
        """Simulated seconds left before the limit."""
        return max(0.0, 60.0 * self.call.cast.minutes - self.state.seconds)

    @property
    def _waiting(self) -> LearnerSaid | None:
        """The learner's line that has no answer yet; a hint may have been asked since."""
        log = standing(self._events)
        said = next((e for e in reversed(log) if isinstance(e, LearnerSaid | CustomerSaid)), None)
        return said if isinstance(said, LearnerSaid) else None

    def say(self, text: str, tell: Tell = _nobody) -> tuple[Event, ...]:
        """Say a line and get its events: the learner's, what was heard, what was decided, the customer's.

        `tell` is given each of them as soon as it is durable: the line before its answer, a model's fault when it
        happens. A line that `stop` has taken back gives `TakenBack` and no answer.

        Raises:
            SessionError: the call is closed or has ended.
            JournalError: the line or its answer could not be stored; say it again, it is not said twice.
        """
        if self.over:
            raise SessionError("the call is over; hand in the debrief")
        before: tuple[Event, ...] = ()
        if waiting := self._waiting:
            tell(waiting)
            before = (waiting, *self._answer(waiting, tell))
            if self.over or learner_line(waiting.turn, text) == waiting:
                return before
        line = learner_line(self.state.turn + 1, text)
        self._keep(line)
        tell(line)
        return (*before, line, *self._answer(line, tell))

    def stop(self, *, leaving: bool = False) -> bool:
        """Take back the line that a model is at work on; from any thread. False where there is nothing to stop.

        With `leaving` the line is not taken back: it waits in the log and is answered when the session is resumed.
        """
        stop, self._leaving = self._stop, leaving
        if stop is not None:
            stop.set()
        return stop is not None

    def _answer(self, line: LearnerSaid, tell: Tell) -> tuple[Event, ...]:
        before = tuple(self._said[:-1])
        new: list[Event] = []

        def keep(*events: Event) -> None:
            self._keep(*events)
            new.extend(events)
            for event in events:
                tell(event)

        def faulted(kind: FaultKind, action: str, message: str, rest: bool) -> None:
            keep(Faulted(line.turn, kind.value, action, message, rest))

        helped = self._help.turn(self._begin_stop(), faulted) if self._help else None
        try:
            answered = answer(self.call, self._voice, self.state, before, frozenset(self._used), line, helped)
        except Stopped:
            if not self._leaving:
                keep(TakenBack(line.turn))
            return tuple(new)
        finally:
            self._stop = None
        keep(*answered.events)
        if self._help and not self.closed and self._help.used_up(self._usage):
            keep(Ended(self.state.turn, "budget"))
        return tuple(new)

    def _begin_stop(self) -> Stop:
        self._stop = Stop()
        return self._stop

    def hint(self) -> HintAsked:
        """Give a hint about the craft, never about the secret; recorded."""
        if self.ended:
            raise SessionError("the call is over; hand in the debrief")
        event = HintAsked(self.state.turn, hint_for(self.state.of(self.state.front), self._heard))
        self._keep(event)
        return event

    def end(self, reason: str = "learner") -> Ended:
        """Hang up; a call that the customer closed ends for their reason. Ending twice gives the first end."""
        if self.ended:
            return self.ended
        event = Ended(self.state.turn, self.state.ended or reason)
        self._keep(event)
        return event

    def debrief(self, debrief: Debrief, fingerprint: Fingerprinted | None = None) -> tuple[Event, ...]:
        """Hand in what the learner made of the call, with what the unscripted part compares with.

        Raises:
            SessionError: the call has not ended, the debrief is in already, or a text is too long.
        """
        if not self.ended:
            raise SessionError("the debrief comes after the call; end it first")
        if self.debriefed:
            raise SessionError("the debrief of this session has been handed in")
        texts = {force: clean(debrief.forces.get(force, "")) for force in ("push", "pull", "anxiety", "habit")}
        insight = clean(debrief.insight)
        if len(insight) > INSIGHT_LIMIT:
            raise SessionError(f"the insight has {len(insight)} characters; shorten it to {INSIGHT_LIMIT}")
        for force, text in texts.items():
            if len(text) > FORCE_LIMIT:
                raise SessionError(f"{force} has {len(text)} characters; shorten it to {FORCE_LIMIT}")
        debriefed = Debriefed(insight, texts["push"], texts["pull"], texts["anxiety"], texts["habit"])
        events: tuple[Event, ...] = (fingerprint or Fingerprinted(), debriefed)
        self._keep(*events)
        return events

    def mark(self, motivation: str, note: str = "") -> Marked:
        """Record that the learner says "I had this" of a motivation; it counts nothing."""
        if not self.debriefed or motivation not in {m.id for m in self.call.whole.motivations}:
            raise SessionError("only a motivation of a debriefed session can be marked")
        event = Marked(motivation, clean(note)[:INSIGHT_LIMIT])
        self._keep(event)
        return event

    def challenge(self, challenged: Challenged) -> Challenged:
        """Record that the learner says otherwise of a label or an item; ours stays, no figure changes.

        Raises:
            SessionError: the debrief is still to come, or the reason is missing or too long.
        """
        if not self.debriefed:
            raise SessionError("a label can be challenged after the debrief; hand it in first")
        event = replace(challenged, reason=clean(challenged.reason))
        if not event.reason:
            raise SessionError("say why: a challenge needs a reason")
        if len(event.reason) > REASON_LIMIT:
            raise SessionError(f"the reason has {len(event.reason)} characters; shorten it to {REASON_LIMIT}")
        self._keep(event)
        return event

    def coach(self, coached: Coached) -> Coached:
        """Record a model's notes on the session; they count nothing."""
        if not self.debriefed:
            raise SessionError("the coach comes after the debrief; hand it in first")
        self._keep(coached)
        return coached

    def _keep(self, *events: Event) -> None:
        self._journal.append(self.id, events)
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        self._events.append(event)
        if line := self.call.said(event):
            self._said.append(line)
        match event:
            case LearnerSaid():
                self._line = event.text
            case TakenBack():
                self._said.pop()
            case TurnHeard():
                self._heard = event.heard
            case TurnPerceived():
                self._usage = self._usage.plus(event.usage)
                if event.used and self._heard:
                    self._heard = listened(self._heard, event, self._line)
            case TurnDirected():
                self._direction = event.direction
            case TurnVoiced():
                self._usage = self._usage.plus(event.usage)
            case CustomerSaid():
                self._used.update(event.pieces)
                if event.turn and self._heard and self._direction:
                    self.state = self.state.after(self._heard, self._direction, event.seconds, self.call.cast)


def branch_of(events: Sequence[Event], turn: int, session: str, *, seen: bool = False) -> tuple[Event, ...]:
    """Give the log of a new session that stands where another stood before its turn `turn` was said.

    `seen`: the learner has by now seen what this customer hides.

    Raises:
        SessionError: there is no such turn.
    """
    if not events or not isinstance(events[0], Started):
        raise SessionError("this log does not begin with the start of a session")
    last = max((e.turn for e in events if isinstance(e, CustomerSaid)), default=0)
    if not 1 <= turn <= last:
        has = f"it has turns 1 to {last}" if last else "nothing was said in it yet"
        raise SessionError(f"turn {turn} is not in this session; {has}")
    first = events[0]
    started = replace(
        first, session=session, attempt=False, number=0, branch_of=first.session, branch_at=turn,
        seen=seen or first.seen,
    )  # fmt: skip
    kept = (LearnerSaid, TurnHeard, TurnPerceived, TurnDirected, TurnVoiced, CustomerSaid, HintAsked)
    return (started, *(e for e in standing(events)[1:] if isinstance(e, kept) and e.turn < turn))
