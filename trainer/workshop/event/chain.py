"""Room `workshop`, event: canonical JSON, and the hash chain of a log: each hash covers the one before it.

h_0 is the SHA-256 of the id of the call (of the workshop for the audit), h_n that of h_{n-1}, a newline and the
canonical JSON of record n. This is what an export is checked with; the store has its own writing of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

EVENT = ("n", "kind", "payload", "at")
"""What a link of a call's log covers; `payload` is the JSON text as it was stored."""
ACT = ("n", "at", "actor", "act", "data")
"""What a link of the audit covers; `data` is the JSON text as it was stored."""


def canonical(data: Any) -> str:
    """Give data as JSON with sorted keys and no white space.

    Raises:
        ValueError: it holds a number that is none.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def start(of: str) -> str:
    """Give the hash before the first record of a call or an audit."""
    return sha256(of.encode()).hexdigest()


def link(previous: str, record: Mapping[str, Any], fields: Sequence[str]) -> str:
    """Give the hash of a record, from the hash before it and those `fields` of it."""
    text = canonical({name: record[name] for name in fields})
    return sha256(f"{previous}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def broken_at(of: str, records: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> int | None:
    """Give the place (from 1) of the first record whose number or hash does not fit; None where all do."""
    previous = start(of)
    for place, record in enumerate(records, 1):
        if record["n"] != place or link(previous, record, fields) != record["hash"]:
            return place
        previous = record["hash"]
    return None


def head_of(of: str, records: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Give `[n, hash]` of the last record; of none `[0, h_0]`."""
    return [len(records), records[-1]["hash"] if records else start(of)]
