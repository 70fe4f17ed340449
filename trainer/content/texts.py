"""Room `content`: the texts that all content files are made of, and the forces. Apart, for drills need no more."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=480)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=2000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=90)]


class Force(StrEnum):
    """The four forces of a switch, and `context` for what only sets the scene."""

    PUSH = "push"
    PULL = "pull"
    ANXIETY = "anxiety"
    HABIT = "habit"
    CONTEXT = "context"
