"""Room `directing`: how hard a customer makes it, beyond who they are. Plain data; the numbers stand in `tuning`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The level that changes nothing: the customer as they were written.
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Level:
    """What one level changes of any customer. It never changes what they know, nor in which order it hangs together."""

    name: str
    rank: int
    """0 for `plain`; easier ones below it, harder ones above."""
    says: str
    """What it is like, for the learner; one sentence without a stop."""
    trust: float
    """Added to trust at the start."""
    patience: float
    """Times patience at the start."""
    bars: Mapping[int, float]
    """Depth → what a fact of it needs more trust."""
    listened: Mapping[int, float]
    """Depth → turns that have to build on the customer's words before a fact of it can open."""
    evasions: int
    """How often in a call they evade at first what they would tell: the next line that has earned it is answered."""
    decoys: int
    """How often the surface story is offered unasked."""
    volunteers: int
    """Facts of depth 1 they give away unasked."""
    tell_near: float
    """How far trust may be from what a fact needs when its tell is dropped."""
    tell_rest: int
    """Turns from one tell to the next, at least this many and one."""
    time: float
    """Times the turns and minutes of the scenario."""

    def limits(self, turns: int, minutes: int) -> tuple[int, int]:
        """Give the turns and minutes of a call that has so many as written."""
        return round(turns * self.time), round(minutes * self.time)
