"""Room `storage`, workshops: the books of calls and their logs, which only grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Unpack

from sqlalchemy import TextClause, bindparam, select, text

from trainer.storage.log import storable
from trainer.storage.workshop import chain
from trainer.storage.workshop.faults import Conflict
from trainer.storage.workshop.rows import CallFields, CallRow, LogRow
from trainer.storage.workshop.shelf import Shelf, columns, values_of
from trainer.storage.workshop.tables import calls, log

_CALL = select(*columns(calls, CallRow))
_BY_ID = _CALL.where(calls.c.id == bindparam("id"))
_OF_SEAT = _CALL.where(calls.c.seat == bindparam("by")).order_by(calls.c.round, calls.c.number)
_IN_ROUND = _OF_SEAT.where(calls.c.round == bindparam("in_round"))
_NUMBERED = _IN_ROUND.where(calls.c.number == bindparam("nth"))
_ALL = _CALL.where(calls.c.workshop == bindparam("of"))
_ALL_IN_ROUND = _ALL.where(calls.c.round == bindparam("in_round"))
_GROW = (
    calls.update()
    .where(calls.c.id == bindparam("one"), calls.c.n == bindparam("old_n"), calls.c.head == bindparam("old_head"))
    .values({name: bindparam(f"new_{name}") for name in ("n", "head", "turns", "state", "touched_at")})
)
_LOG = select(*columns(log, LogRow)).where(log.c.call == bindparam("of"), log.c.n > bindparam("past")).order_by(log.c.n)
_LOGS = select(*columns(log, LogRow)).join(calls, calls.c.id == log.c.call).where(calls.c.workshop == bindparam("of"))


_AT_ONCE = 50
"""Events in one statement; SQLite before 3.32 takes 999 values."""


@cache
def _insert(count: int) -> TextClause:
    """Give the statement that stores so many events: one way to the database and back.

    A list of rows goes to PostgreSQL through a pipeline, which costs more than all the rest of an append.
    """
    names = [column.name for column in log.columns]
    rows = ", ".join("(" + ", ".join(f":{name}{i}" for name in names) + ")" for i in range(count))
    return text(f"INSERT INTO {log.name} ({', '.join(names)}) VALUES {rows}")


class CallBooks(Shelf):
    """Calls and what happened in them."""

    def new_call(self, row: CallRow) -> CallRow:
        """Enter a call with an empty log and give it with the chain's first hash; `n` and `head` of `row` do not count.

        Raises:
            Conflict: the seat has a call of this number in this round.
        """
        if self.call_of(row.seat, row.round, row.number) is not None:
            raise Conflict("the call has been begun already")
        fresh = replace(row, n=0, head=chain.start(row.id))
        self._connection.execute(calls.insert(), values_of(fresh))
        return fresh

    def call(self, call: str) -> CallRow | None:
        """Give a call by its id."""
        return self._one(CallRow, _BY_ID, id=call)

    def calls(self, workshop: str, round: int | None = None) -> list[CallRow]:
        """Give a workshop's calls, of one round if named, by round and beginning."""
        if round is None:
            found = self._all(CallRow, _ALL, of=workshop)
        else:
            found = self._all(CallRow, _ALL_IN_ROUND, of=workshop, in_round=round)
        return sorted(found, key=lambda row: (row.round, row.begun_at, row.id))

    def calls_of(self, seat: str, round: int | None = None) -> list[CallRow]:
        """Give a seat's calls, of one round if named, by round and number."""
        if round is None:
            return self._all(CallRow, _OF_SEAT, by=seat)
        return self._all(CallRow, _IN_ROUND, by=seat, in_round=round)

    def call_of(self, seat: str, round: int, number: int) -> CallRow | None:
        """Give a seat's call in a round by its number (1: the attempt)."""
        return self._one(CallRow, _NUMBERED, by=seat, in_round=round, nth=number)

    def append(
        self,
        call: CallRow,
        events: Sequence[tuple[str, str]],
        at: int,
        *,
        turns: int | None = None,
        state: str | None = None,
    ) -> CallRow:
        """Append events (kind, payload as JSON) to the log of `call` as the caller has read it; give it as it is now.

        Their time is `at`, or that of the last ones before where a clock went back (set, or another server's).
        `turns` and `state`, where given, are set with it. What is stored is `payload` without lone surrogates.

        Raises:
            Conflict: the log has grown since, the call was changed or is gone.
        """
        lines, head, at = [], call.head, max(at, call.touched_at)
        for n, (kind, payload) in enumerate(events, call.n + 1):
            stored = storable(payload)
            record = {"n": n, "kind": kind, "payload": stored, "at": at}
            head = chain.link(head, record, chain.EVENT)
            lines.append({"call": call.id, "hash": head, **record})
        now = replace(
            call, n=call.n + len(lines), head=head, touched_at=at,
            turns=call.turns if turns is None else turns, state=call.state if state is None else state,
        )  # fmt: skip
        known = {"one": call.id, "old_n": call.n, "old_head": call.head}
        new = {f"new_{name}": getattr(now, name) for name in ("n", "head", "turns", "state", "touched_at")}
        if self._connection.execute(_GROW, known | new).rowcount != 1:
            raise Conflict("the call has gone on elsewhere")
        for first in range(0, len(lines), _AT_ONCE):
            some = lines[first : first + _AT_ONCE]
            values = {f"{name}{i}": value for i, line in enumerate(some) for name, value in line.items()}
            self._connection.execute(_insert(len(some)), values)
        return now

    def set_call(self, call: str, **fields: Unpack[CallFields]) -> None:
        """Set state or score, whatever the log says."""
        if fields:
            self._connection.execute(calls.update().where(calls.c.id == call).values(**fields))

    def log(self, call: str, after: int = 0) -> list[LogRow]:
        """Give the events of a call in order, from the one after number `after`."""
        return self._all(LogRow, _LOG, of=call, past=after)

    def logs(self, workshop: str) -> list[LogRow]:
        """Give all events of a workshop, call by call, each in order."""
        return sorted(self._all(LogRow, _LOGS, of=workshop), key=lambda row: (row.call, row.n))
