"""Room `scoring`: the forms that a model fills in. None of them has a place for a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from trainer.conversation.coached import Verdict

#: What pydantic reads: an answer with anything more in it (a score, a total) is no answer.
_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer to one criterion in one turn."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    criterion: str
    verdict: Verdict
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on one of the learner's lines; `better` is empty where nothing is to be mended."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    turn: int
    quote: str
    note: str
    better: str


@dataclass(frozen=True, slots=True)
class CoachForm:
    """One answer of the coach."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    items: tuple[Mark, ...]
    notes: tuple[Remark, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Said:
    """Whether the debrief says what one sentence says, with the words that do."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    verdict: Verdict
    quote: str


@dataclass(frozen=True, slots=True)
class InsightForm:
    """One answer on the debrief."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    items: tuple[Said, ...]
