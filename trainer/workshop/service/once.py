"""Room `workshop.service`: an act of the facilitator's that is sent again with its key is done once.

The audit log tells whether it was: with each act it keeps the key, and a digest of what was sent under it that nobody
can read who does not hold the workshop's secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trainer.storage.workshop.rows import WorkshopRow
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.tokens import keyed

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books

Stamp = dict[str, str]
DIGITS = 16
"""Of the digest: it tells a mistake, not an attack, for only the facilitator can send a key."""


def stamp(row: WorkshopRow, key: str, act: str, said: Mapping[str, Any] | None = None) -> Stamp:
    """Give what the audit log keeps of the key that an act was sent with; nothing without one."""
    if not key:
        return {}
    text = json.dumps([act, dict(said or {})], sort_keys=True)
    return {"key": key, "sent": keyed(row.secret, text).hex()[:DIGITS]}


def known(books: Books, workshop: str, stamped: Stamp) -> bool:
    """Say whether the act has been done.

    Raises:
        Declined: the key was sent with something else before.
    """
    if not stamped:
        return False
    for act in books.audit(workshop):
        data = json.loads(act.data)
        if data.get("key") == stamped["key"]:
            if data.get("sent", stamped["sent"]) != stamped["sent"]:
                line = "This Idempotency-Key was sent with something else before; use a new one."
                raise Declined("mismatch", line)
            return True
    return False
