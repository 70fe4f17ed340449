"""The desk: content, conversation, scoring and storage wired together for the terminal app and the command line.

Nothing is decided here. Heavy rooms (storage, pydantic) are imported when first needed, never on the way to the first
screen.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.call import Call
    from trainer.conversation.events import Challenged, Coached, Debrief, Event, Marked
    from trainer.conversation.local import LocalInterview
    from trainer.conversation.model import Stop
    from trainer.conversation.session import Session
    from trainer.scoring.corpus import Labelled
    from trainer.scoring.scorecard import Scorecard
    from trainer.scoring.second_try import Comparison
    from trainer.scoring.skills import Skills
    from trainer.storage.rows import SessionRow
    from trainer.storage.store import Store

#: Largest seed that is drawn; small enough to be typed again.
SEEDS = 1_000_000


class Desk:
    """One learner's desk. Every method may block on the disk; call it off the event loop."""

    def __init__(self, catalogue: Catalogue, store: Store) -> None:
        """Take a catalogue and an open store; `Desk.open` makes both."""
        from trainer.desk.calls import Calls
        from trainer.desk.drilling import Drilling
        from trainer.desk.path import Path as OnboardingPath
        from trainer.desk.progress import ProgressDesk
        from trainer.desk.shared import Sharing
        from trainer.llm.assistance import Models

        self.catalogue = catalogue
        self.store = store
        self.models = Models(store)
        self.calls = Calls(store, self.events)
        self.drilling = Drilling(store, self.score, self.events)
        self.sharing = Sharing(self)
        self.progress = ProgressDesk(store, self.score, self._call)
        self.path = OnboardingPath(store, catalogue, self.drilling, self.score, self.events, self.skills)

    @classmethod
    def open(
        cls, home: Path | None = None, database: str | None = None, *, clock: Callable[[], int] | None = None
    ) -> Desk:
        """Open the learner's store under `home` (default: `TRAINER_HOME`, else the user's data folder).

        `clock` gives milliseconds since 1970 for the dates in lists; by default the machine's.

        Raises:
            JournalError: the store cannot be opened or written; one line says what to do.
            ContentError: the shipped content cannot be found.
        """
        from trainer.desk.library import library
        from trainer.storage.store import Store  # SQLAlchemy: 0.2 s, only after the first frame

        store = Store.open(home, database, clock=clock) if clock else Store.open(home, database)
        return cls(library(home), store)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def start(
        self,
        scenario: str,
        persona: str | None = None,
        *,
        seed: int | None = None,
        explain: bool = False,
        model: str | None = None,
        level: str = "plain",
    ) -> Session:
        """Begin a session; scenario and persona are ids or paths of files, `level` says how hard they make it.

        `model` names a language model for this session, or `authored`; without it the learner's settings choose.

        Raises:
            ContentError: unknown id, broken file, or a persona that is not of this scenario.
            SessionError: there is no such level.
            JournalError: the session could not be stored.
        """
        from trainer.content.version import canonical
        from trainer.conversation.call import Call
        from trainer.conversation.session import Session
        from trainer.desk.levels import named

        played = self.catalogue.cast(scenario, persona)
        call = Call.of(played.scenario, played.personas, played.hash).at(named(level).name)
        self.store.keep_content(played.hash, canonical(played.scenario, played.personas))
        drawn = secrets.randbelow(SEEDS) if seed is None else seed
        helped = self.models.assistance(model)
        seen, number = self.knows(call), self.store.next_number(played.hash)
        return Session.start(
            call, self.store, uuid.uuid4().hex, drawn, explain=explain, seen=seen, number=number, assistance=helped
        )

    def next_number(self, scenario: str, persona: str | None = None) -> int:
        """Give the number that the next attempt with a customer has on the version of today; 1: it counts first.

        Raises:
            ContentError: unknown id, broken file, or a persona that is not of this scenario.
        """
        return self.store.next_number(self.catalogue.cast(scenario, persona).hash)

    def knows(self, call: Call) -> bool:
        """Say whether the learner has seen the answers of anybody on this call."""
        return not self.seen().isdisjoint(persona.id for persona in call.personas)

    def seen(self) -> frozenset[str]:
        """Give the customers whose answers the learner has seen: a scorecard that is stored here shows them."""
        return self.store.revealed()

    def resume(self, session: str, at: int | None = None) -> Session:
        """Go on with a stored session, or branch from it before its turn `at` (the original is never changed).

        A session whose call has ended comes back as it is, so that its debrief can be written.

        Raises:
            SessionError: unknown session, one that is over and debriefed (without `at`), or a turn it does not have.
        """
        from trainer.conversation.interview import SessionError
        from trainer.conversation.session import Session, branch_of

        events = self.events(session)
        call = self._call(events)
        helped = self.models.assistance() if _had_model(events) else None
        if at is None:
            resumed = Session.resume(call, self.store, events, helped)
            if resumed.debriefed:
                raise SessionError("this session is finished; `resume SESSION --at TURN` tries again from a turn")
            return resumed
        branch = branch_of(events, at, uuid.uuid4().hex, seen=self.knows(call))
        self.store.append(branch[0].session, branch)  # type: ignore[union-attr]  # a log begins with Started
        return Session(call, self.store, branch, helped)

    def compare(self, one: str, two: str) -> Comparison:
        """Put a session and a second try of it (or two of those) side by side; neither is changed.

        Raises:
            SessionError: unknown session, or two that have no turn in common.
        """
        from trainer.desk.branching import compared

        logs = self.events(one), self.events(two)
        return compared(self.store, self._call(logs[0]), *logs)

    def branches(self, session: str) -> list[SessionRow]:
        """Give the second tries of a session, also those of second tries, begun first first."""
        return self.store.branches(session)

    def interview(self, session: Session) -> LocalInterview:
        """Wrap a session for a screen."""
        from trainer.conversation.local import LocalInterview

        return LocalInterview(session)

    def find(self, session: str) -> str:
        """Give the whole id of a session by the beginning of it.

        Raises:
            SessionError: there is none.
        """
        from trainer.conversation.interview import SessionError

        row = self.store.find(session)
        if row is None:
            raise SessionError(f"there is no session {session!r}; `trainer sessions` lists them")
        return row.id

    def events(self, session: str) -> tuple[Event, ...]:
        """Give the log of a stored session, without lines that were taken back. SessionError where it is unknown."""
        from trainer.conversation.events import standing

        return standing(self.store.events(self.find(session)))

    def content_of(self, events: Sequence[Event]) -> tuple[Scenario, tuple[Persona, ...]]:
        """Give the very content version a session was played with."""
        call = self._call(events)
        return call.scenario, call.personas

    def _call(self, events: Sequence[Event]) -> Call:
        from trainer.content.version import from_canonical
        from trainer.conversation.call import Call
        from trainer.conversation.events import Started
        from trainer.conversation.interview import SessionError

        started = events[0] if events else None
        if not isinstance(started, Started):
            raise SessionError("this log does not begin with the start of a session")
        text = self.store.content(started.content)
        if text is None:
            raise SessionError(f"the scenario version {started.content[:12]} of this session is not kept here")
        scenario, personas = from_canonical(text)
        return Call.of(scenario, personas, started.content)

    def debrief(self, session: Session | str, debrief: Debrief) -> Scorecard:
        """Hand in the debrief, with the fingerprints of notes and earlier sessions, and score.

        Raises:
            SessionError: the call has not ended, it was debriefed already, or a text is too long.
        """
        from trainer.conversation.events import LearnerSaid, standing
        from trainer.desk.comparing import fingerprinted

        live = self.resume(session) if isinstance(session, str) else session
        own = [e for e in standing(live.events) if isinstance(e, LearnerSaid) and e.turn >= live.started.branch_at]
        live.debrief(debrief, fingerprinted(self.store, live.id, [line.text for line in own]))
        return self.score(live.id)

    def score(self, session: str) -> Scorecard:
        """Score a stored session; a version of the scoring that has not scored it before is recorded with its figures.

        Raises:
            SessionError: it is unknown, or its debrief is still to come.
        """
        from trainer.conversation.interview import JournalError
        from trainer.scoring.beside import unrecorded
        from trainer.scoring.score import score

        events = self.events(session)
        card = score(events, self._call(events))
        row = self.store.session(card.session)
        self.store.append(card.session, unrecorded(events, card, row.overall if row else None))
        if row is not None and row.overall != card.overall:
            self.store.set_overall(card.session, card.overall)
        with suppress(JournalError):  # a derived row: a scorecard is read also where nothing can be written
            self.progress.note(events, card)
        return card

    def challenge(self, session: str, turn: int, label: str, reason: str, rule: str = "") -> Challenged:
        """Record what the learner says otherwise of a label or an item; no figure changes.

        `rule` names an aspect or an item's rule; it may be left out where `label` fits one thing of the turn only.

        Raises:
            SessionError: unknown session, one that is not debriefed, or no such turn, item or label.
        """
        from trainer.conversation.session import Session
        from trainer.scoring.labels import challenge

        card, events = self.score(session), self.events(session)
        made = challenge(events, card, turn, label, reason, rule)
        return Session(self._call(events), self.store, events).challenge(made)

    def corpus(self) -> list[Labelled]:
        """Give the labels that the learner gave in all sessions, without a name of a session in them."""
        from trainer.desk.corpus import corpus

        return corpus(self.store)

    def mark(self, session: str, motivation: str, note: str = "") -> Marked:
        """Record "I had this" of a motivation; it counts nothing."""
        from trainer.conversation.session import Session

        events = self.events(session)
        return Session(self._call(events), self.store, events).mark(motivation, note)

    def coached(self, session: str) -> list[Coached]:
        """Give the coach's notes on a session, the newest first. Raises SessionError where the session is unknown."""
        from trainer.conversation.events import Coached

        return [event for event in reversed(self.events(session)) if isinstance(event, Coached)]

    def coach(
        self,
        session: str,
        *,
        again: bool = False,
        model: str | None = None,
        stop: Stop | None = None,
        asked: Callable[[int, int], None] | None = None,
    ) -> Coached:
        """Give the coach's notes on a session: those stored, or (`again`, or where there are none) the model's, now.

        `asked` is told how many requests are done, of how many.

        Raises:
            SessionError: unknown session, one that is not debriefed, or no model is chosen.
            ModelFault: the model could not be asked; nothing was stored.
            Stopped: `stop` was set; nothing was stored.
        """
        from datetime import datetime

        from trainer.conversation.events import Coached
        from trainer.conversation.interview import SessionError
        from trainer.conversation.model import Stop, Usage
        from trainer.conversation.session import Session
        from trainer.scoring.coaching.coach import coach
        from trainer.scoring.coaching.criteria import prompt_id

        earlier = self.coached(session)
        if earlier and not again:
            return earlier[0]
        events = self.events(session)
        call = self._call(events)
        live = Session(call, self.store, events)
        if not live.debriefed:
            raise SessionError("the coach comes after the debrief; hand it in first")
        choice = self.models.choice(model)
        if choice is None:
            raise SessionError("the coach is a language model and none is set; `trainer model set NAME` sets one")
        used = Usage()

        def told(done: int, of: int, usage: Usage) -> None:
            nonlocal used
            used = used.plus(usage)
            if asked is not None:
                asked(done, of)

        coaching = coach(events, call, self.score(session), self.models.door(choice), stop or Stop(), told=told)
        if not coaching.asked:
            raise SessionError("there is no turn in this session that the coach could say something about")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return live.coach(Coached(at, choice.name, prompt_id(), coaching, used))

    def skills(self) -> Skills:
        """State the learner's habits over their last attempts, or why nothing is said. Raises JournalError."""
        from trainer.desk.progress import skills

        return skills(self.store, self.events)

    def history(self, limit: int = 50, offset: int = 0) -> list[SessionRow]:
        """Give the sessions touched last first."""
        return self.store.sessions(limit, offset)


def _had_model(events: Sequence[Event]) -> bool:
    from trainer.conversation.events import Started

    return any(isinstance(event, Started) and event.model for event in events)
