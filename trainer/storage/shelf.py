"""Room `storage`: what the shelves of a store (calls, drills, tallies, kept figures) share: the ways in and out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection

Reading = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection to read with."""
Writing = Callable[[str], AbstractContextManager[Connection]]
"""Opens a transaction; the words begin the line that people read if it fails ("The answer could not be saved")."""


class Shelf:
    """A part of a store. Every method may raise JournalError, whose message is one line for people."""

    def __init__(self, reading: Reading, writing: Writing) -> None:
        """Take the store's ways to read and to write."""
        self._reading, self._writing = reading, writing
