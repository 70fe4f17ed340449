"""Room `practice`: what is said of all scored sessions, written and read, so that it need not be made at every look.

It may be stored to save time, never to be believed: `version` says how it was made, and one of another is made anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from trainer.practice.progress import tally
from trainer.practice.progress.levels import Level
from trainer.practice.progress.moved import Change
from trainer.practice.progress.progress import Progress, Skill
from trainer.practice.progress.tries import Tries, Try
from trainer.version import __version__

#: Raised when the same tallies may come out otherwise.
KEPT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Kept:
    """What all scored sessions show, without the sessions."""

    progress: Progress
    times: tuple[tuple[int, int], ...]
    """Of each session, oldest first: when it began (milliseconds since 1970), and seconds practised."""
    left_out: int
    """Sessions that could not be scored."""


def version() -> str:
    """Say how it is made here: also by each release, since the rules of change have no version of their own."""
    return f"{KEPT_VERSION}/{__version__}/{tally.VERSION}"


def text_of(made: Kept) -> str:
    """Write it as one line of JSON; times as one row of numbers, quick to read."""
    times = [number for pair in made.times for number in pair]
    data = {"progress": asdict(made.progress), "times": times, "left_out": made.left_out}
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def kept_from(text: str) -> Kept:
    """Read what `text_of` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        data: dict[str, Any] = json.loads(text)
        whole, times = data["progress"], data["times"]
        skills, tries = tuple(map(_skill, whole.pop("skills"))), tuple(map(_tries, whole.pop("tries")))
        pairs = tuple(zip(times[::2], times[1::2], strict=True))
        return Kept(Progress(**whole, skills=skills, tries=tries), pairs, data["left_out"])
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("no figures of progress") from error


def _skill(data: dict[str, Any]) -> Skill:
    level, change = data.pop("level"), data.pop("change")
    return Skill(**data, level=Level(**level) if level else None, change=Change(**change) if change else None)


def _tries(data: dict[str, Any]) -> Tries:
    first, best = data.pop("first"), data.pop("best")
    return Tries(**data, first=Try(**first), best=Try(**best) if best else None)
