"""Room `llm`: how a model is got to fill in a form: by a JSON schema, by its JSON mode, or by asking in words.

Nobody's word is taken for what a model can do: the highest rung is tried first, and what worked is remembered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from trainer.conversation.model import FaultKind, Filled, Message, Prompt, Usage, Written

from .faults import Failed

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Shape = TypeVar("Shape")
Request = Callable[[Prompt, Any], Written]
"""Asks once: takes the prompt and litellm's `response_format` (None: none)."""

#: Requests that one form may take.
REQUESTS = 3
#: Longest answer that is looked into, and the most places in it where a form may begin.
LONGEST, PLACES = 64_000, 40
_IN_WORDS = "Answer with one JSON object and nothing else. It must fit this JSON schema:\n"


class Rung(IntEnum):
    """The ways to ask for a form, the strictest first."""

    SCHEMA = 0
    JSON = 1
    PLAIN = 2


_KNOWN: dict[tuple[str, str], Rung] = {}


def rungs() -> list[tuple[str, str, int]]:
    """Give what is known of each model, as plain data to keep: address, model, rung."""
    return [(url, model, int(rung)) for (url, model), rung in sorted(_KNOWN.items())]


def remember(url: str, model: str, rung: int) -> None:
    """Take what was known of a model before; a number that is no rung is passed over."""
    if rung in list(Rung):
        _KNOWN[url, model] = Rung(rung)


def forget() -> None:
    """Forget what is known of every model."""
    _KNOWN.clear()


def climb(where: tuple[str, str], form: Form[Shape], prompt: Prompt, request: Request) -> Filled[Shape]:
    """Have a form filled in, from the rung known for `where` (address, model) downwards.

    Raises:
        Failed: the model could not be asked, or no answer fits the form (kind `empty`).
    """
    used = Usage(cost=0.0, estimated=False)
    rung = _KNOWN.get(where, Rung.SCHEMA)
    for _ in range(REQUESTS):
        refused = False
        try:
            written = request(form.asked(prompt, rung), form.wanted(rung))
        except Failed as failed:
            used = _sum(used, failed.usage or Usage(cost=0.0, estimated=False))
            refused = failed.kind is FaultKind.BAD_REQUEST
            if failed.kind not in (FaultKind.BAD_REQUEST, FaultKind.EMPTY) or (refused and rung is Rung.PLAIN):
                failed.usage = used
                raise
        else:
            used = _sum(used, written.usage)
            value = form.read(written.text)
            if value is not None:
                _KNOWN[where] = rung
                return Filled(value, used)
        if rung is not Rung.PLAIN:
            rung = Rung(rung + 1)
            if refused:
                _KNOWN[where] = rung
    raise Failed(FaultKind.EMPTY, usage=used)


def _sum(one: Usage, other: Usage) -> Usage:
    cost = None if one.cost is None or other.cost is None else one.cost + other.cost
    return Usage(
        one.prompt_tokens + other.prompt_tokens,
        one.answer_tokens + other.answer_tokens,
        cost,
        one.estimated or other.estimated,
    )


class Form(Generic[Shape]):
    """A form to be filled in: a dataclass, its schema, and the reader of answers."""

    def __init__(self, shape: type[Shape]) -> None:
        """Take the dataclass."""
        self._name = shape.__name__
        self._adapter: TypeAdapter[Shape] = _adapter(shape)  # type: ignore[arg-type]

    def asked(self, prompt: Prompt, rung: Rung) -> Prompt:
        """Give the prompt for a rung: below the highest, the schema stands in it."""
        if rung is Rung.SCHEMA:
            return prompt
        words = _IN_WORDS + json.dumps(self._schema(), ensure_ascii=False)
        head, *rest = prompt.messages
        if head.role == "system":
            return replace(prompt, messages=(replace(head, text=f"{head.text}\n\n{words}"), *rest))
        return replace(prompt, messages=(Message("system", words), *prompt.messages))

    def wanted(self, rung: Rung) -> dict[str, Any] | None:
        """Give litellm's `response_format` for a rung."""
        if rung is Rung.SCHEMA:
            shape = {"name": self._name, "strict": True, "schema": self._schema()}
            return {"type": "json_schema", "json_schema": shape}
        return {"type": "json_object"} if rung is Rung.JSON else None

    def read(self, text: str) -> Shape | None:
        """Find the form in an answer, also between fences or chat; None where there is none that is valid."""
        from pydantic import ValidationError

        for piece in _objects_in(text[:LONGEST]):
            try:
                return self._adapter.validate_json(piece, strict=True)
            except (ValidationError, RecursionError):
                continue
        return None

    def _schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = _closed(self._adapter.json_schema())
        return schema


@lru_cache(maxsize=32)
def _adapter(shape: Any) -> Any:
    from pydantic import TypeAdapter  # 40 ms

    return TypeAdapter(shape)


def _closed(part: Any) -> Any:
    """Close every object of a schema, with all its fields required: providers want it so for strict answers."""
    if isinstance(part, list):
        return [_closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(value) for name, value in part.items() if name != "default"}
    if isinstance(part.get("properties"), dict):
        closed["properties"] = {name: _closed(value) for name, value in part["properties"].items()}
        closed["required"] = list(part["properties"])
        closed["additionalProperties"] = False
    return closed


def _no_number(word: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(word)


def _objects_in(text: str) -> Iterator[str]:
    """Give the JSON objects in a text, from left to right; those inside of others are left out."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    start = text.find("{")
    for _ in range(PLACES):
        if start < 0:
            return
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            yield text[start:end]
        start = text.find("{", end)
