"""Room `language`: JSON that means one thing: no name twice, no NaN or Infinity."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str) -> Any:
    """Give what a text of JSON holds.

    Raises:
        ValueError: it is none, holds a number that is none, or an object has a name twice: who checks it and who acts
            on it might then read different ones.
        RecursionError: it is nested too deeply.
    """
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
