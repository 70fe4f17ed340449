"""Room `llm`: where a request goes: which model, at which address, with which key, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field


class Secret:
    """A key. Never shown by accident: its text comes out of `reveal` only."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        """Take the key; empty where there is none."""
        self._text = text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(…)" if self._text else "Secret()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(Secret)

    def __reduce__(self) -> str:
        raise TypeError("a key is never written anywhere")

    def reveal(self) -> str:
        """Give the key itself, for the one request that needs it."""
        return self._text

    def hide_in(self, text: str) -> str:
        """Give `text` without the key, in case somebody has put it there."""
        return text.replace(self._text, "[key]") if len(self._text) >= 4 else text


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds that a request may take: to its first words, between words, and in all."""

    first: float = 8.0
    idle: float = 5.0
    total: float = 20.0


@dataclass(frozen=True, slots=True)
class Route:
    """How a model is reached."""

    name: str
    """As the learner gave it; shown."""
    model: str
    """As litellm wants it, provider first: `openai/…`, `anthropic/…`."""
    url: str = ""
    """Base of an OpenAI-compatible server, such as `http://127.0.0.1:8080/v1`; empty for the provider's own."""
    key: Secret = field(default_factory=Secret)
    deadlines: Deadlines = field(default_factory=Deadlines)
