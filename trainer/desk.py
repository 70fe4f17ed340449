"""The desk: where content, conversation, scoring and storage are wired together for the terminal app and the command line.

Nothing is decided here. Heavy rooms (storage, pydantic) are imported when first needed, never on the way to the first screen.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.events import Debrief, Event
    from trainer.conversation.local import LocalInterview
    from trainer.conversation.session import Session
    from trainer.scoring.scorecard import Scorecard
    from trainer.storage.store import SessionRow, Store


class Desk:
    """One learner's desk. Thread-safe as far as the store is; open it off the event loop."""

    def __init__(self, catalogue: Catalogue, store: Store) -> None:
        """Take an open store and a catalogue; `Desk.open` makes both."""
        self.catalogue = catalogue
        self.store = store

    @classmethod
    def open(cls, home: Path | None = None, database: str | None = None) -> Desk:
        """Open the learner's store under `home` (default: `TRAINER_HOME`, else the user's data folder).

        Raises:
            JournalError: the store cannot be opened or written; one line says what to do.
            ContentError: the shipped content cannot be found.
        """
        raise NotImplementedError

    def start(
        self, scenario: str, persona: str | None = None, *, seed: int | None = None, explain: bool = False
    ) -> Session:
        """Begin a session; scenario and persona are ids or paths of files.

        Raises:
            ContentError: unknown id, broken file, or a persona that is not of this scenario.
        """
        raise NotImplementedError

    def resume(self, session: str, at: int | None = None) -> Session:
        """Go on with a stored session, or branch from it before its turn `at` (the original is never changed).

        Raises:
            SessionError: unknown session, already ended (without `at`), or a turn that it does not have.
        """
        raise NotImplementedError

    def interview(self, session: Session) -> LocalInterview:
        """Wrap a session for a screen."""
        raise NotImplementedError

    def content_of(self, events: Sequence[Event]) -> tuple[Scenario, tuple[Persona, ...]]:
        """Give the very content version a session was played with."""
        raise NotImplementedError

    def debrief(self, session: Session, debrief: Debrief) -> Scorecard:
        """Hand in the debrief (with the fingerprints of notes and earlier sessions) and score."""
        raise NotImplementedError

    def score(self, session: str) -> Scorecard:
        """Score a stored session. Raises SessionError where it is unknown or not ended."""
        raise NotImplementedError

    def history(self, limit: int = 50, offset: int = 0) -> list[SessionRow]:
        """Give the newest sessions first."""
        raise NotImplementedError
