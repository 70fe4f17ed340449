"""Room `conversation`: what it may know of a language model: a door that takes a prompt and gives text, or a fault.

`trainer.llm` has such doors; tests have others. A model decides nothing: what comes back is data to be checked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

Shape = TypeVar("Shape")


class FaultKind(StrEnum):
    """All the ways in which a model can fail."""

    AUTH = "auth"
    """The key is missing or was refused."""
    QUOTA = "quota"
    """The account has no credit left."""
    FORBIDDEN = "forbidden"
    MODEL_NOT_FOUND = "model_not_found"
    RATE_LIMIT = "rate_limit"
    CONTEXT = "context"
    """The prompt is too long for the model."""
    CONTENT_FILTER = "content_filter"
    BAD_REQUEST = "bad_request"
    SERVER = "server"
    LOADING = "loading"
    """A local server is still loading its model."""
    CONNECT = "connect"
    TIMEOUT = "timeout"
    CUT = "cut"
    """The answer broke off."""
    EMPTY = "empty"
    """No words came, or something that is no answer."""
    UNFIT = "unfit"
    """Words came, and the customer may not say them (the check on what was said)."""


#: Faults that will not pass by themselves: the authored voice takes over at once, for the rest of the session.
LASTING = frozenset({FaultKind.AUTH, FaultKind.QUOTA, FaultKind.FORBIDDEN, FaultKind.MODEL_NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Usage:
    """What a request used. `cost` in US dollars, None where it is not known; all of it may be an estimate."""

    prompt_tokens: int = 0
    answer_tokens: int = 0
    cost: float | None = None
    estimated: bool = True
    """Whether the tokens were counted here and not by the server."""

    def plus(self, other: Usage) -> Usage:
        """Add up; where the cost of one that used tokens is unknown, so is the sum's."""
        used = [usage for usage in (self, other) if usage.prompt_tokens or usage.answer_tokens]
        costs = [usage.cost for usage in used]
        cost = None if not costs or None in costs else sum(c for c in costs if c is not None)
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.answer_tokens + other.answer_tokens,
            cost,
            any(usage.estimated for usage in used) or not used,
        )

    @property
    def tokens(self) -> int:
        """All tokens, both ways."""
        return self.prompt_tokens + self.answer_tokens


class ModelFault(Exception):
    """A model could not answer. The message is one line for people: no words of the provider's, no key."""

    def __init__(self, kind: FaultKind, message: str, usage: Usage | None = None) -> None:
        """Take the kind, the line for people, and what the failing request used, if that is known."""
        super().__init__(message)
        self.kind = kind
        self.usage = usage


class Stopped(Exception):
    """The learner took the turn back while the model was at work."""


class Stop:
    """A way to take a turn back from another thread. Set once; a new turn takes a new one."""

    def __init__(self) -> None:
        """Not stopped."""
        self._guard = threading.Lock()
        self._set = False
        self._calls: list[Callable[[], None]] = []

    def set(self) -> None:
        """Stop whatever waits on this, now or later."""
        with self._guard:
            self._set = True
            calls, self._calls = self._calls, []
        for call in calls:
            call()

    def is_set(self) -> bool:
        """Say whether it was stopped."""
        return self._set

    def when_set(self, call: Callable[[], None]) -> None:
        """Call `call` (from the thread that stops, or now if it was stopped already). Must not block."""
        with self._guard:
            if not self._set:
                self._calls.append(call)
                return
        call()

    def check(self) -> None:
        """Raise Stopped if it was stopped."""
        if self._set:
            raise Stopped


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: str
    """`system`, `user` or `assistant`."""
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model. Built from what was released, never from what is locked."""

    messages: tuple[Message, ...]
    version: str
    """Name and version of the template, such as `actor-1`."""
    temperature: float = 0.7
    most_tokens: int = 160

    @property
    def hash(self) -> str:
        """SHA-256 (64 hex digits) of everything that is sent."""
        parts = [self.version, str(self.temperature), str(self.most_tokens)]
        for message in self.messages:
            parts += [message.role, message.text]
        return sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, as it came; only cleaned of reasoning (`<think>`) and capped in length."""

    text: str
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Filled(Generic[Shape]):
    """A filled-in form."""

    value: Shape
    usage: Usage = Usage()


class Retried(Protocol):
    """Is told of a fault that is about to be tried again."""

    def __call__(self, kind: FaultKind, message: str, wait: float) -> None:
        """Take the fault, a line for people, and the seconds until the next try."""
        ...


class Model(Protocol):
    """A door to a language model. Blocking; may be used from any thread, one request at a time."""

    @property
    def name(self) -> str:
        """The model's name, as the learner gave it."""
        ...

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        """Write an answer. `again` allows one retry where the fault may pass; at most two requests are made.

        Raises:
            ModelFault: no answer came.
            Stopped: `stop` was set; the server has been let go.
        """
        ...

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        """Fill in a form: a dataclass of plain fields, validated strictly. `within`: seconds for all of it.

        Raises:
            ModelFault: no answer, or none that fits the form (kind `empty`).
            Stopped: `stop` was set.
        """
        ...
