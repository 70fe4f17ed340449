"""Room `content`, drills: what a file of drills may hold. One file is one skill with its items."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from trainer.content.texts import Force, Identifier, Line, Phrase, Prose, Title

Answer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=400)]


class Kind(StrEnum):
    """What an answer has to do; each kind has its judge."""

    OPEN = "open"
    SPLIT = "split"
    LAST_TIME = "last-time"
    MIRROR = "mirror"
    LABEL = "label"
    FOLLOW = "follow"
    THREAD = "thread"
    FEATURE = "feature"
    END = "end"
    SILENCE = "silence"
    FORCE = "force"
    DECOY = "decoy"
    INSIGHT = "insight"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Wrong(_Strict):
    """A plausible wrong answer, and what the judge has to say of it."""

    says: Answer
    reason: Identifier = Field(description="The reason's id; docs/drills.md lists them for each kind.")


class Thread(_Strict):
    """One of the things a customer has touched, of which one is worth following."""

    says: Title = Field(description="What it is, for the feedback.")
    any: tuple[Phrase, ...] = Field(
        min_length=2, max_length=20, description="Phrases; all the words of one of them in a question mean this thread."
    )
    follow: bool = False
    why: Why = Field(description="Why it is, or is not, the one to follow.")


class Option(_Strict):
    """One of the stories to choose from."""

    says: Line
    of: Literal["decoy", "truth", "detail", "unsaid"] = Field(
        description="The surface story; the reason beneath it; a fact that explains nothing; nothing that was said."
    )
    any: tuple[Phrase, ...] = Field(
        default=(), max_length=20, description="Other words for it; all the words of one phrase mean this story."
    )
    why: Why


class Part(_Strict):
    """One part of the truth that the insight has to state."""

    id: Identifier
    says: Title
    any: tuple[Phrase, ...] = Field(
        min_length=4, max_length=100, description="Phrases; all the words of one of them in a sentence state it."
    )


class Drill(_Strict):
    """One drill: about a minute, one answer."""

    id: Identifier
    situation: Line | None = Field(default=None, description="Who speaks and of what, in a sentence or two.")
    customer: tuple[Line, ...] = Field(
        min_length=1, max_length=8, description="Their words; the last line is the last."
    )
    line: Answer | None = Field(default=None, description="The interviewer's poor line that is to be said better.")
    task: Line | None = Field(default=None, description="What to do, where it is not the skill's task.")
    why: Why | None = Field(default=None, description="Why the right answer is right; told after the answer.")
    better: tuple[Answer, ...] = Field(min_length=1, max_length=4, description="Wordings to show; each must pass.")
    passes: tuple[Answer, ...] = Field(min_length=3, max_length=16, description="Right answers in different words.")
    fails: tuple[Wrong, ...] = Field(min_length=3, max_length=16, description="Plausible wrong answers.")
    about: tuple[Phrase, ...] = Field(
        default=(), max_length=20, description="Other words for what the talk is about, so that no answer is off it."
    )
    keys: tuple[Phrase, ...] = Field(default=(), max_length=8, description="mirror: one of these must be given back.")
    feelings: tuple[Identifier, ...] = Field(default=(), max_length=8, description="label: families of feelings.")
    threads: tuple[Thread, ...] = Field(default=(), max_length=4, description="thread: exactly one to follow.")
    answer: Literal["silent", "speak", "push", "pull", "anxiety", "habit"] | None = Field(
        default=None, description="silence and force: the right choice."
    )
    options: tuple[Option, ...] = Field(default=(), max_length=5, description="decoy: exactly one is the decoy.")
    parts: tuple[Part, ...] = Field(default=(), max_length=4, description="insight: what has to be stated.")
    decoy: tuple[Phrase, ...] = Field(default=(), max_length=30, description="insight: phrases of the surface story.")


class Drills(_Strict):
    """One skill, and the drills that train it."""

    id: Identifier = Field(description="The skill; also the name of the file.")
    title: Title
    kind: Kind
    about: Prose = Field(description="Why the skill matters; shown before its drills.")
    task: Line = Field(description="What to do, for every item that does not say otherwise.")
    items: tuple[Drill, ...] = Field(min_length=1, max_length=60)


#: Kind → the fields that its items need; no other kind may have them.
NEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.OPEN: ("line",),
    Kind.SPLIT: ("line",),
    Kind.LAST_TIME: ("line",),
    Kind.LABEL: ("feelings",),
    Kind.THREAD: ("threads",),
    Kind.SILENCE: ("answer", "why"),
    Kind.FORCE: ("answer", "why"),
    Kind.DECOY: ("options",),
    Kind.INSIGHT: ("parts", "decoy"),
}
#: Kind → fields that its items may have beside those that all may have.
MAY: dict[Kind, tuple[str, ...]] = {Kind.MIRROR: ("keys",), Kind.END: ("line",), Kind.FOLLOW: ("line",)}
#: Kinds in which one of a few things is chosen.
CHOICES = frozenset({Kind.SILENCE, Kind.FORCE, Kind.DECOY})
SILENCE = ("silent", "speak")
FORCES = tuple(force.value for force in Force if force is not Force.CONTEXT)
#: Quotes from which an insight is written.
QUOTES = 6
