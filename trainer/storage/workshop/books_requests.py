"""Room `storage`, workshops: the books of requests: idempotency keys, wrong codes, drafts; and the content played."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from trainer.storage.log import storable
from trainer.storage.workshop.faults import Conflict
from trainer.storage.workshop.rows import KeyRow
from trainer.storage.workshop.shelf import Shelf, columns, values_of
from trainer.storage.workshop.tables import contents, drafts, keys, tries

_KEY = select(*columns(keys, KeyRow)).where(keys.c.seat == bindparam("of"), keys.c.key == bindparam("named"))
_TRIES = select(tries.c.n).where(tries.c.bucket == bindparam("of"), tries.c.minute == bindparam("during"))
_MORE = (
    tries.update()
    .where(tries.c.bucket == bindparam("of"), tries.c.minute == bindparam("during"))
    .values({tries.c.n: tries.c.n + 1})
)
_DRAFT = select(drafts.c.text).where(drafts.c.seat == bindparam("of"), drafts.c.purpose == bindparam("to"))
_CONTENT = select(contents.c.text).where(contents.c.hash == bindparam("of"))


class RequestBooks(Shelf):
    """Keys, tries, drafts, contents."""

    def key(self, seat: str, key: str) -> KeyRow | None:
        """Give what a seat's idempotency key was used for."""
        return self._one(KeyRow, _KEY, of=seat, named=key)

    def keep_key(self, row: KeyRow) -> None:
        """Enter a key, in the same write as what it was used for.

        Raises:
            Conflict: the key has been used.
        """
        if self.key(row.seat, row.key) is not None:
            raise Conflict("the key has been used")
        self._connection.execute(keys.insert(), values_of(row))

    def try_(self, bucket: str, minute: int) -> int:
        """Count one try more in a bucket and give how many there are in this minute, over all servers."""
        self._put(tries, {"bucket": bucket, "minute": minute, "n": 0})
        self._connection.execute(_MORE, {"of": bucket, "during": minute})
        return self.tries(bucket, minute)

    def tries(self, bucket: str, minute: int) -> int:
        """Give how many tries a bucket has in a minute."""
        return int(self._connection.execute(_TRIES, {"of": bucket, "during": minute}).scalar() or 0)

    def forget_tries(self, before: int) -> None:
        """Drop the counts of earlier minutes."""
        self._connection.execute(tries.delete().where(tries.c.minute < before))

    def draft(self, seat: str, purpose: str) -> str | None:
        """Give a seat's draft."""
        text = self._connection.execute(_DRAFT, {"of": seat, "to": purpose}).scalar()
        return None if text is None else str(text)

    def set_draft(self, seat: str, purpose: str, text: str, at: int) -> None:
        """Keep a seat's draft in place of the one before."""
        values = {"seat": seat, "purpose": purpose, "text": storable(text), "at": at}
        self._put(drafts, values, ["text", "at"])

    def drop_draft(self, seat: str, purpose: str) -> None:
        """Drop a seat's draft, if there is one."""
        self._connection.execute(drafts.delete().where(drafts.c.seat == seat, drafts.c.purpose == purpose))

    def keep_content(self, hash: str, text: str) -> None:
        """Keep the canonical text of a content under its hash; one that is there stays."""
        self._put(contents, {"hash": hash, "text": text})

    def content(self, hash: str) -> str | None:
        """Give the canonical text of a content."""
        text = self._connection.execute(_CONTENT, {"of": hash}).scalar()
        return None if text is None else str(text)
