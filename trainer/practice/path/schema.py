"""Room `practice`, path: what a page of the path may hold. One file is one step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from trainer.content.schema import Identifier, Line, Prose, Title

Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
#: What can be counted in a call; `signs` says how.
SignName = Literal[
    "asks", "open", "last_time", "gives_back", "labels", "takes_up", "thanks",
    "tells", "leads", "doubles", "imagines", "presses",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Said(_Strict):
    """One line of an exchange, and what there is to see in it."""

    who: Literal["you", "customer"]
    says: Line
    note: Note | None = None


class Exchange(_Strict):
    """A few lines of a call."""

    lines: tuple[Said, ...] = Field(min_length=2, max_length=6)
    so: Note = Field(description="What the exchange shows, in a sentence.")


class Wanted(_Strict):
    """One thing that a call has to show."""

    sign: SignName
    at_least: int | None = Field(default=None, ge=1, le=20)
    at_most: int | None = Field(default=None, ge=0, le=20)
    share_above: float | None = Field(
        default=None, gt=0, lt=1, description="The lower end of the noise band around the share has to reach this."
    )


class Outcome(_Strict):
    """What a debriefed call has to have come to; each field that is given has to hold."""

    points: int | None = Field(default=None, ge=1, le=100, description="The lower end of the score's band reaches it.")
    forces: int | None = Field(default=None, ge=1, le=4, description="Forces among the facts that were earned.")
    depth: int | None = Field(default=None, ge=2, le=3, description="A fact of this depth was earned.")


class Practice(_Strict):
    """The call of a step: a part of one, or a whole one."""

    scenario: Identifier
    level: Literal["gentle", "plain", "guarded", "closed"] = "gentle"
    turns: int = Field(default=0, ge=0, le=20, description="The first so many turns are looked at; 0: a whole call.")
    task: Line
    wants: tuple[Wanted, ...] = Field(default=(), max_length=5)
    outcome: Outcome | None = None


class Page(_Strict):
    """One step of the path."""

    id: Identifier
    title: Title
    minutes: int = Field(ge=5, le=45, description="For all of the step: page, drills and call.")
    read: tuple[Prose, ...] = Field(min_length=1, max_length=5)
    poor: Exchange
    good: Exchange
    keep: Line = Field(description="What stands on the card.")
    drills: tuple[Identifier, ...] = Field(min_length=2, max_length=3)
    practice: Practice

    @property
    def words(self) -> int:
        """Words that there are to read."""
        said = [text for one in (self.poor, self.good) for line in one.lines for text in (line.says, line.note or "")]
        texts = (self.title, *self.read, *said, self.poor.so, self.good.so, self.keep, self.practice.task)
        return sum(len(text.split()) for text in texts)
