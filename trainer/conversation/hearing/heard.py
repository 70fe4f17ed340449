"""Room `hearing`: what was heard in one utterance. Plain data; knows no trust and no locked fact's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Whoever of two people did not speak last, in `Heard.to`; no id of a persona has this form.
OTHER = "*"


class Kind(StrEnum):
    """What an utterance does (DESIGN: *move*)."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    LEADING = "leading"
    HYPOTHETICAL = "hypothetical"
    DOUBLE_BARRELLED = "double_barrelled"
    STORY_PROMPT = "story_prompt"
    FOLLOW_UP = "follow_up"
    PROBE = "probe"
    MIRROR = "mirror"
    LABEL = "label"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    PITCH = "pitch"
    ADVICE = "advice"
    INFORM = "inform"
    PRESSURE = "pressure"
    SMALL_TALK = "small_talk"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    APOLOGY = "apology"
    RUDE = "rude"
    PAUSE = "pause"
    STUFFING = "stuffing"
    FLOOD = "flood"
    GIBBERISH = "gibberish"
    LANGUAGE = "language"
    DEMAND = "demand"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Move:
    """One move with the learner's own words for it (`quote` stands verbatim in the utterance; empty for a pause)."""

    kind: Kind
    quote: str
    accurate: bool | None = None
    """Of a reflection: whether the customer said what it gives back; None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something in the customer's world that the utterance touches."""

    of: str
    """`fact`, `profile` or `decoy`."""
    id: str
    score: float
    """Above 0; the weight of the words that matched. Larger fits better."""
    via: str
    """`about`: its own phrases; `said`: words of a line in which it was told; `tell`: words of its tell."""
    quote: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance as it was heard."""

    moves: tuple[Move, ...]
    question: str
    """`none`, `open` or `closed` (by function, not by form)."""
    facets: tuple[str, ...]
    """Which natural follow-ups it asks for, first one first: `why`, `when`, …"""
    topics: tuple[Topic, ...]
    """Best first."""
    uptake: float | None
    """0 to 1: how far it builds on what the customer has just said; None where they have said nothing."""
    taken_up: tuple[str, ...]
    """The specific words shared with the customer's last lines, as the learner typed them."""
    refers: bool
    """It points back without naming (that, it, then, why?)."""
    copied: float
    """0 to 1: share of its words that repeat the customer's last line."""
    details: tuple[tuple[str, str], ...]
    """(fact, follow-up) whose telling words the utterance names, best first; only of facts told in the last lines."""
    skeleton: str
    """The utterance with the customer's words masked: two lines with one skeleton are one formula."""
    asked_before: int | None
    """The turn in which the learner asked nearly the same, if any."""
    words: int
    tone: str
    """`calm`, `hurried`, `pressing`, `excited`, `sorry` or `rude`."""
    cue_taken: bool = False
    """It takes up a gesture of the customer's last line."""
    jumps: bool = False
    """A question that shares nothing with the call so far."""
    reflection: str = "none"
    """`none`, `mirror`, `label`, `paraphrase` or `summary`: how it gives back what the customer said or meant."""
    apart: str = ""
    """The formula of its question where what it takes up stands in an echo apart from it; else empty."""
    stock: bool = False
    """That question stands on a list of stock questions."""
    informs: bool = False
    """It tells, advises or pitches: it brings in what the customer had not said."""
    to: tuple[str, ...] = ()
    """With two people on the call: whom it calls, by id; `*` is whoever did not speak last. Else empty."""

    def has(self, *kinds: Kind) -> bool:
        """Say whether one of the moves is of one of these kinds."""
        for move in self.moves:  # noqa: SIM110 - asked a hundred times a turn; a generator takes twice the time
            if move.kind in kinds:
                return True
        return False

    def quote(self, *kinds: Kind) -> str:
        """Give the words of the first move of one of these kinds, or an empty string."""
        return next((move.quote for move in self.moves if move.kind in kinds), "")
