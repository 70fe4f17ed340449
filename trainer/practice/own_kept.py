"""Room `practice`: drills made of the learner's own moments, as they are named, written and read; `own` makes them.

Here is nothing that hears or judges, so that a list of drills need not load it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from trainer.content.drills.schema import Drill, Kind
from trainer.content.drills.shelf import Placed
from trainer.conversation.version import ENGINE_VERSION
from trainer.practice.drills.verdict import JUDGE_VERSION
from trainer.practice.schedule import OWN
from trainer.scoring.scorecard import SCORING_VERSION

TITLE = "From your own calls"
#: Raised when `own` may make other drills of the same scorecard.
OWN_VERSION = "1"
#: How drills were made; those of another version are made anew.
VERSION = f"{OWN_VERSION}/{JUDGE_VERSION}/{SCORING_VERSION}/{ENGINE_VERSION}"


def id_of(session: str, turn: int) -> str:
    """Give the id of the drill made of a turn."""
    return f"{OWN}:{session}:{turn}"


def parts_of(drill: str) -> tuple[str, int] | None:
    """Give the session and the turn of such an id; None where it is none."""
    kind, _, rest = drill.partition(":")
    session, _, turn = rest.rpartition(":")
    return (session, int(turn)) if kind == OWN and session and turn.isascii() and turn.isdigit() else None


def placed(kind: Kind, task: str, id: str, situation: str, before: str, line: str, better: tuple[str, ...]) -> Placed:
    """Give a drill without answers to check it by: the call itself is what it was made of.

    `before` is what the customer had said, `line` what the learner said to it.
    """
    item = Drill.model_construct(
        id=id,
        situation=situation,
        customer=(before,),
        line=line,
        task=None,
        why=None,
        better=better,
        passes=(),
        fails=(),
        about=(),
        keys=(),
        feelings=(),
        threads=(),
        answer=None,
        options=(),
        parts=(),
        decoy=(),
    )
    return Placed(OWN, TITLE, kind, task, item)


def text_of(drills: Sequence[Placed]) -> str:
    """Write such drills as one line of JSON."""
    rows = [
        (one.kind.value, one.task, one.id, one.item.situation, one.item.customer[0], one.item.line, one.item.better)
        for one in drills
    ]
    return json.dumps(rows, separators=(",", ":"))


def drills_from(text: str) -> tuple[Placed, ...]:
    """Read what `text_of` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        read = json.loads(text)
        rows = [(Kind(kind), told, tuple(better)) for kind, *told, better in read]
        texts = all(isinstance(one, str) for _, told, better in rows for one in (*told, *better))
        sound = isinstance(read, list) and texts and all(len(told) == 5 for _, told, _ in rows)
    except (TypeError, RecursionError) as error:
        raise ValueError("no drills of a session") from error
    if not sound:
        raise ValueError("no drills of a session")
    return tuple(
        placed(kind, task, id, situation, before, line, better)
        for kind, (task, id, situation, before, line), better in rows
    )
