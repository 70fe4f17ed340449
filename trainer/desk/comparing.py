"""Room `desk`: what a call is compared with when its debrief is handed in, as it is stored at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.events import Fingerprinted
    from trainer.storage.store import Store

#: Lines of the learner's notes that are kept to compare with, and their greatest length in characters.
NOTES, NOTE_LENGTH = 60, 300


def fingerprinted(store: Store, session: str, lines: Sequence[str]) -> Fingerprinted:
    """Give what a call is compared with. `lines` are those that the learner said in this very session.

    Raises:
        JournalError: what is stored cannot be read.
    """
    from trainer.conversation.events import Fingerprinted
    from trainer.language.text import clean

    notes = [clean(line)[:NOTE_LENGTH] for line in store.draft(session, "notes").splitlines()]
    row = store.session(session)
    return Fingerprinted(
        tuple(n for n in notes if n)[:NOTES],
        tuple(map(_prints, store.earlier_lines(session))),
        _most_alike(lines, [_prints(other) for other in store.lines_with_same_customer(session)]),
        row is not None and row.persona in store.revealed(),
    )


def _most_alike(lines: Sequence[str], others: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the fingerprints of the call that most of `lines` are like; empty where none is like any."""
    from trainer.scoring.likeness import on_prints

    counted = [(len(on_prints(lines, prints)), prints) for prints in others]
    most, prints = max(counted, key=lambda one: one[0], default=(0, ()))
    return prints if most else ()


def _prints(lines: Sequence[str]) -> tuple[str, ...]:
    from trainer.scoring.likeness import fingerprint

    return tuple(mark for line in lines if (mark := fingerprint(line)))
