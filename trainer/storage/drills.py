"""Room `storage`: answers to drills. An answer is stored before it is judged; its verdict is filled in once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from trainer.storage.log import storable
from trainer.storage.tables import drill_answers

#: Characters of an answer that are kept; the judge reads fewer.
LONGEST = 8000
_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One stored answer."""

    n: int
    """From 1, in the order in which they were given."""
    drill: str
    hash: str
    """Version of what was asked."""
    at: datetime
    """UTC."""
    text: str
    passed: bool | None
    """None: not judged yet."""
    reason: str
    judge: str
    """Version of the judge; empty where it is not judged yet."""


class DrillLog:
    """The answers of a store. Every method may raise JournalError, whose message is one line for people."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[str], AbstractContextManager[Connection]],
        clock: Callable[[], int],
    ) -> None:
        """Take the store's ways to read and to write, and its clock."""
        self._reading, self._writing, self._clock = reading, writing, clock

    def now(self) -> datetime:
        """Give the store's time, UTC."""
        return datetime.fromtimestamp(self._clock() / 1000, UTC)

    def keep(self, drill: str, hash: str, text: str) -> int:
        """Store an answer, durable when this returns, and give its number."""
        with self._writing("The answer could not be saved") as connection:
            last = connection.execute(select(func.max(drill_answers.c.n))).scalar()
            n = int(last or 0) + 1
            values = {
                "n": n,
                "drill": drill,
                "hash": hash,
                "at": self._clock(),
                "text": storable(text[:LONGEST].replace("\0", "")),
            }
            connection.execute(drill_answers.insert().values(**values, passed=None, reason="", judge=""))
        return n

    def settle(self, n: int, passed: bool, reason: str, judge: str) -> None:
        """Note the verdict on an answer; one that has a verdict keeps it."""
        with self._writing("The verdict could not be saved") as connection:
            open_ = (drill_answers.c.n == n) & drill_answers.c.passed.is_(None)
            values = {"passed": passed, "reason": reason, "judge": judge}
            connection.execute(drill_answers.update().where(open_).values(**values))

    def unsettled(self) -> list[AnswerRow]:
        """Give the answers that were stored and not judged: the program ended in between."""
        query = select(drill_answers).where(drill_answers.c.passed.is_(None)).order_by(drill_answers.c.n)
        with self._reading() as connection:
            return [_row(found) for found in connection.execute(query)]

    def judged(self, each: int) -> list[tuple[str, datetime, bool]]:
        """Give (drill, at, passed) of the last `each` judged answers of every drill, oldest first."""
        c = drill_answers.c
        place = func.row_number().over(partition_by=c.drill, order_by=c.n.desc()).label("place")
        last = select(c.n, c.drill, c.at, c.passed, place).where(c.passed.is_not(None)).subquery()
        query = select(last.c.drill, last.c.at, last.c.passed).where(last.c.place <= each).order_by(last.c.n)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [(str(row.drill), datetime.fromtimestamp(row.at / 1000, UTC), bool(row.passed)) for row in rows]

    def hours(self) -> dict[datetime, int]:
        """Give the hours (UTC) in which something was answered, with how many answers; in no order."""
        hour = (drill_answers.c.at - drill_answers.c.at % _HOUR).label("hour")
        with self._reading() as connection:
            found = connection.execute(select(hour, func.count()).group_by(hour))
            return {datetime.fromtimestamp(int(at) / 1000, UTC): int(count) for at, count in found}

    def answers(self, drill: str | None = None) -> list[AnswerRow]:
        """Give all answers, or those of one drill, oldest first."""
        query = select(drill_answers).order_by(drill_answers.c.n)
        if drill is not None:
            query = query.where(drill_answers.c.drill == drill)
        with self._reading() as connection:
            return [_row(found) for found in connection.execute(query)]

    def count(self) -> int:
        """Count the answers."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(drill_answers)).scalar_one())


def forget(connection: Connection, session: str) -> None:
    """Delete the answers to drills that were made of a session."""
    begins = f"own:{session}:"
    connection.execute(drill_answers.delete().where(func.substr(drill_answers.c.drill, 1, len(begins)) == begins))


def _row(found: Any) -> AnswerRow:
    at = datetime.fromtimestamp(found.at / 1000, UTC)
    passed = None if found.passed is None else bool(found.passed)
    return AnswerRow(found.n, found.drill, found.hash, at, found.text, passed, found.reason, found.judge)
