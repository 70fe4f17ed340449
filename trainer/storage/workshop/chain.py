"""Room `storage`, workshops: the hash chain that makes a changed event show. Pure: no database, no clock.

Every record's hash covers the hash before it, so that nobody can change, drop, add or swap one without changing the
last hash (the head), which the host signs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

Record = Mapping[str, str | int]
"""What a link covers: of an event `n`, `kind`, `payload` (its JSON as it is stored), `at`."""


def start(of: str) -> str:
    """Give the hash before the first record: SHA-256 (hex) of the id of the call, for the audit of the workshop."""
    return hashlib.sha256(of.encode("utf-8")).hexdigest()


def link(previous: str, record: Record) -> str:
    """Give the hash (hex) of a record: SHA-256 of the previous hash, a newline and the record's canonical JSON."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def event(n: int, kind: str, payload: str, at: int) -> Record:
    """Give the record of an event of a call: number from 1, kind, payload as stored, milliseconds since 1970."""
    return {"n": n, "kind": kind, "payload": payload, "at": at}


def act(n: int, at: int, actor: str, name: str, data: str) -> Record:
    """Give the record of an act in the audit: number from 1, milliseconds since 1970, who, what, details as stored."""
    return {"n": n, "at": at, "actor": actor, "act": name, "data": data}


def broken_at(of: str, records: Iterable[tuple[Record, str]], head: str | None = None) -> int | None:
    """Give the place (from 1) of the first record that does not fit its stored hash or its number; None if all fit.

    `records` are in order, each with its stored hash. With `head` the last hash has to be it: else the place after the
    last record is given, for one was cut off or added.
    """
    previous, place = start(of), 0
    for place, (record, stored) in enumerate(records, 1):
        if record.get("n") != place or link(previous, record) != stored:
            return place
        previous = stored
    return place + 1 if head is not None and previous != head else None
