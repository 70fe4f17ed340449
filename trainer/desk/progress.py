"""Room `desk`: the learner's habits over their calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.scoring.skills import Skills
    from trainer.storage.store import Store

#: Attempts that are pooled, the last ones: older ones tell of somebody else.
ATTEMPTS = 20


def skills(store: Store, events: Callable[[str], tuple[Event, ...]]) -> Skills:
    """State the habits of the last debriefed attempts, pooled; practice and gentle calls are left out.

    Raises:
        JournalError: what is stored cannot be read.
    """
    from trainer.desk.levels import counts
    from trainer.scoring.manner import listened
    from trainer.scoring.record import record_of
    from trainer.scoring.skills import skills_of

    rows = [row for row in store.sessions(10 * ATTEMPTS, status="debriefed") if counts(row)][:ATTEMPTS]
    return skills_of([listened(record_of(events(row.id))) for row in rows])
