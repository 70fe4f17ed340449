"""Room `voicing`: the check on what was said, before anybody sees it. Whoever voiced it, the rule is the same."""

from __future__ import annotations

from collections.abc import Collection

from trainer.conversation.directing.direction import Direction
from trainer.conversation.voicing.spoken import Spoken, whose


def unreleased(spoken: Spoken, direction: Direction, told: Collection[str]) -> tuple[str, ...]:
    """Give the pieces of an answer that tell what neither was told before nor is released by this direction."""
    free = {*told, direction.disclose}
    out = []
    for piece in spoken.pieces:
        kind, _, rest = whose(piece)[1].partition(":")
        fact = rest.rpartition(":")[0]
        if (kind in ("fact", "more") and fact not in free) or (
            kind == "tell" and fact not in free and fact not in direction.hints
        ):
            out.append(piece)
    return tuple(out)
