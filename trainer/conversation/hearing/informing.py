"""Room `hearing`: does an utterance tell, advise or pitch, instead of asking and giving back?"""

from __future__ import annotations

from trainer.conversation.hearing import points
from trainer.conversation.hearing.cues import Cues


def informs(cues: Cues, goes_on: bool = False) -> bool:
    """Say whether the statements of an utterance bring something in (`points.INFORMS`).

    `goes_on`: the interviewer was telling something and the customer only nodded.
    """
    back = max(0.0, cues.points(points.REFLECTS) - points.BACK_FROM)
    found = cues.points(points.INFORMS) - points.BACK_SHARE * back + (points.GOES_ON if goes_on else 0.0)
    return found >= points.INFORMS_FROM
