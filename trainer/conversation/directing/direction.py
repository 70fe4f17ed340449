"""Room `directing`: what the director decided in one turn, with every reason. Plain data; holds no words of content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Code of the reason why a fact that would have opened did not: the customer evades it once.
EVADED = "evaded"


class Answer(StrEnum):
    """What kind of answer the customer gives. Pools of the persona carry the same names."""

    FACT = "fact"
    DETAIL = "detail"
    AGAIN = "again"
    PROFILE = "profile"
    DECOY = "decoy"
    SURFACE = "surface"
    DEFLECT = "deflect"
    ASK_BACK = "ask_back"
    UNSURE = "unsure"
    AFFIRM = "affirm"
    NEGATE = "negate"
    GO_ON = "go_on"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    APOLOGY = "apology"
    PAUSE = "pause"
    RUDE = "rude"
    PRESSED = "pressed"
    PITCHED = "pitched"
    POLITE_YES = "polite_yes"
    STUFFED = "stuffed"
    PARROTED = "parroted"
    TIRED = "tired"
    GIBBERISH = "gibberish"
    LANGUAGE = "language"
    FLOOD = "flood"
    TRAINER = "trainer"
    DEMANDED = "demanded"
    SMALL_TALK = "small_talk"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something happened: a code of `reasons.py` and the learner's words or a figure for it."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A fact that this turn touched and did not open, and what was missing."""

    fact: str
    missing: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a turn leaves somebody on the call who heard it and did not answer."""

    persona: str
    trust: float
    patience: float
    listened: float


@dataclass(frozen=True, slots=True)
class Direction:
    """What the customer does in this turn, and where it leaves them."""

    answer: Answer
    subject: str = ""
    """The fact (fact, detail, again) or profile answer that the answer is about; else empty."""
    facet: str = ""
    """Which detail, for `detail`."""
    disclose: str | None = None
    """The fact told for the first time; at most one a turn."""
    earned: bool = False
    """Whether the learner's moves released it (else the customer volunteered it)."""
    hint: str | None = None
    """The locked fact whose tell is dropped."""
    reaction: str = ""
    """`heard`, `settling`, `edgy`, `as_said` or empty."""
    tail: str = ""
    """`tell`, `offer` (the fact comes by the way), `aside`, `ask_learner`, `warn_…`, `close_time` or empty."""
    mood: str = "neutral"
    """`warm`, `neutral` or `cool`."""
    because: tuple[Reason, ...] = ()
    """What led to the answer, and what moved trust."""
    withheld: tuple[Withheld, ...] = ()
    trust: float = 0.0
    """After this turn, 0 to 1."""
    patience: float = 0.0
    """After this turn, 0 and up; at 0 the call ends."""
    contingent: str = "none"
    """How the turn built on the customer's words: `strong`, `weak` or `none`."""
    device: str = ""
    """The device that was used, for its decay: `mirror`, `label`, `probe`, `pause`, … or empty."""
    closing: str = ""
    """`patience` or `time` when this answer ends the call; else empty."""
    speaker: str = ""
    """Who answers, by id, where two people are on the call; else empty."""
    beside: tuple[Beside, ...] = ()
    """The others on the call."""
    chime: str = ""
    """Who of them puts something in, by id; else empty."""
    chime_hint: str | None = None
    """The locked fact of theirs whose tell that is; None where it is only something said in passing."""

    @property
    def hints(self) -> tuple[str, ...]:
        """The locked facts whose tells are dropped, by whoever is on the call."""
        return tuple(fact for fact in (self.hint, self.chime_hint) if fact)
