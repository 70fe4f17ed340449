"""Room `storage`, workshops: how a write can end other than well. Cheap to import: no database here."""

from __future__ import annotations

from trainer.conversation.interview import JournalError


class StoreBusy(JournalError):
    """Too much is waiting: nothing of it was stored; try again in a moment."""


class MaybeStored(JournalError):
    """The database was lost in the middle of a commit: send the same again with its key, to be answered once."""


class Conflict(Exception):
    """Another server or another request was quicker: nothing of it was stored; read again and decide anew."""


class NameTaken(Conflict):
    """Somebody in the workshop has this name."""


class AliasTaken(Conflict):
    """Somebody in the workshop has this alias."""
