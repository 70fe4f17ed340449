"""Room `content`: what a persona and a scenario file may hold. No clock, no screen, no storage comes in here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from trainer.content.texts import Force as Force
from trainer.content.texts import Identifier as Identifier
from trainer.content.texts import Line as Line
from trainer.content.texts import Phrase as Phrase
from trainer.content.texts import Prose as Prose
from trainer.content.texts import Title as Title


class Act(StrEnum):
    """What a learner can do that opens a fact (`unlock.by`)."""

    OPEN = "open"
    STORY = "story"
    FOLLOW_UP = "follow-up"
    MIRROR = "mirror"
    LABEL = "label"
    SUMMARY = "summary"
    PAUSE = "pause"


class Facet(StrEnum):
    """The natural follow-ups on something that has been said (`more`)."""

    WHY = "why"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW = "how"
    HOW_OFTEN = "how-often"
    HOW_LONG = "how-long"
    FEELING = "feeling"
    EXAMPLE = "example"
    THEN = "then"
    WHAT = "what"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Unlock(_Strict):
    """When a fact may be told. Every condition given must hold."""

    trust: float = Field(default=0.0, ge=0.0, le=0.9, description="Least trust, 0 to 1.")
    after: tuple[Identifier, ...] = Field(default=(), description="Facts that must all have been told before.")
    after_any: tuple[Identifier, ...] = Field(default=(), description="Facts of which one must have been told before.")
    by: tuple[Act, ...] = Field(default=(), description="Acts that open it; empty leaves it to the depth.")


class Tell(_Strict):
    """A small hint at a locked fact: something said in passing, with or without a gesture."""

    says: tuple[Line, ...] = Field(min_length=2, max_length=6)
    cue: Annotated[str, StringConstraints(pattern=r"^\*[^*\n]{3,60}\*$")] | None = Field(
        default=None, description="A gesture between asterisks, such as *looks away*."
    )


class Fact(_Strict):
    """One thing that a customer can disclose."""

    id: Identifier
    title: Title = Field(description="Third person, for scorecards; shown only after the debrief.")
    force: Force
    depth: int = Field(ge=1, le=3, description="1 surface, 2 beneath it, 3 the reason.")
    motivation: Identifier | None = None
    says: tuple[Line, ...] = Field(min_length=3, max_length=8)
    more: dict[Facet, Line] = Field(min_length=3, description="Short answers to natural follow-ups.")
    about: tuple[Phrase, ...] = Field(min_length=4, max_length=40, description="Phrases a question on it may touch.")
    tell: Tell | None = None
    unlock: Unlock = Unlock()


class Claim(_Strict):
    """One part of the truth that a debrief can state."""

    id: Identifier
    says: Title
    any: tuple[Phrase, ...] = Field(
        min_length=6, max_length=60, description="Phrases; all the words of one of them in a sentence state the claim."
    )


class Motivation(_Strict):
    """A hidden truth that facts add up to."""

    id: Identifier
    title: Title
    insight: Prose
    accepted: tuple[Line, ...] = Field(min_length=3, max_length=10)
    forces: tuple[Force, ...] = Field(min_length=1)
    claims: tuple[Claim, ...] = Field(min_length=2, max_length=5)


class Decoy(_Strict):
    """The plausible surface story."""

    insight: Prose = Field(description="What a learner writes who stops at the surface.")
    says: tuple[Line, ...] = Field(min_length=6, max_length=16)
    about: tuple[Phrase, ...] = Field(min_length=4, max_length=40)
    any: tuple[Phrase, ...] = Field(min_length=4, max_length=40, description="Phrases of a debrief that stops at it.")


class Profile(_Strict):
    """An answer to an ordinary question."""

    id: Identifier
    about: tuple[Phrase, ...] = ()
    says: tuple[Line, ...] = Field(min_length=2, max_length=6)


class Temperament(_Strict):
    """How somebody is on the call."""

    talk: Literal["terse", "plain", "talkative"]
    warmth: Literal["warm", "guarded"]
    trust: float = Field(ge=0.1, le=0.35, description="Trust at the start, 0 to 1.")
    patience: float = Field(ge=0.6, le=1.4, description="1 is ordinary; less is sooner worn out.")
    dislikes: tuple[Literal["pitch", "leading", "closed", "parrot", "pressure", "probe"], ...] = ()


def _pool(least: int) -> tuple[Line, ...]:
    return Field(min_length=least, max_length=60)  # type: ignore[no-any-return]


class Lines(_Strict):
    """What somebody says beside their facts. Each pool is in their own voice and gives nothing away."""

    heard: tuple[Line, ...] = _pool(10)
    settling: tuple[Line, ...] = _pool(10)
    edgy: tuple[Line, ...] = _pool(8)
    as_said: tuple[Line, ...] = _pool(8)
    greeting: tuple[Line, ...] = _pool(3)
    thanks: tuple[Line, ...] = _pool(4)
    goodbye: tuple[Line, ...] = _pool(3)
    pause: tuple[Line, ...] = _pool(8)
    apology: tuple[Line, ...] = _pool(4)
    rude: tuple[Line, ...] = _pool(4)
    pressed: tuple[Line, ...] = _pool(6)
    pitched: tuple[Line, ...] = _pool(14)
    polite_yes: tuple[Line, ...] = _pool(24)
    stuffed: tuple[Line, ...] = _pool(10)
    parroted: tuple[Line, ...] = _pool(12)
    tired: tuple[Line, ...] = _pool(12)
    gibberish: tuple[Line, ...] = _pool(8)
    language: tuple[Line, ...] = _pool(3)
    flood: tuple[Line, ...] = _pool(3)
    trainer: tuple[Line, ...] = _pool(5)
    demanded: tuple[Line, ...] = _pool(14)
    ask_back: tuple[Line, ...] = _pool(14)
    deflect: tuple[Line, ...] = _pool(26)
    surface: tuple[Line, ...] = _pool(20)
    affirm: tuple[Line, ...] = _pool(10)
    negate: tuple[Line, ...] = _pool(8)
    unsure: tuple[Line, ...] = _pool(24)
    go_on: tuple[Line, ...] = _pool(16)
    small_talk: tuple[Line, ...] = _pool(8)
    aside: tuple[Line, ...] = _pool(8)
    ask_learner: tuple[Line, ...] = _pool(4)
    warn_patience: tuple[Line, ...] = _pool(3)
    warn_time: tuple[Line, ...] = _pool(3)
    close_patience: tuple[Line, ...] = _pool(3)
    close_time: tuple[Line, ...] = _pool(3)


class Persona(_Strict):
    """Who a customer is, what they know and how they talk."""

    id: Identifier
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
    pronoun: Literal["she", "he", "they"]
    bio: Prose = Field(description="Public: shown in the briefing.")
    manner: Prose = Field(description="How they talk; never what they hide.")
    temperament: Temperament
    opening: tuple[Line, ...] = Field(min_length=2, max_length=5)
    motivations: tuple[Motivation, ...] = Field(min_length=2, max_length=4)
    facts: tuple[Fact, ...] = Field(min_length=14, max_length=40)
    decoy: Decoy
    profile: tuple[Profile, ...] = Field(min_length=16, max_length=60)
    lines: Lines
    draft: bool = Field(default=False, description="Drafted by a model and not yet read by a person; lint reports it.")


class Limits(_Strict):
    """When a call ends: learner turns, and minutes of simulated talk."""

    turns: int = Field(default=25, ge=8, le=60)
    minutes: int = Field(default=20, ge=5, le=60)


class Rubric(_Strict):
    """Weights of the four parts; they add up to 1, discovery and insight to at least one half."""

    discovery: float = Field(default=0.35, ge=0, le=1)
    insight: float = Field(default=0.25, ge=0, le=1)
    technique: float = Field(default=0.2, ge=0, le=1)
    unscripted: float = Field(default=0.2, ge=0, le=1)


class Product(_Strict):
    """What the company sells."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
    about: Prose


class Seat(_Strict):
    """One of two people who are on a call together."""

    persona: Identifier
    chimes: tuple[Line, ...] = Field(
        min_length=8, max_length=40, description="What they put in while the other talks; gives nothing away."
    )


class Scenario(_Strict):
    """A situation to practise."""

    id: Identifier
    title: Title
    difficulty: int = Field(ge=1, le=5)
    focus: Prose = Field(description="What this scenario teaches.")
    product: Product
    belief: Prose = Field(description="What the business believes.")
    brief: Prose = Field(description="What the learner knows before the call.")
    personas: tuple[Identifier, ...] = Field(min_length=1, max_length=4)
    together: tuple[Seat, ...] = Field(
        default=(), max_length=2, description="The two of `personas` who are on one call; empty where each is alone."
    )
    limits: Limits = Limits()
    rubric: Rubric = Rubric()
    sources: tuple[Line, ...] = ()
