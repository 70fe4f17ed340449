"""Room `desk`: how hard a customer makes it: the levels by name, and what is compared with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.conversation.directing.level import Level


class _Row(Protocol):
    @property
    def attempt(self) -> bool: ...

    @property
    def level(self) -> str: ...


def named(level: str) -> Level:
    """Give a level by its name.

    Raises:
        SessionError: there is none; the line names those that there are.
    """
    from trainer.conversation.directing.tuning import LEVELS
    from trainer.conversation.interview import SessionError

    if level not in LEVELS:
        raise SessionError(f"there is no level {level!r}; choose from: {', '.join(LEVELS)}")
    return LEVELS[level]


def counts(row: _Row) -> bool:
    """Say whether a session counts among a learner's attempts: not practice, and not at an easier level than written.

    Habits are shares of the learner's own lines. A customer who forgives and hints more draws other lines from them
    (they hold more that can be taken up), so that gentle calls would look like a better habit. Harder ones do not.
    """
    return row.attempt and not easier(row.level)


def easier(level: str) -> bool:
    """Say whether a level makes it easier than the customer is written; one that is not known counts as such."""
    from trainer.conversation.directing.tuning import LEVELS

    return level not in LEVELS or LEVELS[level].rank < 0
