"""Room `storage`, workshops: what all books stand on: a connection in a transaction, rows out of tables, upserts.

Rows are put in order by Python where ids decide: databases differ in how they sort text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

R = TypeVar("R")


class Shelf:
    """A part of the books. Lives as long as one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take a connection in a transaction."""
        self._connection = connection
        self.touched: set[str] = set()
        """Ids of the workshops whose board has changed, see `touch`."""

    def _one(self, kind: type[R], statement: Executable, **values: Any) -> R | None:
        row = self._connection.execute(statement, values).first()
        return None if row is None else kind(*row)

    def _all(self, kind: type[R], statement: Executable, **values: Any) -> list[R]:
        return [kind(*row) for row in self._connection.execute(statement, values)]

    def _put(self, table: Table, values: Mapping[str, Any], update: Sequence[str] | None = None) -> None:
        """Insert a row, or where its key is there set the columns `update` (None: leave it)."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        new = dialect.insert(table)
        key = [column.name for column in table.primary_key]
        if update is None:
            done = new.on_conflict_do_nothing(index_elements=key)
        else:
            done = new.on_conflict_do_update(index_elements=key, set_={name: new.excluded[name] for name in update})
        self._connection.execute(done, dict(values))


def columns(table: Table, kind: type[Any]) -> list[Column[Any]]:
    """Give the columns of a table that a row's dataclass has, in its order."""
    return [table.c[each.name] for each in fields(kind)]


def values_of(row: Any) -> dict[str, Any]:
    """Give a row's dataclass as values for its table."""
    return asdict(row)
