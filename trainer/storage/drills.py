"""Room `storage`: answers to drills. An answer is stored before it is judged; its verdict is filled in once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, func, literal, select

from trainer.conversation.interview import JournalError
from trainer.storage.log import storable
from trainer.storage.shelf import Reading, Shelf, Writing
from trainer.storage.tables import drill_answers, drill_cards, drill_hours

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


@dataclass(frozen=True, slots=True)
class CardRow:
    """What is kept of where one drill stands; its text is of no concern here."""

    n: int
    """The last judged answer that is in it."""
    card: str


class DrillLog(Shelf):
    """The answers of a store. Every method may raise JournalError, whose message is one line for people."""

    def __init__(self, reading: Reading, writing: Writing, clock: Callable[[], int]) -> None:
        """Take the store's ways to read and to write, and its clock."""
        super().__init__(reading, writing)
        self._clock = clock

    def now(self) -> datetime:
        """Give the store's time, UTC."""
        return datetime.fromtimestamp(self._clock() / 1000, UTC)

    def keep(self, drill: str, hash: str, text: str) -> int:
        """Store an answer, durable when this returns, and give its number."""
        with self._writing("The answer could not be saved") as connection:
            last = connection.execute(select(func.max(drill_answers.c.n))).scalar()
            n, now = int(last or 0) + 1, self._clock()
            values = {
                "n": n,
                "drill": drill,
                "hash": hash,
                "at": now,
                "text": storable(text[:LONGEST].replace("\0", "")),
            }
            connection.execute(drill_answers.insert().values(**values, passed=None, reason="", judge=""))
            _count_in(connection, now - now % _HOUR)
        return n

    def settle(self, n: int, passed: bool, reason: str, judge: str) -> None:
        """Note the verdict on an answer; one that has a verdict keeps it."""
        with self._writing("The verdict could not be saved") as connection:
            open_ = (drill_answers.c.n == n) & drill_answers.c.passed.is_(None)
            values = {"passed": passed, "reason": reason, "judge": judge}
            connection.execute(drill_answers.update().where(open_).values(**values))
            mine = select(drill_answers.c.drill).where(drill_answers.c.n == n).scalar_subquery()
            connection.execute(drill_cards.delete().where(drill_cards.c.drill == mine))  # an earlier one may be judged

    def unsettled(self) -> list[AnswerRow]:
        """Give the answers that were stored and not judged: the program ended in between."""
        query = select(drill_answers).where(drill_answers.c.passed.is_(None)).order_by(drill_answers.c.n)
        with self._reading() as connection:
            return [_row(found) for found in connection.execute(query)]

    def judged(self, drill: str, last: int) -> list[tuple[int, datetime, bool]]:
        """Give (n, at, passed) of the last judged answers of a drill, at most so many, oldest first."""
        c = drill_answers.c
        query = select(c.n, c.at, c.passed).where(c.drill == drill, c.passed.is_not(None)).order_by(c.n.desc())
        with self._reading() as connection:
            rows = connection.execute(query.limit(last)).all()
        return [(int(n), datetime.fromtimestamp(at / 1000, UTC), bool(passed)) for n, at, passed in reversed(rows)]

    def ends(self) -> dict[str, int]:
        """Give each drill with a judged answer and the number of the last one; one look into the index for each."""
        c = drill_answers.c
        known = select(func.min(c.drill).label("drill")).cte("known", recursive=True)
        after = select(func.min(c.drill)).where(c.drill > known.c.drill).scalar_subquery()
        known = known.union_all(select(after).where(known.c.drill.is_not(None)))
        last = select(c.n).where(c.drill == known.c.drill, c.passed.is_not(None)).order_by(c.n.desc()).limit(1)
        query = select(known.c.drill, last.scalar_subquery()).where(known.c.drill.is_not(None))
        with self._reading() as connection:
            return {str(drill): int(n) for drill, n in connection.execute(query) if n is not None}

    def cards(self, version: str) -> dict[str, CardRow]:
        """Give what is kept of each drill, as far as it was made by this version."""
        c = drill_cards.c
        with self._reading() as connection:
            found = connection.execute(select(c.drill, c.n, c.card).where(c.version == version))
            return {str(drill): CardRow(int(n), str(card)) for drill, n, card in found}

    def keep_cards(self, version: str, made: Mapping[str, CardRow]) -> None:
        """Keep where drills stand; what a newer answer, or none, has meanwhile made untrue is left out."""
        c = drill_answers.c
        with self._writing("Where the drills stand could not be kept") as connection:
            connection.execute(drill_cards.delete().where(drill_cards.c.drill.in_(made)))
            for drill, row in made.items():
                last = select(func.max(c.n)).where(c.drill == drill, c.passed.is_not(None))
                if connection.execute(last).scalar() == row.n:
                    values = {"drill": drill, "n": row.n, "version": version, "card": row.card}
                    connection.execute(drill_cards.insert().values(**values))

    def hours(self) -> dict[int, int]:
        """Give the hours in which something was answered, as their first milliseconds since 1970 (UTC), with how many
        answers; in no order. Counted anew where what is kept does not add up to the answers there are.
        """
        with self._reading() as connection:
            found = {int(hour): int(count) for hour, count in connection.execute(select(drill_hours))}
            if sum(found.values()) == _count(connection):
                return found
            found = {int(hour): int(count) for hour, count in connection.execute(_by_hour())}
        with suppress(JournalError), self._writing("The hours of drills could not be kept") as connection:
            _count_anew(connection)
        return found

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
            return _count(connection)


def forget(connection: Connection, session: str) -> None:
    """Delete the answers to drills that were made of a session."""
    begins = f"own:{session}:"
    c = drill_answers.c
    gone = connection.execute(drill_answers.delete().where(func.substr(c.drill, 1, len(begins)) == begins))
    connection.execute(drill_cards.delete().where(func.substr(drill_cards.c.drill, 1, len(begins)) == begins))
    if gone.rowcount:
        _count_anew(connection)


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(drill_answers)).scalar_one())


def _by_hour() -> Select[Any]:
    hour = drill_answers.c.at - drill_answers.c.at % literal(_HOUR, BigInteger)
    return select(hour, func.count()).group_by(hour)


def _count_in(connection: Connection, hour: int) -> None:
    """Count one more answer in an hour."""
    c = drill_hours.c
    more = drill_hours.update().where(c.hour == hour).values(answers=c.answers + 1)
    if not connection.execute(more).rowcount:
        connection.execute(drill_hours.insert().values(hour=hour, answers=1))


def _count_anew(connection: Connection) -> None:
    connection.execute(drill_hours.delete())
    connection.execute(drill_hours.insert().from_select(["hour", "answers"], _by_hour()))


def _row(found: Any) -> AnswerRow:
    at = datetime.fromtimestamp(found.at / 1000, UTC)
    passed = None if found.passed is None else bool(found.passed)
    return AnswerRow(found.n, found.drill, found.hash, at, found.text, passed, found.reason, found.judge)
