"""Room `storage`, workshops: canonical JSON, and the hash chain that makes a changed record show. Pure.

Every record's hash covers the hash before it, so that nobody can change, drop, add or swap one without changing the
last hash (the head), which the host signs. h_0 is the SHA-256 of the id of the call (of the workshop for the audit),
h_n that of h_{n-1}, a newline and the canonical JSON of record n. What is stored and what is verified use this alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

Record = Mapping[str, Any]
"""A record with the fields that its link covers and, where it is stored, its `hash`."""
EVENT = ("n", "kind", "payload", "at")
"""What a link of a call's log covers: number from 1, kind, the JSON text as stored, milliseconds since 1970."""
ACT = ("n", "at", "actor", "act", "data")
"""What a link of the audit covers: number from 1, milliseconds since 1970, who, what, details as stored."""


def canonical(data: Any) -> str:
    """Give data as JSON with sorted keys and no white space.

    Raises:
        ValueError: it holds a number that is none.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def start(of: str) -> str:
    """Give the hash (hex) before the first record of a call or an audit."""
    return sha256(of.encode("utf-8", "surrogatepass")).hexdigest()


def link(previous: str, record: Record, fields: Sequence[str]) -> str:
    """Give the hash (hex) of a record, from the hash before it and those `fields` of it."""
    text = canonical({name: record[name] for name in fields})
    return sha256(f"{previous}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def broken_at(of: str, records: Sequence[Record], fields: Sequence[str], head: str | None = None) -> int | None:
    """Give the place (from 1) of the first record whose number or hash does not fit; None where all do.

    With `head` the last hash has to be it: else the place after the last record is given, for one was cut off or added.
    """
    previous = start(of)
    for place, record in enumerate(records, 1):
        if record["n"] != place or link(previous, record, fields) != record["hash"]:
            return place
        previous = record["hash"]
    return len(records) + 1 if head is not None and previous != head else None


def head_of(of: str, records: Sequence[Record]) -> list[Any]:
    """Give `[n, hash]` of the last record; of none `[0, h_0]`."""
    return [len(records), records[-1]["hash"] if records else start(of)]
