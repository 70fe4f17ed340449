"""Room `scoring`: what stands beside a scorecard and changes no figure: challenges, earlier scores, what was known.

All of it is read from the session's log, so that the same log always tells the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trainer.conversation.directing.level import PLAIN
from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import Challenged, Debriefed, Event, Fingerprinted, LearnerSaid, Scored, Started
from trainer.scoring import weights
from trainer.scoring.calls import figures
from trainer.scoring.labels import HEARD, about, challenges_of, sentence
from trainer.scoring.likeness import fingerprint, on_prints
from trainer.scoring.scorecard import SCORING_VERSION, Item, Scorecard

SEEN = "You had seen this customer's answers. This call shows how you ask, not what you can find out."
LEVEL = "Level {level}: {says}. Compare this figure with calls at this level only."
FIRST_VERSION = "1"
"""The version of the scoring before it was recorded which version had scored a session."""
NO_CHARGE = "It costs nothing: the same words may fit again."


@dataclass(frozen=True, slots=True)
class Alike:
    """How many of the learner's lines are those of another call with the same customer."""

    lines: int
    of: int
    """Those that can be compared: with two telling words or more."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown with a scorecard. Nothing in it counts."""

    challenges: tuple[Challenged, ...] = ()
    """By turn; of several on one thing the latest."""
    earlier: tuple[Scored, ...] = ()
    """What other versions of the scoring made of the session, oldest first."""
    seen: bool = False
    """The learner had seen what this customer hides: another scorecard had shown it."""
    level: str = PLAIN
    """How hard the customer made it."""
    alike: Alike | None = None
    """None where the likeness is one that unrelated calls have as well."""

    def of_item(self, item: Item) -> str:
        """Give what the learner says of an item, as a sentence; empty where they said nothing."""
        return next((sentence(one) for one in self.challenges if about(one, item)), "")

    def of_lines(self, items: Sequence[Item]) -> list[tuple[int, str]]:
        """Give what the learner says of labels, and of items that `items` no longer has: turn, sentence."""
        return [
            (one.turn, sentence(one) if one.part == HEARD else f"Of {one.part} {one.rule}. {sentence(one)}")
            for one in self.challenges
            if not any(about(one, item) for item in items)
        ]

    def shape(self) -> dict[str, Any]:
        """Give it as JSON-ready data, to be merged into that of the scorecard."""
        return {
            "seen": self.seen,
            **({} if self.level == PLAIN else {"level": self.level}),
            "likeness": None if self.alike is None else asdict(self.alike),
            "earlier": [{"version": e.version, "overall": e.overall, "parts": dict(e.parts)} for e in self.earlier],
            "challenges": [challenge_shape(one) for one in self.challenges],
        }


def challenge_shape(one: Challenged) -> dict[str, Any]:
    """Give a challenge as JSON-ready data."""
    keys = ("turn", "part", "rule", "ours", "theirs", "reason", "scoring", "engine")
    return {key: getattr(one, key) for key in keys}


def beside_of(events: Sequence[Event], card: Scorecard) -> Beside:
    """Read a session's log. Lines that were taken back must not be in it."""
    now = card.versions.get("scoring", SCORING_VERSION)
    earlier = {event.version: event for event in events if isinstance(event, Scored) and event.version != now}
    seen = any(isinstance(event, Started | Fingerprinted) and event.seen for event in events)
    level = next((event.level for event in events if isinstance(event, Started)), PLAIN)
    return Beside(challenges_of(events), tuple(earlier.values()), seen, level, _alike(events))


def unrecorded(events: Sequence[Event], card: Scorecard, kept: float | None) -> tuple[Scored, ...]:
    """Give what is still to be recorded of a scorecard: the figures that a version of the scoring gives, once.

    `kept` is the overall figure that was noted for lists: of a session from before figures were recorded it is the
    only trace of what the first version made of it.
    """
    known = [event for event in events if isinstance(event, Scored)]
    now, engine = card.versions.get("scoring", SCORING_VERSION), card.versions.get("engine", "")
    parts = tuple((part.name, part.value) for part in card.parts)
    scored = Scored(now, card.overall, parts, card.low, card.high, engine)
    if scored in known or not any(isinstance(event, Debriefed) for event in events):
        return ()
    if known or kept is None or now == FIRST_VERSION:
        return (scored,)
    return (Scored(FIRST_VERSION, kept, (), engine=engine), scored)


def notices(beside: Beside, card: Scorecard) -> list[str]:
    """Give in sentences what has to be known to read the figures of a scorecard."""
    out = [SEEN] if beside.seen else []
    if beside.level != PLAIN:
        out.append(LEVEL.format(level=beside.level, says=LEVELS[beside.level].says))
    if beside.alike is not None:
        n, of = beside.alike.lines, beside.alike.of
        told = f"{n} of {of} of your lines are, nearly word for word, those of another call with this customer"
        out.append(f"{told} (short lines left out). {NO_CHARGE}")
    out += [
        f"Scored earlier with version {one.version}: {_figure(one.overall)}; now {_figure(card.overall)}."
        for one in beside.earlier
    ]
    return out


def _figure(overall: float | None) -> str:
    return "not scored" if overall is None else f"{overall:.0f}"


def _alike(events: Sequence[Event]) -> Alike | None:
    """Compare what was said in this very session; the turns before a branch are another session's."""
    since = next((event.branch_at for event in events if isinstance(event, Started)), 0)
    lines = [e.text for e in events if isinstance(e, LearnerSaid) and e.turn >= since and fingerprint(e.text)]
    prints = next((event.same for event in reversed(events) if isinstance(event, Fingerprinted)), ())
    found = len(on_prints(lines, prints))
    if len(lines) < weights.LEAST_ASKED or found <= figures.LIST_FREE * len(lines):
        return None
    return Alike(found, len(lines))
