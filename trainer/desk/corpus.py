"""Room `desk`: all labels that learners gave on this machine, without a name of a session in them."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.scoring.corpus import Labelled
    from trainer.storage.store import Store

#: The setting that holds the salt: with it names stay the same from one corpus of this database to the next.
SALT = "labels:salt"


def corpus(store: Store) -> list[Labelled]:
    """Give the labels of all debriefed sessions, in an order that tells nothing of when they were played.

    Raises:
        JournalError: the sessions cannot be read.
    """
    from trainer.conversation.events import Challenged, standing
    from trainer.scoring.corpus import labelled

    ids = store.with_event(Challenged.kind)
    if not ids:
        return []
    salt = _salt(store)
    rows = [row for id in ids for row in labelled(standing(store.events(id)), name_of(id, salt))]
    return sorted(rows, key=lambda row: (row.session, row.turn, row.aspect))


def name_of(session: str, salt: str) -> str:
    """Give a session's name in a corpus; without the salt nobody can tell which session it is."""
    return hashlib.blake2s(session.encode(), key=salt.encode()[:32], digest_size=6).hexdigest()


def _salt(store: Store) -> str:
    if not store.setting(SALT):
        store.set_setting(SALT, secrets.token_hex(16))
    return store.setting(SALT)
