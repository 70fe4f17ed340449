"""Room `workshop.client`: when a request is sent again, and after how long. Knows no network.

Full jitter: a random share of a bound that doubles (Brooker, "Exponential backoff and jitter", AWS Architecture Blog,
2015), so that a room full of clients does not come back at one moment after a restart.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from trainer.content.findings import shown
from trainer.workshop.client.faults import RemoteFault, Unreachable

FIRST, CAP = 0.25, 30.0
"""Seconds: bound of the first wait and of any."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may be answered."""
AFTER_CAP = 120.0
"""Seconds of a server's Retry-After that are believed."""
LONGEST_LINE = 300


class Plan:
    """The tries of one request."""

    def __init__(self, patience: float | None, chance: Callable[[], float] = random.random) -> None:
        """Take the seconds after which it is given up (None: never), and what gives numbers from 0 to 1."""
        self._patience, self._chance = patience, chance
        self._tries = 0
        self._waited = 0.0

    def wait(self, why: RemoteFault, after: float = 0.0) -> float:
        """Give the seconds to wait before the next try.

        Raises:
            RemoteFault: `why`, once patience is at its end.
        """
        bound = min(CAP, FIRST * 2.0 ** min(self._tries, 16))
        self._tries += 1
        seconds = max(min(after, AFTER_CAP), bound * (0.5 + 0.5 * self._chance()))
        if self._patience is not None and self._waited + seconds > self._patience:
            raise why
        self._waited += seconds
        return seconds


def declined(status: int, data: Any) -> RemoteFault | None:
    """Give what the server declined, or None where it did what was asked."""
    if 200 <= status < 300 and isinstance(data, dict):
        return None
    if isinstance(data, Mapping) and isinstance(data.get("error"), str):
        code = data.get("code")
        more = {key: value for key, value in data.items() if key not in ("error", "code")}
        line = shown(data["error"], LONGEST_LINE)
        return RemoteFault(line, code if isinstance(code, str) else "", status, more)
    return RemoteFault(f"This is no workshop's answer (HTTP {status}); check the address.", "", status)


def passes(fault: RemoteFault) -> bool:
    """Say whether the same request may be answered later."""
    return fault.status in AGAIN or fault.code == "busy"


def unreachable(where: str, why: str) -> Unreachable:
    """Say that nobody answers."""
    return Unreachable(f"{where} does not answer ({shown(why, 80)}); check address and network.")


def seconds_of(header: str | None) -> float:
    """Read a Retry-After in seconds; 0 where it is none (a date is not used by our server)."""
    return float(header) if header and header.isdecimal() and len(header) < 6 else 0.0
