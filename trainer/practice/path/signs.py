"""Room `practice`, path: what is counted in a call, and how sure a count is. By the hearing of the call alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from trainer.conversation.hearing.heard import Heard, Kind
from trainer.practice.path.schema import Wanted
from trainer.scoring.record import Turn

#: Standard deviations to either side: about 95 of 100 (normal).
NOISE = 1.96
#: Words of a turn that are quoted.
QUOTED = 140
#: Turns that are quoted for one sign.
QUOTES = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that can be counted in a call."""

    says: str
    among: Callable[[Heard], bool]
    has: Callable[[Turn], bool]
    last: int = 0
    """Only the last so many turns are looked at; 0: all."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was found in the turns looked at, whether that is enough, and where."""

    sign: str
    says: str
    found: int
    of: int
    low: float
    """The noise band around found / of, 0 to 1."""
    high: float
    wanted: str
    """Such as `at least 3`."""
    met: bool
    quotes: tuple[tuple[int, str], ...]
    """(turn, the learner's words), of the first turns in which it was found."""


def band(found: int, of: int) -> tuple[float, float]:
    """Give the 95 % band around a share (Wilson's score interval); 0 to 1 where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = found / of, NOISE * NOISE
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = NOISE / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def count(wanted: Wanted, turns: Sequence[Turn]) -> Count:
    """Count one sign in turns of a call and say whether it is what was wanted."""
    sign = SIGNS[wanted.sign]
    among = [turn for turn in turns[-sign.last :] if sign.among(turn.heard)]
    found = [turn for turn in among if sign.has(turn)]
    low, high = band(len(found), len(among))
    says, met = [], True
    if wanted.at_least is not None:
        says.append(f"at least {wanted.at_least}")
        met = met and len(found) >= wanted.at_least
    if wanted.at_most is not None:
        says.append(f"at most {wanted.at_most}" if wanted.at_most else "none")
        met = met and len(found) <= wanted.at_most
    if wanted.share_above is not None:
        says.append(f"surely more than {round(100 * wanted.share_above)} %")
        met = met and low >= wanted.share_above
    quotes = tuple((turn.number, " ".join(turn.text.split())[:QUOTED]) for turn in found[:QUOTES])
    return Count(wanted.sign, sign.says, len(found), len(among), low, high, " and ".join(says), met, quotes)


def _any(heard: Heard) -> bool:
    return heard.words > 0


def _asks(heard: Heard) -> bool:
    return heard.question != "none"


def _has(*kinds: Kind) -> Callable[[Turn], bool]:
    return lambda turn: turn.heard.has(*kinds)


def _open(turn: Turn) -> bool:
    return turn.heard.question == "open" and not turn.worn


def _gives_back(turn: Turn) -> bool:
    """Say whether it gives back what was said, adds nothing, and is not a trick that has worn out."""
    true = not any(move.accurate is False for move in turn.heard.moves)
    return turn.heard.reflection != "none" and not turn.heard.informs and not turn.worn and true


def _labels(turn: Turn) -> bool:
    return turn.heard.has(Kind.LABEL) and _gives_back(turn)


def _takes_up(turn: Turn) -> bool:
    """Say whether it uses specific words of the customer's last lines, or a gesture, without copying them out."""
    return bool(turn.heard.taken_up or turn.heard.cue_taken) and not turn.worn and not turn.heard.informs


def _presses(turn: Turn) -> bool:
    return turn.heard.has(Kind.PRESSURE, Kind.RUDE, Kind.DEMAND) or turn.heard.tone in ("pressing", "rude")


def _thanks(turn: Turn) -> bool:
    return turn.heard.has(Kind.THANKS, Kind.GOODBYE)


SIGNS: dict[str, Sign] = {
    "asks": Sign("turns that ask", _any, lambda turn: turn.heard.question != "none"),
    "open": Sign("open questions, of all questions", _asks, _open),
    "last_time": Sign("turns that ask for a time that really happened", _any, _has(Kind.STORY_PROMPT)),
    "gives_back": Sign("turns that give back what was said", _any, _gives_back),
    "labels": Sign("turns that name a feeling", _any, _labels),
    "takes_up": Sign("turns that take up the customer's words", _any, _takes_up),
    "thanks": Sign("of the last two turns, those that thank or say goodbye", _any, _thanks, last=2),
    "tells": Sign("turns that tell, advise or pitch", _any, lambda turn: turn.heard.informs),
    "leads": Sign("leading questions", _asks, _has(Kind.LEADING)),
    "doubles": Sign("two questions at once", _asks, _has(Kind.DOUBLE_BARRELLED, Kind.STUFFING)),
    "imagines": Sign("questions about what might be", _asks, _has(Kind.HYPOTHETICAL)),
    "presses": Sign("turns that press or demand", _any, _presses),
}
#: Signs that cost something in a real call → what to do about each there.
WATCH: dict[str, str] = {
    "tells": "You explained, advised or pitched. When you notice it, stop in mid-sentence and ask what they do today.",
    "leads": "The answer stood in your question. Leave your guess out and ask how it was.",
    "doubles": "You asked two things at once. Ask the first, and wait.",
    "imagines": "You asked what they would do. Ask for the last time they did.",
    "presses": "You pressed. Let it go; come back to it through their own words.",
}
