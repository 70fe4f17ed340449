"""Room `cli`: opens the learner's desk for one command and closes it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.desk import Desk


@contextmanager
def opened() -> Iterator[Desk]:
    """Open the learner's desk.

    Raises:
        JournalError: the store cannot be opened.
        ContentError: the shipped content cannot be found.
    """
    from trainer.desk import Desk  # storage and schemas: 300 ms, not for `--help` or a list of scenarios

    desk = Desk.open()
    try:
        yield desk
    finally:
        desk.close()
