"""Room `content`: the version of played content is the hash of its canonical text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from trainer.content.findings import ContentError, shown
from trainer.content.schema import Persona, Scenario

_FORMAT = 1
"""Raised when the canonical text changes its shape."""
_MARKS = {"draft"}
"""Keys of a persona that say how far its author is; nothing of them is played."""


def canonical(scenario: Scenario, personas: Sequence[Persona]) -> str:
    """Give the scenario and those who played in it as JSON with sorted keys and no white space."""
    told = scenario.model_dump(mode="json")
    if not scenario.together:
        del told["together"]  # the versions of calls with one person are what they were before there were two
    content = {
        "format": _FORMAT,
        "personas": [persona.model_dump(mode="json", exclude=_MARKS) for persona in personas],
        "scenario": told,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def content_hash(scenario: Scenario, personas: Sequence[Persona]) -> str:
    """Give the content version: 64 hexadecimal digits of SHA-256."""
    return hash_of(canonical(scenario, personas))


def hash_of(text: str) -> str:
    """Give the version of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_canonical(text: str) -> tuple[Scenario, tuple[Persona, ...]]:
    """Give back the scenario and personas of a canonical text.

    Raises:
        ContentError: the text is not canonical content, or does not fit the schema of today.
    """
    from trainer.content.integrity import persona_problems, scenario_problems, together_problems

    try:
        content = json.loads(text)
        if content["format"] != _FORMAT:
            raise ContentError(f"Stored content has format {shown(content['format'])}; install a newer trainer.")
        scenario = Scenario.model_validate(content["scenario"])
        personas = tuple(Persona.model_validate(persona) for persona in content["personas"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ContentError(f"Stored content cannot be read; restore a backup ({type(error).__name__}).") from None
    problems = [*scenario_problems(scenario), *(p for persona in personas for p in persona_problems(persona))]
    seated = [seat.persona for seat in scenario.together]
    apart = len(personas) > 1 and [one.id for one in personas] != seated
    if len(personas) > 1 and not apart:
        problems += together_problems(personas)
    if problems or apart or not personas:
        raise ContentError("Stored content does not hold together; restore a backup.")
    return scenario, personas
