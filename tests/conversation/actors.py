"""Models for the tests: what they write is set by the test. They count what was asked, and keep every prompt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from trainer.conversation.model import FaultKind, Filled, ModelFault, Prompt, Retried, Stop, Stopped, Usage, Written

Shape = TypeVar("Shape")
Words = str | ModelFault | Callable[[Prompt], "str | ModelFault"]


USED = Usage(100, 20, 0.001, False)


class Actor:
    """Writes the given words, one after the other; the last for ever."""

    def __init__(self, *words: Words, form: Any = None, usage: Usage = USED) -> None:
        self.words: Sequence[Words] = words
        self.form = form
        self.usage = usage
        self.prompts: list[Prompt] = []
        self.forms: list[Prompt] = []

    @property
    def name(self) -> str:
        return "test/actor"

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        stop.check()
        word = self.words[min(len(self.prompts), len(self.words) - 1)]
        self.prompts.append(prompt)
        said = word(prompt) if callable(word) else word
        if isinstance(said, ModelFault):
            raise said
        return Written(said, self.usage)

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        self.forms.append(prompt)
        value = self.form(prompt) if callable(self.form) else self.form
        if not isinstance(value, form):
            raise ModelFault(FaultKind.EMPTY, "nothing came")
        return Filled(value, self.usage)


class Waiting(Actor):
    """Waits until it is stopped. `asked` is set when it has been asked."""

    def __init__(self) -> None:
        super().__init__("…")
        self.asked = threading.Event()

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        self.prompts.append(prompt)
        stopped = threading.Event()
        stop.when_set(stopped.set)
        self.asked.set()
        if not stopped.wait(20):
            raise AssertionError("nobody stopped it")
        raise Stopped


def fault(kind: FaultKind) -> ModelFault:
    return ModelFault(kind, f"The model failed ({kind.value}).")


def material(prompt: Prompt) -> str:
    """Give what the prompt asks to be said, as it stands there: what the most obedient of actors would say."""
    text = prompt.messages[0].text
    parts = []
    for label in ("First, in feeling: ", "Then: ", "At the end: "):
        for line in text.splitlines():
            if line.startswith(label):
                parts.append(line.removeprefix(label))
    return " ".join(parts)
